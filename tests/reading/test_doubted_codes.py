"""TK accuses: where a text of the file says something else of it, its days are asked and never counted."""

import pytest

from tests.builders import Rows, full_month, read, workbook

_OTHERWISE = [
    "Keterangan : H - Hadir, TK - Tugas Khusus, S - Sakit",
    "Ket: H (Hadir), TK (Tugas Khusus), S (Sakit)",
    "TK = Tugas Kades SPT No. 12",
    "TK = Tugas, dinas ke kabupaten",
    "TK = Tugas & Kunjungan",
    'TK = "Tugas Khusus"',
    "TK = Tugas khusus dari kecamatan untuk pendataan pemilih tetap dan pemutakhiran data",
    "*) TK = Tugas Khusus (bukan tanpa keterangan)",
    "Catatan: kode TK pada lembar ini berarti Tugas Khusus",
    "TK adalah Tugas Khusus",
    "TK  Tugas Khusus",
    "TK. Tugas Khusus",
    '"TK" = Tugas Khusus',
    "TK = Tugas Kab./Kec. 2024",
    "Keterangan:\nH : Hadir\nTK : Tugas Khusus\nS : Sakit",
    "H=Hadir; TK=Tugas Khusus; S=Sakit",
    "TK => Tugas Khusus",
    "TK ........ Tugas Khusus",
    "tk = tugas khusus",
    "TK = dinas",
    "Tugas Khusus = TK",
    "Hadir (H), Tugas Khusus (TK), Sakit (S)",
]
_OTHERWISE_IN_CELLS: list[Rows] = [
    [[None, "TK", "Tugas Khusus"]],
    [[None, "TK", "Tugas Khusus"], [None, "PT", "Piket"], [None, "H", "Hadir"]],
    [[None, "TK", ":", "Tugas Khusus"]],
    [[None, "TK", ": Tugas Khusus"]],
    [[1, "TK", "Tugas Khusus"], [2, "H", "Hadir"]],
    [["No", "Kode", "Arti"], [1, "H", "Hadir"], [2, "TK", "Tugas Khusus"], [3, "S", "Sakit"]],
    [[None, "Tugas Khusus", "TK"], [None, "Hadir", "H"]],
    [[None, "A", "Alpa", "TK", "Tugas Khusus"]],
]
_OFFICIAL_OR_NOTHING: list[Rows] = [
    [],
    [[None, "Keterangan: H = Hadir, S = Sakit, TK = Tanpa Keterangan"]],
    [[None, "Ket: H (Hadir), TK (Alpa), S (Sakit)"]],
    [[None, "H - Hadir, TK - Tanpa Keterangan, S - Sakit"]],
    [[None, "Hadir (H), Tanpa Keterangan (TK), Sakit (S)"]],
    [[None, "tk adalah mangkir"]],
    [[None, "TK", "Tanpa Keterangan"], [None, "H", "Hadir"]],
    [[None, "Tanpa Keterangan", "TK"], [None, "Hadir", "H"]],
    [[None, "Jumlah TK", 3]],
    [[None, "Jumlah TK: 3 hari"]],
    [[None, "TK", 3]],
    [[None, "TK: 3 hari"]],
    [[None, "Kode: H, T, PSW, DL, S, I, C, CLTN, TB, L, TK"]],
    [[None, "H", "S", "I", "TK"], [None, 20, 0, 0, 3]],
]


def _rows(below: Rows) -> Rows:
    days = full_month()
    days[6:9] = ["TK", "TK", "tk"]
    person = [1, "Siti Aminah", "198502022010012003", "Sekretaris Desa", "PNS", *days]
    return [["No", "Nama", "NIP/NIK", "Jabatan", "Status Kepegawaian", *range(1, 32)], person, [], *below]


def _codes(found: dict[str, list[dict[str, object]]]) -> list[object]:
    return [row["code"] for row in found["attendance"] if row["day"] in {7, 8, 9}]


@pytest.mark.parametrize("below", [*([[None, text]] for text in _OTHERWISE), *_OTHERWISE_IN_CELLS], ids=repr)
def test_a_text_that_explains_an_accusing_code_otherwise_makes_its_days_unknown(below: Rows) -> None:
    found = read(workbook({"Hadir": _rows(below)}))
    assert _codes(found) == [None, None, None]
    assert all(row["explained"] for row in found["attendance"] if row["day"] in {7, 8, 9})


@pytest.mark.parametrize("below", _OFFICIAL_OR_NOTHING, ids=repr)
def test_the_official_meaning_a_count_or_a_list_of_codes_leaves_the_code_as_it_is(below: Rows) -> None:
    found = read(workbook({"Hadir": _rows(below)}))
    assert _codes(found) == ["TK", "TK", "TK"]


@pytest.mark.parametrize(
    "other", [[["TK = Tugas Khusus"]], [["Kode"], ["H", "Hadir"], ["TK", "Tugas Khusus"]]], ids=repr
)
def test_a_sheet_without_a_table_explains_the_codes_of_the_file(other: Rows) -> None:
    found = read(workbook({"Hadir": _rows([]), "Keterangan": other}))
    assert _codes(found) == [None, None, None]


def test_the_codes_of_the_forms_own_sheet_are_official() -> None:
    own: Rows = [["Daftar", "Kode", "Arti"], ["Kehadiran", "TK", "Tanpa keterangan"], ["Kehadiran", "H", "Hadir"]]
    assert _codes(read(workbook({"Hadir": _rows([]), "Daftar Kode": own}))) == ["TK", "TK", "TK"]


@pytest.mark.parametrize(
    ("total", "remark", "code"),
    [
        ("Jml TK (Tugas Kec.)", None, None),
        ("Jml TK", "Catatan: TK = tugas ke dusun", None),
        ("Jml TK (hari)", "TK: 3 hari", "TK"),
        ("Jml TK (Tanpa Keterangan)", "TK = tanpa keterangan", "TK"),
    ],
)
def test_a_heading_or_the_remark_of_another_row_is_a_legend_too(total: str, remark: str | None, code: str) -> None:
    heading, person, *_ = _rows([])
    other = [2, "Budi", "198502022010012004", "Staf", "PNS", *full_month(), None, remark]
    rows = [[*heading, total, "Keterangan"], [*person, 3, None], other]
    assert _codes(read(workbook({"Hadir": rows})))[:3] == [code, code, code]
