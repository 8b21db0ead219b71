"""Files that are there whole or not at all, also after a power cut: written beside their place, then renamed."""

import ctypes
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tasks.storage.unfinished import clear_left, hold


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to; at the block's end the file takes its place, after an error it is gone.

    Its bytes are on the disk before its name is. The name beside it ends in ``.tmp``, which no listing takes for a
    submission.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    handle = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        hold(handle)
        yield unfinished
        _keep(unfinished, os.O_RDONLY)
        unfinished.replace(path)
        _keep(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    finally:
        unfinished.unlink(missing_ok=True)
        os.close(handle)


def clear_unfinished(folder: Path) -> None:
    """Remove what killed processes left unfinished in a folder; what a living one writes stays."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        clear_left(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Let the disk have all that was written to a folder's file system: one call, however many files there are."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(handle)


def _keep(path: Path, how: int) -> None:
    """Let the disk have what the system still holds of a file or a folder."""
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
