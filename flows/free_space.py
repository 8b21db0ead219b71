"""Room on the disk: looked at before work begins, and first of all when something failed."""

import errno
import shutil
from pathlib import Path

from data.errors import EnvironmentUnavailable
from data.reference import limit
from data.sentences import both

_FULL = {errno.ENOSPC, errno.EDQUOT}
_BYTES_OF_A_MEGABYTE = 1_000_000


def require_free_space(*folders: Path) -> None:
    """Raise ``EnvironmentUnavailable`` when less than ``free_bytes`` are left where one of the folders lies."""
    for folder in folders:
        if _free(folder) < limit("free_bytes"):
            raise EnvironmentUnavailable(told_full(folder))


def full_folder(home: Path, failure: BaseException) -> Path | None:
    """Return the folder that is full when that is why something failed, else None.

    In: ``failure``, whatever was raised: a library beneath us may hide why it could not write.
    """
    is_told = any(getattr(each, "errno", None) in _FULL for each in _causes(failure))
    return home if is_told or _free(home) < limit("full_bytes") else None


def told_full(folder: Path) -> str:
    """Return the sentence of a full disk, with what is left."""
    return both("disk_full", folder=folder, free=f"{_free(folder) / _BYTES_OF_A_MEGABYTE:.1f}")


def _free(folder: Path) -> int:
    """Return the bytes that this user may still write; a folder that is not there yet lies in the nearest that is."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return shutil.disk_usage(there).free


def _causes(failure: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while failure is not None and failure not in found:
        found.append(failure)
        failure = failure.__cause__ or failure.__context__
    return found
