"""What a sheet says of its signs: they mean that, or nobody knows what they mean; other notes change nothing."""

from datetime import date

import pytest

from tests.builders import Rows, labels, read, workbook

ENTRY = [1, "NETRALITAS APARATUR", "TPS 1", "aman", 2, "DESA"]


@pytest.mark.parametrize(
    ("note", "level"),
    [
        ([[None, "1 = paling rawan"]], None),
        ([[None, "Tingkat: 0 = sangat rawan, 1 = rawan, 2 = tidak rawan"]], None),
        ([[None, "Tingkat 1 paling rawan, 3 paling aman"]], None),
        ([[None, "(1 paling rawan)"]], None),
        ([[None, "Catatan: tingkat 2 berarti aman"]], None),
        ([[None, "2", "=", "paling aman"]], None),
        ([[None, "2", "aman"], [None, "1", "rawan"], [None, "0", "sangat rawan"]], None),
        ([[None, "0 = Kurang rawan, 1 = Rawan, 2 = Sangat rawan"]], 2),
        ([[None, "TPS 2: Balai Desa"]], 2),
        ([], 2),
    ],
)
def test_a_level_is_the_forms_unless_the_sheet_turns_the_scale_round(note: Rows, level: int | None) -> None:
    content = workbook({"Peta": [labels("vulnerabilities"), ENTRY, [], *note]})
    entries = read(content)["vulnerabilities"]
    assert [entry["level"] for entry in entries] == [level]


@pytest.mark.parametrize(
    ("sign", "note", "signed"),
    [
        ("T", "Keterangan: T = Telah, B = Belum", "YA"),
        ("T", "T = Tanda tangan", "YA"),
        ("T", "Y = Ya, T = Tidak", "TIDAK"),
        ("T", "T = Terlampir", None),
        ("T", None, None),
        ("B", "T = Telah, B = Belum", "TIDAK"),
        ("V", "V = ditandatangani", None),
        ("V", None, "YA"),
        ("TIDAK", "T = Telah", "TIDAK"),
    ],
)
def test_a_sign_of_a_pledge_means_what_the_sheet_says(sign: str, note: str | None, signed: str | None) -> None:
    entry = [1, date(2024, 10, 3), "IKRAR", "Sutrisno", None, None, "YA", None, sign]
    entries = read(workbook({"Rakor": [labels("activities"), entry, [], [None, note]]}))["activities"]
    assert [each["pledge_signed"] for each in entries] == [signed]


@pytest.mark.parametrize(
    ("note", "signed"),
    [("*) x = coret yang tidak perlu", None), ("Coret yang tidak perlu", None), ("X = kolom tidak dipakai", None),
     ("x = tidak", None), (None, "TIDAK")],
)  # fmt: skip
def test_a_cross_marks_no_column_where_the_sheet_strikes_out_with_it(note: str | None, signed: str | None) -> None:
    entry = [1, date(2024, 10, 3), "IKRAR", "Sutrisno", None, None, "YA", None, None, "x"]
    rows = [labels("activities")[:9], [None] * 8 + ["Sudah", "Belum"], entry, [], [None, note]]
    entries = read(workbook({"Rakor": rows}, lambda book: book["Rakor"].merge_cells("I1:J1")))["activities"]
    assert [each["pledge_signed"] for each in entries] == [signed]
