"""No month but in the dates of the rows: a list whose dates all lie in one month is for that month."""

from tests.builders import labels, unsigned_return, workbook

STATUSES = {"1 Oktober 2024": "Hadir", "2 Oktober 2024": "Sakit", "3 Oktober 2024": "Hadir"}


def build() -> bytes:
    rows = [
        [number, "Sutrisno", "3503010101700001", "Kepala Desa", day, None, None, None, status]
        for number, (day, status) in enumerate(STATUSES.items(), start=1)
    ]
    sheets = unsigned_return(Hadir=[labels("attendance", "list"), *rows])
    del sheets["Identitas"]
    return workbook(sheets)
