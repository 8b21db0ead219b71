"""The commission's list with a total below each district and sub-headings that name the next."""

from tests.builders import workbook


def build() -> bytes:
    rows = [
        ["DAFTAR TPS KABUPATEN TRENGGALEK"],
        ["No", "Desa/Kelurahan", "TPS", "DPT"],
        [None, "KECAMATAN WATULIMO"],
        [1, "Tasikmadu", 1, 450],
        [2, "Tasikmadu", 2, 455],
        ["Jumlah Kecamatan Watulimo", None, 2, 905],
        [None, "KECAMATAN KAMPAK"],
        [3, "Ngadimulyo", 1, 400],
        ["TOTAL", None, 3, 1305],
    ]
    return workbook({"DPT": rows})
