"""A WebDAV server of the tests' own, in a process of its own: ``python -m tests.webdav FOLDER PORT``."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "desa"
PASSWORD = "rahasia-uji-coba"  # noqa: S105 - of a server that lives for one test
_START_SECONDS = 30


def main(folder: str, port: str) -> None:
    """Serve a folder twice, for writing and (``/bacasaja``) for reading only, until this process is ended."""
    from cheroot.wsgi import Server  # noqa: PLC0415
    from wsgidav.wsgidav_app import WsgiDAVApp  # noqa: PLC0415

    account = {USER: {"password": PASSWORD}}
    application = WsgiDAVApp(
        {
            "provider_mapping": {"/": folder, "/bacasaja": {"root": folder, "readonly": True}},
            "simple_dc": {"user_mapping": {"*": account}},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )
    Server(("127.0.0.1", int(port)), application).start()


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Serve a folder; return the server's URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.webdav", str(folder), str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + _START_SECONDS
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if time.monotonic() > end or process.poll() is not None:
                raise TimeoutError("wsgidav")
            time.sleep(0.1)
        yield f"webdav+http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    main(*sys.argv[1:])
