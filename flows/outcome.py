"""How a command ends: exit code 0 done, 1 our own failure, 2 wrong use, 3 the thing examined is not in order.

Never a traceback on the terminal.
"""

import tempfile
import traceback
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import typer

from data.errors import EnvironmentUnavailable, InputError
from data.sentences import both
from data.settings import Settings
from flows.free_space import full_folder, told_full

OUR_FAILURE = 1
WRONG_USE = 2
NOT_IN_ORDER = 3


@contextmanager
def outcome() -> Iterator[None]:
    """Turn what a command raises into its exit code and one sentence on standard error.

    Details of a failure of ours go to ``<home>/logs/failures.log`` (or the system's temporary folder when that cannot
    be written) under the reference that the sentence names.
    """
    try:
        yield
    except InputError as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(WRONG_USE) from wrong
    except (typer.Exit, typer.Abort):
        raise
    except Exception as failure:  # the last line: whatever went wrong, a person reads a sentence
        reference, log = log_failure(failure)
        typer.echo(_remedy(failure) or both("our_failure", reference=reference, log=log), err=True)
        if _remedy(failure):
            typer.echo(both("failure_logged", reference=reference, log=log), err=True)
        raise typer.Exit(OUR_FAILURE) from failure


def _remedy(failure: Exception) -> str | None:
    """Return what somebody can mend, when that is why something failed: a full disk first, which hides as anything."""
    try:
        home = Settings().home.expanduser().absolute()
        folder = full_folder(home, failure)
    except (OSError, ValueError):
        folder = None
    if folder is not None:
        return told_full(folder)
    if isinstance(failure, MemoryError):
        return both("memory_short")
    # a folder, a disk, a server, the ledger: its own sentence says what
    return str(failure) if isinstance(failure, EnvironmentUnavailable) else None


def log_failure(failure: Exception) -> tuple[str, str]:
    """Write the details of a failure of ours; return the reference to name to people, and where it is told.

    It needs as little as it can of what may have run out.
    """
    reference = uuid.uuid4().hex[:8]
    for place in (_own_log, _temporary_log):
        try:
            log = place(reference)
            with log.open("a", encoding="utf-8") as lines:
                lines.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {reference}\n")
                lines.writelines([*traceback.format_exception(failure), "\n"])
        except (OSError, MemoryError, ValueError):
            continue
        return reference, str(log)
    return reference, "-"


def _own_log(_reference: str) -> Path:
    log = Settings().home.absolute() / "logs" / "failures.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    return log


def _temporary_log(reference: str) -> Path:
    return Path(tempfile.gettempdir()) / f"netralitas-{reference}.log"
