"""A leave written out with its days, and texts nobody can tell, merged over days and people: each is asked once."""

import openpyxl

from tests.builders import full_month, grid_rows, unsigned_return, workbook


def build() -> bytes:
    people = [
        [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES", *full_month()],
        [2, "Rini Astuti", "3503014404820004", "Kasi Pelayanan", "PERANGKAT", *full_month()],
    ]
    return workbook(unsigned_return(Hadir=grid_rows(people)), change)


def change(book: openpyxl.Workbook) -> None:
    sheet = book["Hadir"]
    for cells, text in (
        ("F3:S3", "CUTI BERSALIN 1 OKT s.d 14 DES 2024"),
        ("AA2:AA3", "UPACARA HARI SANTRI"),
        ("AB2:AD2", "IZIN (menunggui anak)"),
    ):
        first = cells.partition(":")[0]
        for row in sheet[cells]:
            for cell in row:
                cell.value = text if cell.coordinate == first else None
        sheet.merge_cells(cells)
