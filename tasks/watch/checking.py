"""Checking received files: the audit's own answer on each, for the whole village as things stand.

All files of the village are judged together, with the inspectorate's register and agenda and what the ledger knows.
What only a comparison of villages can tell is left to the audit: a reply says the same whoever else sent something in
that minute.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from data.calendar import Period
from data.catalogue import MISSING_FORM, rules
from data.scope import Scope
from tasks.counting.history import History
from tasks.counting.sheet_months import file_periods
from tasks.pipeline import judge
from tasks.reading.returns import Returns
from tasks.scoring import published_files
from tasks.watch.queue import Waiting

_OF_SEVERAL_VILLAGES = ("S09", "D24")
"""Rules that compare villages."""


@dataclass(frozen=True)
class Judged:
    """The waiting files of one month, judged with everything else of their villages.

    ``findings``, ``submissions`` and ``files`` are *result* tables about these villages; ``mends``: how to mend it by
    finding_id; ``waiting``: the files to answer; ``returns``: what these say.
    """

    scope: Scope
    findings: pd.DataFrame
    submissions: pd.DataFrame
    files: pd.DataFrame
    mends: dict[str, str]
    waiting: tuple[Waiting, ...]
    returns: Returns


@dataclass(frozen=True)
class Known:
    """What there is to judge by, for one month: *files* (read) with their receipts, and what is remembered."""

    files: pd.DataFrame
    history: History


def check(
    waiting: Sequence[Waiting],
    returns: Returns,
    known: Callable[[Scope], Known],
    scope: Scope,
) -> Iterator[Judged]:
    """Judge the villages of the waiting files, once for each month that these files are for.

    In: ``returns`` (its *files* are not asked): everything that lies there of these villages and of the inspectorate;
    ``known``, which returns what counts for a scope; ``scope``: the area, the day, and the month of a file that names
    none.
    """
    periods = file_periods(returns, scope)
    by_period: dict[str, list[Waiting]] = {}
    for each in waiting:
        by_period.setdefault(str(periods.get(each.file, scope.period)), []).append(each)
    for period, files in sorted(by_period.items()):
        own = replace(scope, period=Period.parse(period))
        yield _judged(files, returns, known(own), own)


def _judged(waiting: Sequence[Waiting], returns: Returns, known: Known, scope: Scope) -> Judged:
    found = judge(returns.with_files(known.files), known.history, scope)
    villages = {each.village_code for each in waiting}
    selection = found.counted.selection
    submissions = published_files.submissions(selection, found.judged.submissions, scope.language)
    files = published_files.files(selection, returns, submissions)
    findings = found.findings
    return Judged(
        scope,
        findings[findings["village_code"].isin(villages) & _is_told(findings, scope)],
        submissions[submissions["village_code"].isin(villages)],
        files[files["village_code"].isin(villages)],
        found.mends,
        tuple(waiting),
        returns.of_files(pd.Series([each.file for each in waiting], dtype="str")),
    )


def _is_told(findings: pd.DataFrame, scope: Scope) -> "pd.Series[bool]":
    """Tell what goes into an answer: what villages are told, a missing form only once it is due."""
    told = {code for code, rule in rules().items() if rule.told_to_village} - set(_OF_SEVERAL_VILLAGES)
    if scope.as_of <= scope.deadlines.due:
        told -= {MISSING_FORM}
    return findings["rule"].isin(told)
