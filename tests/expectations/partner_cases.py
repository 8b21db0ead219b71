"""Cases for the rules on the partners' files (M01–M05)."""

from tests.expectations.cases import VILLAGE, Case, Row

_STATION: Row = {"village": VILLAGE, "tps": 1, "times_count": 1}


def _cell(field: str, *, known: bool, shown: str | None) -> Row:
    return {"field": field, "kind": field, "known": known, "shown": shown}


CASES = [
    Case(
        "M01",
        passes=[_STATION, _STATION | {"tps": None}],
        fails=[{"tps": 1, "village_problem": "several_districts"}],
        not_applied=[],
    ),
    Case(
        "M02",
        passes=[_cell("tps", known=True, shown="TPS 1-4")],
        fails=[_cell("tps", known=False, shown="Balai"), _cell("tps", known=False, shown=None)],
        not_applied=[_cell("class", known=False, shown=None)],
    ),
    Case(
        "M03",
        passes=[_STATION],
        fails=[_STATION | {"times_count": 2}],
        not_applied=[{"tps": 1}, {"village": VILLAGE}],
    ),
    Case(
        "M04",
        passes=[_cell("class", known=True, shown="RAWAN")],
        fails=[_cell("class", known=False, shown="HIJAU"), _cell("class", known=False, shown=None)],
        not_applied=[_cell("tps", known=False, shown=None)],
    ),
    Case(
        "M05",
        passes=[_cell("police", known=True, shown="2")],
        fails=[_cell("police", known=False, shown="dua"), _cell("guard_pattern", known=False, shown="02/01/2002")],
        not_applied=[
            _cell("police", known=False, shown=None),
            _cell("tps", known=False, shown="x"),
            _cell("class", known=False, shown="x"),
        ],
    ),
]
