"""The form lacks the pledge's column, and one headed "Komitmen Netral" may be it: asked, and nobody blamed."""

from datetime import date

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(Rakor=ROWS))


ROWS = [
    ["No", "Tanggal", "Kegiatan", "Nama", "Hadir", "Komitmen Netral", "Nomor HP"],
    [1, date(2024, 10, 10), "IKRAR", "Sutrisno", "√", "sudah", "0812000000"],
    [2, date(2024, 10, 10), "IKRAR", "Siti Aminah", "√", "belum", None],
]
