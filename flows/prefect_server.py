"""Which Prefect server a command talks to: one that answers already, else an embedded one of its own.

The embedded server is Prefect's own application in a process of its own. Prefect would start it too, but only after
importing the whole server into this process as well: twice the time. So it is started here, at once, while this
process makes its sample and imports its libraries.
"""

import atexit
import hmac
import os
import signal
import socket
import subprocess
import sys
import time
from http import HTTPStatus
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from data.errors import EnvironmentUnavailable
from data.sentences import both, text
from flows.access.keys import machine_credentials, serve_credentials, server_key, server_key_path, server_proof
from flows.access.proof import PROOF, new_challenge
from flows.prefect_database import put_damaged_aside

_PORTS = {"http": 80, "https": 443}
_ANSWER_SECONDS = 1.0
_START_SECONDS = 120.0
_POLL_SECONDS = 0.1
_STOP_SECONDS = 10.0


class PrefectServer:
    """The server of this process; ``wait`` returns when it answers.

    ``url`` is that of its API, ``embedded`` tells whether it was started here and ends with this process.
    """

    def __init__(self, url: str, process: "subprocess.Popen[bytes] | None" = None, log: Path | None = None) -> None:
        self.url = url
        self._process = process
        self._log = log
        self._started = time.monotonic()

    @property
    def embedded(self) -> bool:
        return self._process is not None

    @property
    def process_ids(self) -> frozenset[int]:
        """The process of an embedded server; empty where another's answers."""
        return frozenset() if self._process is None else frozenset({self._process.pid})

    def wait(self) -> float:
        """Wait until the server answers; return the seconds since its start.

        Raises ``EnvironmentUnavailable`` when it fails.
        """
        while not answers(self.url):
            waited = time.monotonic() - self._started
            if self._process is None or self._process.poll() is not None or waited > _START_SECONDS:
                raise EnvironmentUnavailable(both("server_broken", log=self._log or self.url))
            time.sleep(_POLL_SECONDS)
        return time.monotonic() - self._started

    def stop(self) -> None:
        """End the server if it is an embedded one that still runs."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def find_or_start(home: Path, default_url: str) -> PrefectServer:
    """Return the server named by ``PREFECT_API_URL``, else this home's own at ``default_url``, else an embedded one.

    Sets ``PREFECT_API_URL`` and so must be called before Prefect is imported. Raises ``EnvironmentUnavailable`` when a
    server named by the operator does not answer, or when the folder of the embedded one cannot be written.
    """
    named = os.environ.get("PREFECT_API_URL", "")
    if named:
        if not answers(named):
            raise EnvironmentUnavailable(both("no_server", url=named))
        return PrefectServer(named)
    if default_url and is_own(home, default_url):
        server = PrefectServer(default_url)
        os.environ.setdefault("PREFECT_API_AUTH_STRING", machine_credentials(home))
    else:
        server = _start(home)
    os.environ["PREFECT_API_URL"] = server.url
    return server


def is_own(home: Path, url: str) -> bool:
    """Tell whether the server of this home answers at ``url``: it must prove that it has the home's key.

    Whoever else listens there gets neither a password nor what an audit tells its server.
    """
    if not server_key_path(home).exists():  # never served
        return False
    challenge = new_challenge()
    address = urlsplit(url)
    try:
        with urlopen(  # noqa: S310 - the operator's address or ours
            f"{address.scheme}://{address.netloc}{PROOF}?tantangan={challenge}", timeout=_ANSWER_SECONDS
        ) as reply:
            told = reply.read(len(challenge)).decode("ascii", "replace")
    except (URLError, OSError, ValueError):
        return False
    port = address.port or _PORTS.get(address.scheme, 0)
    return hmac.compare_digest(told, server_proof(server_key(home), challenge, port))


def answers(url: str, seconds: float = _ANSWER_SECONDS) -> bool:
    """Tell whether a Prefect API answers at ``url`` in time."""
    try:
        with urlopen(f"{url}/health", timeout=seconds) as reply:  # noqa: S310 - the operator's address or ours
            return bool(reply.status == HTTPStatus.OK)
    except (URLError, OSError, ValueError):
        return False


def _start(home: Path) -> PrefectServer:
    log = home / "logs" / "prefect-server.log"
    port = _free_port()
    url = f"http://127.0.0.1:{port}/api"
    credentials = serve_credentials()
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        aside = put_damaged_aside(home)
        with log.open("ab") as lines:
            if aside is not None:
                lines.write(f"{text('database_aside', 'id', file=aside)}\n".encode())
            process = subprocess.Popen(  # noqa: S603 - our own interpreter with fixed words and a number
                [sys.executable, "-m", "flows.embedded_server", str(port)],
                env={
                    **os.environ,
                    "PREFECT_SERVER_API_AUTH_STRING": credentials,  # the port is open to everybody on this machine
                    "PREFECT_UI_ENABLED": "false",
                    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
                    "PREFECT__SERVER_EPHEMERAL": "1",  # no scheduler, no clean-up services: it lives for one run
                    "PREFECT__SERVER_FINAL": "1",
                },
                stdin=subprocess.PIPE,  # closes when this process dies, however it dies
                stdout=lines,
                stderr=lines,
                start_new_session=True,  # Ctrl-C reaches this process first, which still has to report to its server
            )
    except OSError as error:
        raise EnvironmentUnavailable(both("server_broken", log=log)) from error
    os.environ["PREFECT_API_AUTH_STRING"] = credentials
    server = PrefectServer(url, process, log)
    # Registered before Prefect is imported, so it runs after Prefect has sent its last logs and task states.
    atexit.register(server.stop)
    for number in (signal.SIGTERM, signal.SIGHUP):  # the default would end this process without atexit
        signal.signal(number, _leave)
    return server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
