"""A workbook whose dates count from 1904, as old Macs write them."""

from datetime import date

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    sheet = book["Rakor"]
    sheet["B2"] = date(2024, 10, 10)
    sheet["C2"] = "RAKOR"
