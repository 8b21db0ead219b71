"""The partners' lists of polling stations: numbers in every spelling, places that stand once over many rows."""

from datetime import date

import pytest

from tasks.reading.cells import Value
from tasks.reading.forms.tps import guard_pattern, tps_numbers
from tasks.reading.reading import Source, read_file
from tasks.reading.readings import Readings, read_columns
from tests.builders import Rows, workbook


def stations(rows: Rows, body: str = "POLRI", tab: str = "Sheet1") -> list[dict[str, object]]:
    return read(body, workbook({tab: rows}))


def read(body: str, content: bytes) -> list[dict[str, object]]:
    readings = Readings()
    read_file(Source(f"_mitra/{body}/daftar.xlsx", "partner", 2024), content, readings)
    return [dict(zip(read_columns("tps"), row, strict=True)) for row in readings.rows["tps"]]


@pytest.mark.parametrize(
    ("written", "numbers", "repair"),
    [
        (1.0, [1], ""),
        ("7", [7], ""),
        ("001", [1], "tps_text"),
        ("TPS 01", [1], "tps_text"),
        ("TPS.12", [12], "tps_text"),
        ("TPS 1-4", [1, 2, 3, 4], "tps_range"),
        ("1 s/d 3", [1, 2, 3], "tps_range"),
        ("TPS 1, TPS 2 dan 5", [1, 2, 5], "tps_range"),
        ("TPS 901", [901], "tps_text"),
        ("Balai Desa", [], ""),
        ("0", [], ""),
        ("5-2", [], ""),
        ("1-400", [], ""),
        ("1, 1", [], ""),
        ("1000", [], ""),
        (1.5, [], ""),
        (date(2024, 4, 1), [], ""),
        ("", [], ""),
    ],
)
def test_the_stations_that_a_cell_tells(written: Value, numbers: list[int], repair: str) -> None:
    assert tps_numbers(written) == (numbers, repair)


@pytest.mark.parametrize(
    ("written", "read"), [("2-1-2", "2-1-2"), ("2 - 16 - 32", "2-16-32"), ("2-1", None), (date(2002, 1, 2), None)]
)
def test_a_guard_pattern_is_three_numbers_and_never_a_date(written: Value, read: str | None) -> None:
    assert guard_pattern(written)[0] == read


def test_a_name_speaks_for_the_rows_below_it_and_a_district_for_its_villages() -> None:
    found = stations(
        [
            ["KLASIFIKASI TPS POLRES TRENGGALEK"],
            ["Kecamatan", "Desa", "TPS", "Klasifikasi"],
            ["Panggul", "Besuki", "TPS 01", "RAWAN"],
            [None, None, "TPS 02", "SANGAT RAWAN"],
            [None, "Terbis", "1-2", "Kurang Rawan"],
            ["JUMLAH", None, 4, None],
            ["KECAMATAN MUNJUNGAN"],
            [None, "Craken", 1, "RAWAN"],
        ]
    )
    told = [tuple(row[name] for name in ("district_name", "village_name", "tps", "class")) for row in found]
    assert told == [
        ("Panggul", "Besuki", 1, "RAWAN"),
        ("Panggul", "Besuki", 2, "SANGAT RAWAN"),
        ("Panggul", "Terbis", 1, "KURANG RAWAN"),
        ("Panggul", "Terbis", 2, "KURANG RAWAN"),
        ("Munjungan", "Craken", 1, "RAWAN"),
    ]


def test_the_tab_or_a_title_names_the_district() -> None:
    rows: Rows = [["Desa", "TPS", "Klasifikasi"], ["Besuki", 1, "RAWAN"]]
    assert [row["district_name"] for row in stations(rows, tab="PANGGUL")] == ["Panggul"]
    assert [row["district_name"] for row in stations([["DAFTAR TPS KEC. PANGGUL"], *rows])] == ["Panggul"]


def test_figures_of_a_row_with_several_stations_are_no_single_ones() -> None:
    found = stations([["Desa", "TPS", "Klasifikasi", "Polri"], ["Besuki", "1-2", "RAWAN", 4], [None, 3, "RAWAN", 2]])
    assert [(row["tps"], row["police"]) for row in found] == [(1, None), (2, None), (3, 2)]


@pytest.mark.parametrize(("last", "voters"), [("Jumlah", 7), ("x", None)])
def test_of_one_heading_over_men_and_women_the_sum_is_read_or_nothing(last: str, voters: int | None) -> None:
    rows = [["Desa", "TPS", "DPT"], [None, None, "L", "P", last], ["Besuki", 1, 3, 4, 7]]
    content = workbook({"A": rows}, lambda book: book["A"].merge_cells("C1:E1"))
    assert [row["voters"] for row in read("KPU", content)] == [voters]


def test_a_villages_file_is_never_read_as_a_partners() -> None:
    readings = Readings()
    content = workbook({"TPS": [["Desa", "TPS", "DPT"], ["Besuki", 1, 400]]})
    read_file(Source("35.03.01.2001/tps.xlsx", "village", 2024), content, readings)
    assert readings.rows["tps"] == []
