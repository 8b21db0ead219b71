"""From verdicts to findings: one row for every failing row, with its place, its shown value and its sentence.

Plain pandas; no second judgement is made here: what fails is what an expectation called unexpected.
"""

from collections.abc import Iterable, Sequence

import pandas as pd

from data.catalogue import Rule, violations
from data.catalogue import causes as known_causes
from data.forms import expected_forms
from data.scope import Scope
from data.sentences import text
from data.tables import columns, conform
from expectations import CHECKS
from expectations.reports import code_fits_subject
from expectations.rule import Check
from expectations.validation import Verdict
from tasks.counting.tps import bodies
from tasks.findings.ids import failing_rows, finding_ids, group_ids, told
from tasks.findings.redaction import subjects
from tasks.findings.told_values import shown_in_words, told_values
from tasks.findings.wording import BESIDE_COMPLETE, placeholders, severity, wording
from tasks.tables.judged import Judged
from tasks.tables.statuses import status_of_report

_DISTRICT_DIGITS = 8
_NEUTRALITY = "neutrality"
_ORDER = ["village_code", "rule", "file", "sheet", "row", "column_width", "column", "finding_id"]


def findings_and_mends(
    judged: Judged, verdicts: Iterable[Verdict], scope: Scope
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return table *findings* (result), and how to mend each finding by finding_id.

    In: the judge tables and the verdicts on them. Out: every failing row of every verdict, masked, in
    the scope's language, sorted by village, rule, file, sheet and cell; a finding without a cell has none there.
    """
    described = _described(judged, verdicts, complete_villages(judged.submissions), scope)
    mends = dict(zip(described["finding_id"], described["mend"], strict=True))
    return conform(described[list(columns("findings", "result"))], "findings", "result"), mends


def complete_villages(submissions: pd.DataFrame) -> frozenset[str]:
    """Return the villages whose expected forms are all current.

    In: *submissions* (judge).
    """
    current = submissions[(submissions["state"] == "current") & submissions["form"].isin(expected_forms())]
    forms = current.groupby("village_code")["form"].nunique()
    return frozenset(forms.index[forms == len(expected_forms())])


def _described(judged: Judged, verdicts: Iterable[Verdict], complete: frozenset[str], scope: Scope) -> pd.DataFrame:
    """Return the findings with their ``mend`` and the columns that sort them."""
    checks = {check.rule.code: check for check in CHECKS}
    tables = judged.by_name()
    parts = [
        _failures(checks[verdict.rule], tables[checks[verdict.rule].rule.table], verdict.rows, complete, scope)
        for verdict in verdicts
        if verdict.rows
    ]
    if not parts:
        return pd.DataFrame(columns=[*columns("findings", "result"), "mend"])
    found = pd.concat(parts, ignore_index=True)
    found["finding_id"] = finding_ids(found)
    found["group_id"] = group_ids(found)
    found["body"] = bodies(found["file"])
    found["column_width"] = found["column"].str.len()
    return found.sort_values(_ORDER, ignore_index=True)


def _failures(
    check: Check, rows: pd.DataFrame, keys: Sequence[int], complete: frozenset[str], scope: Scope
) -> pd.DataFrame:
    """Return the findings of one rule, with mend, and what names and places them (``failing_rows``)."""
    failing = list(keys)
    chosen = rows.loc[failing]
    named = failing_rows(check, rows, failing)
    causes = told(check.cause, rows, failing).fillna("").astype("str")
    if (check.rule.code, BESIDE_COMPLETE) in known_causes():
        causes += chosen["village_code"].isin(complete).map({True: f";{BESIDE_COMPLETE}", False: ""})
    words = _wordings(check, chosen, causes, named["value"], scope.language)
    return named.assign(
        severity=[severity(check.rule, cause) for cause in causes],
        district_code=chosen["village_code"].str.slice(0, _DISTRICT_DIGITS),
        subject=subjects(chosen["subject"], chosen["subject_identifier"]),
        date=told(check.date, rows, failing),
        statement=words["statement"],
        basis=_bases(check.rule, chosen, scope.language),
        state="new",
        first_period=str(scope.period),
        mend=words["mend"],
    ).astype({"date": "datetime64[s]"})


def _bases(rule: Rule, chosen: pd.DataFrame, language: str) -> "pd.Series[str]":
    """Return the criterion of each failing row: the rule's, and of an allegation the norm that binds this person.

    No sanction stands there: beside a name and before anybody has decided it reads as a verdict; the catalogue's own
    sheet tells it. A rule for PNS is never named to a PPPK; where the code does not fit the person (D17) no law of it
    is named.
    """
    bases = pd.Series(rule.criterion(language), index=chosen.index, dtype="str")
    if rule.family != _NEUTRALITY or not {"violation_code", "category"} <= set(chosen.columns):
        return bases
    fitting = chosen[code_fits_subject(chosen)]
    fitting = fitting.assign(status=status_of_report(fitting))
    for key, code, category in fitting[["violation_code", "status"]].itertuples(name=None):
        law = violations()[code].prohibition(category)
        bases[key] = text("finding_basis", language, rule=rule.criterion(language), code=code, law=law)
    return bases


def _wordings(
    check: Check, chosen: pd.DataFrame, causes: "pd.Series[str]", values: "pd.Series[str]", language: str
) -> pd.DataFrame:
    """Return ``statement`` and ``mend`` of each failing row."""
    named = {
        name: shown_in_words(values, language) if name == "shown" else told_values(name, chosen[name], language)
        for name in placeholders(check.rule.code)
    }
    filled = pd.DataFrame(named, index=chosen.index).fillna("")
    words = [
        wording(check.rule, cause, dict(zip(named, filling, strict=True)), language)
        for cause, filling in zip(causes, filled.itertuples(index=False), strict=True)
    ]
    return pd.DataFrame(words, index=chosen.index)
