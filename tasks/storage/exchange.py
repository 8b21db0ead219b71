"""Two folders or files that change their places in one step: at no moment is either name empty."""

import ctypes
import errno
import os
from pathlib import Path

_HERE = -100  # AT_FDCWD
_RENAME_EXCHANGE = 2
_UNKNOWN = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


def exchange(one: Path, other: Path) -> None:
    """Let two existing entries of one file system change places.

    Where the file system knows no such step (``renameat2``, Linux 3.15), it takes three renames. Raises ``OSError``
    when they cannot; both are then where they were.
    """
    try:
        _exchange(one, other)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
        _rename_in_turn(one, other)


def _exchange(one: Path, other: Path) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if libc.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _RENAME_EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))


def _rename_in_turn(one: Path, other: Path) -> None:
    between = one.with_name(f"{one.name}.x")
    other.rename(between)
    try:
        one.rename(other)
    except OSError:
        between.rename(other)
        raise
    between.rename(one)
