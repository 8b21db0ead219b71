"""An inbox in a folder of this machine."""

import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from data.errors import EnvironmentUnavailable
from data.reference import limit
from data.sentences import both
from tasks.inbox.storage import Entry
from tasks.storage.guarded_folder import GuardedFolder


class LocalInbox:
    """An inbox in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guarded = GuardedFolder(folder)

    @property
    def name(self) -> str:
        return str(self._folder.resolve())

    @property
    def local(self) -> Path | None:
        return self._folder

    def exists(self) -> bool:
        return self._folder.is_dir()

    def walk(self) -> Iterator[Entry]:
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(self._folder / folder) as listed:
                    found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in listed)
            except FileNotFoundError:
                if not folder:
                    raise
                continue  # gone since its name was read
            except OSError as error:
                if not folder:
                    raise EnvironmentUnavailable(both("inbox_unreachable", inbox=self.name, reason=error)) from error
                yield _refused(f"{folder}/", "unreadable_folder")
                continue
            for name, is_folder in found:
                path = f"{folder}/{name}" if folder else name
                cause = _unusable(path)
                if cause:
                    yield _refused(f"{path}/" if is_folder else path, cause)
                elif is_folder:
                    folders.append(path)
                else:
                    yield from self._entry(path)

    def _entry(self, file: str) -> Iterator[Entry]:
        try:
            yield self.look(file)
        except FileNotFoundError:
            return  # gone since its name was read, as programs' temporary files are
        except OSError:
            yield _refused(file, "special_file")

    def folders(self) -> list[str]:
        try:
            with os.scandir(self._folder) as entries:
                names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
        except OSError:
            return []
        return sorted(name for name in names if not _unusable(name))

    def names(self, folder: str) -> list[str]:
        try:
            return sorted(path.name for path in (self._folder / folder).iterdir())
        except FileNotFoundError:
            return []

    def look(self, file: str) -> Entry:
        status = self._guarded.look(file)
        return Entry(file, stat.S_ISREG(status.st_mode), status.st_size, status.st_mtime_ns)

    def is_link(self, file: str) -> bool:
        return (self._folder / file).is_symlink()

    def open(self, file: str) -> AbstractContextManager[BinaryIO]:
        return self._guarded.open(file)

    def write(self, file: str, content: bytes) -> None:
        self._guarded.write(file, content)

    def add(self, file: str, content: bytes) -> bool:
        return self._guarded.add(file, content)

    def remove(self, file: str) -> None:
        self._guarded.remove(file)


def _unusable(path: str) -> str | None:
    """Return the cause (``causes.csv``) for which nothing of that path can be opened; None when it can."""
    try:
        length = len(path.encode())
    except UnicodeEncodeError:  # bytes that are no UTF-8
        return "unusable_name"
    deep = path.count("/") > limit("folder_depth")
    return "nested_too_deep" if deep or length > limit("path_bytes") else None


def _refused(path: str, cause: str) -> Entry:
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    return Entry(shown, regular=False, size=0, changed_ns=0, refused=cause)
