"""TK in the title is a kindergarten, English headings are headings, and a tab named like a form is meant as one."""

from tests.builders import full_return, unsigned_return, workbook

ENGLISH = {"Tanggal": "Date", "Kegiatan": "Activity", "Nama": "Name", "Jabatan": "Position", "Hadir": "Present"}


def build() -> bytes:
    sheets = unsigned_return()
    heads, *entries = sheets["Rakor"]
    english = [ENGLISH.get(str(head), head) for head in heads]
    days = [list(row) for row in full_return()["Hadir"]]
    days[1][11] = "TK"
    titled = [["DAFTAR HADIR"], ["Guru TK Dharma Wanita dan perangkat desa"], *days]
    nobody_knows = [["a", "b", "c", "d"], [1, 2, 3, 4], [5, 6, 7, 8]]
    own = {"Hadir": titled, "Rakor": [english, *entries], "Laporan Netralitas": nobody_knows}
    return workbook({name: rows for name, rows in (sheets | own).items() if name != "Laporan"})
