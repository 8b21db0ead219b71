"""The archive of an installation: the untouched bytes of everything that was ever received, under their hash.

Files are copied here before anything is parsed, and parsed from here: what is judged is what was hashed.
"""

import shutil
from pathlib import Path

import pandas as pd

from data.errors import EnvironmentUnavailable
from data.sentences import both, text
from tasks.inbox.handed_out import handed_out
from tasks.inbox.opening import InboxLike, open_inbox
from tasks.inbox.storage import Inbox
from tasks.storage.atomic_write import atomic_write, clear_unfinished
from tasks.storage.file_sha256 import file_sha256


def archive(inbox: InboxLike, files: pd.DataFrame, home: Path, language: str) -> pd.DataFrame:
    """Copy the bytes of every file into ``<home>/archive/<sha256>``; return *files* (read) as they were archived.

    A file that changed since it was listed is left out of this run (``ignored``), and so is a form that is as blank as
    the inspectorate handed it out. A copy whose bytes are no longer those of its name is made
    anew. Raises ``EnvironmentUnavailable`` when the archive cannot be written.
    """
    place = open_inbox(inbox)
    folder = archive_folder(home)
    kept = files.copy()
    blank = files["sha256"].isin(handed_out(home)) & files["ignored"].isna()
    kept["ignored"] = kept["ignored"].mask(blank, text("form_handed_out", language))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        clear_unfinished(folder)
        for key, file, digest, ignored in kept[["file", "sha256", "ignored"]].itertuples():
            if pd.isna(digest) or not pd.isna(ignored) or _is_whole(folder / digest):
                continue
            try:
                _store(place, file, folder / digest)
            except _ChangedMeanwhile:
                kept.loc[key, "ignored"] = text("file_changed_meanwhile", language)
    except OSError as error:
        raise EnvironmentUnavailable(both("archive_unwritable", folder=folder, reason=error)) from error
    return kept


def archive_folder(home: Path) -> Path:
    """Return the folder whose files are named by their SHA-256."""
    return home / "archive"


def archived(home: Path, digest: str) -> Path:
    """Return where the archive keeps the bytes of that SHA-256."""
    return archive_folder(home) / digest


def _is_whole(copy: Path) -> bool:
    """Tell whether the archive holds these bytes: a name alone is no proof after a power cut or on a failing disk."""
    return copy.exists() and file_sha256(copy) == copy.name


class _ChangedMeanwhile(Exception):
    """The bytes are no longer those that were listed."""


def _store(place: Inbox, file: str, target: Path) -> None:
    """Copy a file to its place in the archive; raises ``_ChangedMeanwhile`` when that is not the name of its bytes."""
    with place.open(file) as content, atomic_write(target) as unfinished:
        with unfinished.open("wb") as copy:
            shutil.copyfileobj(content, copy)
        if file_sha256(unfinished) != target.name:
            raise _ChangedMeanwhile
