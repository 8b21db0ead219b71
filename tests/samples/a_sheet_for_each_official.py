"""A sheet for each official, with the name above his days: people of one form."""

from datetime import date

from tests.builders import unsigned_return, workbook

PEOPLE = {"Sutrisno": "Kepala Desa", "Siti Aminah": "Sekretaris Desa"}
HEADINGS = ["No", "Hari", "Tanggal", "Jam Masuk", "Jam Keluar", "Total Waktu", "Status Kehadiran"]


def build() -> bytes:
    sheets = unsigned_return()
    del sheets["Hadir"]
    for name, post in PEOPLE.items():
        days = [[day, None, date(2024, 10, day), "07:30", "15:30", "08:00", "Hadir"] for day in (1, 2, 3)]
        sheets[name] = [["LAPORAN KEHADIRAN"], ["Nama", ":", name], ["Jabatan", ":", post], [], HEADINGS, *days]
    return workbook(sheets)
