"""Not knowing never accuses: no cell that is blank, garbled, dashed, merged or unreadable makes a new N finding.

Many villages send the same workbook, each with one cell of it or of its agenda changed; none may have more N findings
of any rule than the village whose workbook is whole, nor a person more days of any code.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.calendar import Period, is_day_off
from data.catalogue import rules
from data.register import area, villages_in
from data.scope import Scope
from tests.builders import GRID_LABELS, identity_rows, labels, workbook
from tests.examples import examples
from tests.pipeline import Audited, Sent, audit_sent

SCOPE = Scope(area("35.03"), Period(2024, 10), date(2024, 11, 6))
TOGETHER = 12
"""Changed returns of a kind that are judged in one audit, beside the one that is whole."""

Change = tuple[tuple[str, int, int], str]
"""A cell as sheet, row and column, and what is done to it."""

MUTATIONS: dict[str, object] = {"blank": None, "garble": "@#%", "dash": "-", "doubt": "tidak jelas", "number": 0}
MERGES = {"merge right": (0, 1), "merge down": (1, 0)}
ACCUSING = frozenset({"TK", "TIDAK"})
"""A merged range says of all its cells what its first one says, so one that begins with such a word is no unknown."""
UNEXCUSED, ON_LEAVE = (9, 24, 25, 28, 29), 15
EVENT_DAYS = (9, 24, 28)
CODES = ["H", "T", "PSW", "DL", "S", "I", "C", "CLTN", "TB", "L", "TK"]
BUSY, QUIET, LISTED, REGISTERED = "busy", "quiet", "listed", "registered"
BLANK_COLUMN = "blank column"
OWN_FILE = ("Agenda", "Pejabat")
"""Sheets that the inspectorate sends in files of its own."""
WHOLE = {
    BUSY: {"N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N09", "N10"},
    QUIET: {"N11", "N12"},
}
"""The rules that find something in a return that is whole, by its kind: every N rule stands in one of them."""
WHOLE |= {LISTED: WHOLE[BUSY] - {"N07", "N10"}, REGISTERED: WHOLE[BUSY]}
"""A list has no column for the status that obliges somebody to sign (N07) or makes him a civil servant (N10)."""


def _codes(*unexcused: int) -> list[object]:
    return [None if is_day_off(day, "5") else "TK" if day.day in unexcused else "H" for day in Period(2024, 10).days()]


def _people(number: int) -> list[list[object]]:
    letters = f"{chr(65 + number % 26)}{chr(97 + number // 26)}"
    return [
        [f"Budi Santoso{letters}", f"19850817201001{1:01d}{number + 1:03d}", "Sekretaris", "PNS"],
        [f"Rina Wati{letters}", f"350301{4_202_850_001 + number}", "Kaur Umum", "PERANGKAT"],
    ]


def _stated(reports_nil: str) -> list[list[object]]:
    changes = {"Kode Desa/Kelurahan": None, "Nama Desa/Kelurahan": None, "Laporan Nihil": reports_nil}
    return [list(row) for row in identity_rows(**changes, **{"Kerawanan Nihil": "TIDAK", "Hari Kerja": "5 hari"})]


def _agenda(village: str) -> list[list[object]]:
    return [
        ["Tanggal", "Jenis", "Kode Wilayah", "Wajib Hadir"],
        [date(2024, 10, 15), "RAKOR", village, "SEMUA"],
        *([date(2024, 10, day), "KAMPANYE", village, None] for day in EVENT_DAYS),
    ]


def _grid(people: list[list[object]], days: list[list[object]]) -> list[list[object]]:
    rows = [[row, *who, *codes, None] for row, (who, codes) in enumerate(zip(people, days, strict=True), start=1)]
    return [[*GRID_LABELS, *range(1, 32), "Keterangan"], *rows]


def _quiet(number: int, village: str) -> dict[str, list[list[object]]]:
    """Return a return that says nil although its own map rates neutrality as highly vulnerable; all are there."""
    people = _people(number)
    third = [f"Agus Salim{str(people[0][0])[-2:]}", f"350301{4_302_850_001 + number}", "Kasun", "PERANGKAT"]
    return {
        "Identitas": _stated("YA"),
        "Hadir": _grid([*people, third], [_codes(), _codes(), _codes()]),
        "Rakor": [
            labels("activities"),
            *([1, date(2024, 10, 10), "IKRAR", who[0], None, None, "YA", None, "YA"] for who in [*people, third]),
            *([1, date(2024, 10, 15), "RAKOR", who[0], None, None, "YA"] for who in [*people, third]),
        ],
        "Laporan": [labels("reports")],
        "Kerawanan": [
            labels("vulnerabilities"),
            [1, "NETRALITAS", "TPS 1", "rawan", 2, "TNI", None, "patroli", "Babinsa", date(2024, 12, 1), "Berjalan"],
        ],
        "Agenda": _agenda(village),
    }


def _busy(number: int, village: str) -> dict[str, list[list[object]]]:
    """Return a return in which every other N rule finds something."""
    people = _people(number)
    days = [_codes(*UNEXCUSED), _codes(10)]
    days[1][ON_LEAVE - 1] = "S"
    first, second = people[0][0], people[1][0]
    report = {
        "Tanggal Kejadian": date(2024, 10, 9),
        "Tanggal Diketahui": date(2024, 10, 10),
        "Tanggal Lapor": date(2024, 10, 28),
        "Jam Kejadian": "09:30",
        "Nama Terlapor": second,
        "Jabatan": "Kaur Umum",
        "Status Kepegawaian": "PERANGKAT",
        "Kode Dugaan Pelanggaran": "V-05",
        "Uraian": "Hadir di kampanye",
        "Diteruskan Ke": "BKN",
        "Tanggal Diteruskan": date(2024, 10, 29),
        "Status Penanganan": "KAJIAN_AWAL",
    }
    again = report | {"Tanggal Kejadian": date(2024, 10, 24), "Uraian": "Hadir lagi"}
    return {
        "Identitas": _stated("TIDAK"),
        "Hadir": _grid(people, days),
        "Rakor": [
            labels("activities"),
            [1, date(2024, 10, 10), "IKRAR", first, None, None, "YA", None, "TIDAK"],
            [2, date(2024, 10, 11), "IKRAR", second, None, None, "YA", None, "YA"],
            [3, date(2024, 10, 15), "RAKOR", first, None, None, "TIDAK"],
            [4, date(2024, 10, 15), "RAKOR", second, None, None, "YA"],
        ],
        "Laporan": [
            labels("reports"),
            *([each.get(str(label)) for label in labels("reports")] for each in (report, again)),
        ],
        "Kerawanan": [
            labels("vulnerabilities"),
            [1, "NETRALITAS", "TPS 1", "rawan", 2, "TNI", None, "patroli", "Babinsa", date(2024, 12, 1), "Berjalan"],
        ],
        "Agenda": _agenda(village),
    }


def _listed(number: int, village: str) -> dict[str, list[list[object]]]:
    """Return the busy return with its attendance as a list of days, as OpenSID exports it."""
    sheets = _busy(number, village)
    rows = [
        [None, *row[1:4], date(2024, 10, day), None, None, None, code, None]
        for row in sheets["Hadir"][1:]
        for day, code in enumerate(row[5:36], start=1)
        if code
    ]
    return sheets | {"Hadir": [labels("attendance", "list"), *rows]}


def _registered(number: int, village: str) -> dict[str, list[list[object]]]:
    """Return the busy return of a village whose officials the inspectorate's register knows."""
    people = [[village, *who] for who in _people(number)]
    headings: list[object] = ["Kode Desa/Kelurahan", "Nama", "NIP/NIK", "Jabatan", "Status Kepegawaian"]
    return _busy(number, village) | {"Pejabat": [headings, *people]}


SHEETS = {BUSY: _busy, QUIET: _quiet, LISTED: _listed, REGISTERED: _registered}


def _filled(kind: str) -> list[tuple[str, int, int]]:
    """Return every filled cell that says something in a return and its agenda as sheet, row and column from 1."""
    return [
        (name, row, column)
        for name, rows in SHEETS[kind](0, "").items()
        for row, cells in enumerate(rows, start=1)
        for column, value in enumerate(cells, start=1)
        if value is not None and (column == 2 if name == "Identitas" else row > 1)
    ]


def _structure(kind: str, *names: str) -> list[Change]:
    """Return the changes of what gives cells their meaning: headings and labels garbled or blank, columns blanked."""
    changes: list[Change] = []
    for name, rows in SHEETS[kind](0, "").items():
        if name not in names:
            continue
        if name == "Identitas":
            changes += [((name, row, 1), "garble") for row in range(1, len(rows) + 1)]
            continue
        for column, heading in enumerate(rows[0], start=1):
            told = any(row[column - 1] is not None for row in rows[1:] if len(row) >= column)
            if told and (heading not in range(1, 32) or heading in (UNEXCUSED[0], ON_LEAVE)):
                changes += [((name, 1, column), "garble"), ((name, 1, column), BLANK_COLUMN)]
    return changes


CELLS = {kind: _filled(kind) for kind in SHEETS}
MUTATED = sorted([*MUTATIONS, *MERGES])


def _changes(kind: str) -> st.SearchStrategy[list[Change]]:
    return st.lists(
        st.tuples(st.sampled_from(CELLS[kind]), st.sampled_from(MUTATED)), min_size=TOGETHER, max_size=TOGETHER
    )


def _changed(sheets: dict[str, list[list[object]]], change: Change) -> Callable[[openpyxl.Workbook], None]:
    """Return what makes the change in a workbook; a merge that would itself accuse is none."""
    (name, row, column), mutation = change

    def apply(book: openpyxl.Workbook) -> None:
        if name not in book.sheetnames:
            return
        sheet = book[name]
        if mutation == BLANK_COLUMN:
            for below in range(row + 1, sheet.max_row + 1):
                sheet.cell(below, column).value = None
            return
        if mutation in MUTATIONS:
            sheet.cell(row, column).value = MUTATIONS[mutation]  # type: ignore[assignment,union-attr]
            return
        down, right = MERGES[mutation]
        if sheets[name][row - 1][column - 1] not in ACCUSING:
            sheet.merge_cells(start_row=row, start_column=column, end_row=row + down, end_column=column + right)

    return apply


def _audited(changes: dict[str, list[Change]]) -> tuple[Audited, dict[str, list[tuple[str, Change | None]]]]:
    """Audit for each kind a return that is whole and changed ones; return also the village of each."""
    codes = iter(villages_in("35.03").query("kind == 'desa'")["code"])
    sent, villages = [], {}
    for kind, changed in changes.items():
        villages[kind] = [(next(codes), change) for change in [None, *changed]]
        for code, change in villages[kind]:
            sheets = SHEETS[kind](len(sent), code)
            change_of = _changed(sheets, change) if change else None
            own = {name: rows for name, rows in sheets.items() if name not in OWN_FILE}
            sent.append(Sent(f"{code}/kiriman.xlsx", "village", code, workbook(own, change_of)))
            for name in sheets.keys() & OWN_FILE:
                book = workbook({name: sheets[name]}, change_of)
                sent.append(Sent(f"_kabupaten/{name} {code}.xlsx", "regency", None, book))
    return audit_sent(sent, SCOPE), villages


def _accusations(found: Audited, code: str) -> Counter[str]:
    own = found.findings[found.findings["village_code"] == code]
    return Counter(own.loc[own["rule"].str.startswith("N"), "rule"])


def _days(found: Audited, code: str) -> list[dict[str, int]]:
    """Return how many days of each code every official of a village has, in the order of the sheet."""
    officials = found.results.officials
    own = officials[officials["village_code"] == code].sort_values("official")
    return [{str(name): int(count) for name, count in row.items()} for row in own[CODES].to_dict("records")]


def test_every_neutrality_rule_finds_something_in_a_return_that_is_whole() -> None:
    found, villages = _audited({kind: [] for kind in SHEETS})
    for kind, ((code, _),) in villages.items():
        assert _accusations(found, code).keys() == WHOLE[kind]
    assert set.union(*WHOLE.values()) == {code for code in rules() if code[0] == "N"}


@settings(max_examples=examples(2), deadline=None, suppress_health_check=list(HealthCheck))
@given(busy=_changes(BUSY), quiet=_changes(QUIET))
def test_no_cell_that_is_not_known_makes_a_new_accusation(busy: list[Change], quiet: list[Change]) -> None:
    _hold({BUSY: busy, QUIET: quiet})


def test_no_heading_label_or_column_that_is_not_known_makes_a_new_accusation() -> None:
    forms = ("Identitas", "Hadir", "Rakor", "Laporan", "Kerawanan", "Agenda")
    _hold(
        {
            BUSY: _structure(BUSY, *forms),
            QUIET: _structure(QUIET, "Identitas", "Kerawanan"),
            LISTED: _structure(LISTED, "Hadir"),
            REGISTERED: _structure(REGISTERED, "Pejabat"),
        }
    )


def _hold(changes: dict[str, list[Change]]) -> None:
    """Fail with every change by which a village has more findings of an N rule, or an official more days of a code."""
    found, villages = _audited(changes)
    wrong: list[tuple[Change | None, dict[str, int]]] = []
    for (first, _), *others in villages.values():
        whole, days = _accusations(found, first), _days(found, first)
        for code, change in others:
            more = _accusations(found, code) - whole
            if more:
                wrong.append((change, dict(more)))
            if change and change[1] not in MERGES and (raised := _raised(days, _days(found, code))):
                wrong.append((change, raised))
    assert not wrong, wrong


def _raised(whole: list[dict[str, int]], changed: list[dict[str, int]]) -> dict[str, int]:
    """Return the days of a code that some official has more of than before: a day may only become unknown."""
    raised = {}
    for code in CODES:
        most = sorted((days[code] for days in whole), reverse=True)
        now = sorted((days[code] for days in changed), reverse=True)
        more = [after for before, after in zip(most, now, strict=False) if after > before]
        if more or sum(now) > sum(most):
            raised[code] = max(now)
    return raised
