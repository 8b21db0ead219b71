"""A machine's list that nobody can judge stands beside three forms that can: that sheet is told."""

from tests.builders import unsigned_return, workbook

LIST = [
    ["No. ID", "Nama", "Tanggal", "Scan 1", "Scan 2"],
    *([7, "Sutrisno", f"{day:02d}/10/2024", "07:31", "15:02"] for day in range(1, 5)),
]


def build() -> bytes:
    sheets = unsigned_return(Absensi=LIST)
    del sheets["Hadir"]
    return workbook(sheets)
