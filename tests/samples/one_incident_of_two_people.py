"""One incident, merged over the rows of the two people who are named: told of each; the code fits one only."""

from datetime import date

import openpyxl

from tests.builders import identity_rows, labels, unsigned_return, workbook

REPORT: dict[object, object] = {
    "Tanggal Kejadian": date(2024, 10, 9),
    "Tanggal Diketahui": date(2024, 10, 10),
    "Tanggal Lapor": date(2024, 10, 11),
    "Kode Dugaan Pelanggaran": "V-05",
    "Uraian": "Hadir di kampanye",
}
NAMED: list[dict[object, object]] = [
    {"Nama Terlapor": "Sutrisno", "Jabatan": "Kepala Desa", "Status Kepegawaian": "KADES"},
    {"Nama Terlapor": "Siti Aminah", "Jabatan": "Sekretaris Desa", "Status Kepegawaian": "PERANGKAT"},
]


def build() -> bytes:
    headings = labels("reports")
    first, second = ([row.get(label) for label in headings] for row in (REPORT | NAMED[0], NAMED[1]))
    stated = identity_rows(**{"Kode Desa/Kelurahan": None, "Nama Desa/Kelurahan": None, "Laporan Nihil": "TIDAK"})
    return workbook(unsigned_return(Identitas=stated, Laporan=[headings, first, second]), change)


def change(book: openpyxl.Workbook) -> None:
    for place, label in enumerate(labels("reports"), start=1):
        if label in REPORT:
            book["Laporan"].merge_cells(start_row=2, end_row=3, start_column=place, end_column=place)
