"""Comments attached to cells explain a TK and a TIDAK: both are asked, another day's comment changes nothing."""

from datetime import date

import openpyxl
from openpyxl.comments import Comment

from tests.builders import full_month, grid_rows, labels, unsigned_return, workbook


def build() -> bytes:
    days = full_month()
    days[6:9] = ["TK", "TK", "TK"]
    people = [[1, "Siti Aminah", "198502022010012003", "Sekretaris Desa", "PNS", *days]]
    pledge = [1, date(2024, 10, 10), "IKRAR", "Siti Aminah", None, None, "YA", None, "TIDAK"]
    return workbook(unsigned_return(Hadir=grid_rows(people), Rakor=[labels("activities"), pledge]), change)


def change(book: openpyxl.Workbook) -> None:
    book["Hadir"]["L2"].comment = Comment("Sakit, surat dokter ada", "Sekdes")
    book["Hadir"]["F2"].comment = Comment("piket", "Sekdes")
    book["Rakor"]["I2"].comment = Comment("sudah ttd 14/10", "Sekdes")
