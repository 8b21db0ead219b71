"""Remarks and names say since when somebody serves, or until when: no day outside of that is expected."""

from tests.builders import full_month, grid_rows, unsigned_return, workbook


def build() -> bytes:
    late, early, dead = full_month(), full_month(), full_month()
    late[:13], early[13:], dead[20:] = [None] * 13, [None] * 18, [None] * 11
    people = [
        [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES", *full_month()],
        [2, "Rini Astuti", "3503014404820004", "Kasi Pelayanan", "PERANGKAT", *late, "dilantik 14 Okt 2024"],
        [3, "Mulyadi", "3503010505790005", "Kepala Dusun", "PERANGKAT", *early, "purna tugas per 14-10-2024"],
        [4, "Alm. Gatot Wibowo", "3503010303800003", "Kaur Keuangan", "PERANGKAT", *dead],
    ]
    return workbook(unsigned_return(Hadir=grid_rows(people)))
