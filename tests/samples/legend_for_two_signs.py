"""One entry of a legend for two signs (TK/A), and remarks in brackets behind meanings."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["F2"], sheet["G2"], sheet["H2"] = "A", "M", "TK"
    sheet["B5"] = "H : Hadir (tepat waktu), TK/A : Tanpa Keterangan (alpa), M : Dinas Luar (surat tugas)"
