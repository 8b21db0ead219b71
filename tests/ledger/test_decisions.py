"""What persons decide: checked in one place, appended, never doubled and never changed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from sqlalchemy import Engine, func, select

from data.calendar import Period
from data.register import area
from data.scope import Scope
from data.tables import frame
from tasks.counting.history import History
from tasks.ledger import decision_sheets
from tasks.ledger.decisions import Decision, as_table, decide, decided, decisions_until, record_decisions, rejection
from tasks.ledger.schema import DECISIONS
from tasks.reading.reading import Source, read_file
from tasks.reading.readings import Readings
from tasks.reading.returns import Returns, returns_of
from tests.builders import VILLAGE, labels, workbook

NOW = datetime(2024, 11, 8, 3, tzinfo=UTC)
GROUP, FINDING = "ab" * 8, "cd" * 8
KNOWN = frame("known_findings", "memory", [{"finding_id": FINDING, "group_id": GROUP, "village_code": VILLAGE}])
FILE = "_auditor/keputusan.xlsx"


def waiver(**changes: object) -> Decision:
    fields: dict[str, object] = {
        "kind": "WAIVER",
        "rule": "D10",
        "village_code": VILLAGE,
        "period": "2024-10",
        "expires_on": date(2024, 12, 31),
        "reason": "Kantor banjir",
        "requested_by": "Sutrisno",
        "approved_by": "Siti Aminah",
        "decided_on": date(2024, 11, 7),
        "origin": "command",
    }
    return Decision(**(fields | changes))  # type: ignore[arg-type]


def explanation(**changes: object) -> Decision:
    without = dict.fromkeys(("rule", "village_code", "period", "expires_on"))
    return waiver(**without, kind="EXPLANATION_ACCEPTED", **({"finding": GROUP} | changes))


def extension(**changes: object) -> Decision:
    usual = {"kind": "EXTENSION", "rule": None, "expires_on": None, "new_date": date(2024, 11, 12)}
    return waiver(**(usual | changes))


@pytest.mark.parametrize("decision", [waiver(), explanation(), explanation(finding=FINDING), extension()])
def test_a_whole_decision_has_no_trouble(decision: Decision) -> None:
    assert rejection(decision, KNOWN) is None


@pytest.mark.parametrize(
    ("decision", "field", "code"),
    [
        (waiver(kind="AMNESTI"), "kind", "decision_kind_unknown"),
        (replace(explanation(), kind="CLARIFICATION"), "kind", "decision_by_command"),
        (waiver(kind="DISCLOSURE", rule=None, expires_on=None), "kind", "decision_by_command"),
        (waiver(reason=""), "reason", "decision_blank"),
        (waiver(approved_by=None), "approved_by", "decision_blank"),
        (waiver(decided_on=None), "decided_on", "decision_blank"),
        (waiver(expires_on=None), "expires_on", "decision_blank"),
        (waiver(finding=GROUP), "finding", "decision_not_used"),
        (waiver(requested_by="Drs. Sutrisno, M.Si", approved_by="SUTRISNO"), "approved_by", "decision_same_person"),
        (waiver(rule="D99"), "rule", "decision_rule_unknown"),
        (waiver(village_code="35.03.01.9999"), "village_code", "decision_village_unknown"),
        (waiver(expires_on=date(2024, 11, 6)), "expires_on", "decision_expired"),
        (explanation(finding="00" * 8), "finding", "decision_finding_unknown"),
        (extension(new_date=date(2024, 11, 5)), "new_date", "decision_no_extension"),
    ],
)
def test_what_cannot_be_recorded_says_why_in_both_languages(decision: Decision, field: str, code: str) -> None:
    found = rejection(decision, KNOWN)
    assert found is not None
    assert (found.about, found.code) == (field, code)
    assert found.sentence("id") != found.sentence("en")
    assert found.sentence("id") in found.sentences()


@pytest.mark.parametrize(
    ("kind", "deployment", "command"),
    [("CLARIFICATION", "Klarifikasi", "clarify"), ("DISCLOSURE", "Nomor lengkap BKN", "disclose")],
)
def test_who_is_refused_is_told_the_deployment_and_the_command_that_record_it(
    kind: str, deployment: str, command: str
) -> None:
    found = rejection(replace(explanation(), kind=kind), KNOWN)
    assert found is not None
    for language in ("id", "en"):
        assert deployment in found.sentence(language)
        assert f"netralitas {command}" in found.sentence(language)


def test_a_waiver_may_end_on_the_day_of_the_decision() -> None:
    assert rejection(waiver(expires_on=date(2024, 11, 7)), KNOWN) is None


def test_decisions_are_appended_once_whatever_tells_them(ledger: Engine) -> None:
    again = waiver(origin=f"{FILE} › Keputusan › B2")
    with ledger.begin() as connection:
        first = record_decisions(connection, as_table([decided(waiver(), KNOWN)]), NOW)
        assert record_decisions(connection, as_table([decided(again, KNOWN)]), NOW) == []
        other = record_decisions(connection, as_table([decided(waiver(reason="Longsor"), KNOWN)]), NOW)
    with ledger.connect() as connection:
        stored = connection.execute(select(DECISIONS.c.decision_id, DECISIONS.c.origin).order_by(DECISIONS.c.id)).all()
    assert [tuple(row) for row in stored] == [(first[0], "command"), (other[0], "command")]


def test_a_decision_taken_back_to_an_earlier_one_on_the_same_day_counts(ledger: Engine) -> None:
    days = [date(2024, 12, 5), date(2024, 12, 6), date(2024, 12, 5), date(2024, 12, 6)]
    new = [decide(ledger, extension(new_date=day), NOW)[1] for day in days]
    assert new == [True] * 4
    assert not decide(ledger, extension(new_date=days[-1]), NOW)[1], "told again it is the same decision"
    with ledger.connect() as connection:
        kept = decisions_until(connection, date(2024, 12, 31))
    assert kept["new_date"].dt.date.tolist() == days
    assert kept["decision_id"].is_unique


def test_only_what_was_decided_by_then_is_known(ledger: Engine) -> None:
    rows = as_table([decided(waiver(decided_on=date(2024, 11, day)), KNOWN) for day in (9, 7, 8)])
    with ledger.begin() as connection:
        record_decisions(connection, rows, NOW)
        assert decisions_until(connection, date(2024, 11, 6)).empty
        known = decisions_until(connection, date(2024, 11, 8))
        assert connection.scalar(select(func.count()).select_from(DECISIONS)) == 3
    expected = rows[rows["decided_on"] <= pd.Timestamp("2024-11-08")].reset_index(drop=True)
    pd.testing.assert_frame_equal(known, expected)


def test_identifiers_never_enter_the_ledger_and_an_explanation_knows_its_village() -> None:
    row = decided(explanation(reason="NIK 3503010101700001 cuti"), KNOWN)
    assert "3503010101700001" not in str(row)
    assert row["village_code"] == VILLAGE


def sheet_read(*rows: list[object]) -> tuple[Returns, History]:
    readings = Readings()
    content = workbook({"Keputusan 2024": [["Keputusan Inspektorat"], labels("stated_decisions"), *rows]})
    read_file(Source(FILE, "auditor", 2024), content, readings)
    listed = {"file": FILE, "place": "auditor", "sha256": "x", "received_date": date(2024, 11, 8)}
    returns = returns_of([readings]).with_files(frame("files", "read", [listed]))
    return returns, replace(History.empty(), known_findings=KNOWN)


def test_a_decisions_sheet_is_read_with_its_cells() -> None:
    people, last = ["Sutrisno", "Siti Aminah"], "31 Desember 2024"
    returns, history = sheet_read(
        [1, "Pengecualian", None, "D10", VILLAGE, "Oktober 2024", last, None, "Banjir", *people, "7/11/2024"],
        [2, "EXPLANATION_ACCEPTED", GROUP, None, None, None, None, None, "Benar", *people, date(2024, 11, 7)],
        [3, "Penjelasan diterima", GROUP, None, None, None, None, None, "Nanti", *people, date(2024, 12, 7)],
        [4, "Amnesti", GROUP, None, None, None, None, None, "Benar", *people, date(2024, 11, 7)],
        [5, "Penjelasan ditolak", GROUP, None, None, None, None, None, "Benar", *people, "kemarin"],
    )  # fmt: skip
    scope = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 8))
    new, refusals = decision_sheets.take_up(returns, history, scope)
    assert new["kind"].tolist() == ["WAIVER", "EXPLANATION_ACCEPTED"]
    assert new["origin"].tolist() == [f"{FILE} › Keputusan 2024 › {cell}" for cell in ("B3", "B4")]
    assert (new["period"].iloc[0], new["village_code"].tolist()) == ("2024-10", [VILLAGE, VILLAGE])
    assert new["expires_on"].iloc[0] == pd.Timestamp("2024-12-31")
    assert [(refusal["cell"], refusal["value"]) for refusal in refusals] == [("B6", "Amnesti"), ("L7", "kemarin")]
    assert {refusal["file"] for refusal in refusals} == {FILE}
    again, _ = decision_sheets.take_up(returns, replace(history, decisions=as_table(new.to_dict("records"))), scope)
    assert again.empty


def test_a_sheet_may_list_what_a_command_recorded_but_not_tell_it_anew() -> None:
    row = [1, "Permintaan klarifikasi", GROUP, *[None] * 5, "Jawab sampai 14 November", "siti", "siti", "7/11/2024"]
    waived = [2, "WAIVER", None, "D10", VILLAGE, "2024-10", date(2024, 12, 31), None, "Banjir", "A", "B", "7/11/2024"]
    scope = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 8))
    returns, history = sheet_read(row, waived)
    new, (refusal,) = decision_sheets.take_up(returns, history, scope)
    assert new["kind"].tolist() == ["WAIVER"]
    assert (refusal["cell"], refusal["value"]) == ("B3", "Permintaan klarifikasi")
    assert "netralitas clarify" in str(refusal["reason"])
    asked = {"kind": "CLARIFICATION", "reason": row[8], "requested_by": "siti", "approved_by": "siti"}
    recorded = as_table([decided(replace(explanation(), **asked), KNOWN)])
    new, refusals = decision_sheets.take_up(returns, replace(history, decisions=recorded), scope)
    assert (new["kind"].tolist(), refusals) == (["WAIVER"], [])


def test_decisions_about_villages_elsewhere_are_left_to_their_audit() -> None:
    row = [
        1,
        "WAIVER",
        None,
        "D10",
        VILLAGE,
        "2024-10",
        date(2024, 12, 31),
        None,
        "Banjir",
        "A",
        "B",
        date(2024, 11, 7),
    ]
    elsewhere = Scope(area("35.03.02"), Period(2024, 10), date(2024, 11, 8))
    new, refusals = decision_sheets.take_up(*sheet_read(row), elsewhere)
    assert new.empty
    assert refusals == []
