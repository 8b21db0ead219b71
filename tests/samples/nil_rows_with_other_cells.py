"""Rows that say NIHIL where an entry would be named, though a date, a source or a 0 stands beside it."""

from datetime import date

from tests.builders import labels, unsigned_return, workbook


def build() -> bytes:
    nil_report = [1, date(2024, 10, 31), *["NIHIL"] * (len(labels("reports")) - 2)]
    nil_risk = [1, "NIHIL", "-", "Nihil", 0, "DESA"]
    return workbook(
        unsigned_return(Laporan=[labels("reports"), nil_report], Kerawanan=[labels("vulnerabilities"), nil_risk])
    )
