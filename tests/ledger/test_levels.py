"""K03: a level is compared with what the same source rated in the newest month before, which the ledger remembers."""

import os
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.builders import VILLAGE, drop, identity_rows, labels
from tests.ledger.auditing import Audited, Office

pytestmark = pytest.mark.process

_LONG_AGO = 1_700_000_000  # a file so old is not waited for
NEUTRALITY, MONEY = "NETRALITAS APARATUR", "POLITIK UANG"


def _audited(office: Office, period: str, as_of: date, *rated: tuple[str, int, str]) -> Audited:
    rows = [
        [number, variable, "TPS 1", "Pernah ada laporan", level, source]
        for number, (variable, level, source) in enumerate(rated, start=1)
    ]
    told = identity_rows(**{"Periode": period, "Kerawanan Nihil": "TIDAK"})
    path = drop(office.inbox, {"Identitas": told, "Kerawanan": [labels("vulnerabilities"), *rows]}, f"{period}.xlsx")
    os.utime(path, (_LONG_AGO, _LONG_AGO))
    return office.audit(VILLAGE, period, as_of)


def test_only_a_rise_in_the_same_sources_rating_is_told(ledger: Engine, tmp_path: Path) -> None:
    office = Office(tmp_path / "inbox", tmp_path / "home", ledger)
    first = _audited(office, "2024-09", date(2024, 10, 6), (NEUTRALITY, 1, "POLRI"), (MONEY, 2, "TNI"))
    assert "K03" not in set(first.findings["rule"])
    later = _audited(
        office, "2024-11", date(2024, 12, 6),
        (NEUTRALITY, 2, "POLRI"), (NEUTRALITY, 2, "BAWASLU"), (MONEY, 1, "TNI"),
    )  # fmt: skip
    told = later.findings[later.findings["rule"] == "K03"]
    assert told["severity"].tolist() == ["advise"]
    assert "menurut Polri naik dari rawan (September 2024)" in told["statement"].iloc[0]
    results = later.results.results.set_index("rule")
    assert results.loc["K03", ["applied", "failed"]].tolist() == [2, 1]
