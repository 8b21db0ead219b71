"""A binary workbook (.xlsb) with an error, a number as identifier, and dates as text."""

from tests.builders import unsigned_return
from tests.xlsb import xlsb


def build() -> bytes:
    sheets = {name: [list(row) for row in rows] for name, rows in unsigned_return().items()}
    sheets["Hadir"][1][5] = "#REF!"
    sheets["Hadir"][2][2] = 3503014202850002
    sheets["Rakor"][1][1] = "10 Oktober 2024"
    return xlsb(sheets)
