"""Cases for the rules on attendance and its totals (D08–D14)."""

from datetime import date

from tests.expectations.cases import NEIGHBOUR, Case, Row

_RECEIVED = date(2024, 10, 20)


def _day(number: int = 7, code: str | None = "H", **more: object) -> Row:
    return {
        "official": 1,
        "person": "sutrisno",
        "field": f"day_{number}",
        "day": number,
        "date": date(2024, 10, number),
        "in_period": True,
        "shown": code,
        "code": code,
        "workday": True,
        "received_date": _RECEIVED,
        **more,
    }


CASES = [
    Case(
        "D08",
        passes=[_day(), _day(), _day(8, "TK"), _day(code="S", person="siti"), _day(code="S", village_code=NEIGHBOUR)],
        fails=[_day(), _day(code="TK"), _day(), _day(code="S")],
        failing=[1, 3],
        not_applied=[_day(code=None), _day(code="H", date=None), _day(code="TK", date=None)],
    ),
    Case(
        "D09",
        passes=[_day(), _day(code="TK")],
        fails=[
            _day(code=None, shown="A"),
            _day(code=None, shown="xx"),
            _day(7, None, shown="merged over two days", cell="L5"),
        ],
        not_applied=[_day(code=None), _day(code=None, shown="#REF!")],
    ),
    Case(
        "D10",
        passes=[_day(), _day(code=None, shown="xx")],
        fails=[_day(code=None), _day(code=None, field="name")],
        not_applied=[_day(5, code=None, workday=False, day_off=True), _day(code=None, official=None)],
    ),
    Case(
        "D11",
        passes=[_day(5, workday=False, day_off=True, remark="piket"), _day(6, "DL", day_off=True, remark="rapat")],
        fails=[_day(5, workday=False, day_off=True), _day(6, "T", workday=False, day_off=True)],
        not_applied=[
            _day(),
            _day(5, "L", day_off=True),
            _day(5, None, day_off=True),
            _day(5, day_off=True, in_period=False),
        ],
    ),
    Case(
        "D12",
        passes=[_day(31)],
        fails=[
            _day(31, date=None, in_period=False),
            _day(7, date=date(2024, 9, 7), in_period=False, field="status"),
        ],
        not_applied=[
            _day(31, None, date=None, in_period=False),
            _day(date=None, day=None, field="status", in_period=False),
        ],
    ),
    Case(
        "D13",
        passes=[_day(20), _day(21, "L"), _day(21, "C"), _day(21, "TB"), _day(21, "CLTN")],
        fails=[_day(21), _day(22, "TK"), _day(22, None, shown="xx"), _day(22, "DL")],
        not_applied=[_day(21, None), _day(21, received_date=None), _day(21, in_period=False), _day(21, date=None)],
    ),
    Case(
        "D14",
        passes=[{"written": 20, "counted": 20}, {"written": 0, "counted": None}],
        fails=[{"written": 20, "counted": 21}, {"written": 1, "counted": None}],
        not_applied=[{"shown": "dua puluh", "counted": 20}],
    ),
]
