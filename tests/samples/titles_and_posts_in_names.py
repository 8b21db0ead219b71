"""Titles, degrees, brackets, a post or the number beside a name: still the same two people."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["B2"], sheet["B3"] = "H. SUTRISNO S.H", "Siti Aminah (Sekdes)"
    sheet = book["Rakor"]
    sheet["D2"], sheet["D3"] = "Drs. Sutrisno, M.Si / 3503010101700001", "Siti Aminah, S.Pd.I - Sekretaris Desa"
