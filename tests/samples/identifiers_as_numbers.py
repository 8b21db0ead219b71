"""Identifiers stored as numbers lost their last digits: the rest is never invented."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["C2"] = 3503010101700001
    sheet["C3"] = 3503014202850002.0
