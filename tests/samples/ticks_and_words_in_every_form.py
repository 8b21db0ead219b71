"""Ticks and words that one form knows are known in all; those of a symbol font too."""

import openpyxl
from openpyxl.styles import Font

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    days, entries = book["Hadir"], book["Rakor"]
    for column, sign in zip("FGHILM", ["√", "✓", "✔", "v", "V", "Hadir"], strict=True):
        days[f"{column}2"] = sign
    days["N2"], days["N2"].font = "ü", Font(name="Wingdings")
    entries["G2"], entries["I2"] = "Hadir", "TTD"
    entries["G3"], entries["G3"].font, entries["I3"] = "ü", Font(name="Wingdings"), "Sudah"
