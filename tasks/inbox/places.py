"""Where an inbox lies: one small interface over a local folder and over shared folders behind a URL.

Whoever lists, archives or delivers asks an ``Inbox`` and does not know which kind it is. Paths inside it are texts
with forward slashes. What goes wrong is an ``OSError`` about one file, or ``EnvironmentUnavailable`` about the whole
inbox.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol

from data.errors import UsageError
from data.sentences import both
from data.settings import Settings
from tasks.storage.atomic_write import atomic_write

URL_MARK = "://"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """A file of an inbox: its path, whether it is an ordinary file, its size in bytes, and its change (nanoseconds)."""

    file: str
    regular: bool
    size: int
    changed_ns: int


class Inbox(Protocol):
    """A folder with a folder for each village. ``name``: how ledger and logs call it, without user or password."""

    @property
    def name(self) -> str: ...

    @property
    def local(self) -> Path | None:
        """The folder where the operating system tells of changes; None for a shared one."""

    def exists(self) -> bool: ...

    def walk(self) -> Iterator[Entry]:
        """Yield every file of every folder; links are neither followed nor regular."""

    def folders(self) -> list[str]:
        """Return the names of the folders at the top, sorted, links left out; none when the inbox is gone."""

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder; none when it is not there."""

    def look(self, file: str) -> Entry: ...

    def is_link(self, file: str) -> bool: ...

    def open(self, file: str) -> AbstractContextManager[BinaryIO]: ...

    def write(self, file: str, content: bytes) -> None:
        """Put a file there whole, or leave what was there; its folder is made if need be."""

    def add(self, file: str, content: bytes) -> bool:
        """Put a file there whole unless one of that name is there; tell whether none was."""

    def remove(self, file: str) -> None: ...


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


def same_bytes(inbox: Inbox, file: str, content: bytes) -> bool:
    """Tell whether an ordinary file with these bytes lies there."""
    try:
        found = inbox.look(file)
        if not found.regular or found.size != len(content):
            return False
        return digest(inbox, file) == hashlib.sha256(content).hexdigest()
    except FileNotFoundError:
        return False


def digest(inbox: Inbox, file: str) -> str:
    """Return the SHA-256 of a file's bytes."""
    found = hashlib.sha256()
    with inbox.open(file) as content:
        while chunk := content.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


@cache
def _shared(url: str, user: str, password_file: Path | None) -> Inbox:
    # The libraries of shared folders take half a second to import, and most inboxes are local.
    from tasks.inbox.shared import SharedInbox  # noqa: PLC0415

    return SharedInbox.at(url, user, password_file)


class LocalInbox:
    """An inbox in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def name(self) -> str:
        return str(self._folder.resolve())

    @property
    def local(self) -> Path | None:
        return self._folder

    def exists(self) -> bool:
        return self._folder.is_dir()

    def walk(self) -> Iterator[Entry]:
        return self._walk(self._folder)

    def folders(self) -> list[str]:
        try:
            with os.scandir(self._folder) as entries:
                return sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
        except OSError:
            return []

    def names(self, folder: str) -> list[str]:
        try:
            return sorted(path.name for path in (self._folder / folder).iterdir())
        except FileNotFoundError:
            return []

    def look(self, file: str) -> Entry:
        status = (self._folder / file).lstat()
        return Entry(file, stat.S_ISREG(status.st_mode), status.st_size, status.st_mtime_ns)

    def is_link(self, file: str) -> bool:
        return (self._folder / file).is_symlink()

    def open(self, file: str) -> AbstractContextManager[BinaryIO]:
        return (self._folder / file).open("rb")

    def write(self, file: str, content: bytes) -> None:
        target = self._folder / file
        target.parent.mkdir(exist_ok=True)
        with atomic_write(target) as unfinished:
            unfinished.write_bytes(content)

    def add(self, file: str, content: bytes) -> bool:
        target = self._folder / file
        unfinished = target.with_name(f"~${target.name}.tmp")  # a name that no listing takes for a submission
        unfinished.write_bytes(content)
        try:
            os.link(unfinished, target)
        except FileExistsError:
            return False
        except OSError:  # many mounted shares know no hard links
            if target.exists():
                return False
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        return True

    def remove(self, file: str) -> None:
        (self._folder / file).unlink()

    def _walk(self, folder: Path) -> Iterator[Entry]:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda found: found.name):
                if entry.is_dir(follow_symlinks=False):
                    yield from self._walk(Path(entry.path))
                else:
                    yield self.look(Path(entry.path).relative_to(self._folder).as_posix())
