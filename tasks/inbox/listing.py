"""What lies in the inbox: whose each file is, its hash, and whether it is a submission at all.

Nothing is opened here, and neither symlinks nor special files are followed.
"""

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pandas as pd

from data.errors import WrongUse
from data.reference import limit, records
from data.register import leading_village_code, villages, villages_in
from data.scope import Scope
from data.tables import frame

REPLIES = "balasan"
_OWN_FOLDERS = {"_kabupaten": "regency", "_auditor": "auditor"}
_STILL_COPIED = "masih disalin; dibaca pada pemeriksaan berikutnya"


def list_inbox(inbox: Path, scope: Scope) -> pd.DataFrame:
    """List the files of an inbox that concern the audit's area.

    Out: table *files* (read), sorted by path; ``sha256`` is missing for what is no ordinary file. Files of known
    villages outside the area are another audit's, and our own replies are no part of an inbox: a second audit of the
    same submissions has the same inputs. A file that changes while it is looked at is ignored this time.
    Raises ``WrongUse`` when there is no such folder.
    """
    if not inbox.is_dir():
        raise WrongUse(
            f"Folder kiriman '{inbox}' tidak ada. Periksa pilihan --inbox. / There is no inbox folder '{inbox}'."
        )
    in_area = frozenset(villages_in(scope.area.code)["code"])
    elsewhere = frozenset(villages()["code"]) - in_area
    listed = []
    for path in _walk(inbox):
        relative = path.relative_to(inbox).as_posix()
        place, village = _place(relative)
        if place == "reply" or village in elsewhere:
            continue
        if place == "village" and village not in in_area:
            place, village = "outside", None
        listed.append((path, {"file": relative, "place": place, "village_code": village}))
    _wait_until_settled([path for path, _ in listed])
    rows = [
        row | _look(path) | {"received_date": scope.deemed_receipt, "present": True}
        for path, row in sorted(listed, key=lambda entry: str(entry[1]["file"]))
    ]
    return frame("files", "read", rows)


def _walk(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda found: found.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield Path(entry.path)


def _place(relative: str) -> tuple[str, str | None]:
    folder, _, rest = relative.partition("/")
    if not rest:
        return "outside", None
    if folder in _OWN_FOLDERS:
        return _OWN_FOLDERS[folder], None
    village = leading_village_code(folder)
    if village is None:
        return "outside", None
    return ("reply" if rest.split("/")[0].casefold() == REPLIES else "village"), village


def _wait_until_settled(paths: list[Path]) -> None:
    """Sleep once when some file is so young that it may still be written to."""
    youngest = max((path.lstat().st_mtime for path in paths), default=0.0)
    wait = limit("stable_seconds") - (time.time() - youngest)
    if 0 < wait <= limit("stable_seconds"):
        time.sleep(wait)


def _look(path: Path) -> dict[str, object]:
    """Hash one file; say why it is ignored when it is no submission."""
    reason = _ignored(path.name)
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        return {"size": status.st_size, "ignored": reason}
    digest = _hash(path)
    now = path.lstat()
    changed = (now.st_size, now.st_mtime_ns) != (status.st_size, status.st_mtime_ns)
    fresh = 0 <= time.time() - now.st_mtime < limit("stable_seconds") / 2
    return {
        "sha256": digest,
        "size": now.st_size,
        "ignored": reason or (_STILL_COPIED if changed or fresh else None),
    }


def _ignored(name: str) -> str | None:
    return next(
        (row["reason"] for row in records("ignored_files") if fnmatchcase(name.casefold(), row["pattern"].casefold())),
        None,
    )


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
