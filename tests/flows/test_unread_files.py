"""A file that is there and cannot be read is told when the audit runs (R11), not passed over without a line."""

from datetime import date
from pathlib import Path

import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope
from flows.audit import unread_told
from tasks import pipeline
from tasks.ledger.engine import opened_ledger
from tests.builders import VILLAGE
from tests.ledger.returns import fill


def test_a_single_unreadable_file_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "inbox", "2024-10")
    monkeypatch.setattr("tasks.inbox.listing._digest_of_a_file_in_use", _refuse)
    scope, home = Scope(area(VILLAGE), Period(2024, 10), date(2024, 11, 6)), tmp_path / "home"
    files = pipeline.collect(tmp_path / "inbox", scope, home)
    with opened_ledger(home) as ledger:
        unread = pipeline.remember(ledger, "inbox", files, scope, home, keeps_receipts=True).look.unread
    (file,) = unread
    for language, remedy in (("id", "beri izin baca"), ("en", "grant the right to read")):
        told = unread_told(unread, language)
        assert file in told
        assert remedy in told


def test_of_many_the_first_are_named_and_no_name_acts_on_the_screen() -> None:
    told = unread_told([f"{VILLAGE} A/\x1b[2J{number}.xlsx" for number in range(20)], "id")
    assert told.startswith("20 berkas")
    assert "·[2J4.xlsx, …" in told
    assert told.isprintable()


def _refuse(*_: object) -> str:
    raise PermissionError(13, "Permission denied")
