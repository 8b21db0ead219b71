"""Not knowing never accuses: no cell that is blank, garbled, dashed or unreadable makes a new N finding.

Many villages send the same workbook, each with one cell changed; none may have more N findings of any rule than the
village whose workbook is whole.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.calendar import Period, is_day_off
from data.register import area, villages_in
from data.scope import Scope
from tests.builders import GRID_LABELS, identity_rows, labels, workbook
from tests.examples import examples
from tests.pipeline import Audited, audit

SCOPE = Scope(area("35.03"), Period(2024, 10), date(2024, 11, 6))
TOGETHER = 12
"""Villages judged in one audit, the first with its workbook whole."""

EVENTS = [
    ["Tanggal", "Jenis", "Kode Wilayah", "Wajib Hadir"],
    [date(2024, 10, 15), "RAKOR", "35.03", "SEMUA"],
    [date(2024, 10, 9), "KAMPANYE", "35.03", None],
    [date(2024, 10, 24), "KAMPANYE", "35.03", None],
]
MUTATIONS: dict[str, object] = {"blank": None, "garble": "@#%", "dash": "-", "doubt": "tidak jelas", "number": 0}
UNEXCUSED, FORMS = (9, 24, 25, 28, 29), ("Hadir", "Rakor", "Laporan", "Kerawanan")


def _codes(*unexcused: int) -> list[object]:
    return [None if is_day_off(day, "5") else "TK" if day.day in unexcused else "H" for day in Period(2024, 10).days()]


def _sheets(number: int) -> dict[str, list[list[object]]]:
    """Return a return in which every N rule that needs no other month finds something, for the village ``number``."""
    people = [
        [f"Budi Santoso{chr(65 + number)}", f"19850817201001{1:01d}{number + 1:03d}", "Sekretaris", "PNS"],
        [f"Rina Wati{chr(65 + number)}", f"350301{4_202_850_001 + number}", "Kaur Umum", "PERANGKAT"],
    ]
    days = [_codes(*UNEXCUSED), _codes(10)]
    grid = [[row, *who, *codes, None] for row, (who, codes) in enumerate(zip(people, days, strict=True), start=1)]
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
        "Status Penanganan": "DITERIMA",
    }
    again = report | {"Tanggal Kejadian": date(2024, 10, 24), "Uraian": "Hadir lagi"}
    return {
        "Identitas": [
            list(row)
            for row in identity_rows(
                **{"Kode Desa/Kelurahan": None, "Nama Desa/Kelurahan": None, "Laporan Nihil": "TIDAK",
                   "Kerawanan Nihil": "TIDAK"}
            )
        ],
        "Hadir": [[*GRID_LABELS, *range(1, 32), "Keterangan"], *grid],
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
    }  # fmt: skip


def _filled() -> list[tuple[str, int, int]]:
    """Return every filled cell of the forms' rows as sheet, row and column counted from 1."""
    return [
        (name, row, column)
        for name, rows in _sheets(0).items()
        if name in FORMS
        for row, cells in enumerate(rows[1:], start=2)
        for column, value in enumerate(cells, start=1)
        if value is not None
    ]


CELLS = _filled()
changes = st.lists(
    st.tuples(st.sampled_from(CELLS), st.sampled_from(sorted(MUTATIONS))), min_size=TOGETHER - 1, max_size=TOGETHER - 1
)


def _changed(place: tuple[str, int, int], mutation: str) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        name, row, column = place
        book[name].cell(row, column).value = MUTATIONS[mutation]  # type: ignore[assignment,union-attr]

    return change


def _audited(inbox: Path, changed: Sequence[tuple[tuple[str, int, int], str]]) -> tuple[Audited, list[str]]:
    codes = villages_in("35.03").query("kind == 'desa'")["code"].tolist()[:TOGETHER]
    for number, code in enumerate(codes):
        change = _changed(*changed[number - 1]) if number else None
        path = inbox / code / "kiriman.xlsx"
        path.parent.mkdir(parents=True)
        path.write_bytes(workbook(_sheets(number), change))
    agenda = inbox / "_kabupaten" / "agenda.xlsx"
    agenda.parent.mkdir()
    agenda.write_bytes(workbook({"Agenda": EVENTS}))
    return audit(inbox, SCOPE), codes


def _accusations(found: Audited, code: str) -> Counter[str]:
    own = found.findings[found.findings["village_code"] == code]
    return Counter(own.loc[own["rule"].str.startswith("N"), "rule"])


@settings(max_examples=examples(2), deadline=None, suppress_health_check=list(HealthCheck))
@given(changed=changes)
def test_no_cell_that_is_not_known_makes_a_new_accusation(
    tmp_path_factory: object, changed: list[tuple[tuple[str, int, int], str]]
) -> None:
    found, codes = _audited(tmp_path_factory.mktemp("inbox"), changed)  # type: ignore[attr-defined]
    whole = _accusations(found, codes[0])
    assert {"N01", "N03", "N04", "N06", "N07", "N08", "N10"} <= whole.keys()
    for code, change in zip(codes[1:], changed, strict=True):
        more = _accusations(found, code) - whole
        assert not more, (change, dict(more))
