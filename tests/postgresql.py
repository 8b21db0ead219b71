"""A PostgreSQL of the tests' own: on a unix socket in a temporary folder, from Debian's package."""

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USER = "postgres"
_HASTE = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off"


def programs() -> Path | None:
    """Return the folder of ``initdb`` and ``pg_ctl`` of the newest version installed."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in found), key=lambda folder: int(folder.parent.name), default=None)


class Server:
    """A running server: the folder of its programs, that of its socket, and URLs of its databases."""

    def __init__(self, programs: Path, socket: Path) -> None:
        self.programs = programs
        self.socket = socket

    def new_database(self) -> str:
        """Make an empty database; return its URL."""
        name = f"ledger_{uuid.uuid4().hex}"
        subprocess.run([self.programs / "createdb", "-h", self.socket, "-U", _USER, name], check=True)
        return self.url(name)

    def url(self, database: str, user: str = _USER) -> str:
        return f"postgresql://{user}@/{database}?host={self.socket}"


@contextmanager
def running(programs_folder: Path) -> Iterator[Server]:
    """Start a server with the programs in a folder; stop it and delete its data afterwards.

    PostgreSQL refuses to run as root: there it runs as the user ``postgres``, which Debian's package makes.
    """
    # Not pytest's folder: that is closed to every other user. A socket's path may not be long, either.
    place = Path(tempfile.mkdtemp(prefix="netralitas-pg-"))
    as_user = []
    if os.geteuid() == 0:
        account = pwd.getpwnam(_USER)
        os.chown(place, account.pw_uid, account.pw_gid)
        as_user = ["setpriv", f"--reuid={_USER}", f"--regid={account.pw_gid}", "--init-groups"]
    data = str(place / "data")

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_user, str(programs_folder / program), *arguments], check=True, cwd=place, stdout=subprocess.DEVNULL
        )

    try:
        run("initdb", "-D", data, "-U", _USER, "--auth=trust", "--encoding=UTF8", "--no-sync")
        run("pg_ctl", "-D", data, "-w", "-l", str(place / "log"), "-o", f"{_HASTE} -k {place}", "start")
        try:
            yield Server(programs_folder, place)
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place)
