"""What decisions do to findings and due dates, and how each of them stands."""

from datetime import date

import pandas as pd
import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope
from data.tables import frame
from tasks.counting.due_dates import due_dates
from tasks.findings.decisions import decisions_shown, explained
from tasks.findings.follow_ups import follow_ups_shown

VILLAGE, NEIGHBOUR = "35.03.01.2001", "35.03.01.2002"
SCOPE = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 20))
FINDINGS = frame(
    "findings",
    "result",
    [
        {"finding_id": "f1", "group_id": "g1", "rule": "D10", "village_code": VILLAGE},
        {"finding_id": "f2", "group_id": "g1", "rule": "D10", "village_code": VILLAGE},
        {"finding_id": "f3", "group_id": "g2", "rule": "D11", "village_code": VILLAGE},
        {"finding_id": "f4", "group_id": "g3", "rule": "D10", "village_code": NEIGHBOUR},
    ],
).set_index(pd.Index([10, 11, 12, 13]))


def decisions(*rows: dict[str, object]) -> pd.DataFrame:
    common = {"reason": "surat desa", "requested_by": "Sutrisno", "approved_by": "Siti Aminah", "origin": "command"}
    numbered = [{"decision_id": f"d{place}"} | common | row for place, row in enumerate(rows, start=1)]
    return frame("decisions", "memory", numbered)


def said(kind: str, finding: str, day: int) -> dict[str, object]:
    return {"kind": f"EXPLANATION_{kind}", "finding": finding, "decided_on": pd.Timestamp(2024, 11, day)}


def waiver(**changes: object) -> dict[str, object]:
    usual = {"kind": "WAIVER", "rule": "D10", "village_code": VILLAGE, "period": "2024-10"}
    return usual | {"decided_on": pd.Timestamp("2024-11-07"), "expires_on": pd.Timestamp("2024-11-20")} | changes


def extension(day: int, decided: int = 1, **changes: object) -> dict[str, object]:
    usual = {"kind": "EXTENSION", "village_code": VILLAGE, "period": "2024-10"}
    days = {"new_date": pd.Timestamp(2024, 11, day), "decided_on": pd.Timestamp(2024, 11, decided)}
    return usual | days | changes


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], set()),
        ([said("ACCEPTED", "g1", 8)], {"f1", "f2"}),
        ([said("ACCEPTED", "f3", 8)], {"f3"}),
        ([said("ACCEPTED", "g1", 8), said("REFUSED", "g1", 9)], set()),
        ([said("REFUSED", "g1", 9), said("ACCEPTED", "g1", 8)], {"f1", "f2"}),  # recorded last, with an earlier day
        ([said("ACCEPTED", "g1", 8), said("REFUSED", "f2", 9)], {"f1"}),
        ([said("REFUSED", "g1", 8), said("ACCEPTED", "g1", 8)], {"f1", "f2"}),
        ([waiver()], {"f1", "f2"}),
        ([waiver(expires_on=pd.Timestamp("2024-11-19"))], set()),
        ([waiver(period="2024-09")], set()),
        ([waiver(), said("REFUSED", "g1", 9)], {"f1", "f2"}),
        ([extension(12)], set()),
    ],
)
def test_what_is_explained(rows: list[dict[str, object]], expected: set[str]) -> None:
    told = explained(FINDINGS, decisions(*rows), SCOPE)
    assert told.index.equals(FINDINGS.index)
    assert set(FINDINGS.loc[told, "finding_id"]) == expected


def test_the_extension_recorded_last_moves_only_its_villages_due_date_of_its_month() -> None:
    rows = decisions(extension(12, decided=4), extension(15, decided=3), extension(20, period="2024-09"))
    dates = due_dates(rows, SCOPE)
    assert dates[VILLAGE] == pd.Timestamp("2024-11-15")
    assert set(dates.drop(VILLAGE)) == {pd.Timestamp("2024-11-05")}
    shown = decisions_shown(rows, FINDINGS, SCOPE, {})
    pd.testing.assert_series_equal(due_dates(shown.iloc[::-1], SCOPE), dates)


def test_an_extension_of_the_same_day_is_replaced_by_the_one_recorded_later() -> None:
    rows = decisions(extension(15), extension(12))
    assert due_dates(rows, SCOPE)[VILLAGE] == pd.Timestamp("2024-11-12")
    shown = decisions_shown(rows, FINDINGS, SCOPE, {})
    assert due_dates(shown.iloc[::-1], SCOPE)[VILLAGE] == pd.Timestamp("2024-11-12")


def test_every_decision_is_shown_with_its_status_what_was_recorded_last_first() -> None:
    rows = decisions(
        said("ACCEPTED", "g1", 8),
        said("REFUSED", "g1", 9),
        said("ACCEPTED", "f3", 10),
        waiver(village_code=NEIGHBOUR, expires_on=pd.Timestamp("2024-11-19")),
        extension(12, decided=3),
        extension(15, decided=4),
    )
    shown = decisions_shown(rows, FINDINGS, SCOPE, {}).set_index("decision_id")
    assert shown["status"].to_dict() == {
        "d3": "BERLAKU",
        "d2": "BERLAKU",
        "d1": "DICABUT",
        "d4": "KEDALUWARSA",
        "d6": "BERLAKU",
        "d5": "DIGANTI",
    }
    assert list(shown.index) == ["d6", "d5", "d4", "d3", "d2", "d1"]
    assert shown["concerns"].to_dict() == {"d3": 1, "d2": 2, "d1": 2, "d4": 1, "d6": 0, "d5": 0}
    assert shown["group_ids"].dropna().to_dict() == {"d3": "g2", "d2": "g1", "d1": "g1", "d4": "g3"}


def test_decisions_are_told_in_the_language_of_the_audit() -> None:
    english = Scope(SCOPE.area, SCOPE.period, SCOPE.as_of, "en")
    told = decisions_shown(decisions(waiver()), FINDINGS, english, {})["words"].item()
    assert told == f"Rule D10 is waived for {VILLAGE} Besuki in October 2024 until 20 November 2024"
    assert "dikecualikan" in decisions_shown(decisions(waiver()), FINDINGS, SCOPE, {})["words"].item()


def follow_up(number: int, verifier: str, status: int, day: int, group: str = "g1") -> dict[str, object]:
    received = pd.Timestamp(2024, 11, day)
    entry = {"follow_up_id": f"u{number}", "group_id": group, "village_code": VILLAGE, "status": status}
    return entry | {"verifier": verifier, "file": "_auditor/a.xlsx", "row": number, "received_on": received}


def test_of_one_verifier_the_newest_entry_counts_and_of_two_both_are_shown() -> None:
    rows = frame(
        "follow_ups",
        "memory",
        [
            follow_up(1, "Drs. Sutrisno", 3, 8),
            follow_up(2, "Siti Aminah", 2, 9),
            follow_up(3, "Sutrisno", 1, 10),
            follow_up(4, "Sutrisno", 1, 10, group="g2"),
        ],
    )
    shown = follow_ups_shown(rows, {}, {}, "id")[["group_id", "verifier", "status", "differs"]].to_numpy().tolist()
    assert shown == [
        ["g1", "Siti Aminah", 2, True],
        ["g1", "Sutrisno", 1, True],
        ["g2", "Sutrisno", 1, False],
    ]
