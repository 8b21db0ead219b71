"""What denies something and is yet contradicted, unsure or about nobody accuses no person; it is asked where it can be.

Each case came as a workbook that made a false accusation.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tests.builders import VILLAGE, Rows, full_month, full_return, grid_rows, identity_rows, labels, workbook
from tests.pipeline import Sent, audit_sent

SCOPE = Scope(area(VILLAGE), Period(2024, 10), date(2024, 11, 5))
HEAD = ["Sutrisno", "3503010101700001", "Kepala Desa", "KADES"]
CLERK = ["Siti Aminah", "198502022010012003", "Sekretaris Desa", "PNS"]
PLEDGES: Rows = [
    [number, date(2024, 10, 3), "IKRAR", *who[:3], "YA", None, "YA"]
    for number, who in enumerate((HEAD, CLERK), start=1)
]
MEETING = [date(2024, 10, 10), "09:00", "11:00", "RAKOR", "Rakor", VILLAGE, "Kecamatan", "SEMUA"]


def _found(**sheets: Rows) -> pd.DataFrame:
    """Return the findings about one village of two officials; both were called to a meeting on 10 October."""
    attendance = grid_rows([[number, *who, *full_month()] for number, who in enumerate((HEAD, CLERK), start=1)])
    whole: dict[str, Rows] = {"Hadir": attendance, "Rakor": [labels("activities"), *PLEDGES]}
    agenda = workbook({"Agenda": [labels("agenda"), MEETING]})
    sent = [
        Sent(f"{VILLAGE} Besuki/laporan.xlsx", "village", VILLAGE, workbook(full_return(**(whole | sheets)))),
        Sent("_kabupaten/agenda.xlsx", "regency", None, agenda),
    ]
    return audit_sent(sent, SCOPE).findings


def _meeting(*rows: Sequence[object]) -> Rows:
    """Return activities with the pledges; a row of the meeting is who, Hadir, Diwakili Oleh, Ikrar and Keterangan."""
    came = [[9, date(2024, 10, 10), "RAKOR", *who[:3], *told] for who, *told in rows]  # type: ignore[index]
    return [labels("activities"), *PLEDGES, *came]


def _cells(found: pd.DataFrame, rule: str) -> list[str]:
    return found.loc[found["rule"] == rule, "cell"].tolist()


def test_absent_and_represented_in_one_row_is_asked_and_accuses_nobody() -> None:
    told = _meeting([HEAD, "TIDAK", "Dwi Lestari"], [CLERK, "TIDAK", None, None, "Sakit, diwakili Kaur"])
    found = _found(Rakor=told)
    assert (_cells(found, "N08"), _cells(found, "D26")) == ([], ["G4", "G5"])
    asked = found.loc[found["rule"] == "D26", "statement"]
    assert asked.str.contains("menyebut bahwa orang ini diwakili").all()


def test_absent_and_not_represented_is_found() -> None:
    told = _meeting([HEAD, "TIDAK", "-"], [CLERK, "TIDAK", None, None, "sakit, tidak diwakili"])
    found = _found(Rakor=told)
    assert (_cells(found, "N08"), _cells(found, "D26")) == (["G4", "G5"], [])


def test_absen_may_mean_that_the_list_was_signed() -> None:
    found = _found(Rakor=_meeting([HEAD, "Absen"], [CLERK, "YA"]))
    assert (_cells(found, "N08"), _cells(found, "D26")) == ([], ["G4"])


def _reports(*told: dict[str, object]) -> dict[str, Rows]:
    """Return the sheets of reports with these rows, each by the labels that it does not leave as usual."""
    usual: dict[str, object] = {
        "Tanggal Kejadian": date(2024, 10, 4),
        "Status Kepegawaian": "PERANGKAT",
        "Kode Dugaan Pelanggaran": "V-04",
        "Uraian": "Ikut kampanye",
    }
    rows = [[(usual | row).get(str(label)) for label in labels("reports")] for row in told]
    return {"Identitas": identity_rows(**{"Laporan Nihil": "TIDAK"}), "Laporan": [labels("reports"), *rows]}


def test_no_report_is_late_by_dates_that_are_out_of_order() -> None:
    known = {"Nama Terlapor": "Bambang", "Tanggal Diketahui": date(2024, 5, 10), "Tanggal Lapor": date(2024, 10, 7)}
    found = _found(**_reports(known))
    assert (_cells(found, "N01"), _cells(found, "D19")) == ([], ["C2"])
    found = _found(**_reports(known | {"Tanggal Kejadian": date(2024, 5, 4)}))
    assert (_cells(found, "N01"), _cells(found, "D19")) == (["D2"], [])


def test_a_pledge_denied_at_a_meeting_is_not_recorded() -> None:
    """Nobody is asked to sign at a meeting, so TIDAK there says nothing about the pledge; at IKRAR it does."""
    at_pledge = [1, date(2024, 10, 3), "IKRAR", *CLERK[:3], "YA", None, "TIDAK"]
    at_meeting = [1, date(2024, 10, 10), "RAKOR", *CLERK[:3], "YA", None, "TIDAK"]
    found = _found(Rakor=[labels("activities"), PLEDGES[0], at_meeting])
    missing = found.loc[found["rule"] == "D27", "statement"]
    assert (_cells(found, "N07"), bool(missing.str.contains("ikrar").any())) == ([], True)
    assert _cells(_found(Rakor=[labels("activities"), at_pledge, at_meeting]), "N07") == ["I2"]
