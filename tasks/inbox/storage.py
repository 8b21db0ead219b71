"""What an inbox can do, wherever it lies: one small interface over a local folder and over shared folders.

Whoever lists, archives or delivers asks an ``Inbox`` and does not know which kind it is. Paths inside it are texts
with forward slashes. What goes wrong is an ``OSError`` about one file, or ``EnvironmentUnavailable`` about the whole
inbox.
"""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """A file of an inbox: its path, whether it is an ordinary file, its size in bytes, and its change (nanoseconds).

    ``refused``: the cause (``causes.csv``, S03) for which nothing there can be opened; a folder's path then ends in a
    slash, and bytes of a name that are no UTF-8 are shown as ``\\xff``.
    """

    file: str
    regular: bool
    size: int
    changed_ns: int
    refused: str | None = None


class Inbox(Protocol):
    """A folder with a folder for each village. ``name``: how ledger and logs call it, without user or password."""

    @property
    def name(self) -> str: ...

    @property
    def local(self) -> Path | None:
        """The folder where the operating system tells of changes; None for a shared one."""

    def exists(self) -> bool: ...

    def walk(self) -> Iterator[Entry]:
        """Yield every file of every folder, and what cannot be opened as refused; no link is followed or regular.

        Raises ``EnvironmentUnavailable`` when the inbox itself cannot be listed; what one folder or name is like stops
        nothing, and what is gone since its name was read is left out.
        """

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
