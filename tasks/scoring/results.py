"""The *result* tables of ``tables.csv``: what is published of an audit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from data.scope import Scope
from data.tables import StageTables
from expectations.validation import Verdict
from tasks.counting.counted import Counted
from tasks.counting.history import History
from tasks.findings.carried import FormerIds, with_current_ids
from tasks.findings.changes import changes
from tasks.findings.decisions import decisions_shown, explained
from tasks.findings.follow_ups import follow_ups_shown
from tasks.findings.lifecycle import with_states
from tasks.findings.results import results_of
from tasks.reading.returns import Returns
from tasks.scoring import published_entries, published_files, published_people, published_tps
from tasks.scoring.area_figures import indicators_and_villages
from tasks.scoring.indicators import village_shares
from tasks.scoring.trends import trend
from tasks.tables.judged import Judged


@dataclass(frozen=True, eq=False)
class Results(StageTables):
    """What is published: every expected village in it, also the silent ones, and identifiers masked."""

    stage: ClassVar[str] = "result"

    indicators: pd.DataFrame
    trend: pd.DataFrame
    villages: pd.DataFrame
    findings: pd.DataFrame
    resolved: pd.DataFrame
    changes: pd.DataFrame
    decisions: pd.DataFrame
    follow_ups: pd.DataFrame
    refusals: pd.DataFrame
    submissions: pd.DataFrame
    files: pd.DataFrame
    worksheets: pd.DataFrame
    officials: pd.DataFrame
    cases: pd.DataFrame
    coincidences: pd.DataFrame
    vulnerabilities: pd.DataFrame
    tps: pd.DataFrame
    partner_rows: pd.DataFrame
    repairs: pd.DataFrame
    person_days: pd.DataFrame
    activities: pd.DataFrame
    results: pd.DataFrame


def results(
    returns: Returns,
    history: History,
    counted: Counted,
    judged: Judged,
    verdicts: Sequence[Verdict],
    findings: pd.DataFrame,
    scope: Scope,
    former: FormerIds,
) -> Results:
    """Return what is published.

    In: ``findings`` of this audit; what earlier audits found gives them their states, and what was said about
    ``former`` ids is carried on.
    """
    selection = counted.selection
    current = former.current()
    earlier = with_current_ids(history.earlier_findings, current)
    is_explained = explained(former.beside(findings), history.decisions, scope)
    stated, resolved = with_states(findings, earlier, is_explained, selection.current, scope)
    cases = published_entries.cases(counted, scope)
    shares = village_shares(counted, judged, scope)
    indicators, villages = indicators_and_villages(shares, judged.submissions, cases, stated, scope)
    submissions = published_files.submissions(selection, judged.submissions, scope.language)
    return Results(
        indicators=indicators,
        trend=trend(history.earlier_figures, indicators, villages, stated, scope),
        villages=villages,
        findings=stated,
        resolved=resolved,
        changes=changes(returns, selection, scope.language),
        decisions=decisions_shown(history.decisions, former.beside(stated), scope, current),
        follow_ups=follow_ups_shown(history.follow_ups, current, former.persons(), scope.language),
        refusals=history.refusals,
        submissions=published_files.with_own_reasons(submissions, stated),
        files=published_files.with_own_reasons(published_files.files(selection, returns, submissions), stated),
        worksheets=published_files.worksheets(selection, returns.worksheets),
        officials=published_people.officials(counted),
        cases=cases,
        coincidences=published_people.coincidences(judged.coincidences, verdicts, scope.language),
        vulnerabilities=published_entries.vulnerabilities(counted),
        tps=published_tps.tps(counted),
        partner_rows=published_tps.partner_rows(counted, returns.sheets),
        repairs=published_files.repairs(returns.repairs, selection),
        person_days=published_people.person_days(counted),
        activities=published_people.activities(counted),
        results=results_of(verdicts),
    )
