"""An army list with several stations in a cell: each is a row, and figures for them together are nobody's own."""

from tests.builders import workbook


def build() -> bytes:
    rows = [
        ["Kode Desa/Kelurahan", "TPS", "Klasifikasi", "Personel TNI"],
        ["35.03.01.2001", "TPS 1-3", "KURANG RAWAN", 3],
        ["35.03.01.2001", "4 dan 5", "RAWAN", 1],
        ["35.03.01.2001", "6 s/d 7", "RAWAN", None],
    ]
    return workbook({"TNI": rows})
