"""A letterhead with a logo, merged titles and blank rows above the table."""

import io

import openpyxl
from openpyxl.drawing.image import Image
from PIL import Image as Picture

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), letterhead)


def letterhead(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet.insert_rows(1, 7)
    titles = [
        "PEMERINTAH KABUPATEN TRENGGALEK",
        "KECAMATAN PANGGUL",
        "DESA BESUKI",
        "Jl. Raya Panggul No. 1 Kode Pos 66364",
    ]
    for row, title in enumerate([*titles, "DAFTAR HADIR BULAN OKTOBER 2024"], start=1):
        sheet.cell(row, 2, title)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=30)
    logo = io.BytesIO()
    Picture.new("RGB", (40, 40), "navy").save(logo, "PNG")
    sheet.add_image(Image(logo), "A1")
