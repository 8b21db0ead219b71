"""The commission's list with a sheet for each district, named by its tab alone."""

from tests.builders import workbook


def build() -> bytes:
    headings = ["Nama Desa", "No TPS", "Alamat TPS", "Jumlah DPT", "TPS Khusus"]
    return workbook(
        {
            "DONGKO": [headings, ["Cakul", 1, "Balai desa", 480, "TIDAK"]],
            "Kec. Pule": [headings, ["Sidomulyo", "01", "SDN 1", 470, "YA"], ["Sidomulyo", "901", "Rutan", 90, "YA"]],
        }
    )
