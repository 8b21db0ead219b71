"""A title above one of two tables on a sheet speaks for that table, and not for the rest of the file."""

from tests.builders import full_month, grid_rows, unsigned_return, workbook

PERSON = [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES"]


def build() -> bytes:
    months = [
        [["DAFTAR HADIR BULAN SEPTEMBER 2024"], *grid_rows([[*PERSON, *full_month("S")]], days=30)],
        [["DAFTAR HADIR BULAN OKTOBER 2024"], *grid_rows([[*PERSON, *full_month()]])],
    ]
    return workbook(unsigned_return(Hadir=[*months[0], [], *months[1]]))
