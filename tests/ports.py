"""Ports of this machine for the tests' own servers."""

import socket
import subprocess

from tests.waiting import wait_for


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server takes connections there; fail when its process ends before it does."""

    def answers() -> bool:
        if process.poll() is not None:
            raise ChildProcessError(process.args)
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    wait_for(answers, f"a server at port {port}", seconds=60)
