"""Cases for the rules on what was sent (S)."""

from datetime import date

from tests.expectations.cases import NEIGHBOUR, VILLAGE, Case, Row

_DUE = date(2024, 11, 5)
_LATE = date(2024, 11, 6)
_OWN = {"place": "village", "form_count": 1}


def _changed(received: date, **other: object) -> Row:
    """A form that replaced another; the period was locked on 20 November 2024."""
    lock = date(2024, 11, 20)
    known = {"state": "current", "received_date": received, "lock_date": lock, "locked": True, "has_earlier": True}
    return known | other


def _worksheet(forms: int, of_file: int, meant: str | None = None, *, is_first: bool = True) -> Row:
    counts = {"form_count": forms, "file_form_count": of_file}
    return {"place": "village", "meant_cell": meant, "is_first": is_first and not meant} | counts


CASES = [
    Case(
        "S01",
        passes=[{"state": "current"}, {"state": "rejected"}],
        fails=[{"state": "missing"}],
        not_applied=[{"state": "superseded"}],
    ),
    Case(
        "S02",
        passes=[
            {"state": "current", "received_date": _DUE, "earliest_date": _DUE, "due_date": _DUE},
            {"state": "current", "received_date": _LATE, "earliest_date": _DUE, "due_date": _DUE},
        ],
        fails=[{"state": "current", "received_date": _LATE, "earliest_date": _LATE, "due_date": _DUE}],
        not_applied=[
            {"state": "missing", "due_date": _DUE},
            {"state": "superseded", "received_date": _LATE, "earliest_date": _LATE, "due_date": _DUE},
            {"state": "rejected", "received_date": _LATE, "earliest_date": _LATE, "due_date": _DUE},
        ],
    ),
    Case(
        "S03",
        passes=[_OWN, {"place": "regency"}, {"place": "auditor"}],
        fails=[_OWN | {"unreadable": "damaged"}, {"place": "regency", "unreadable": "empty"}],
        not_applied=[
            _OWN | {"unreadable": "damaged", "ignored": "berkas sementara"},
            {"place": "reply", "unreadable": "damaged"},
            {"place": "outside", "unreadable": "damaged"},
        ],
    ),
    Case(
        "S04",
        passes=[
            {"stated_code": VILLAGE, "stated_name": "Besukki", "folder_name": "Besuki"},
            {"stated_name": "Desa  BESUKI", "folder_name": "Besuki"},
            {"stated_name": "Kelurahan Surodakan", "folder_name": "Surodakan"},
        ],
        fails=[
            {"stated_code": NEIGHBOUR, "stated_name": "Besuki", "folder_name": "Besuki"},
            {"stated_name": "Desa Panggul", "folder_name": "Besuki"},
            {"stated_code": VILLAGE, "stated_name": "Panggul", "folder_name": "Besuki"},
        ],
        not_applied=[
            {"folder_name": "Besuki"},
            {"village_code": None, "stated_code": NEIGHBOUR},
            {"stated_code_shown": "???", "folder_name": "Besuki"},
        ],
    ),
    Case(
        "S05",
        passes=[
            {"form": "reports", "period": "2024-10"},
            {"form": "attendance", "period": "2024-10", "date_count": 4, "dates_outside": 2},
        ],
        fails=[
            {"form": "reports", "period_problem": "missing"},
            {"form": "attendance", "period": "2024-10", "period_problem": "several"},
            {"form": "attendance", "period": "2024-10", "period_problem": "sources"},
            {"form": "attendance", "period_problem": "no_year"},
            {"form": "attendance", "period": "2024-10", "date_count": 4, "dates_outside": 3},
        ],
        not_applied=[{"form": "register"}, {"form": "agenda"}],
    ),
    Case(
        "S06",
        passes=[_worksheet(1, 1), _worksheet(0, 4), _worksheet(0, 0, is_first=False)],
        fails=[_worksheet(0, 0), _worksheet(0, 4, "A1"), _worksheet(0, 0) | {"place": "regency"}],
        not_applied=[_worksheet(0, 0) | {"place": "auditor"}],
    ),
    Case(
        "S07",
        passes=[{"form": "reports"}],
        fails=[{"form": "reports", "missing_columns": "Uraian"}, {"form": "register", "missing_columns": "Nama"}],
        not_applied=[],
    ),
    Case(
        "S08",
        passes=[_OWN, {"place": "regency"}, {"place": "auditor"}],
        fails=[{"village_code": None, "place": "outside"}],
        not_applied=[{"place": "reply"}, {"village_code": None, "place": "outside", "ignored": "berkas sistem"}],
    ),
    Case(
        "S09",
        passes=[
            {"form": "reports", "content_hash": "a", "row_count": 2},
            {"form": "reports", "content_hash": "a", "row_count": 2},
            {"form": "attendance", "content_hash": "a", "row_count": 2, "village_code": NEIGHBOUR},
        ],
        fails=[
            {"form": "reports", "content_hash": "a", "row_count": 2},
            {"form": "reports", "content_hash": "b", "row_count": 2},
            {"form": "reports", "content_hash": "a", "row_count": 2, "village_code": NEIGHBOUR},
            {"form": "reports", "content_hash": "c", "row_count": 2, "earlier_copies": "2024-09"},
        ],
        failing=[0, 2, 3],
        not_applied=[
            {"form": "reports", "row_count": 0},
            {"form": "reports", "row_count": 0, "village_code": NEIGHBOUR},
            {"form": "register", "content_hash": "a", "row_count": 2, "village_code": None},
        ],
    ),
    Case(  # V8: another village's copy, rejected by S04, gave its victim a finding
        "S09",
        passes=[{"form": "reports", "content_hash": "a", "row_count": 2}],
        fails=[
            {"form": "reports", "content_hash": "a", "row_count": 2},
            {
                "form": "reports",
                "content_hash": "a",
                "row_count": 2,
                "village_code": NEIGHBOUR,
                "is_of_other_village": True,
            },
        ],
        failing=[1],
        not_applied=[{"form": "reports", "row_count": 0}],
    ),
    Case(
        "S10",
        passes=[_OWN],
        fails=[
            _OWN | {"has_macros": True},
            _OWN | {"has_links": True},
            _OWN | {"hidden_sheet": "Lembar2", "hidden_cell": "A3"},
        ],
        not_applied=[
            {"place": "village", "unreadable": "damaged"},
            {"place": "outside", "has_macros": True},
            _OWN | {"has_macros": True, "ignored": "berkas sementara"},
        ],
    ),
    Case(
        "S11",
        passes=[{"state": "current"}, {"state": "rejected"}],
        fails=[{"state": "superseded"}],
        not_applied=[{"state": "missing"}],
    ),
    Case(
        "S12",
        passes=[_changed(date(2024, 11, 20))],
        fails=[_changed(date(2024, 11, 21))],
        not_applied=[
            _changed(date(2024, 11, 21), has_earlier=False),
            _changed(date(2024, 11, 21), locked=False),
            _changed(date(2024, 11, 21), state="superseded"),
        ],
    ),
    Case(
        "S13",
        passes=[{"finding_count": 1}, {"finding_count": 2000}],
        fails=[{"finding_count": 2001}],
        not_applied=[],
    ),
]
