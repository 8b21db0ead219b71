"""A date that a spreadsheet of another country swapped lies in another month: it is asked, and nobody is late by it."""

from datetime import date

from tests.builders import full_return, identity_rows, labels, workbook

REPORT = {
    "Nama Terlapor": "Bambang",
    "Status Kepegawaian": "PERANGKAT",
    "Kode Dugaan Pelanggaran": "V-04",
    "Uraian": "Ikut kampanye",
    "Tanggal Kejadian": "9 September 2024",
}

STATED = {"Kode Desa/Kelurahan": None, "Nama Desa/Kelurahan": None, "Laporan Nihil": "TIDAK"}


def build() -> bytes:
    reports = [
        {"Tanggal Diketahui": date(2024, 9, 10), "Tanggal Lapor": "14/10/2024"},
        {"Tanggal Diketahui": "10 September 2024", "Tanggal Lapor": "14/10/2024"},
        {"Tanggal Diketahui": date(2024, 9, 25), "Tanggal Lapor": "14/10/2024"},
    ]
    rows = [[(REPORT | report).get(str(label)) for label in labels("reports")] for report in reports]
    return workbook(full_return(Identitas=identity_rows(**STATED), Laporan=[labels("reports"), *rows]))
