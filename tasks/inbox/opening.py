"""Opening an inbox by its path or URL."""

from functools import cache
from pathlib import Path

from data.errors import UsageError
from data.sentences import both
from data.settings import Settings
from tasks.inbox.local import LocalInbox
from tasks.inbox.storage import Inbox

URL_MARK = "://"

InboxLike = str | Path | Inbox
"""What callers may name an inbox by: a path, a URL, or one that is open."""


def open_inbox(given: InboxLike) -> Inbox:
    """Return the inbox at a path or URL (``smb://``, ``webdav+https://``, …).

    User and password of a shared one come from ``NETRALITAS_INBOX_USER`` and ``NETRALITAS_INBOX_PASSWORD_FILE``.
    Raises ``UsageError`` for a URL that names a password or a kind that is not installed, ``EnvironmentUnavailable``
    when it does not answer.
    """
    if isinstance(given, Path) or (isinstance(given, str) and URL_MARK not in given):
        return LocalInbox(Path(given))
    if isinstance(given, str):
        settings = Settings()
        return _shared(given, settings.inbox_user, settings.inbox_password_file)
    return given


def require_inbox(inbox: Inbox) -> None:
    """Raise ``UsageError`` when there is no such folder."""
    if not inbox.exists():
        raise UsageError(both("wrong_inbox", value=inbox.name))


@cache
def _shared(url: str, user: str, password_file: Path | None) -> Inbox:
    # The libraries of shared folders take half a second to import, and most inboxes are local.
    from tasks.inbox.shared import SharedInbox  # noqa: PLC0415

    return SharedInbox.at(url, user, password_file)
