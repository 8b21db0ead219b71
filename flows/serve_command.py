"""The command ``serve``: the server, and the processes that work beside it, watched over until it is told to stop."""

import errno
import os
import signal
import socket
import threading
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

from data.errors import EnvironmentUnavailable, UsageError
from data.sentences import both, text
from data.settings import Settings
from flows.access.accounts import AccountsFile
from flows.access.keys import machine_credentials
from flows.child_process import ChildProcess
from flows.options import load_settings
from flows.outcome import outcome
from flows.prefect_defaults import HEARTBEAT_SECONDS, set_prefect_defaults
from flows.prefect_server import answers
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
        local = _is_loopback(host)
        if not accounts and not local:
            raise UsageError(both("accounts_needed", host=host))
        _require_free(host, port)
        set_prefect_defaults(settings.home)
        api = f"http://{_reachable(host)}:{port}/api"
        # The gate is the only lock: Prefect's own is one password for everybody, which its interface would ask for.
        os.environ.pop("PREFECT_SERVER_API_AUTH_STRING", None)
        os.environ.update(_environment(settings, api))
        progress = show_progress()
        if not accounts:
            progress.info(text("open_to_local", "id"))

        stopping = _stop_on_signals()
        server = _server(settings.home, host, port, open_to_local=local and not accounts)
        workers = _workers(deployments, watch=bool(settings.inbox))
        try:
            server.start()
            if _wait_until_ready(server, api, stopping):
                progress.info(text("serving", "id", url=api.removesuffix("/api")))
                for worker in workers:
                    worker.start()
            while not stopping.wait(_POLL_SECONDS):
                for child in (server, *workers):
                    if child.keep_alive():
                        progress.info(text("child_died", "id", name=child.name, exit_code=child.ended_with))
        finally:
            for child in (*reversed(workers), server):  # workers still report to the server while they end
                child.stop()
        progress.info(text("served", "id"))


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
        "PREFECT_API_AUTH_STRING": machine_credentials(settings.home),
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
        raise UsageError(both(code, host=host, port=str(port), error=error.strerror)) from error
