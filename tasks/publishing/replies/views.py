"""The views of what every cell of a village's file was taken for: beside each reply to a form that is to be mended."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pandas as pd

from data.catalogue import rules
from data.scope import Scope
from data.sentences import VILLAGES
from tasks.inbox.archive import archived
from tasks.inbox.delivery import put_replies, village_folders
from tasks.inbox.listing import REPLIES
from tasks.inbox.opening import InboxLike, open_inbox
from tasks.isolation.limited import Stopped, run_limited
from tasks.publishing.replies.explain import Explained, write_explained
from tasks.publishing.replies.taken_for import taken_for
from tasks.publishing.replies.view_mark import bears_mark, view_mark
from tasks.reading.reading import Source
from tasks.reading.returns import Returns
from tasks.scoring.results import Results
from tasks.storage.whole_copy import whole_copy

_VIEW = "-terbaca.xlsx"
_ANSWERED = ("current", "rejected")


class Wanted(NamedTuple):
    """One view to write: where, of which file of the inbox, and the SHA-256 of its bytes."""

    target: Path
    file: str
    sha256: str


def reply_folder(home: Path, period: str) -> Path:
    """Return where the replies of a month are kept, also those that could not be delivered."""
    return home / "replies" / period


def kept_stem(code: str, file: str) -> str:
    """Return where what answers one file lies among that of a month: ``<village>/<the file's name>``.

    A file in a folder of the village's own, or of another kind than .xlsx, bears that in this name.
    """
    path = PurePosixPath(*PurePosixPath(file).parts[1:])
    kind = path.suffix.lstrip(".").casefold()
    return f"{code}/" + " - ".join([*path.parts[:-1], path.stem]) + (f" ({kind})" if kind not in {"", "xlsx"} else "")


def view_name(code: str, file: str) -> str:
    """Return where the view of a file's cells lies among the replies of a month."""
    return kept_stem(code, file) + _VIEW


def files_to_mend(findings: pd.DataFrame) -> set[str]:
    """Return the files on whose sheets something is to be mended that their village is told.

    In: *findings*. Mere questions (N and K rules) need no view, and neither does what concerns a file as a whole.
    """
    told = [code for code, rule in rules().items() if rule.told_to_village and rule.is_about_form]
    return set(findings.loc[findings["rule"].isin(told) & findings["sheet"].notna(), "file"].dropna())


def write_views(home: Path, wanted: Sequence[Wanted], returns: Returns, year: int, jobs: int) -> set[Path]:
    """Write views on ``jobs`` worker processes (0: one a core), under limits; return the targets that are there.

    One that lies there already, made of the same, is left alone. One that cannot be made, for whatever reason, is left
    out; an earlier one of that name goes first.
    """
    if not wanted:
        return set()
    returns = returns.of_files(pd.Series([each.file for each in wanted]))
    told, repairs = taken_for(returns, VILLAGES), returns.repairs
    cells_of, repairs_of = (dict(list(table.groupby("file"))) for table in (told, repairs))
    views, written = [], set()
    for target, file, sha256 in wanted:
        own, mended = cells_of.get(file, told[:0]), repairs_of.get(file, repairs[:0])
        view = Explained(target, Source(file, "village", year), b"", own, mended, VILLAGES)
        mark = view_mark(view, sha256)
        if bears_mark(target, mark):
            written.add(target)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        content = whole_copy(archived(home, sha256), sha256)
        if content is not None:  # else the archive is damaged, which reading has told
            views.append(replace(view, content=content, mark=mark))
    for view, outcome in zip(views, run_limited(write_explained, views, jobs), strict=True):
        if isinstance(outcome, Stopped):
            logging.getLogger(__name__).warning("%s: %s %s", view.target.name, outcome.cause, outcome.details)
            view.target.unlink(missing_ok=True)
        else:
            written.add(view.target)
    return written


def deliver_views(
    home: Path, inbox: InboxLike, scope: Scope, returns: Returns, results: Results, jobs: int
) -> list[str]:
    """Write the view of each file that its village is told to mend into ``<home>/replies/<period>/<area>/``, and
    into its folder.

    In: the audit's *read* tables and results. A village without a folder of its own gets none, and no view stays of a
    file with nothing to mend. Out: a sentence for each folder that could not be written to.
    """
    place = open_inbox(inbox)
    folders = village_folders(place)
    files = results.files
    files = files[(files["place"] == "village") & files["state"].isin(_ANSWERED) & files["village_code"].isin(folders)]
    kept, mend = reply_folder(home, str(scope.period)) / scope.area.code, files_to_mend(results.findings)
    wanted = [
        Wanted(kept / view_name(code, file), file, digest)
        for code, file, digest in files[["village_code", "file", "sha256"]].itertuples(index=False)
        if file in mend
    ]
    written = write_views(home, wanted, returns, scope.period.year, jobs)
    troubles = []
    for code, own in files.groupby("village_code")["file"]:
        targets = [kept / view_name(str(code), file) for file in own]
        for target in set(targets) - written:
            target.unlink(missing_ok=True)
        contents = {target.name: target.read_bytes() for target in targets if target in written}
        surplus = _any_of(target.name for target in targets)
        trouble = put_replies(place, str(code), f"{folders[str(code)][0]}/{REPLIES}", contents, surplus)
        troubles += [trouble] if trouble else []
    return troubles


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in names))
