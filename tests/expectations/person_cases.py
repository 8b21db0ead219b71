"""Cases for the rules on who is named: mentions and officials (D01–D07, D24, D25)."""

from datetime import date

from tests.expectations.cases import NEIGHBOUR, Case, Row

NIP = "198508172010011001"
PPPK = "199002112022212003"
NIK = "3503015708850002"


def _person(identifier: str, **more: object) -> Row:
    return {"identifier": identifier, "identifier_shown": identifier, "name": "Sutrisno", **more}


_DAMAGED = _person("198508172010011", identifier_shown="1.98508E+17", identifier_damaged=True)
_NOBODY = {"name": "Sutrisno"}
_KNOWN = {"register_known": True, "registered": True, "in_sheet": True, "sheet_received": True}

CASES = [
    Case(
        "D01",
        passes=[_person(NIP), _person(NIK)],
        fails=[
            _person(NIP[:-1]),
            _person("1985O8172010011001"),
            _person(NIP + "\n"),
            _person("１９８５０８１７２０１００１１００１"),
            {"identifier_shown": "belum ada"},
        ],
        not_applied=[_NOBODY, _DAMAGED],
    ),
    Case("D02", passes=[_person(NIP), _person("123")], fails=[_DAMAGED], not_applied=[_NOBODY]),
    Case(
        "D03",
        passes=[
            _person(NIP),
            _person(PPPK),
            _person("198502282010011001"),
            _person("198408292024011001", received_date=date(2024, 11, 5)),
        ],
        fails=[
            _person("198502292010011001"),
            _person("198513172010011001"),
            _person("190508172010011001"),
            _person("198508171999011001"),
            _person("198508172051011001"),
            _person("198508172025011001", received_date=date(2024, 11, 5)),
            _person("198508172010131001"),
            _person("198508172010201001"),
            _person("198508172010301001"),
            _person("198508172010013001"),
            _person("198508172010011000"),
        ],
        not_applied=[
            _person(NIK),
            _person("123"),
            _NOBODY,
            _DAMAGED,
            _person(NIP[:-3] + "000", identifier_damaged=True),
        ],
    ),
    Case(
        "D04",
        passes=[_person(NIK), _person("1101011708850002"), _person("3503016902000001"), _person("3503012902040001")],
        fails=[
            _person("3503013208850002"),
            _person("3503017208850002"),
            _person("3503014008850002"),
            _person("3503011713850002"),
            _person("3503012902850002"),
            _person("3503011708850000"),
        ],
        not_applied=[_person(NIP), _person("123"), _NOBODY, _person("3503011708850000", identifier_damaged=True)],
    ),
    Case("D05", passes=[{"name": "Sutrisno"}], fails=[{"identifier": NIP}], not_applied=[]),
    Case(
        "D06",
        passes=[_KNOWN],
        fails=[_KNOWN | {"registered": False}],
        not_applied=[
            {"in_sheet": True, "sheet_received": True},
            _KNOWN | {"in_sheet": False},
        ],
    ),
    Case(
        "D07",
        passes=[_KNOWN],
        fails=[_KNOWN | {"in_sheet": False}],
        not_applied=[
            _KNOWN | {"in_sheet": False, "sheet_received": False},
            {"in_sheet": True, "sheet_received": True},
        ],
    ),
    Case(
        "D24",
        passes=[
            {"identifier": NIP},
            {"identifier": NIP},
            {"identifier": NIK, "term_until": date(2024, 10, 15)},
            {"identifier": NIK, "term_from": date(2024, 10, 16), "village_code": NEIGHBOUR},
        ],
        fails=[
            {"identifier": NIP},
            {"identifier": NIK, "village_code": NEIGHBOUR},
            {"identifier": NIP, "village_code": NEIGHBOUR, "term_from": date(2024, 10, 16)},
        ],
        failing=[0, 2],
        not_applied=[{"identifier": "123"}, {"identifier": "123", "village_code": NEIGHBOUR}, {}],
    ),
    Case(
        "D24",
        passes=[{"identifier": NIP}, {"identifier": NIK, "village_code": NEIGHBOUR}],
        fails=[
            {"identifier": NIK, "term_until": date(2024, 10, 16)},
            {"identifier": NIK, "term_from": date(2024, 10, 16), "village_code": NEIGHBOUR},
        ],
        not_applied=[],
    ),
    Case(
        "D25",
        passes=[_KNOWN | {"name": "Drs. H. SUTRISNO, M.Si", "registered_name": "Sutrisno"}],
        fails=[_KNOWN | {"name": "Sutrisna", "registered_name": "Sutrisno"}],
        not_applied=[
            _KNOWN | {"name": "Sutrisna", "registered_name": "Sutrisno", "in_sheet": False},
            _KNOWN | {"name": "Sutrisna", "registered": False},
            _KNOWN | {"registered_name": "Sutrisno"},
        ],
    ),
]
