"""The command ``serve``: the server, and the processes that work beside it, watched over until it is told to stop."""

import errno
import os
import signal
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

from data.errors import EnvironmentUnavailable, UsageError
from data.reference import limit
from data.sentences import both, text
from data.settings import Settings
from flows.access.accounts import AccountsFile
from flows.access.entry import EntryKeys, entry_address
from flows.access.keys import serve_credentials
from flows.access.store import AccessStore
from flows.answering import Answering
from flows.child_process import ChildProcess, kill_orphans
from flows.options import load_settings
from flows.outcome import outcome
from flows.prefect_database import put_damaged_aside
from flows.prefect_defaults import HEARTBEAT_SECONDS, set_prefect_defaults
from flows.prefect_server import answers
from flows.process_tree import adopt_orphans
from flows.progress import show_progress

DEPLOYMENTS = "flows.deployments"
_READY_SECONDS = 180.0
_POLL_SECONDS = 0.2
_EARLY_DEATHS = 2
_SERVER_STOP_SECONDS, _RUNNER_STOP_SECONDS, _WATCH_STOP_SECONDS = 10.0, 20.0, 20.0


def run_serve(host: str, port: int, deployments: str = DEPLOYMENTS) -> None:
    """Serve until SIGTERM or SIGINT. ``deployments`` names the module whose deployments the runner offers."""
    with outcome():
        settings = load_settings()
        accounts = AccountsFile(settings.home).accounts()
        if not accounts and not _is_loopback(host):
            raise UsageError(both("accounts_needed", host=host))
        _require_free(host, port)
        with _only_one(settings.home):
            _serve(settings, host, port, deployments, open_to_local=not accounts)
        show_progress().info(text("served", "id"))


def _serve(settings: Settings, host: str, port: int, deployments: str, *, open_to_local: bool) -> None:
    set_prefect_defaults(settings.home)
    adopt_orphans()
    api = f"http://{_reachable(host)}:{port}/api"
    # The gate is the only lock: Prefect's own is one password for everybody, which its interface would ask for.
    os.environ.pop("PREFECT_SERVER_API_AUTH_STRING", None)
    os.environ.update(_environment(settings, api))
    progress = show_progress()
    aside = put_damaged_aside(settings.home)
    if aside is not None:
        progress.info(text("database_aside", "id", file=aside))
    if not settings.contact:
        progress.info(text("no_contact", "id"))
    stopping = _stop_on_signals()
    server = _server(settings.home, host, port, open_to_local=open_to_local)
    workers = _workers(deployments, watch=bool(settings.inbox))
    try:
        server.start()
        if _wait_until_ready(server, api, stopping):
            url = api.removesuffix("/api")
            progress.info(text("serving", "id", url=url))
            if open_to_local:
                key = EntryKeys(AccessStore(settings.home)).new()
                progress.info(text("entry_address", "id", url=entry_address(url, key)))
            for worker in workers:
                worker.start()
        _keep_alive(server, workers, api, stopping)
    finally:
        for child in (*reversed(workers), server):  # workers still report to the server while they end
            child.stop()
        kill_orphans([])


def _keep_alive(server: ChildProcess, workers: Sequence[ChildProcess], api: str, stopping: threading.Event) -> None:
    """Start again what dies, and a server that lives but answers nobody, until told to stop."""
    children, progress = (server, *workers), show_progress()
    answering = Answering(api, stopping)
    while not stopping.wait(_POLL_SECONDS):
        if answering.silent_seconds > limit("server_silent_seconds"):
            server.kill()
        for child in children:
            if child.keep_alive():
                if child is server:
                    answering.begin_again(_READY_SECONDS)
                kill_orphans(children)
                progress.info(text("child_died", "id", name=child.name, exit_code=child.ended_with))


@contextmanager
def _only_one(home: Path) -> Iterator[None]:
    """Hold the home for one server. Raises ``UsageError`` while another one serves it."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / "serve.lock", timeout=0):  # the kernel's: it ends with this process, however that ends
            yield
    except Timeout as error:
        raise UsageError(both("home_served", folder=home)) from error
    except PermissionError as error:
        raise EnvironmentUnavailable(both("broken_home", folder=home, error=error)) from error


def _server(home: Path, host: str, port: int, *, open_to_local: bool) -> ChildProcess:
    arguments = ["flows.server_app", host, str(port), str(home)]
    if open_to_local:
        arguments.append("--open-to-local")
    return ChildProcess("server", arguments, _SERVER_STOP_SECONDS)


def _workers(deployments: str, *, watch: bool) -> list[ChildProcess]:
    """Return the processes that work beside the server; each begins when it answers."""
    workers = [ChildProcess("runner", ["flows.deployment_runner", deployments], _RUNNER_STOP_SECONDS)]
    if watch:
        workers.append(ChildProcess("watch", ["flows.watch"], _WATCH_STOP_SECONDS))
    return workers


def _environment(settings: Settings, api: str) -> Mapping[str, str]:
    """Return what the children need beyond ``set_prefect_defaults``."""
    place = settings.home / "prefect"
    values = {
        "NETRALITAS_HOME": str(settings.home),
        "PREFECT_API_URL": api,
        "PREFECT_API_AUTH_STRING": serve_credentials(),
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
        "PREFECT_SERVER_API_BASE_PATH": "/api",
        "PREFECT_SERVER_UI_API_URL": "/api",
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(place / "ui"),
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": api.removesuffix("/api"),
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        # In the server's memory, as Prefect keeps them by default, the slot of an audit that died with it stays taken.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
    }
    if settings.prefect_database:
        values["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = settings.prefect_database
    return values


def _wait_until_ready(server: ChildProcess, api: str, stopping: threading.Event) -> bool:
    """Wait until the server answers; False when told to stop meanwhile.

    Raises ``EnvironmentUnavailable`` when it dies again and again before it has answered once.
    """
    waited, deaths = 0.0, 0
    while not stopping.wait(_POLL_SECONDS):
        waited += _POLL_SECONDS
        if answers(api):
            return True
        deaths += server.keep_alive()
        if deaths > _EARLY_DEATHS or waited > _READY_SECONDS:
            raise EnvironmentUnavailable(both("serve_broken", exit_code=server.ended_with))
    return False


def _stop_on_signals() -> threading.Event:
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopping


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _reachable(host: str) -> str:
    """Return the address by which this machine itself reaches a server bound to ``host``."""
    if host in {"0.0.0.0", ""}:  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    if ":" in host:
        return "[::1]" if host == "::" else f"[{host}]"
    return host


def _require_free(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return
    except OSError as error:
        code = "port_taken" if error.errno == errno.EADDRINUSE else "wrong_host"
        raise UsageError(both(code, host=host, port=port, error=error)) from error
