"""A signature block below the table, with names and NIPs in the table's own columns."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["E6"], sheet["E7"] = "Besuki, 31 Oktober 2024", "Mengetahui,"
    sheet["E8"], sheet["E12"], sheet["E13"] = "Kepala Desa Besuki", "SUTRISNO, S.Sos", "NIP. 19700101 199503 1 001"
    sheet["B7"], sheet["B12"], sheet["C12"] = "Sekretaris Desa", "SITI AMINAH", "3503014202850002"
