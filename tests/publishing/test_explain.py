"""The explain view: every filled cell bears the reader's own role, and the legend's counts are the reader's."""

from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from data.reference import records
from tasks.publishing.replies.explain import Explained, write_explained
from tasks.publishing.replies.taken_for import taken_for
from tasks.reading.reading import Source, cell_roles, read_file
from tasks.reading.readings import Readings
from tasks.reading.returns import returns_of
from tasks.reading.roles import ROLES
from tests.builders import full_return, workbook

SOURCE = Source("laporan.xlsx", "village", 2024)


def spoilt() -> bytes:
    """Return a file with a cell of nearly every role."""
    rows = [list(row) for row in full_return()["Hadir"]]
    rows[1][6], rows[1][7], rows[1][8] = "??", "-", "hadir"
    below = [["", "Keterangan:"], ["", "H = Hadir"], ["", "Besuki, 31 Oktober 2024"], ["", "Kepala Desa"]]
    sheets = full_return(Hadir=[["DAFTAR HADIR"], ["BULAN OKTOBER 2024"], *rows, *below])
    return workbook(sheets | {"Catatan": [["Nomor telepon kecamatan", "0355 123456"]]})


def explained(content: bytes, target: Path, language: str = "id") -> openpyxl.Workbook:
    readings = Readings()
    read_file(SOURCE, content, readings)
    returns = returns_of([readings])
    write_explained(Explained(target, SOURCE, content, taken_for(returns, language), returns.repairs, language))
    return openpyxl.load_workbook(target)


def test_every_role_of_the_reader_has_a_name_and_a_tint_of_its_own() -> None:
    told = records("cell_roles")
    assert tuple(row["role"] for row in told) == ROLES
    for column in ("label_id", "label_en", "tint"):
        assert len({row[column] for row in told}) == len(ROLES)


@pytest.mark.parametrize("language", ["id", "en"])
def test_cells_are_tinted_and_counted_as_the_reader_says(tmp_path: Path, language: str) -> None:
    content = spoilt()
    roles = cell_roles(SOURCE, content)
    assert {"value", "no_value", "title", "period", "legend", "signature", "note", "not_understood"} <= {
        found.role for found in roles
    }
    book = explained(content, tmp_path / "rinci.xlsx", language)
    tints = {row["role"]: f"00{row['tint']}" for row in records("cell_roles")}
    assert all(book[found.sheet][found.cell].fill.fgColor.rgb == tints[found.role] for found in roles)
    tinted = sum(cell.fill.fill_type is not None for sheet in book.worksheets[1:] for row in sheet for cell in row)
    legend = [[cell.value for cell in row[:2]] for row in book.worksheets[0].iter_rows(min_row=4, max_row=15)]
    counts = Counter(found.role for found in roles)
    assert legend[:-1] == [[row[f"label_{language}"], counts[row["role"]]] for row in records("cell_roles")]
    assert legend[-1][1] == tinted == len(roles)


def test_what_was_not_understood_is_listed_without_a_meaning(tmp_path: Path) -> None:
    listed = {
        (row[0], row[1]): row[2:]
        for row in explained(spoilt(), tmp_path / "rinci.xlsx").worksheets[0].iter_rows(min_row=17, values_only=True)
    }
    assert listed["Hadir", "G4"][:3] == ("Isian yang belum dimengerti", "??", None)
    assert listed["Hadir", "I4"] == ("Isian yang terbaca", "hadir", "H", "Dibaca menurut daftar padanan")
    assert listed["Hadir", "H4"][:3] == ("Kosong (tanda bahwa tidak ada isian)", "-", None)
    assert ("Hadir", "A1") not in listed
