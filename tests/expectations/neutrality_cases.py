"""Cases for the rules on villages and officials: coincidences, pledges, meetings, absences, claims (N05, N07–N12)."""

from tests.expectations.cases import NEIGHBOUR, Case, Row


def _compared(unexcused: int, ratio: float | None, probability: float | None, **more: object) -> Row:
    return {
        "level": "village",
        "event_days": 2,
        "event_unexcused": unexcused,
        "ratio": ratio,
        "probability": probability,
        **more,
    }


def _person(unexcused: int, ratio: float | None, **more: object) -> Row:
    return _compared(unexcused, ratio, 0.2, level="person", **more)


def _pledge(state: str, *, received: bool = True) -> Row:
    said = {"signed": "YA", "not_signed": "TIDAK"}.get(state)
    return {"signed": state == "signed", "state": state, "form_received": received, "pledge_signed": said}


def _meeting(attended: str | None, code: str | None = "H", *, received: bool = True) -> Row:
    return {"attended": attended, "code": code, "form_received": received, "kind": "RAKOR", "is_workday": code != "L"}


def _absent(unexcused: int, run: int, sums: int | None = 3, in_a_row: int | None = 10, workdays: int = 23) -> Row:
    return {
        "year_unexcused": unexcused,
        "longest_run": run,
        "least_days": sums,
        "least_run": in_a_row,
        "year_workdays": workdays,
    }


def _attendance(officials: int | None, present: int | None, of: int | None) -> Row:
    return {"form": "attendance", "officials": officials, "present_days": present, "person_days": of}


def _nil(stated: str | None = "YA", **more: object) -> Row:
    return {"form": "reports", "nil_stated": stated, "row_count": 0, **more}


_FOUND = _compared(2, 52.5, 0.004)
_ELSEWHERE = {"village_code": NEIGHBOUR}

CASES = [
    Case(
        "N05",
        passes=[
            _compared(1, 50.0, 0.01),
            _compared(9, 1.99, 0.01, **_ELSEWHERE),
            _person(5, 9.0, **_ELSEWHERE),
            _compared(9, 9.0, 0.05, village_code="35.03.01.2003"),
        ],
        fails=[_FOUND, _person(2, 2.0)],
        not_applied=[_FOUND | {"event_days": 0}, _FOUND | {"event_days": None}, _compared(0, None, None)],
    ),
    Case(
        "N05",
        passes=[_compared(0, 0.5, 1.0)],
        fails=[_FOUND, _person(1, 99.0), _person(4, 1.9), _person(2, 52.5), _person(5, 9.0, **_ELSEWHERE)],
        failing=[0, 3],
        not_applied=[],
    ),
    Case(
        "N07",
        passes=[_pledge("signed")],
        fails=[_pledge("not_signed")],
        not_applied=[_pledge("not_signed", received=False), _pledge("unrecorded"), _pledge("unread")],
    ),
    Case(
        "N08",
        passes=[_meeting("YA"), _meeting("DIWAKILI", "S")],
        fails=[_meeting("TIDAK"), _meeting("TIDAK", "TK"), _meeting("TIDAK", "T"), _meeting("TIDAK", "L")],
        not_applied=[
            _meeting(None),
            _meeting("TIDAK", received=False),
            *(_meeting("TIDAK", code) for code in ("S", "I", "C", "TB", "CLTN", "DL", None)),
        ],
    ),
    Case(
        "N09",
        passes=[_meeting("YA"), _meeting("YA", "DL"), _meeting("YA", "T"), _meeting("TIDAK"), _meeting("TIDAK", "S")],
        fails=[_meeting("YA", "TK"), _meeting("YA", "C"), _meeting("TIDAK", "DL")],
        not_applied=[_meeting("DIWAKILI", "DL"), _meeting("YA", None), _meeting(None)],
    ),
    Case(
        "N10",
        passes=[_absent(2, 2), _absent(0, 0, sums=None, in_a_row=30, workdays=30)],
        fails=[_absent(3, 1), _absent(10, 10, sums=None)],
        not_applied=[
            _absent(9, 9, sums=None, in_a_row=None),
            _absent(23, 23, sums=None, in_a_row=30),
            _absent(2, 2, workdays=2),
        ],
    ),
    Case(
        "N11",
        passes=[_attendance(3, 68, 69)],
        fails=[_attendance(3, 69, 69)],
        not_applied=[
            _attendance(2, 46, 46),
            _attendance(None, None, None),
            _attendance(3, 69, 69) | {"unknown_days": 1},
            _attendance(3, 68, 69) | {"unknown_days": 1},
            _nil(),
        ],
    ),
    Case(
        "N12",
        passes=[_nil(neutrality_level=0), _nil(neutrality_level=1)],
        fails=[_nil(neutrality_level=2), _nil(reports_elsewhere=1)],
        not_applied=[
            _nil(),
            _nil("TIDAK", neutrality_level=2),
            _nil(None, neutrality_level=2),
            _nil(row_count=1, neutrality_level=2),
            _attendance(3, 69, 69),
        ],
    ),
]
