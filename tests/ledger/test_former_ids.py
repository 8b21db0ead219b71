"""What was typed for the ids of before (made of identifiers' last digits, a group a person) is carried on to today's.

``home_of_person_groups.tar.gz`` was written by the version before migration 0003, for the inbox ``/srv/kiriman``: two
audits each of Sumberejo and Kelutan, five decisions, nine follow-ups; the auditors' two workbooks lie in the inbox.
"""

import os
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, func, insert, inspect, select

from data.calendar import Period
from data.register import area
from tasks.clarification import Choice, ask_persons
from tasks.findings.masked_text import masked_tables
from tasks.ledger.decisions import Decision, decide
from tasks.ledger.engine import MIGRATIONS, open_for_upgrade, upgrade
from tasks.ledger.schema import COPIED_TABLES, FINDINGS, FORMER_IDS
from tasks.publishing.workbook.audit_workbook import write_audit_workbook
from tasks.reading.forms import entries
from tests.ledger.auditing import Audited, Office

_HOME = Path(__file__).with_name("home_of_person_groups.tar.gz")
SUMBEREJO, KELUTAN = "35.03.13.2005", "35.03.11.1005"
LATER, LAST = date(2024, 11, 12), date(2024, 11, 15)
_AUDITS_BEFORE = 4
_LONG_AGO = 1_700_000_000
RIZKI, N08_SUPARNO, N10_SUWARTI, N09_SUPARNO = (
    "625116833431d948", "93ad5899f1cd2e25", "0007976ff0517c06", "1033cbae5b45b40b",  # pragma: allowlist secret
)  # fmt: skip
"""Ids of before: three groups and, of N09, a finding."""


@pytest.fixture
def office(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Return the office of before, its ledger upgraded; its inbox stands elsewhere now.

    The sheets of then have remarks that would be asked about today; here they say no more than they did.
    """
    monkeypatch.setattr(entries, "is_confirmed", lambda *_: True)
    with tarfile.open(_HOME) as packed:
        packed.extractall(tmp_path, filter="data")
    kept = tmp_path / "home" / "ledger.sqlite"
    with closing(sqlite3.connect(kept)) as connection, connection:
        for table in ("looks", "receipts", "audits"):
            connection.execute(f"update {table} set inbox = ?", (str(tmp_path / "inbox"),))  # noqa: S608 - ours
    ledger = open_for_upgrade(database)
    if ledger.dialect.name != "sqlite":
        _move(kept, ledger)
    upgrade(ledger)
    yield Office(tmp_path / "inbox", tmp_path / "home", ledger)
    ledger.dispose()


def _move(kept: Path, ledger: Engine) -> None:
    """Fill an empty database with the kept ledger as it is, in the shape that it has."""
    old = create_engine(f"sqlite:///{kept}")
    with old.connect() as source, ledger.begin() as target:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = target
        command.upgrade(config, "0002")
        in_it = set(inspect(source).get_table_names())
        for table in COPIED_TABLES:
            if table.name in in_it:
                rows = source.execute(select(*(c for c in table.c if c.name != "id")).order_by(table.c.id)).mappings()
                for row in rows:
                    target.execute(insert(table), dict(row))
    old.dispose()


def _of_rule(audited: Audited, rule: str) -> pd.DataFrame:
    return audited.findings[audited.findings["rule"] == rule]


def _ids(audited: Audited, rule: str) -> dict[str, str]:
    """Return finding_id by the first word of each subject."""
    rows = _of_rule(audited, rule)
    return dict(zip(rows["subject"].str.split().str[0], rows["finding_id"], strict=True))


def _entries(audited: Audited, rule: str) -> dict[str, list[object]]:
    """Return status, evidence and remark of the follow-up of a rule's only group by the verifier's first name."""
    (group,) = set(_of_rule(audited, rule)["group_id"])
    rows = audited.results.follow_ups[lambda t: t["group_id"] == group]
    told = rows[["status", "evidence", "remark"]].astype("object").where(lambda t: t.notna(), None).to_numpy().tolist()
    return dict(zip(rows["verifier"].str.split().str[0], told, strict=True))


def test_a_finding_of_before_is_known_again_and_none_resolves_that_is_found_today(office: Office) -> None:
    """One person in each was not at the office either on the day of a meeting: N08 is held against neither today."""
    for village in (SUMBEREJO, KELUTAN):
        audited = office.audit(village, "2024-10", LATER)
        with office.ledger.connect() as connection:
            own = FINDINGS.c.village_code == village
            told = set(connection.scalars(select(FINDINGS.c.finding_id).where(own, FINDINGS.c.audit <= _AUDITS_BEFORE)))
        assert (audited.findings["state"] != "new").sum() == len(told) - 1
        assert list(audited.results.resolved["rule"]) == ["N08"]


def test_what_was_written_about_three_persons_stands_in_one_group_with_their_names(office: Office) -> None:
    entries = _entries(office.audit(SUMBEREJO, "2024-10", LATER), "N07")
    # Purnomo's group of before has no entry at all, so the joint one is not followed up yet
    assert entries == {
        "Budi": [3, None, "Rizki Fauzi: Rizki belum ditemui"],
        "Siti": [
            3,
            "Suparno Firmansyah: Ikrar tertanggal 4 November; Wiwik Rohmah, S.E.: Surat 700/41",
            "Suparno Firmansyah: Suparno; Wiwik Rohmah, S.E.: Wiwik",
        ],
    }
    again = _entries(office.audit(SUMBEREJO, "2024-10", LAST), "N07")
    assert again == entries, "an audit that remembers none of the former groups tells the same"


def test_groups_that_stay_a_persons_keep_their_entries(office: Office) -> None:
    audited = office.audit(KELUTAN, "2024-10", LATER)
    found = _of_rule(audited, "N10").set_index("group_id")["subject"].str.split().str[0]
    shown = audited.results.follow_ups.set_index("group_id")
    told = {found[group]: (row["status"], row["evidence"]) for group, row in shown.iterrows() if group in found.index}
    assert told == {"Suwarti": (1, "Surat dokter"), "Sumarno": (2, "Surat izin diperiksa")}
    assert N10_SUWARTI not in set(audited.findings["group_id"])
    (prevention,) = _entries(audited, "K02").values()
    assert prevention == [3, None, "Belum ada laporan"]


def test_a_decision_about_a_former_group_or_finding_explains_what_it_was_about_and_no_more(office: Office) -> None:
    audited = office.audit(SUMBEREJO, "2024-10", LATER)
    states = audited.findings.set_index("finding_id")["state"]
    pledges = {name: states[finding] for name, finding in _ids(audited, "N07").items()}
    assert pledges == dict.fromkeys(("Suparno", "Wiwik", "Rizki"), "persisting") | {"Purnomo": "explained"}
    decisions = audited.results.decisions.set_index("reason")
    assert decisions.loc["Saya berikrar tanggal 4", "finding_ids"] == _ids(audited, "N07")["Suparno"]
    # what the decision on N08 was about is not found today, and stays under the name that it had
    assert decisions.loc["Surat tugas 12 ada", "finding"] in set(audited.results.resolved["finding_id"])


@pytest.mark.parametrize(("former", "rule", "name"), [(RIZKI, "N07", "Rizki"), (N09_SUPARNO, "N09", "Suparno")])
def test_a_decision_that_names_a_former_id_today_finds_the_new_one(
    office: Office, former: str, rule: str, name: str
) -> None:
    office.audit(SUMBEREJO, "2024-10", LATER)
    told = Decision(
        kind="EXPLANATION_ACCEPTED", finding=former, reason="Surat 800/3", requested_by="Siti Aminah",
        approved_by="Inspektur Rahmat", decided_on=date(2024, 11, 13), origin="command",
    )  # fmt: skip
    decide(office.ledger, told, datetime(2024, 11, 13, 3, tzinfo=UTC))
    audited = office.audit(SUMBEREJO, "2024-10", LAST)
    states = audited.findings.set_index("finding_id")["state"]
    assert states[_ids(audited, rule)[name]] == "explained"
    accepted = _of_rule(audited, rule)[lambda t: t["state"] == "explained"]
    assert accepted["subject"].str.startswith((name, "Purnomo")).all(), "nobody else's is explained"


@pytest.mark.parametrize(("former", "name"), [(RIZKI, "Rizki"), (N09_SUPARNO, "Suparno")])
def test_a_former_id_asks_the_person_whom_it_was_about(office: Office, former: str, name: str) -> None:
    office.audit(SUMBEREJO, "2024-10", LATER)
    choice = Choice(Period(2024, 10), area(SUMBEREJO), finding=former)
    moment = datetime(2024, 11, 13, 3, tzinfo=UTC)
    (page,) = ask_persons(office.ledger, office.home, choice, "si-inspektur", "command", moment)
    cells = [str(cell.value) for row in openpyxl.load_workbook(page).worksheets[0] for cell in row]
    assert any(told.startswith(f"{name} ") for told in cells)


def test_a_workbook_of_before_that_comes_back_is_taken_up(office: Office) -> None:
    office.audit(SUMBEREJO, "2024-10", LATER)
    _fill_in(office, office.inbox / "_auditor" / "tindak lanjut sumberejo.xlsx", RIZKI, "Sudah berikrar", 1)
    audited = office.audit(SUMBEREJO, "2024-10", LAST)
    assert set(audited.results.refusals["form"]) == {"audit_cover"}, "Kelutan's book alone is another area's"
    assert _entries(audited, "N07")["Budi"] == [3, None, "Rizki Fauzi: Sudah berikrar"]
    assert len(audited.history.follow_ups) == 7


def test_a_workbook_of_today_that_comes_back_unchanged_says_nothing_new_and_a_changed_row_counts(
    office: Office, tmp_path: Path
) -> None:
    audited = office.audit(SUMBEREJO, "2024-10", LATER)
    book = tmp_path / "today.xlsx"
    facts = audited.known.facts.with_mends(audited.mends)
    write_audit_workbook(facts, facts.scope.area, masked_tables(audited.results), book)
    (group,) = set(_of_rule(audited, "N07")["group_id"])
    _fill_in(office, book, "no group", "", 1)
    unchanged = office.audit(SUMBEREJO, "2024-10", date(2024, 11, 14))
    assert set(unchanged.results.refusals["form"]) == {"audit_cover"}, "Kelutan's book alone is another area's"
    assert len(unchanged.history.follow_ups) == len(audited.history.follow_ups)
    _fill_in(office, book, group, "Semua sudah berikrar", 1)
    changed = office.audit(SUMBEREJO, "2024-10", LAST)
    assert {tuple(entry[::2]) for entry in _entries(changed, "N07").values()} == {(1, "Semua sudah berikrar")}


def _fill_in(office: Office, book: Path, group: str, remark: str, status: int) -> None:
    """Send a workbook back, with status and remark in every row of a group."""
    opened = openpyxl.load_workbook(book)
    sheet = opened["Tindak Lanjut"]
    heading = next(row for row in sheet.iter_rows() if "ID temuan" in {cell.value for cell in row})
    columns = {str(cell.value): cell.column for cell in heading}
    for row in range(heading[0].row + 1, sheet.max_row + 1):
        if sheet.cell(row, columns["ID temuan"]).value == group:
            sheet.cell(row, columns["Status (1–4)"], status)
            sheet.cell(row, columns["Catatan"], remark)
    path = office.inbox / "_auditor" / f"kembali {group[:4]}.xlsx"
    opened.save(path)
    os.utime(path, (_LONG_AGO, _LONG_AGO))


def test_an_id_that_an_audit_found_again_stays_known_when_its_finding_is_gone(office: Office) -> None:
    first = office.audit(KELUTAN, "2024-10", LATER)
    current = set(_of_rule(first, "N10")["group_id"])
    with office.ledger.connect() as connection:
        asked = select(FORMER_IDS.c.current_id).where(FORMER_IDS.c.former_id == N10_SUWARTI)
        known = {each for each in connection.scalars(asked) if each}
        written = connection.scalar(select(func.count()).select_from(FORMER_IDS))
    assert known <= current
    assert len(known) == 1
    (office.inbox / "35.03.11.1005 Kelutan" / "LAPORAN BULANAN Kelutan Oktober 2024.xlsx").unlink()
    gone = office.audit(KELUTAN, "2024-10", LAST)
    assert known <= set(gone.results.follow_ups["group_id"])
    with office.ledger.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(FORMER_IDS)) == written, "each is written once"
