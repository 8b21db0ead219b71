"""When a file was received, as far as anybody can know: intervals between looks, dead audits, wrong clocks."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine

from data.calendar import Period
from data.errors import EnvironmentUnavailable, UsageError
from data.register import area
from data.scope import Scope
from data.sentences import text
from data.tables import frame
from tasks.ledger.engine import open_ledger
from tasks.ledger.look_corrections import LookCorrection, correct_looks, latest_looks
from tasks.ledger.receipts import look, record_look

INBOX = "/srv/masuk"
VILLAGE = "35.03.01.2002"


@pytest.fixture
def ledger(tmp_path: Path) -> Engine:
    return open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")


def looked(
    ledger: Engine, now: datetime, *files: str, as_of: date | None = None, unread: str | None = None, version: str = ""
) -> pd.DataFrame:
    """Look at an inbox that holds these files, record it, and return *files* (read) by file.

    ``unread``: why none of them could be read; ``version``: of their bytes.
    """
    scope = Scope(area("35.03"), Period(2024, 10), as_of or now.date())
    rows = [
        {
            "file": f"{VILLAGE} Besuki/{name}", "place": "village", "village_code": VILLAGE,
            "sha256": f"{version}{name}".ljust(64, "0"), "size": 1, "ignored": unread,
            "received_date": scope.deemed_receipt, "present": True,
        }
        for name in files
    ]  # fmt: skip
    with ledger.begin() as connection:
        seen = look(connection, INBOX, frame("files", "read", rows), scope, now)
        record_look(connection, seen, now)
    return seen.files.set_index(seen.files["file"].str.rsplit("/").str[-1])


def test_a_partners_file_that_came_later_is_unknown_to_an_audit_of_before(ledger: Engine) -> None:
    scope = Scope(area("35.03"), Period(2024, 10), date(2024, 11, 6))
    row = {"file": "_mitra/POLRI/tps.xlsx", "place": "partner", "sha256": "1" * 64, "size": 1, "present": True}
    rows = frame("files", "read", [row | {"received_date": scope.deemed_receipt}])
    looked(ledger, at(11, 1), "a.xlsx")
    with ledger.begin() as connection:
        then = look(connection, INBOX, rows, Scope(scope.area, scope.period, date(2024, 11, 20)), at(11, 20))
        record_look(connection, then, at(11, 20))
        before = look(connection, INBOX, rows, scope, at(11, 21))
    assert row["file"] in set(then.files["file"])
    assert row["file"] not in set(before.files["file"])


def at(month: int, day: int, year: int = 2024) -> datetime:
    return datetime(year, month, day, 3, tzinfo=UTC)


def test_a_file_came_after_the_look_before_and_up_to_the_one_that_saw_it(ledger: Engine) -> None:
    looked(ledger, at(11, 1))
    seen = looked(ledger, at(11, 8), "a.xlsx").loc["a.xlsx"]
    assert (seen["seen_before_at"].date(), seen["received_date"].date()) == (date(2024, 11, 1), date(2024, 11, 8))
    later = looked(ledger, at(11, 9), "a.xlsx").loc["a.xlsx"]
    assert later["seen_before_at"] == seen["seen_before_at"]


def test_what_lay_there_at_the_first_look_has_no_look_before(ledger: Engine) -> None:
    seen = looked(ledger, at(11, 8), "a.xlsx").loc["a.xlsx"]
    assert pd.isna(seen["seen_before_at"])
    assert seen["received_date"] <= pd.Timestamp(2024, 11, 5)


@pytest.mark.parametrize("why", ["file_in_use", "file_still_copied", "file_changed_meanwhile", "file_incomplete"])
def test_a_look_that_could_not_read_a_file_makes_nobody_late(ledger: Engine, why: str) -> None:
    """It lay there, so what the next look reads may have been there before, as far as anybody knows."""
    looked(ledger, at(11, 4))
    looked(ledger, at(11, 6), "a.xlsx", unread=text(why, "id"))
    looked(ledger, at(11, 7), "a.xlsx", unread=text(why, "en"))
    seen = looked(ledger, at(11, 8), "a.xlsx", "b.xlsx")
    assert seen.loc["a.xlsx", "seen_before_at"].date() == date(2024, 11, 4)
    assert seen.loc["b.xlsx", "seen_before_at"].date() == date(2024, 11, 7)
    assert looked(ledger, at(11, 9), "a.xlsx").loc["a.xlsx", "seen_before_at"].date() == date(2024, 11, 4)


def test_a_file_that_the_first_look_could_not_read_lay_there_at_the_first_look(ledger: Engine) -> None:
    looked(ledger, at(11, 6), "a.xlsx", unread=text("file_in_use", "id"))
    seen = looked(ledger, at(11, 8), "a.xlsx").loc["a.xlsx"]
    assert pd.isna(seen["seen_before_at"])
    assert seen["received_date"] <= pd.Timestamp(2024, 11, 5)


def test_a_blank_form_that_was_handed_out_proves_that_nothing_was_there(ledger: Engine) -> None:
    looked(ledger, at(11, 6), "a.xlsx", unread=text("form_handed_out", "id"))
    assert looked(ledger, at(11, 8), "a.xlsx").loc["a.xlsx", "seen_before_at"].date() == date(2024, 11, 6)


def test_a_look_at_another_district_says_nothing(ledger: Engine) -> None:
    with ledger.begin() as connection:
        scope = Scope(area("35.03.02"), Period(2024, 10), date(2024, 11, 7))
        record_look(connection, look(connection, INBOX, frame("files", "read"), scope, at(11, 7)), at(11, 7))
    looked(ledger, at(11, 1))
    seen = looked(ledger, at(11, 8), "a.xlsx").loc["a.xlsx"]
    assert seen["seen_before_at"].date() == date(2024, 11, 1)


def test_a_look_of_a_clock_that_ran_ahead_makes_nobody_late(ledger: Engine) -> None:
    """R1: one reading of 2025 between two of 2024."""
    looked(ledger, at(11, 1), "a.xlsx")
    looked(ledger, at(11, 2, year=2025), "a.xlsx", "b.xlsx")
    seen = looked(ledger, at(11, 4), "a.xlsx", "b.xlsx", "c.xlsx")
    assert set(seen.index) == {"a.xlsx", "b.xlsx", "c.xlsx"}
    assert seen.loc["c.xlsx", "received_date"] == pd.Timestamp(2024, 11, 4)
    assert seen.loc["b.xlsx", "received_date"] == pd.Timestamp(2024, 11, 1)


def test_a_file_that_only_a_wrong_clock_missed_is_there_again(ledger: Engine) -> None:
    looked(ledger, at(11, 1), "a.xlsx")
    looked(ledger, at(11, 2, year=2025))
    seen = looked(ledger, at(11, 4), "a.xlsx")
    assert seen.loc["a.xlsx", "present"]


def test_a_file_that_was_replaced_while_the_clock_ran_ahead_is_there_once(ledger: Engine) -> None:
    """Found by the bench of faults: both versions were listed under one name, and no audit balanced any more."""
    looked(ledger, at(11, 6), "a.xlsx")
    looked(ledger, at(12, 17), "a.xlsx", version="b")
    seen = looked(ledger, at(11, 7), "a.xlsx", version="b")
    assert seen.index.to_list() == ["a.xlsx"]


def test_a_clock_before_everything_that_we_wrote_dates_nothing(ledger: Engine) -> None:
    for day in (1, 2, 3):
        looked(ledger, at(11, day))
    with pytest.raises(EnvironmentUnavailable, match="Jam server"):
        looked(ledger, datetime(1970, 1, 1, tzinfo=UTC), "a.xlsx", as_of=date(2024, 11, 6))
    assert looked(ledger, at(11, 4), "a.xlsx").loc["a.xlsx", "received_date"] == pd.Timestamp(2024, 11, 4)


def corrected(ledger: Engine, first: int, last: int, made_at: datetime | None, now: datetime) -> None:
    said = LookCorrection(first, last, made_at, "Baterai CMOS habis", "Staf TI")
    with ledger.begin() as connection:
        assert correct_looks(connection, said, now) == last - first + 1


def test_a_corrected_look_dates_what_it_saw_by_its_true_time(ledger: Engine) -> None:
    """R1: a clock half a day ahead is within what is believed; who looks after the installation knows better."""
    looked(ledger, at(11, 1))
    looked(ledger, at(11, 6), "a.xlsx")
    before = looked(ledger, datetime(2024, 11, 6, 4, tzinfo=UTC), "a.xlsx", "b.xlsx")
    assert before["received_date"].tolist() == [pd.Timestamp(2024, 11, 6)] * 2
    corrected(ledger, 2, 2, datetime(2024, 11, 5, 8, tzinfo=UTC), at(11, 6))
    seen = looked(ledger, at(11, 7), "a.xlsx", "b.xlsx")
    assert seen.loc["a.xlsx", "received_date"] == pd.Timestamp(2024, 11, 5)
    assert seen.loc["b.xlsx", "received_date"] == pd.Timestamp(2024, 11, 6)
    assert seen.loc["b.xlsx", "seen_before_at"] == pd.Timestamp(2024, 11, 5, 15)


def test_looks_that_are_left_out_date_nothing_and_take_nothing_away(ledger: Engine) -> None:
    looked(ledger, at(11, 1), "a.xlsx")
    looked(ledger, at(11, 4), "b.xlsx")
    corrected(ledger, 2, 2, None, at(11, 4))
    seen = looked(ledger, at(11, 5), "a.xlsx", "b.xlsx")
    assert seen.loc["a.xlsx", "present"]
    assert seen.loc["b.xlsx", "received_date"] == pd.Timestamp(2024, 11, 1)


def test_a_clock_that_ran_ahead_for_long_is_put_right_by_a_correction(ledger: Engine) -> None:
    """Several looks ahead are believed rather than the clock: without a correction no audit was possible any more."""
    for day in (1, 2, 3):
        looked(ledger, at(11, day, year=2026), "a.xlsx")
    with pytest.raises(EnvironmentUnavailable, match="correct-looks"):
        looked(ledger, at(11, 4), "a.xlsx")
    corrected(ledger, 1, 3, None, at(11, 4))
    seen = looked(ledger, at(11, 4), "a.xlsx")
    assert seen.loc["a.xlsx", "received_date"] <= pd.Timestamp(2024, 11, 5)
    with ledger.connect() as connection:
        looks = latest_looks(connection, 4)
    assert looks["looked_at"].isna().tolist() == [True, True, True, False]
    assert looks["recorded_at"].dt.year.tolist() == [2026, 2026, 2026, 2024], "what was noted first is kept"


def test_a_correction_that_cannot_be_is_refused(ledger: Engine) -> None:
    looked(ledger, at(11, 1))
    nobody = LookCorrection(1, 1, None, "Jam salah", " ")
    to_come = LookCorrection(1, 1, at(11, 9), "Jam salah", "Staf TI")
    unknown = LookCorrection(7, 9, None, "Jam salah", "Staf TI")
    for said in (nobody, to_come, unknown):
        with ledger.begin() as connection, pytest.raises(UsageError):
            correct_looks(connection, said, at(11, 4))
