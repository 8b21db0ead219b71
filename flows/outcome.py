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
        if isinstance(
            failure, EnvironmentUnavailable
        ):  # a folder, a disk, a server: its sentence says what somebody can mend
            typer.echo(str(failure), err=True)
        typer.echo(both("our_failure", reference=reference, log=log), err=True)
        raise typer.Exit(OUR_FAILURE) from failure


def log_failure(failure: Exception) -> tuple[str, Path]:
    """Write the details of a failure of ours; return the reference to name to people, and the log."""
    reference = uuid.uuid4().hex[:8]
    entry = f"{datetime.now(UTC).isoformat(timespec='seconds')} {reference}\n"
    entry += "".join(traceback.format_exception(failure)) + "\n"
    try:
        log = Settings().home.absolute() / "logs" / "failures.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        return reference, _append(log, entry)
    except OSError:
        return reference, _append(Path(tempfile.gettempdir()) / f"netralitas-{reference}.log", entry)


def _append(path: Path, entry: str) -> Path:
    with path.open("a", encoding="utf-8") as lines:
        lines.write(entry)
    return path
