"""A Samba server of the tests' own: on a high port of this machine, from Debian's package, with one user."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ports import free_port, wait_for_port

USER = pwd.getpwuid(os.geteuid()).pw_name
PASSWORD = "rahasia-uji-coba"  # noqa: S105  # pragma: allowlist secret - of a server that lives for one test

_CONFIGURATION = """
[global]
  workgroup = UJI
  server role = standalone server
  bind interfaces only = yes
  interfaces = lo
  smb ports = {port}
  disable netbios = yes
  private dir = {place}/private
  lock directory = {place}/lock
  state directory = {place}/state
  cache directory = {place}/cache
  pid directory = {place}/run
  ncalrpc dir = {place}/ncalrpc
  log file = {place}/log
  passdb backend = tdbsam:{place}/private/passdb.tdb
  load printers = no
  printcap name = /dev/null
  kernel oplocks = no
  map to guest = never

[kiriman]
  path = {share}
  read only = no

[bacasaja]
  path = {share}
  read only = yes
"""


@dataclass
class Server:
    """A running server: its port, the folder that both of its shares show, and its process."""

    port: int
    folder: Path
    place: Path
    process: "subprocess.Popen[bytes] | None" = None

    def url(self, share: str = "kiriman") -> str:
        return f"smb://127.0.0.1:{self.port}/{share}"

    @contextmanager
    def opened_for_itself(self, file: str) -> Iterator[None]:
        """Hold a file open as Excel does, over a connection of its own, so that nobody else can open it."""
        import smbclient  # noqa: PLC0415 - an extra

        connections: dict[str, object] = {}
        smbclient.register_session(
            "127.0.0.1", username=USER, password=PASSWORD, port=self.port, connection_cache=connections
        )
        path = f"//127.0.0.1/kiriman/{file}".replace("/", "\\")
        with smbclient.open_file(path, mode="r+b", port=self.port, connection_cache=connections):
            yield
        smbclient.reset_connection_cache(connection_cache=connections)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self.process = subprocess.Popen(
            ["smbd", "--foreground", "--no-process-group", "--configfile", self.place / "smb.conf"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # it ends with all of its group
        )
        wait_for_port(self.port, self.process)

    def stop(self) -> None:
        """End the server and with it every connection."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)


@contextmanager
def running() -> Iterator[Server]:
    """Start a server; stop it and delete its folder afterwards."""
    place = Path(tempfile.mkdtemp(prefix="netralitas-smb-"))
    server = Server(free_port(), place / "share", place)
    for name in ("share", "private", "lock", "state", "cache", "run", "ncalrpc"):
        (place / name).mkdir()
    (place / "smb.conf").write_text(_CONFIGURATION.format(place=place, port=server.port, share=server.folder))
    (place / "password").write_text(PASSWORD)
    try:
        subprocess.run(
            ["smbpasswd", "-c", place / "smb.conf", "-L", "-s", "-a", USER],
            input=f"{PASSWORD}\n{PASSWORD}\n",
            text=True,
            check=True,
            capture_output=True,
        )
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(place, ignore_errors=True)
