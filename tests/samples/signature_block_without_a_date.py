"""A signature block without place or date: whoever signs is no second person."""

import openpyxl

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    sheet["B6"], sheet["H6"] = "Mengetahui", "Dibuat oleh :"
    sheet["B7"], sheet["H7"] = "Kepala Desa Besuki", "Sekretaris Desa"
    sheet["B10"], sheet["H10"] = "SUTRISNO", "SITI AMINAH, S.Pd."
    sheet["B11"], sheet["H11"] = "NIP. 3503010101700001", "NIK. 3503014202850002"
