"""Options of the commands as typed values; what cannot be raises ``UsageError`` with a sentence in both languages."""

import os
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from data.calendar import ZONE
from data.errors import UsageError
from data.installation import check_local_tables
from data.register import leading_village_code
from data.sentences import LANGUAGES, both
from data.settings import Settings
from flows.private_home import close_home
from tasks.inbox.opening import URL_MARK, open_inbox, require_inbox

if TYPE_CHECKING:
    from sqlalchemy import Engine

_MOST_JOBS = 256


def load_settings() -> Settings:
    """Return the installation's settings with an absolute ``home``, which is closed to other users."""
    try:
        settings = Settings()
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, entry['loc']))}: {entry['msg']}" for entry in error.errors())
        raise UsageError(both("wrong_settings", value=problems)) from error
    home = settings.home.expanduser().absolute()
    close_home(home)
    os.environ["NETRALITAS_HOME"] = str(home)  # where every process of this command finds the installation's own tables
    check_local_tables()
    return settings.model_copy(update={"home": home})


def own_ledger(*, may_be_new: bool = False) -> "AbstractContextManager[Engine]":
    """Return the installation's ledger, opened for the length of a block (``tasks.ledger.engine.opened_ledger``)."""
    from tasks.ledger.engine import opened_ledger  # the database's library is not for every command

    settings = load_settings()
    return opened_ledger(settings.home, settings.ledger, may_be_new=may_be_new)


def require_inbox_set(settings: Settings) -> str:
    """Return the installation's inbox as it was set; raise ``UsageError`` when it was not (``NETRALITAS_INBOX``)."""
    if not settings.inbox:
        raise UsageError(both("inbox_not_set"))
    return settings.inbox


def own_inbox(settings: Settings) -> str:
    """Return the installation's inbox as runs and logs may name it; raise ``UsageError`` when none is set or there."""
    return read_inbox(require_inbox_set(settings))


def read_village(text: str | None) -> str | None:
    """Return the village code that an option names, as it stands where it begins with none; None for nothing."""
    return (leading_village_code(text) or text) if text else None


def read_date(text: str) -> date:
    """Read ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(both("wrong_date", value=text)) from error


def read_moment(text: str) -> datetime:
    """Read ``YYYY-MM-DDTHH:MM``, a moment in Jakarta."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZONE)
    except ValueError as error:
        raise UsageError(both("wrong_moment", value=text)) from error


def read_language(text: str) -> str:
    """Accept ``id`` and ``en``."""
    if text not in LANGUAGES:
        raise UsageError(both("wrong_language", value=text))
    return text


def read_jobs(number: int | None, default: int) -> int:
    """Accept 0 to 256; None stands for the installation's default, and 0 becomes one process a core."""
    jobs = default if number is None else number
    if not 0 <= jobs <= _MOST_JOBS:
        raise UsageError(both("wrong_jobs", value=jobs))
    return jobs or len(os.sched_getaffinity(0))


def read_inbox_folder(path: Path) -> Path:
    """Accept an existing folder; return it absolute."""
    if not path.is_dir():
        raise UsageError(both("wrong_inbox", value=path))
    return path.absolute()


def read_inbox(text: str) -> str:
    """Accept an existing folder, or a shared one by its URL; return it as runs and logs may name it."""
    if URL_MARK not in text:
        return str(read_inbox_folder(Path(text)))
    inbox = open_inbox(text)
    require_inbox(inbox)
    return inbox.name
