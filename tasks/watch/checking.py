"""Checking received files, each by itself, many in one go: one judgement for all costs what one for a single does.

No two files of a village are judged together, and what only a comparison of villages can tell is left to the audit:
a reply says the same whoever else sent something in that minute.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.calendar import Period
from data.scope import Scope
from data.tables import frames
from tasks.counting.sheet_months import file_periods
from tasks.judgement import judge
from tasks.scoring import results
from tasks.single_file import is_of_file
from tasks.watch.queue import Waiting

_OF_SEVERAL_VILLAGES = ("S09", "D24")
"""Rules that compare villages."""


@dataclass(frozen=True)
class Judged:
    """One round of files, at most one a village, of one month.

    ``findings``, ``submissions`` and ``files`` are *result* tables about these files alone; ``mends``: how to mend it
    by finding_id.
    """

    scope: Scope
    findings: pd.DataFrame
    submissions: pd.DataFrame
    files: pd.DataFrame
    mends: dict[str, str]


def check(
    waiting: Sequence[Waiting],
    read: Mapping[str, pd.DataFrame],
    received: Callable[[Scope], pd.DataFrame],
    scope: Scope,
) -> Iterator[Judged]:
    """Judge files by themselves, in rounds.

    In: the *read* tables of the files but for *files*; ``received``, which returns *files* (read) with the receipts as
    they count for a scope; ``scope``: the area, the day, and the month of a file that names none.
    """
    files = pd.DataFrame([(each.file, each.village_code) for each in waiting], columns=["file", "village_code"])
    periods = files["file"].map(file_periods(read, scope)).fillna(str(scope.period))
    rounds = files.groupby("village_code").cumcount()
    for (period, _), group in files.groupby([periods, rounds]):
        own = Scope(scope.area, Period.parse(str(period)), scope.as_of, scope.language)
        rows = received(own)
        yield _judged(_part({**read, "files": rows}, group["file"]), own)


def _judged(read: Mapping[str, pd.DataFrame], scope: Scope) -> Judged:
    found = judge({**read, **frames("memory")}, scope)
    submissions = results.submissions(found.contents.selection, found.judged["submissions"])
    files = results.files(found.contents.selection, read, submissions)
    findings = found.findings
    own = is_of_file(findings, read["sheets"]) & ~findings["rule"].isin(_OF_SEVERAL_VILLAGES)
    return Judged(scope, findings[own], submissions[submissions["file"].notna()], files, found.mends)


def _part(read: Mapping[str, pd.DataFrame], files: "pd.Series[str]") -> dict[str, pd.DataFrame]:
    """Return the read tables of some of the files."""
    return {name: table[table["file"].isin(files)].reset_index(drop=True) for name, table in read.items()}
