"""What was asked about in error is withdrawn on record, and whoever was asked is told so, in the same folder."""

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine, insert, select

from data.calendar import Period
from data.errors import UsageError
from data.register import area
from data.scope import Scope
from data.tables import frame
from tasks import pipeline
from tasks.clarification import Choice, ask_persons, withdraw_decided, write_withdrawals
from tasks.findings.decisions import ACCEPTED, CLARIFICATION, REFUSED, WITHDRAWAL, explained
from tasks.ledger.decisions import Decision, as_table, decide, record_decisions
from tasks.ledger.engine import ledger_url, open_ledger, opened_ledger
from tasks.ledger.schema import FORMER_IDS, PACKAGED_ROWS
from tasks.ledger.withdrawals import withdrawn_findings
from tasks.reading.sources import sources
from tasks.scoring.results import Results
from tests.builders import PERIOD, drop, labels
from tests.ledger.naming_persons import VILLAGE, add_audit, finding
from tests.ledger.rows import MOMENT
from tests.publishing.audited import content, filled_template, send, send_register

SCOPE = Scope(area("35.03"), Period(2024, 10), date(2024, 11, 12))
NOW = datetime(2024, 11, 7, 3, tzinfo=UTC)
REASON = "Huruf I pada legenda berarti hadir"


def _decision(kind: str, finding_id: str, day: int) -> dict[str, object]:
    return {
        "decision_id": f"{kind[:4]}{finding_id}{day}"[:16], "kind": kind, "finding": finding_id, "reason": REASON,
        "origin": "command", "requested_by": "Siti", "approved_by": "Budi", "decided_on": date(2024, 11, day),
        "village_code": VILLAGE,
    }  # fmt: skip


def _withdrawal(finding_id: str) -> Decision:
    return Decision(WITHDRAWAL, REASON, "Siti", "Budi", NOW.date(), "command", finding=finding_id)


@pytest.mark.parametrize(
    ("kinds", "is_explained"),
    [
        ([WITHDRAWAL], True),
        ([WITHDRAWAL, REFUSED], False),
        ([REFUSED, WITHDRAWAL], True),
        ([ACCEPTED, REFUSED], False),
        ([CLARIFICATION], False),
    ],
)
@pytest.mark.parametrize("days", [(7, 8), (8, 7)])
def test_a_withdrawal_explains_until_it_is_refused(kinds: list[str], is_explained: bool, days: tuple[int, int]) -> None:
    findings = frame("findings", "result", [finding(1)])
    said = [_decision(kind, "rincian1", day) for kind, day in zip(kinds, days, strict=False)]
    assert bool(explained(findings, frame("decisions", "memory", said), SCOPE)[0]) is is_explained


@pytest.fixture
def ledger(tmp_path: Path) -> Engine:
    """Return a ledger whose one audit of October named Siti twice and Bambang once."""
    engine = open_ledger(ledger_url(tmp_path / "home"))
    other = "Bambang (NIK …0002)"
    with engine.begin() as connection:
        add_audit(connection, 1, [finding(1), finding(2), finding(3, subject=other)])
    return engine


def _say(ledger: Engine, *decisions: dict[str, object]) -> None:
    with ledger.begin() as connection:
        record_decisions(connection, as_table(list(decisions)), NOW)


def _withdrawn(ledger: Engine) -> list[str]:
    with ledger.connect() as connection:
        return withdrawn_findings(connection, "35.03", "2024-10")["finding_id"].tolist()


def _cells(page: Path) -> list[str]:
    sheet = openpyxl.load_workbook(page).worksheets[0]
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_an_inspectors_withdrawal_tells_the_same_person_in_the_same_folder(ledger: Engine, tmp_path: Path) -> None:
    pages = ask_persons(ledger, tmp_path, Choice(SCOPE.period, SCOPE.area, everybody=True), "siti", "command", NOW)
    assert len(pages) == 2
    row, _ = decide(ledger, _withdrawal("rincian1"), NOW)
    (notice,) = withdraw_decided(ledger, tmp_path, row)
    assert (notice.parent, notice.name) == (pages[1].parent, pages[1].name.replace("klarifikasi", "penarikan"))
    told = _cells(notice)
    assert {"Siti Aminah (NIK …0001)", "rincian1", REASON} <= set(told)
    assert "rincian2" not in told
    before = notice.read_bytes()
    assert [each.read_bytes() for each in write_withdrawals(ledger, tmp_path, SCOPE.period, "35.03")] == [before]


def test_what_is_withdrawn_is_asked_about_no_more(ledger: Engine, tmp_path: Path) -> None:
    choice = Choice(SCOPE.period, SCOPE.area, finding="rincian3")
    ask_persons(ledger, tmp_path, choice, "siti", "command", NOW)
    decide(ledger, _withdrawal("rincian3"), NOW)
    with pytest.raises(UsageError):
        ask_persons(ledger, tmp_path, choice, "siti", "command", NOW)


def test_nobody_who_was_not_asked_gets_a_notice(ledger: Engine, tmp_path: Path) -> None:
    row, _ = decide(ledger, _withdrawal("rincian1"), NOW)
    assert withdraw_decided(ledger, tmp_path, row) == []
    assert not (tmp_path / "klarifikasi").exists()


@pytest.mark.parametrize("later", [CLARIFICATION, REFUSED])
def test_what_is_asked_again_or_refused_is_withdrawn_no_longer(ledger: Engine, later: str) -> None:
    _say(ledger, _decision(CLARIFICATION, "temuan1", 7), _decision(WITHDRAWAL, "rincian1", 8))
    assert _withdrawn(ledger) == ["rincian1"]
    _say(ledger, _decision(later, "rincian1", 9))
    assert _withdrawn(ledger) == []


def test_a_withdrawal_that_bears_an_earlier_day_than_the_request_is_heard(ledger: Engine) -> None:
    _say(ledger, _decision(CLARIFICATION, "rincian1", 8))
    _say(ledger, _decision(WITHDRAWAL, "rincian1", 7))
    assert _withdrawn(ledger) == ["rincian1"]
    _say(ledger, _decision(CLARIFICATION, "rincian1", 6))
    assert _withdrawn(ledger) == []


def test_an_id_that_merely_changed_withdraws_nothing_and_is_known_under_both(ledger: Engine) -> None:
    """The product's ids changed once (migration 0003): the same finding, told by two audits under two ids."""
    _say(ledger, _decision(CLARIFICATION, "rincian1", 7))
    with ledger.begin() as connection:
        add_audit(connection, 2, [finding(11), finding(2)])
        pair = {"former_id": "rincian1", "current_id": "rincian11", "recorded_at": MOMENT}
        connection.execute(insert(FORMER_IDS), [pair])
    assert _withdrawn(ledger) == []
    _say(ledger, _decision(WITHDRAWAL, "rincian11", 8))
    assert _withdrawn(ledger) == ["rincian11"]  # once, as the newest audit names it


def test_what_is_explained_or_resolved_is_not_asked_about(ledger: Engine, tmp_path: Path) -> None:
    with ledger.begin() as connection:
        add_audit(connection, 2, [finding(1) | {"state": "resolved"}, finding(2) | {"state": "explained"}, finding(4)])
    ask_persons(ledger, tmp_path, Choice(SCOPE.period, SCOPE.area, everybody=True), "siti", "command", NOW)
    (page,) = (tmp_path / "klarifikasi").rglob("*.xlsx")
    assert "rincian4" in _cells(page)
    assert not {"rincian1", "rincian2"} & set(_cells(page))


def _packed(ledger: Engine, audit: int, body: str, **other: object) -> None:
    row = {"audit": audit, "package": body, "village_code": VILLAGE, "case_id": "laporan1", "cell": "A7"}
    row |= {name: finding(1)[name] for name in ("file", "sheet")} | other
    with ledger.begin() as connection:
        connection.execute(insert(PACKAGED_ROWS), [row])


def test_each_body_whose_package_held_the_row_is_told_for_the_month(ledger: Engine, tmp_path: Path) -> None:
    _packed(ledger, 1, "BKN")
    _packed(ledger, 1, "BUPATI", case_id=None)  # a point of the vulnerability map in the same row
    _packed(ledger, 1, "BAWASLU", cell="A17")  # another row of the sheet
    _packed(ledger, 1, "GAKKUMDU", sheet="Lain")
    with ledger.begin() as connection:
        add_audit(connection, 2, [finding(1)])  # the newest audit wrote no packages: what went out went out
    row, _ = decide(ledger, _withdrawal("rincian1"), NOW)
    notices = withdraw_decided(ledger, tmp_path, row)
    folder = tmp_path / "klarifikasi" / "2024-10" / "35.03"
    assert notices == [folder / f"{VILLAGE}-penarikan-{body}.xlsx" for body in ("BKN", "BUPATI")]
    told = _cells(notices[0])
    assert {"rincian1", REASON, "laporan1", "7 November 2024"} <= set(told)
    assert "rincian2" not in told
    assert "paket-BKN-35.03-2024-10.xlsx, sejak posisi per 6 November 2024" in told
    assert "laporan1" not in _cells(notices[1])
    before = [notice.read_bytes() for notice in notices]
    assert [each.read_bytes() for each in write_withdrawals(ledger, tmp_path, SCOPE.period, "35.03")] == before


@pytest.mark.parametrize("later", [CLARIFICATION, REFUSED])
def test_a_body_is_told_nothing_of_what_stands_again(ledger: Engine, tmp_path: Path, later: str) -> None:
    _packed(ledger, 1, "BKN")
    assert write_withdrawals(ledger, tmp_path, SCOPE.period, VILLAGE) == []
    _say(ledger, _decision(WITHDRAWAL, "rincian1", 8), _decision(later, "rincian1", 9))
    assert write_withdrawals(ledger, tmp_path, SCOPE.period, VILLAGE) == []


def _audited(ledger: Engine, place: Path, as_of: date, *, packages: bool) -> Results:
    inbox, home, scope = place / "inbox", place / "home", Scope(area(VILLAGE), PERIOD, as_of)
    files = pipeline.collect(inbox, scope, home)
    known = pipeline.remember(ledger, str(inbox), files, scope, home, keeps_receipts=True)
    returns = pipeline.read(list(sources(known.files, PERIOD, home)), jobs=1).with_files(known.files)
    heard = pipeline.hear(returns, known, scope)
    found = pipeline.judge(returns, heard, scope)
    results = pipeline.assess(returns, heard, found, scope)
    told = pipeline.told_to_villages(returns, heard, found, results, scope)
    pipeline.publish(ledger, home / "audits", known, heard, found, results, told, home, 1, packages=packages)
    return results


@pytest.mark.parametrize("packages", [True, False])
def test_an_audit_records_what_it_packed_and_tells_of_what_a_sheet_withdraws(tmp_path: Path, packages: bool) -> None:
    book = filled_template(tmp_path)
    for cell, day in (("D6", 20), ("R6", 21)):  # reported sixteen days after it was known
        book["Laporan Netralitas"][cell] = date(2024, 10, day)
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    send(inbox, "oktober.xlsx", content(book))
    send_register(inbox)
    with opened_ledger(home) as ledger:
        results = _audited(ledger, tmp_path, date(2024, 11, 6), packages=packages)
        (case,) = results.cases["case_id"]
        with ledger.connect() as connection:
            rows = connection.execute(select(PACKAGED_ROWS)).all()
        bodies = {"BKN", "BUPATI", "BAWASLU"} if packages else set()
        assert {row.package for row in rows if row.case_id == case} == bodies
        (about,) = results.findings.merge(results.cases[["file", "sheet"]])["finding_id"]
        said = [1, WITHDRAWAL, about, *[None] * 5, REASON, "Siti", "Budi", date(2024, 11, 7)]
        drop(inbox, {"Keputusan": [labels("stated_decisions"), said]}, "keputusan.xlsx", "_auditor")
        _audited(ledger, tmp_path, date(2024, 11, 8), packages=False)
    notices = (home / "klarifikasi" / "2024-10" / VILLAGE).glob("*.xlsx")
    assert {notice.name for notice in notices} == {f"{VILLAGE}-penarikan-{body}.xlsx" for body in bodies}
