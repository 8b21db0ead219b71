"""The sample knows what is wrong with it: the audit finds exactly that, cell by cell, and nothing else."""

from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.calendar import Period
from data.catalogue import rules
from data.register import area
from data.scope import Scope
from tasks.sample.inbox import write_sample
from tests.pipeline import Audited, audit

pytestmark = pytest.mark.process

PERIOD = Period(2024, 10)
CHECKED = {"submission", "quality"}
# they need receipts after the due date or the lock, thousands of mistakes, or an audit before the day itself
NOT_PLANTED = {"S02", "S12", "S13", "D13"}

Place = tuple[str, str, str, str]


def audited(inbox: Path, code: str, messy: float) -> Audited:
    write_sample(inbox, area(code), PERIOD, messy=messy, seed=1, jobs=2)
    return audit(inbox, Scope(area(code), PERIOD, date(2024, 11, 6)), jobs=2)


def places(rows: pd.DataFrame) -> Counter[Place]:
    """Count file, sheet, cell and rule of the submission and quality rules."""
    checked = rows[rows["rule"].isin([code for code, rule in rules().items() if rule.family in CHECKED])]
    return Counter(checked[["file", "sheet", "cell", "rule"]].fillna("").itertuples(index=False, name=None))


def test_every_planted_mistake_is_found_and_nothing_else(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    found = places(audited(inbox, "35.03", 0.2).findings)
    truth = places(pd.read_csv(inbox / "truth.csv", dtype="str"))
    assert found - truth == Counter()
    assert truth - found == Counter()
    planted = {rule for *_, rule in truth}
    assert planted == {code for code, rule in rules().items() if rule.family in CHECKED} - NOT_PLANTED


def test_a_clean_inbox_has_no_such_finding(tmp_path: Path) -> None:
    found = audited(tmp_path / "inbox", "35.03.13", 0.0)
    assert places(found.findings) == Counter()
    assert found.results.villages["status"].eq("LENGKAP").all()
