"""Both rounds of judgement in one go, for whoever needs no task of its own for each (the flow has one a stage)."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.scope import Scope
from expectations.validation import Verdict, validate
from tasks.findings.findings import findings_and_mends
from tasks.stages import Contents, contents_to_judge, receipts_to_judge


@dataclass(frozen=True)
class Judgement:
    """What was judged and found: the judge tables of both rounds, verdicts, *findings* (result) and their mends."""

    contents: Contents
    judged: dict[str, pd.DataFrame]
    verdicts: list[Verdict]
    findings: pd.DataFrame
    mends: dict[str, str]


def judge(read: Mapping[str, pd.DataFrame], scope: Scope) -> Judgement:
    """Judge what was read and remembered.

    In: the read and the memory tables.
    """
    receipts = receipts_to_judge(read, scope)
    first = validate(receipts, scope.language)
    contents = contents_to_judge(read, receipts, {verdict.rule: verdict.rows for verdict in first}, scope)
    verdicts = [*first, *validate(contents.judged, scope.language)]
    judged = receipts | contents.judged
    findings, mends = findings_and_mends(judged, verdicts, scope)
    return Judgement(contents, judged, verdicts, findings, mends)
