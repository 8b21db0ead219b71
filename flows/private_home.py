"""The home belongs to the service's user alone, whatever umask a shell, a unit or a container came with."""

import os
import stat
from pathlib import Path

from data.errors import UsageError
from data.sentences import both

_PRIVATE_UMASK = 0o077
_PRIVATE_FOLDER = 0o700


def write_privately() -> None:
    """Let whatever this process and its children create be readable by their user alone."""
    os.umask(_PRIVATE_UMASK)


def close_home(home: Path) -> None:
    """Close a home that others may look into.

    Raises ``UsageError`` for one that others may write into: keys and accounts in it may be theirs.
    """
    try:
        status = home.stat()
    except OSError:
        return  # not there yet; made later, privately
    if status.st_mode & stat.S_IWOTH or (status.st_mode & stat.S_IWGRP and status.st_gid != os.getgid()):
        raise UsageError(both("home_not_private", folder=home))
    if stat.S_IMODE(status.st_mode) != _PRIVATE_FOLDER and status.st_uid == os.getuid():
        home.chmod(_PRIVATE_FOLDER)
