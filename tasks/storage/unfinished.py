"""Files in the making: whoever writes one holds it locked, so what a killed process left is known from it and goes."""

import fcntl
import os
import re
import secrets
import stat
from contextlib import suppress

_NAME = re.compile(r"\.(.+\.)?[0-9a-f]{16,32}\.tmp")
_LOOK = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_AT_ONCE = fcntl.LOCK_EX | fcntl.LOCK_NB


def unfinished_name() -> str:
    """Return a name for a file in the making that nobody can foresee and that no listing takes for a submission."""
    return f".{secrets.token_hex(16)}.tmp"


def is_unfinished(name: str) -> bool:
    """Tell whether a file in the making bears such a name."""
    return _NAME.fullmatch(name) is not None


def hold(handle: int) -> None:
    """Lock a file that was just made, for as long as its handle is open.

    Nobody is waited for, and a file system without locks keeps none: then what a killed process leaves there stays.
    """
    with suppress(OSError):
        fcntl.flock(handle, _AT_ONCE)


def clear_left(folder: int) -> None:
    """Remove the unfinished files in a folder (its handle) that nobody holds."""
    for name in os.listdir(folder):
        if is_unfinished(name) and _is_left(folder, name):
            with suppress(OSError):
                os.unlink(name, dir_fd=folder)


def _is_left(folder: int, name: str) -> bool:
    try:
        handle = os.open(name, _LOOK, dir_fd=folder)
    except OSError:  # gone meanwhile, a link, not ours
        return False
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return False
        fcntl.flock(handle, _AT_ONCE)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True
