"""The stages of an audit in order, each from plain tables to plain tables; flows only string them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.scope import Scope
from tasks.counting import arrivals
from tasks.counting.roster import Roster, mentions_to_judge, roster
from tasks.counting.selection import Selection, select, submissions_to_judge
from tasks.findings.changes import changes
from tasks.findings.decisions import decisions_shown, due_dates, explained
from tasks.findings.follow_ups import follow_ups_shown
from tasks.findings.lifecycle import with_states
from tasks.scoring import published_rows as published
from tasks.scoring import results
from tasks.scoring.indicators import Evidence
from tasks.scoring.trends import trend
from tasks.tables.absences import absences_to_judge
from tasks.tables.attendance import attendance_to_judge, person_days, totals_to_judge
from tasks.tables.cases import cases_to_judge
from tasks.tables.coincidences import coincidences, coincidences_to_judge
from tasks.tables.contents import cells_to_judge, nil_statements_to_judge, reports_to_judge
from tasks.tables.meetings import meetings_to_judge
from tasks.tables.pledges import pledges_to_judge
from tasks.tables.villages import villages_to_judge
from tasks.tables.vulnerabilities import vulnerabilities_to_judge

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Contents:
    """What the counted sheets hold: who is who, the judge tables of the second round, and the working days.

    ``days`` as ``attendance.person_days`` returns them.
    """

    selection: Selection
    roster: Roster
    days: pd.DataFrame
    judged: dict[str, pd.DataFrame]


def receipts_to_judge(read: Tables, scope: Scope) -> dict[str, pd.DataFrame]:
    """Return the judge tables of the first round: files, identities, sheets."""
    return {
        "files": arrivals.files_to_judge(read),
        "identities": arrivals.identities_to_judge(read),
        "sheets": arrivals.sheets_to_judge(read, scope),
    }


def contents_to_judge(read: Tables, receipts: Tables, failing: Mapping[str, Sequence[int]], scope: Scope) -> Contents:
    """Return the judge tables of the second round, made from the sheets that count.

    ``failing`` gives the failing row keys of each rule of the first round.
    """
    selection = select(read, receipts, failing, scope)
    found = roster(read, selection, scope)
    attendance = attendance_to_judge(read, selection, found, scope)
    days = person_days(attendance, found.officials, selection, scope)
    judged = {
        "submissions": submissions_to_judge(selection, due_dates(read["decisions"], scope), scope),
        "mentions": mentions_to_judge(found),
        "officials": found.officials,
        "attendance": attendance,
        "totals": totals_to_judge(read, attendance, selection, found),
        "cells": cells_to_judge(read, selection, found),
        "reports": reports_to_judge(read, selection, found),
        "nil_statements": nil_statements_to_judge(selection),
        "cases": cases_to_judge(read, selection, found, days, scope),
        "coincidences": coincidences_to_judge(days, read["agenda"], found, scope),
        "pledges": pledges_to_judge(read, selection, found, scope),
        "meetings": meetings_to_judge(read, selection, found, days, scope),
        "absences": absences_to_judge(read, days, found),
        "vulnerabilities": vulnerabilities_to_judge(read, selection, found, scope),
    }
    claims = (judged["nil_statements"], judged["vulnerabilities"], judged["cases"])
    judged["villages"] = villages_to_judge(selection, found, days, *claims)
    return Contents(selection, found, days, judged)


def assess(read: Tables, contents: Contents, findings: pd.DataFrame, scope: Scope) -> dict[str, pd.DataFrame]:
    """Return the result tables, but for *results* (counts by rule), which the verdicts give.

    In: ``findings`` of this audit; what earlier audits found gives them their states.
    """
    selection, found, judged = contents.selection, contents.roster, contents.judged
    findings, resolved = with_states(
        findings, read["earlier_findings"], explained(findings, read["decisions"], scope), selection.current, scope
    )
    attendance = judged["attendance"]
    activities = published.activities(read, selection, found)
    evidence = Evidence(
        scope=scope,
        submissions=judged["submissions"],
        officials=found.officials,
        person_days=contents.days,
        activities=activities,
        cases=published.cases(read, selection, found, scope),
        vulnerabilities=published.vulnerabilities(read, selection),
        nil_statements=judged["nil_statements"],
        agenda=read["agenda"],
    )
    indicators, villages = results.indicators_and_villages(evidence, findings)
    submitted = results.submissions(selection, judged["submissions"])
    return {
        "indicators": indicators,
        "trend": trend(read["earlier_figures"], indicators, villages, findings, scope),
        "villages": villages,
        "findings": findings,
        "resolved": resolved,
        "changes": changes(read, selection, found, scope.language),
        "decisions": decisions_shown(read["decisions"], findings, scope),
        "follow_ups": follow_ups_shown(read["follow_ups"]),
        "refusals": read["refusals"],
        "submissions": submitted,
        "files": results.files(selection, read, submitted),
        "officials": results.officials(evidence),
        "cases": evidence.cases,
        "coincidences": coincidences(judged["coincidences"], scope.language),
        "vulnerabilities": evidence.vulnerabilities,
        "repairs": results.repairs(read, selection),
        "person_days": results.person_days(attendance, found.officials),
        "activities": activities.drop(columns="official_key"),
    }
