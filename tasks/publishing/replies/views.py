"""The views of what every cell of a village's file was taken for: beside each reply to a form that is to be mended."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from data.catalogue import rules
from data.sentences import VILLAGES
from tasks.inbox.archive import archived
from tasks.isolation.limited import Stopped, run_limited
from tasks.publishing.replies.explain import Explained, write_explained
from tasks.publishing.replies.taken_for import taken_for
from tasks.publishing.replies.view_mark import bears_mark, view_mark
from tasks.reading.reading import Source
from tasks.reading.returns import Returns
from tasks.storage.whole_copy import whole_copy


class Wanted(NamedTuple):
    """One view to write: where, of which file of the inbox, and the SHA-256 of its bytes."""

    target: Path
    file: str
    sha256: str


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
