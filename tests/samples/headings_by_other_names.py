"""Headings by their usual other names, in capitals, with dots and marks."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    headings = ["NO.", "NAMA LENGKAP :", "N I P / N I K", "jabatan", "STATUS PEGAWAI *"]
    for column, heading in enumerate(headings, start=1):
        sheet.cell(1, column, heading)
