"""Prefect's settings for this product, put into the environment before Prefect is first imported.

Prefect reads its settings once, on import, and ``[tool.prefect]`` only from the current directory, so they are set
here. Whatever the operator has set already stays.
"""

import os
from pathlib import Path

from data.errors import EnvironmentUnavailable
from data.sentences import both
from flows import product_log

HEARTBEAT_SECONDS = 30
"""How often a run of the server tells that it lives; Prefect allows no less."""

_LOCAL_HOSTS = "127.0.0.1,localhost"


def set_prefect_defaults(home: Path) -> None:
    """Set what Prefect needs to work quietly under ``home``, on one machine and without a network.

    Raises ``EnvironmentUnavailable`` when ``home`` cannot be written.
    """
    place = home / "prefect"
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentUnavailable(both("broken_home", folder=place, error=error)) from error
    for name, value in _defaults(place).items():
        os.environ.setdefault(name, value)
    for name in ("NO_PROXY", "no_proxy"):  # an office's proxy must not be asked for this machine's own server
        os.environ[name] = ",".join(filter(None, [os.environ.get(name, ""), _LOCAL_HOSTS]))


def _defaults(place: Path) -> dict[str, str]:
    return {
        "PREFECT_HOME": str(place),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        # INFO goes to the database; the terminal has its own, shorter words (flows/progress.py, flows/outcome.py).
        "PREFECT_LOGGING_LEVEL": "INFO",
        # "Finished in state Completed()", of the run and of each of its steps, would hide our sentences in its log.
        "PREFECT_LOGGING_LOGGERS_PREFECT_FLOW_RUNS_LEVEL": "WARNING",
        "PREFECT_LOGGING_LOGGERS_PREFECT_TASK_RUNS_LEVEL": "WARNING",
        "PREFECT_LOGGING_EXTRA_LOGGERS": product_log.NAME,
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",  # a command also speaks before and after its run
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",  # flows/prefect_server.py starts it, without importing it here
    }
