"""Titles before, behind and in another order than in the register: still the same persons."""

import openpyxl

from tests.builders import labels, unsigned_return, workbook

PEOPLE = [
    ["Drs. H. Sutrisno, M.Si", "3503010101700001", "Kepala Desa", "KADES", "L"],
    ["Siti Aminah, S.Pd., M.M.", "3503014202850002", "Sekretaris Desa", "PERANGKAT", "P"],
]


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["B2"], sheet["C2"] = "H. SUTRISNO, M.Si., Drs.", None
    sheet["B3"] = "Hj. Siti Aminah, M.M, S.Pd"
    book["Rakor"]["D2"] = "Sutrisno, Drs."


def register(village: str) -> bytes:
    return workbook({"Pejabat": [labels("register"), *([village, *person] for person in PEOPLE)]})
