"""Reading and writing in folders where strangers write too.

Whoever may make files there may also put a link, a pipe or a device under any name, and swap it at any moment. So
folders are entered one by one over handles, no link is followed, nothing is waited for, and what is opened is looked
at by its handle. What we write is made under a name that nobody can foresee and that no listing takes for a submission,
and then renamed.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from tasks.storage.unfinished import clear_left, hold, unfinished_name

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER_MODE, _FILE_MODE = 0o777, 0o666
"""Of the rights on the folder around it, what we write there gets these: the folders are the villages' as well, and our
own umask lets nobody else in.
"""


class GuardedFolder:
    """A folder by its path (which is ours and may be a link); everything below it is a stranger's.

    Names are paths below it with forward slashes. Raises ``OSError`` about the one file that was asked for.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def look(self, file: str) -> os.stat_result:
        """Return the status of a file or of the link that lies there."""
        with self._parent(file) as (folder, name):
            return os.stat(name, dir_fd=folder, follow_symlinks=False)

    def open(self, file: str) -> BinaryIO:
        """Open an ordinary file to read; raises ``OSError`` (EINVAL) for anything else."""
        with self._parent(file) as (folder, name):
            handle = os.open(name, _READ, dir_fd=folder)
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return os.fdopen(handle, "rb")
        os.close(handle)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), file)

    def write(self, file: str, content: bytes) -> None:
        """Put a file there whole, or leave what was there; its folder is made if need be."""
        with self._parent(file, make=True) as (folder, name), _written_beside(folder, content) as unfinished:
            os.rename(unfinished, name, src_dir_fd=folder, dst_dir_fd=folder)

    def add(self, file: str, content: bytes) -> bool:
        """Put a file there whole unless something of that name is there; tell whether nothing was."""
        with self._parent(file) as (folder, name), _written_beside(folder, content) as unfinished:
            try:
                os.link(unfinished, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
            except FileExistsError:
                return False
            except OSError:  # many mounted shares know no hard links
                if _is_there(folder, name):
                    return False
                os.rename(unfinished, name, src_dir_fd=folder, dst_dir_fd=folder)
        return True

    def remove(self, file: str) -> None:
        with self._parent(file) as (folder, name):
            os.unlink(name, dir_fd=folder)

    @contextmanager
    def _parent(self, file: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
        """Give the handle of the folder that holds a file, and the file's own name; ``make``: its last folder."""
        *parents, name = file.split("/")
        handle = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for number, parent in enumerate(parents, start=1):
                made = False
                if make and number == len(parents):
                    with suppress(FileExistsError):
                        os.mkdir(parent, dir_fd=handle)
                        made = True
                inner = os.open(parent, _FOLDER, dir_fd=handle)
                if made:
                    _share(inner, handle, _FOLDER_MODE)
                os.close(handle)
                handle = inner
            yield handle, name
        finally:
            os.close(handle)


def _share(made: int, folder: int, most: int) -> None:
    """Let those into what we made whom the folder around it lets in."""
    with suppress(PermissionError):  # a mounted share may keep no rights of its own
        os.fchmod(made, stat.S_IMODE(os.fstat(folder).st_mode) & most)


def _is_there(folder: int, name: str) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


@contextmanager
def _written_beside(folder: int, content: bytes) -> Iterator[str]:
    """Write a file of an unforeseeable name into a folder and give the name; what is still there at the end goes.

    So does what a killed process left there.
    """
    clear_left(folder)
    unfinished = unfinished_name()
    handle = os.open(unfinished, _CREATE, 0o600, dir_fd=folder)
    try:
        with os.fdopen(handle, "wb") as target:
            hold(handle)
            _share(handle, folder, _FILE_MODE)
            target.write(content)
            target.flush()
            os.fsync(handle)
            yield unfinished
    finally:
        with suppress(FileNotFoundError):
            os.unlink(unfinished, dir_fd=folder)
