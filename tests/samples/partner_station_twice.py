"""The commission's list with a station twice and another voters' number, a code that is no village's, and a
blank number.
"""

from tests.builders import workbook


def build() -> bytes:
    rows = [
        ["Kode Desa/Kelurahan", "Nama Desa/Kelurahan", "TPS", "DPT"],
        ["35.03.09.2001", None, 1, 410],
        ["3503092001", None, "TPS 1", 420],
        ["35.03.09.2099", None, 1, 400],
        ["35.03.09.2001", None, None, 400],
        ["35.03.09.2001", "Besuki", 2, 400],
    ]
    return workbook({"DPT": rows})
