"""Three columns of ticks say who came, each with a heading of its own; two under no heading may say who signed."""

from tests.builders import unsigned_return, workbook


def build() -> bytes:
    return workbook(unsigned_return(Rakor=ROWS))


ROWS = [
    ["No", "Tanggal", "Kegiatan", "Nama", "Hadir", "Diwakili", "Tidak Hadir", "Sudah", "Belum"],
    [1, "10 Oktober 2024", "IKRAR", "Sutrisno", "v", None, None, "x", None],
    [2, "10 Oktober 2024", "IKRAR", "Siti Aminah", None, "v", None, None, "x"],
    [3, "15 Oktober 2024", "RAKOR", "Sutrisno", None, None, "v"],
    [4, "15 Oktober 2024", "RAKOR", "Siti Aminah", "Tidak"],
]
