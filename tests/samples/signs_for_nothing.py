"""Dashes, dots, lines, 0, NIHIL, TIDAK ADA, N/A and xxx where a text or a number is due say nothing."""

from datetime import date

from tests.builders import full_month, grid_rows, labels, unsigned_return, workbook

SIGNS = ["-", "–", "—", ".", "…", "........", "____", "NIHIL", "TIDAK ADA", "N/A", "xxx", 0]


def build() -> bytes:
    people = [
        [1, "Sutrisno", "-", "Kepala Desa", "KADES", *full_month(), "—"],
        [2, "Siti Aminah", 0, "Sekretaris Desa", "....", *full_month(), "NIHIL"],
    ]
    entries = [
        [row, date(2024, 10, 10), "APEL", "Sutrisno", sign, sign, "YA", sign, None, sign]
        for row, sign in enumerate(SIGNS, start=1)
    ]
    nothing = [["-"] * len(labels("reports")), ["xxx"] * len(labels("reports"))]
    return workbook(
        unsigned_return(
            Hadir=grid_rows(people),
            Rakor=[labels("activities"), *entries],
            Laporan=[labels("reports"), *nothing],
            Kerawanan=[labels("vulnerabilities"), ["…"] * len(labels("vulnerabilities"))],
        )
    )
