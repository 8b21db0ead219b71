"""What lies in the inbox: whose each file is, its hash, and whether it is a submission at all.

Nothing is opened here, and neither symlinks nor special files are followed.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

import pandas as pd

from data.partners import PARTNERS, body_of, sender_folder
from data.reference import limit, load
from data.register import Area, leading_village_code, villages, villages_in
from data.scope import Scope
from data.sentences import LANGUAGES, text
from data.sheet_words import IgnoredFile
from data.tables import frame
from tasks.inbox.opening import InboxLike, open_inbox, require_inbox
from tasks.inbox.storage import Entry, Inbox, digest

REPLIES = "balasan"
_OWN_FOLDERS = {"_kabupaten": "regency", "_auditor": "auditor"}
_TRIES = 3
_READ_AT_THE_NEXT_LOOK = ("file_in_use", "file_still_copied", "file_changed_meanwhile", "file_incomplete")

Listed = tuple[Entry, dict[str, object]]
"""A file and its columns file, place and village_code."""


def list_inbox(inbox: InboxLike, scope: Scope, known: Mapping[Entry, str] | None = None) -> pd.DataFrame:
    """List the files of an inbox that concern the audit's area.

    In: ``known``, the SHA-256 of files whose bytes need not be read again. Out: table *files* (read), sorted by path;
    ``sha256`` is missing for what is no ordinary file, too large, or cannot be opened. Files of known villages outside
    the area are another audit's, and our own replies are no part of an inbox: a second audit of the same submissions
    has the same inputs. A file that changes while it is looked at is ignored this time. Raises ``UsageError`` when
    there is no such folder.
    """
    place = open_inbox(inbox)
    require_inbox(place)
    listed = concerned(place.walk(), scope.area)
    _wait_until_settled([entry for entry, _ in listed if entry not in (known or {})])
    rows = [
        row | seen | {"received_date": scope.deemed_receipt, "present": True}
        for entry, row in sorted(listed, key=lambda pair: pair[0].file)
        if (seen := _look(place, entry, known or {}, scope.language)) is not None
    ]
    return frame("files", "read", rows)


def concerned(entries: Iterable[Entry], area: Area) -> list[Listed]:
    """Return the files that concern the area, each with its columns file, place and village_code.

    Of a village, and of a body, no more than its budget.
    """
    in_area = frozenset(villages_in(area.code)["code"])
    elsewhere = frozenset(villages()["code"]) - in_area
    listed: list[Listed] = []
    for entry in entries:
        place, village = _place(entry.file)
        if place == "reply" or village in elsewhere:
            continue
        if place == "village" and village not in in_area:
            place, village = "outside", None
        listed.append((entry, {"file": entry.file, "place": place, "village_code": village}))
    return _within_budget(listed)


def _within_budget(listed: list[Listed]) -> list[Listed]:
    """Leave out what a village has more than it may have (``village_files``, ``village_bytes``), its newest kept.

    In place of all that is left out stands its folder, refused: one finding, however many files there are.
    """
    of_sender: dict[object, list[Listed]] = {}
    for each in listed:
        of_sender.setdefault(each[1]["village_code"] or body_of(each[0].file), []).append(each)
    kept: list[Listed] = []
    for sender, own in of_sender.items():
        if sender is None or _is_affordable(own):
            kept += own
            continue
        newest = sorted(own, key=lambda each: (-each[0].changed_ns, each[0].file))
        taken = next(count for count in range(len(newest), -1, -1) if _is_affordable(newest[:count]))
        kept += newest[:taken]
        entry, row = newest[taken]
        folder = f"{sender_folder(entry.file)}/"
        beyond = Entry(folder, regular=False, size=0, changed_ns=0, refused="too_many_files")
        kept.append((beyond, row | {"file": folder}))
    return kept


def _is_affordable(own: Sequence[Listed]) -> bool:
    size = sum(min(entry.size, int(limit("file_bytes"))) for entry, _ in own)  # a larger one is not opened
    return len(own) <= limit("village_files") and size <= limit("village_bytes")


def _place(relative: str) -> tuple[str, str | None]:
    folder, _, rest = relative.partition("/")
    if not rest and not relative.endswith("/"):
        return "outside", None
    if folder in _OWN_FOLDERS:
        return _OWN_FOLDERS[folder], None
    if folder == PARTNERS:
        if body_of(relative) is None:
            return "outside", None
        return ("reply" if _is_reply(rest.partition("/")[2]) else "partner"), None
    village = leading_village_code(folder)
    if village is None:
        return "outside", None
    return ("reply" if _is_reply(rest) else "village"), village


def _is_reply(inside: str) -> bool:
    """Tell whether a path inside somebody's folder leads into our replies there."""
    return inside.partition("/")[0].casefold() == REPLIES


def _wait_until_settled(entries: list[Entry]) -> None:
    """Sleep once when some file is so young that it may still be written to."""
    youngest = max((entry.changed_ns / 1e9 for entry in entries), default=0.0)
    wait = limit("stable_seconds") - (time.time() - youngest)
    if 0 < wait <= limit("stable_seconds"):
        time.sleep(wait)


def _look(place: Inbox, entry: Entry, known: Mapping[Entry, str], language: str) -> dict[str, object] | None:
    """Hash one file; say why it is refused or ignored when it is no submission. None when it is gone."""
    reason = ignored(entry.file, language)
    if not entry.regular:
        return {"size": entry.size, "ignored": reason, "refused": entry.refused or "special_file"}
    if entry.size > limit("file_bytes"):  # before its bytes cost anybody time or space
        return {"size": entry.size, "ignored": reason, "refused": "too_large"}
    if entry in known:
        return {"sha256": known[entry], "size": entry.size, "ignored": reason}
    try:
        status = place.look(entry.file)
        found = _digest_of_a_file_in_use(place, entry.file)
        now = place.look(entry.file)
    except FileNotFoundError:
        return None
    except OSError:
        return {"size": entry.size, "ignored": reason or text("file_in_use", language)}
    changed = now != status
    fresh = 0 <= time.time() - now.changed_ns / 1e9 < limit("stable_seconds") / 2
    return {
        "sha256": found,
        "size": now.size,
        "ignored": reason or (text("file_still_copied", language) if changed or fresh else None),
    }


def read_at_the_next_look(files: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which *files* (read) lie there and could not be read just now: in use, still copied, closed to us."""
    reasons = {text(key, language) for key in _READ_AT_THE_NEXT_LOOK for language in LANGUAGES}
    return files["ignored"].isin(reasons)


def _digest_of_a_file_in_use(place: Inbox, file: str) -> str:
    """Hash a file; one that another program holds may well be free a moment later."""
    for _ in range(_TRIES - 1):
        try:
            return digest(place, file)
        except FileNotFoundError:
            raise
        except OSError:
            time.sleep(limit("stable_seconds") / 4)
    return digest(place, file)


def ignored(file: str, language: str = "id") -> str | None:
    """Return why a file of that name is no submission; None when it may be one."""
    name = file.rpartition("/")[2]
    return next(
        (
            row.reason(language)
            for row in load("ignored_files", IgnoredFile)
            if fnmatchcase(name.casefold(), row.pattern.casefold())
        ),
        None,
    )
