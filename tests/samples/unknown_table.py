"""A list that is none of the forms: no known form, and not our failure."""

from tests.builders import workbook


def build() -> bytes:
    return workbook({"Data Warga": [["Nama", "Alamat", "RT"], ["Budi", "Dusun Krajan", 3]]})
