"""Putting a finished audit in its place: at no moment is there none, and nobody's work is lost.

A draft lies beside its place under a name with a dot and is locked while somebody writes it. What a killed audit left
there is finished or cleared by the next one.
"""

import fcntl
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from data.sentences import both
from tasks.manifest.manifest import RECORD, SIGNED, output_hashes, recorded_outputs
from tasks.storage.exchange import exchange
from tasks.storage.file_sha256 import file_sha256

_EARLIER, _APPROVED = "sebelumnya", "disahkan"


@contextmanager
def draft_beside(target: Path) -> Iterator[Path]:
    """Give a folder on the same file system, which is gone afterwards whatever happens."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    draft.chmod(0o755)  # mkdtemp makes it private; an audit is for the auditors too
    handle = os.open(draft, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        os.close(handle)


def put_in_place(draft: Path, target: Path) -> None:
    """Let the draft take the target's place; what somebody approved or changed there is kept under another name."""
    if not target.exists():
        draft.rename(target)
    elif _is_approved(target, draft):
        return
    elif _is_worked_on(target):
        earlier = _name_for_earlier(target)
        draft.rename(earlier)
        try:
            exchange(earlier, target)
        except OSError:
            earlier.rename(draft)
            raise
        if not (earlier / SIGNED).exists():
            logging.getLogger("netralitas").warning(both("audit_kept", folder=earlier))
    else:
        exchange(draft, target)


def clear_after_crash(target: Path, last_recorded: str | None) -> None:
    """Finish or clear what a killed audit left beside a place.

    In: ``last_recorded``, the SHA-256 of ``audit.json`` that the ledger knows as the newest of this area and month:
    a whole draft of it is put in its place. What no hand changed and nobody writes any more goes.
    """
    for left in sorted(target.parent.glob(f".{target.name}-*")):
        if not left.is_dir() or _is_being_written(left):
            continue
        if last_recorded and _record_of(left) == last_recorded and _record_of(target) != last_recorded:
            put_in_place(left, target)
        shutil.rmtree(left, ignore_errors=True)
    for kept in sorted(target.parent.glob(f"{target.name}-{_EARLIER}-*")):
        if _record_of(kept) and not _is_worked_on(kept):
            shutil.rmtree(kept)


def _is_being_written(draft: Path) -> bool:
    handle = os.open(draft, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _record_of(folder: Path) -> str | None:
    """Return the SHA-256 of a whole audit's ``audit.json``, which is written last; None of any other folder."""
    record = folder / RECORD
    return file_sha256(record) if record.is_file() else None


def _is_approved(target: Path, draft: Path) -> bool:
    """Tell whether the very audit that was made again lies there approved: it stays untouched."""
    return (target / SIGNED).exists() and _record_of(target) == _record_of(draft)


def _name_for_earlier(target: Path) -> Path:
    word = _APPROVED if (target / SIGNED).exists() else _EARLIER
    names = (target.with_name(f"{target.name}-{word}-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def _is_worked_on(folder: Path) -> bool:
    """Tell whether a published folder is approved or holds work that we did not write: changed, added, unrecorded."""
    if (folder / SIGNED).exists() or not (folder / RECORD).is_file():
        return True
    published = recorded_outputs(folder)
    return any(published.get(name) != digest for name, digest in output_hashes(folder).items())
