"""An inbox on a shared folder of another machine, by universal-pathlib: Windows shares, WebDAV, object stores.

What fails for a moment is tried again over a new connection; what stays broken is ``EnvironmentUnavailable`` with the
inbox's name and the reason. What the server refuses about one file is an ``OSError`` with its number, as on a local
disk.
"""

import errno
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast
from urllib.parse import urlsplit

from upath import UPath

from data.errors import EnvironmentUnavailable, UsageError
from data.sentences import both
from tasks.inbox.protocols import FAILURES, about_one_file, options, overwrite, reconnect
from tasks.inbox.storage import Entry
from tasks.storage.unfinished import is_unfinished, unfinished_name

_TRIES = 3
_PAUSE_SECONDS = 1.0
_LEFT_NS = 3600 * 10**9
_CHANGED = ("mtime", "modified", "LastModified", "last_modified")

Answer = TypeVar("Answer")


class SharedInbox:
    """An inbox behind a URL; user and password are no part of its name."""

    def __init__(self, root: UPath, name: str) -> None:
        self._root = root
        self._name = name

    @classmethod
    def at(cls, url: str, user: str, password_file: Path | None) -> "SharedInbox":
        """Open the inbox at a URL; errors as in ``open_inbox``."""
        parts = urlsplit(url)
        name = url.rstrip("/")
        if parts.password or parts.username:
            raise UsageError(both("inbox_url_with_user", value=parts.hostname))
        try:
            password = password_file.read_text(encoding="utf-8").strip() if password_file else ""
        except OSError as error:
            raise UsageError(both("password_file_unreadable", file=password_file, reason=error)) from error
        try:
            return cls(UPath(name, **options(parts.scheme, user, password)), name)
        except (ImportError, ValueError) as error:
            raise UsageError(both("inbox_kind_unknown", value=parts.scheme, reason=error)) from error

    @property
    def name(self) -> str:
        return self._name

    @property
    def local(self) -> Path | None:
        return None

    def exists(self) -> bool:
        return self._try(lambda: bool(self._files.isdir(self._root.path)))

    def walk(self) -> Iterator[Entry]:
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                found = self._try(lambda: self._listing(folder))  # noqa: B023 - called at once
            except FileNotFoundError:  # gone since its name was read
                continue
            except OSError:
                yield Entry(f"{folder}/", regular=False, size=0, changed_ns=0, refused="unreadable_folder")
                continue
            for info in found:
                path = f"{folder}/{_base(info)}" if folder else _base(info)
                if info["type"] == "directory":
                    folders.append(path)
                else:
                    yield _entry(path, info)

    def folders(self) -> list[str]:
        try:
            found = self._try(lambda: self._listing(""))
        except FileNotFoundError:
            return []
        return sorted(_base(info) for info in found if info["type"] == "directory")

    def names(self, folder: str) -> list[str]:
        try:
            return sorted(_base(info) for info in self._try(lambda: self._listing(folder)))
        except FileNotFoundError:
            return []

    def look(self, file: str) -> Entry:
        return _entry(file, self._try(lambda: cast(Mapping[str, Any], self._files.info(self._path(file)))))

    def is_link(self, file: str) -> bool:
        """The server follows its links itself, or not; to a client nothing is one."""
        del file
        return False

    def open(self, file: str) -> AbstractContextManager[BinaryIO]:
        opened = self._try(lambda: self._files.open(self._path(file), "rb"))
        return cast(AbstractContextManager[BinaryIO], opened)

    def write(self, file: str, content: bytes) -> None:
        folder, _, name = file.rpartition("/")
        unfinished = f"{folder}/{unfinished_name()}"

        def put() -> None:
            self._files.makedirs(self._path(folder), exist_ok=True)
            try:
                self._files.pipe_file(self._path(unfinished), content)
                overwrite(self._files, self._path(unfinished), self._path(file))
            except FAILURES:
                self._discard(unfinished)
                raise
            self._clear_left(folder, name)

        self._try(put)

    def add(self, file: str, content: bytes) -> bool:
        folder, _, name = file.rpartition("/")
        if name in self.names(folder):
            return False
        self.write(file, content)
        return True

    def remove(self, file: str) -> None:
        self._try(lambda: self._files.rm_file(self._path(file)))

    @property
    def _files(self) -> Any:
        return self._root.fs

    def _path(self, file: str) -> str:
        return f"{self._root.path.rstrip('/')}/{file}"

    def _listing(self, folder: str) -> list[Mapping[str, Any]]:
        path = self._path(folder).rstrip("/")
        found = self._files.ls(path, detail=True)
        return sorted((info for info in found if _base(info) not in {"", "."}), key=_base)

    def _clear_left(self, folder: str, written: str) -> None:
        """Remove what a killed process left beside a file that was just written, told by the server's own times."""
        found = {_base(info): _entry(f"{folder}/{_base(info)}", info) for info in self._listing(folder)}
        now_ns = found[written].changed_ns if written in found else 0
        for name, entry in found.items():
            if is_unfinished(name) and entry.changed_ns < now_ns - _LEFT_NS:
                self._discard(entry.file)

    def _discard(self, unfinished: str) -> None:
        """Remove what could not be finished; a server that just failed may well refuse this too."""
        try:
            self._files.rm_file(self._path(unfinished))
        except FAILURES:
            return

    def _try(self, call: Callable[[], Answer]) -> Answer:
        return _tried(self._name, call, lambda: reconnect(self._files))


def _tried(name: str, call: Callable[[], Answer], again: Callable[[], None] = lambda: None) -> Answer:
    """Call until the server answers, three times at most; raise what it says of one file at once."""
    for left in reversed(range(_TRIES)):
        try:
            return call()
        except FAILURES as failure:
            refused = about_one_file(failure)
            if refused is not None:
                raise refused from failure
            if not left:
                reason = failure if isinstance(failure, OSError) else str(failure) or type(failure).__name__
                raise EnvironmentUnavailable(both("inbox_unreachable", inbox=name, reason=reason)) from failure
        time.sleep(_PAUSE_SECONDS)
        try:
            again()
        except FAILURES:
            continue
    raise AssertionError(errno.EINVAL)


def _entry(file: str, info: Mapping[str, Any]) -> Entry:
    moment = next((info[key] for key in _CHANGED if info.get(key) is not None), 0)
    seconds = moment.timestamp() if isinstance(moment, datetime) else float(moment)
    return Entry(file, info["type"] == "file", int(info.get("size") or 0), int(seconds * 1e9))


def _base(info: Mapping[str, Any]) -> str:
    return str(info["name"]).rstrip("/").rpartition("/")[2]
