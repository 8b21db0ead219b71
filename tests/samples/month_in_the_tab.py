"""No month but in the names of the tabs."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    book["Identitas"]["B3"] = None
    for tab in ("Hadir", "Rakor", "Laporan", "Kerawanan"):
        book[tab].title = f"{tab} Okt 2024"
