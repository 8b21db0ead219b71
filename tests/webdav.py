"""A WebDAV server of the tests' own, in a process of its own: ``python -m tests.webdav FOLDER PORT``."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port, wait_for_port

USER = "desa"
PASSWORD = "rahasia-uji-coba"  # noqa: S105  # pragma: allowlist secret - of a server that lives for one test


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
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.webdav", str(folder), str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_port(port, process)
        yield f"webdav+http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    main(*sys.argv[1:])
