"""The archive of an installation: the untouched bytes of everything that was ever received, under their hash.

Files are copied here before anything is parsed, and parsed from here: what is judged is what was hashed.
"""

import hashlib
import os
import shutil
from pathlib import Path

import pandas as pd

from data.errors import EnvironmentUnavailable
from tasks.inbox.handed_out import handed_out
from tasks.inbox.opening import InboxLike, open_inbox
from tasks.inbox.storage import Inbox

_HANDED_OUT = "formulir yang dibagikan dan belum diisi"


def archive(inbox: InboxLike, files: pd.DataFrame, home: Path) -> pd.DataFrame:
    """Copy the bytes of every file into ``<home>/archive/<sha256>``; return *files* (read) as they were archived.

    A file that changed since it was listed is left out of this run (``ignored``), and so is a form that is as blank as
    the inspectorate handed it out. Raises ``EnvironmentUnavailable`` when the archive cannot be written.
    """
    place = open_inbox(inbox)
    folder = archive_folder(home)
    kept = files.copy()
    blank = files["sha256"].isin(handed_out(home)) & files["ignored"].isna()
    kept["ignored"] = kept["ignored"].mask(blank, _HANDED_OUT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for key, file, digest, ignored in kept[["file", "sha256", "ignored"]].itertuples():
            if pd.isna(digest) or not pd.isna(ignored) or (folder / digest).exists():
                continue
            if not _store(place, file, folder / digest):
                kept.loc[key, "ignored"] = "berubah saat disalin; dibaca pada pemeriksaan berikutnya"
    except OSError as error:
        raise EnvironmentUnavailable(f"Arsip '{folder}' tidak dapat ditulis / cannot be written: {error}") from error
    return kept


def archive_folder(home: Path) -> Path:
    """Return the folder whose files are named by their SHA-256."""
    return home / "archive"


def archived(home: Path, digest: str) -> Path:
    """Return where the archive keeps the bytes of that SHA-256."""
    return archive_folder(home) / digest


def _store(place: Inbox, file: str, target: Path) -> bool:
    """Copy a file to its place in the archive; False when its bytes are no longer those of the target's name."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        with place.open(file) as content, unfinished.open("wb") as copy:
            shutil.copyfileobj(content, copy)
        with unfinished.open("rb") as copy:
            if hashlib.file_digest(copy, "sha256").hexdigest() != target.name:
                return False
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return True
