"""Cases for the rules on reports, nil statements and single cells (D15–D23, D26)."""

from datetime import date

from tests.expectations.cases import Case, Row


def _entry(is_pledge_missing: bool, missing_meeting_count: int, *, received: bool = True) -> Row:
    return {
        "is_pledge_missing": is_pledge_missing,
        "missing_meeting_count": missing_meeting_count,
        "form_received": received,
    }


def _report(code: str | None = None, category: str | None = None, incident: date | None = None, **more: object) -> Row:
    return {
        "violation_code": code,
        "violation_code_shown": code,
        "category": category,
        "incident_date": incident,
        **more,
    }


def _dates(*days: int | None) -> Row:
    names = ("incident_date", "known_date", "reported_date", "forwarded_date")
    return {name: None if day is None else date(2024, 10, day) for name, day in zip(names, days, strict=True)}


def _cell(form: str, field: str, kind: str, shown: str | None, known: bool, **more: object) -> Row:
    return {"form": form, "field": field, "kind": kind, "shown": shown, "known": known, "required": True, **more}


_BEFORE, _DETERMINED = date(2024, 9, 21), date(2024, 9, 22)

CASES = [
    Case(
        "D15",
        passes=[_cell("reports", "incident_date", "date", "5 Oktober 2024", True)],
        fails=[_cell("reports", "known_date", "date", "10/25/2024", False, required=False)],
        not_applied=[
            _cell("reports", "incident_date", "date", None, False),
            _cell("reports", "incident_date", "date", "#REF!", False, error="#REF!"),
            _cell("reports", "description", "text", "apa saja", False),
        ],
    ),
    Case(
        "D16",
        passes=[_report("D-04")],
        fails=[{"violation_code_shown": "Z-99"}],
        not_applied=[_report(), {"violation_code_shown": "#N/A"}],
    ),
    Case(
        "D17",
        passes=[
            _report("D-04", "PNS"),
            _report("D-04", "PPPK"),
            _report("V-02", "KADES"),
            _report("P-01", "KADES"),
            _report("P-01", "TNI", date(2024, 11, 14)),
            _report("P-01", "TNI", date(2024, 10, 1)),  # forbidden since 2016, a crime since 14 November 2024
            _report("V-06", "BPD"),
            _report("V-07", "PERANGKAT"),
            _report("D-13", "PPPK"),
            _report("P-02", "PASLON"),
        ],
        fails=[
            _report("D-04", "KADES"),
            _report("V-02", "PERANGKAT"),
            _report("K-01", "PPPK"),
            _report("P-02", "PNS"),
            _report("V-05", "BPD"),
        ],
        not_applied=[
            _report("D-04"),
            _report(category="PNS"),
            _report("D-04", "HONORER"),  # no code of the catalogue is for staff who are no civil servants
            _report("D-13", "NON-ASN"),
        ],
    ),
    Case(
        "D18",
        passes=[_report("KE-01", incident=_BEFORE), _report("D-04", incident=_DETERMINED)],
        fails=[_report("KE-01", incident=_DETERMINED), _report("D-04", incident=_BEFORE)],
        not_applied=[_report("D-05", incident=_BEFORE), _report("D-04"), _report(incident=_BEFORE)],
    ),
    Case(
        "D19",
        passes=[_dates(1, 1, 2, 3), _dates(1, None, None, 2), _dates(None, 2, 2, None)],
        fails=[_dates(2, 1, 3, 4), _dates(5, None, None, 4), _dates(1, 2, 9, 8)],
        not_applied=[_dates(None, None, None, None), _dates(None, None, 4, None)],
    ),
    Case(
        "D20",
        passes=[
            {"row_count": 2, "stated": "TIDAK"},
            {"row_count": 2},
            {"row_count": 0, "stated": "YA"},
        ],
        fails=[
            {"row_count": 2, "stated": "YA", "shown": "YA"},
            {"row_count": 0, "stated": "TIDAK", "shown": "TIDAK"},
            {"row_count": 0},
            {"row_count": None},
        ],
        not_applied=[],
    ),
    Case(
        "D21",
        passes=[
            _cell("reports", "description", "text", "Hadir di kampanye", True),
            _cell("reports", "category", "code", "PNS", True),
            _cell("reports", "incident_date", "date", "10/25/2024", False),
            _cell("reports", "violation_code", "code", "Z-99", False),
        ],
        fails=[
            _cell("reports", "description", "text", None, False),
            _cell("reports", "category", "code", "DUKUN", False),
            _cell("reports", "incident_date", "date", None, False),
        ],
        not_applied=[
            _cell("reports", "place", "text", None, False, required=False),
            _cell("reports", "name", "text", None, False),
            _cell("reports", "description", "text", "#REF!", False, error="#REF!"),
            _cell("activities", "activity", "code", None, False),
        ],
    ),
    Case(
        "D22",
        passes=[_cell("vulnerabilities", "level", "code", "RAWAN", True)],
        fails=[
            _cell("vulnerabilities", "level", "code", "5", False),
            _cell("vulnerabilities", "source", "code", None, False),
        ],
        not_applied=[
            _cell("vulnerabilities", "date", "date", None, False, required=False),
            _cell("vulnerabilities", "level", "code", None, False, error="rumus"),
            _cell("activities", "activity", "code", "?", False),
        ],
    ),
    Case(
        "D23",
        passes=[_cell("reports", "description", "text", "Hadir", True), _cell("reports", "place", "text", "#1", True)],
        fails=[
            _cell("reports", "description", "text", "#REF!", False, error="#REF!"),
            _cell("vulnerabilities", "level", "code", None, False, error="rumus"),
        ],
        not_applied=[_cell("reports", "description", "text", None, False)],
    ),
    Case(
        "D26",
        passes=[
            _cell("activities", "activity", "code", "RAKOR", True),
            _cell("activities", "pledge_signed", "code", "YA", True, required=False),
            _cell("activities", "date", "date", "10/25/2024", False),
        ],
        fails=[
            _cell("activities", "activity", "code", "PESTA", False),
            _cell("activities", "attended", "code", None, False),
            _cell("activities", "attended", "code", "TIDAK", False),  # and yet represented
            _cell("activities", "pledge_signed", "code", "mungkin", False, required=False),
            _cell("activities", "date", "date", None, False),
        ],
        not_applied=[
            _cell("activities", "pledge_signed", "code", None, False, required=False),
            _cell("activities", "name", "text", None, False),
            _cell("activities", "activity", "code", "#REF!", False, error="#REF!"),
            _cell("vulnerabilities", "level", "code", "5", False),
        ],
    ),
    Case(
        "D29",
        passes=[_cell("reports", "evidence_count", "number", "2", True, required=False)],
        fails=[
            _cell("reports", "evidence_count", "number", "banyak", False, required=False),
            _cell("reports", "incident_time", "time", "pagi", False, required=False),
            _cell("attendance", "row", "row", "Rapat ditunda", False, required=False),
            _cell("attendance", "beside", "beside", "lembur", False, required=False),
            _cell("activities", "pledge_signed", "heading", "Komitmen", False, required=False),
            _cell("activities", "pledge_signed", "no_column", "No", False, required=False),
        ],
        not_applied=[
            _cell("reports", "evidence_count", "number", None, False, required=False),
            _cell("reports", "evidence_count", "number", "#REF!", False, required=False, error="#REF!"),
            _cell("reports", "known_date", "date", "kapan", False, required=False),
        ],
    ),
    Case(
        "D27",
        passes=[_entry(False, 0)],
        fails=[_entry(True, 0), _entry(False, 2)],
        not_applied=[_entry(True, 1, received=False)],
    ),
    Case(
        "D28",
        passes=[{"work_pattern": "6", "work_pattern_shown": "Senin - Sabtu"}],
        fails=[{"work_pattern": None, "work_pattern_shown": "bergilir", "work_pattern_cell": "B6"}],
        not_applied=[{"work_pattern": None, "work_pattern_shown": None}],
    ),
]
