"""Two people of one name are told apart by number, then by post; where neither stands, nobody is meant."""

from datetime import date

from tests.builders import full_month, grid_rows, labels, unsigned_return, workbook


def build() -> bytes:
    people = [
        [1, "Siti Aminah", "3503014202850002", "Sekretaris Desa", "PERANGKAT", *full_month()],
        [2, "Siti Aminah", "3503014303860003", "Kaur Umum", "PERANGKAT", *full_month()],
    ]
    entries = [
        [1, date(2024, 10, 10), "IKRAR", "Siti Aminah", "3503014202850002", None, "YA", None, "YA"],
        [2, date(2024, 10, 10), "IKRAR", "Siti Aminah", None, "Kaur Umum", "YA", None, "YA"],
        [3, date(2024, 10, 15), "RAKOR", "Siti Aminah", None, None, "YA"],
    ]
    return workbook(unsigned_return(Hadir=grid_rows(people), Rakor=[labels("activities"), *entries]))
