"""An object store of the tests' own: moto's server, which speaks S3 over HTTP and keeps everything in memory."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.ports import free_port, wait_for_port


@contextmanager
def running() -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Start a store; return its address and its process."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_port(port, process)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(20)
