"""What becomes of a finding from audit to audit, each row by itself."""

from dataclasses import dataclass

import pandas as pd
import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope
from data.tables import frame
from tasks.findings.lifecycle import with_states

VILLAGE = "35.03.01.2001"
SCOPE = Scope(area("35.03.01"), Period(2024, 10), pd.Timestamp("2024-11-06").date())
JUDGED = ({"village_code": VILLAGE, "form": "ATTENDANCE"},)


@dataclass(frozen=True)
class Told:
    """State and first month of this audit's findings, and what was resolved, both by finding."""

    states: dict[str, tuple[str, str]]
    resolved: dict[str, tuple[str, str]]


def finding(name: str, **cells: object) -> dict[str, object]:
    row = {"finding_id": name, "rule": "D10", "village_code": VILLAGE, "form": "ATTENDANCE", "severity": "explain"}
    return row | cells


def earlier(name: str, month: str = "2024-10", **cells: object) -> dict[str, object]:
    return finding(name, state="new", first_period=month, period=month) | cells


def told(
    now: list[dict[str, object]],
    before: list[dict[str, object]],
    explained: tuple[str, ...] = (),
    judged: tuple[dict[str, str], ...] = JUDGED,
) -> Told:
    findings = frame("findings", "result", now)
    stated, solved = with_states(
        findings,
        frame("earlier_findings", "memory", before),
        findings["finding_id"].isin(explained),
        pd.DataFrame(judged, columns=["village_code", "form"]),
        SCOPE,
    )
    assert list(stated.columns) == list(solved.columns) == list(findings.columns)
    rows = (
        {name: (state, first) for name, state, first in table[["finding_id", "state", "first_period"]].to_numpy()}
        for table in (stated, solved)
    )
    return Told(*rows)


def test_a_first_audit_knows_only_new_findings() -> None:
    assert told([finding("a"), finding("b")], []) == Told({"a": ("new", "2024-10"), "b": ("new", "2024-10")}, {})


def test_a_finding_persists_and_keeps_its_first_month() -> None:
    before = [
        earlier("a", "2024-09"),
        earlier("a", "2024-08"),
        earlier("a", state="persisting", first_period="2024-07"),
    ]
    assert told([finding("a")], before).states == {"a": ("persisting", "2024-07")}


def test_an_explained_finding_is_explained_whether_known_or_not() -> None:
    found = told([finding("a"), finding("b"), finding("c")], [earlier("a", "2024-09")], explained=("a", "b"))
    assert found.states == {"a": ("explained", "2024-09"), "b": ("explained", "2024-10"), "c": ("new", "2024-10")}


def test_a_finding_that_was_resolved_and_comes_back_is_new() -> None:
    assert told([finding("a")], [earlier("a", "2024-09", state="resolved")]).states == {"a": ("new", "2024-10")}


def test_a_finding_that_is_gone_is_resolved_where_its_form_was_judged_again() -> None:
    gone = [
        earlier("here"),
        earlier("other form", form="REPORT"),
        earlier("other village", village_code="35.03.01.2002"),
        earlier("still there"),
    ]
    found = told([finding("still there")], gone)
    assert found.resolved == {"here": ("resolved", "2024-10")}
    assert found.states == {"still there": ("persisting", "2024-10")}


def test_nothing_is_resolved_where_nothing_was_judged() -> None:
    assert told([], [earlier("a")], judged=()).resolved == {}


def test_what_was_resolved_this_month_is_told_again() -> None:
    assert told([], [earlier("a", state="resolved")]).resolved == {"a": ("resolved", "2024-10")}


@pytest.mark.parametrize(
    ("case", "cells", "resolved"),
    [
        ("about something lasting", {}, True),
        ("about a day of its month", {"date": pd.Timestamp("2024-09-12")}, False),
        ("about last month's submission", {"rule": "S01"}, False),
        ("resolved then", {"state": "resolved"}, False),
        ("two months ago", {"period": "2024-08"}, False),
    ],
)
def test_of_last_month_only_what_lasts_is_resolved(case: str, cells: dict[str, object], resolved: bool) -> None:
    before = [earlier("other", "2024-09", village_code="35.03.01.2002"), earlier(case, "2024-09", **cells)]
    assert (case in told([], before).resolved) is resolved


def test_this_month_is_resolved_even_when_about_a_day_or_a_submission() -> None:
    before = [earlier("day", date=pd.Timestamp("2024-10-03")), earlier("late", rule="S03")]
    assert set(told([], before).resolved) == {"day", "late"}


def test_the_newest_month_tells_what_was_resolved() -> None:
    before = [earlier("a", state="persisting", cell="C9", first_period="2024-09"), earlier("a", "2024-09", cell="B2")]
    solved = with_states(
        frame("findings", "result"),
        frame("earlier_findings", "memory", before),
        pd.Series([], dtype="bool"),
        pd.DataFrame(JUDGED),
        SCOPE,
    )[1]
    assert solved[["finding_id", "cell", "first_period"]].to_numpy().tolist() == [["a", "C9", "2024-09"]]


def test_the_resolved_stand_in_order_of_village_rule_and_finding() -> None:
    second = "35.03.01.2002"
    judged = (*JUDGED, {"village_code": second, "form": "ATTENDANCE"})
    before = [
        earlier("d", village_code=second),
        earlier("c", rule="D12"),
        earlier("b"),
        earlier("a"),
    ]
    assert list(told([], before, judged=judged).resolved) == ["a", "b", "c", "d"]
