"""A province is audited regency by regency."""

from datetime import date

import pytest

from flows import province


def test_every_regency_is_audited_by_itself_and_summed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def audit(inbox: str, area: str, *_options: object) -> dict[str, object]:
        asked.append((inbox, area))
        return {"expected": 10, "received": len(asked), "findings": 100, "workbook": f"{area}.xlsx"}

    monkeypatch.setattr(province, "regencies_in", lambda _area: ["35.03", "35.04"])
    monkeypatch.setattr(province, "audit_regency", audit)
    result = province.audit_regencies.fn("inbox", "35", "2024-10", date(2024, 11, 6), "home", "out")
    assert asked == [("inbox", "35.03"), ("inbox", "35.04")]
    assert result == {
        "period": "2024-10",
        "area": "35",
        "as_of": "2024-11-06",
        "expected": 20,
        "received": 3,
        "findings": 200,
        "workbook": "out/2024-10",
    }
