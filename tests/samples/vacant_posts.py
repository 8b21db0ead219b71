"""Posts that nobody holds, marked KOSONG, LOWONG or with a dash: counted as such, and nobody's absence."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    posts = [("KOSONG", "Kaur Keuangan"), ("LOWONG", "Kasi Pelayanan"), ("-", "Kepala Dusun")]
    for row, (name, post) in enumerate(posts, start=4):
        sheet.cell(row, 1, row - 1)
        sheet.cell(row, 2, name)
        sheet.cell(row, 4, post)
