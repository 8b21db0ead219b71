"""How much one village may cost everybody: beyond its budget stands one finding (V5)."""

from datetime import date

import pandas as pd
import pytest

from data.calendar import Period
from data.reference import limit
from data.register import area
from data.scope import Scope
from tests.builders import grid_rows, identity_rows, workbook
from tests.pipeline import Audited, Sent, audit_sent

FLOOD, NEIGHBOUR = "35.03.01.2001", "35.03.01.2002"
SCOPE = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 6))
OFFICIALS = 100


def _sent(code: str, officials: int, sign: str) -> Sent:
    people = [
        [number, f"Orang {chr(65 + number // 26)}{chr(65 + number % 26)}", "123", "Kaur", "PERANGKAT", *[sign] * 31]
        for number in range(officials)
    ]
    identity = identity_rows(**{"Kode Desa/Kelurahan": code, "Nama Desa/Kelurahan": None})
    return Sent(f"{code} Desa/a.xlsx", "village", code, workbook({"Identitas": identity, "Hadir": grid_rows(people)}))


@pytest.fixture(scope="module")
def flooded() -> Audited:
    return audit_sent([_sent(FLOOD, OFFICIALS, "??"), _sent(NEIGHBOUR, 2, "??")], SCOPE)


def _told(found: Audited, code: str) -> pd.DataFrame:
    return found.findings[found.findings["village_code"] == code]


def test_a_village_has_no_more_findings_than_its_budget_and_one_that_says_so(flooded: Audited) -> None:
    told = _told(flooded, FLOOD)
    assert len(told) == limit("village_findings") + 1
    [beyond] = told[told["rule"] == "S13"].itertuples()
    assert (beyond.severity, pd.isna(beyond.file)) == ("advise", True)


def test_a_flood_of_one_rule_hides_no_other(flooded: Audited) -> None:
    told = _told(flooded, FLOOD)["rule"].value_counts()
    assert told["D09"] > OFFICIALS
    assert told["D01"] == OFFICIALS, "a wrong number of each official, every one of them told"


def test_nobody_elses_findings_change(flooded: Audited) -> None:
    alone = audit_sent([_sent(FLOOD, 2, "??"), _sent(NEIGHBOUR, 2, "??")], SCOPE)
    pd.testing.assert_frame_equal(
        _told(flooded, NEIGHBOUR).reset_index(drop=True), _told(alone, NEIGHBOUR).reset_index(drop=True)
    )
    assert "S13" not in set(alone.findings["rule"])


def test_the_books_agree(flooded: Audited) -> None:
    rows = flooded.results.results.set_index("rule")
    found = flooded.findings["rule"].value_counts()
    assert rows["failed"].to_dict() == found.reindex(rows.index, fill_value=0).to_dict()
    assert (rows["applied"] == rows["passed"] + rows["failed"]).all()
