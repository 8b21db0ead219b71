"""A small regency's inbox all the way to figures that were worked out by hand."""

import os
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tests.builders import drop, full_month, full_return, grid_rows, identity_rows, labels, workbook
from tests.pipeline import Audited, audit

SCOPE = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 6))
VILLAGE = "35.03.01.2001"
HEAD = ["Sutrisno", "3503010101700001", "Kepala Desa", "KADES"]
CLERK = ["Siti Aminah", "3503014202850002", "Sekretaris Desa", "PERANGKAT"]
COUNCIL = ["Bambang", "3503010303800003", "Ketua BPD", "BPD"]


def put_regency(inbox: Path, people: list[list[object]], agenda: list[list[object]] | None = None) -> None:
    folder = inbox / "_kabupaten"
    folder.mkdir(parents=True, exist_ok=True)
    register = [labels("register"), *[[VILLAGE, *person] for person in people]]
    (folder / "daftar-pejabat.xlsx").write_bytes(workbook({"Pejabat": register}))
    (folder / "agenda.xlsx").write_bytes(workbook({"Agenda": [labels("agenda"), *(agenda or [])]}))


def days(*changes: tuple[int, object]) -> list[object]:
    month = full_month()
    for day, code in changes:
        month[day - 1] = code
    return month


def attendance(*people: tuple[list[object], list[object]]) -> list[list[object]]:
    return [list(row) for row in grid_rows([[n, *person, *month] for n, (person, month) in enumerate(people, start=1)])]


def village(found: Audited, code: str = VILLAGE) -> pd.Series:  # type: ignore[type-arg]
    return found.results.villages.set_index("village_code").loc[code]


def rules_found(found: Audited) -> set[str]:
    return set(found.findings.loc[found.findings["village_code"] == VILLAGE, "rule"])


def test_indicators_of_a_village_by_hand(tmp_path: Path) -> None:
    """Two of three are obliged to pledge, one did; 69 person-days, of which 2 TK, 1 S, 1 unknown, 3 L."""
    meeting = [date(2024, 10, 10), "08:00", "10:00", "RAKOR", "Rakor netralitas", "35.03", "Inspektorat", "KADES/LURAH"]
    elsewhere = [date(2024, 10, 11), None, None, "RAKOR", "Rakor lain", "35.03.02", "Camat", "SEMUA"]
    voluntary = [date(2024, 10, 12), None, None, "RAKOR", "Tidak wajib", "35.03", "Camat", None]
    put_regency(tmp_path, [HEAD, CLERK, COUNCIL], [meeting, elsewhere, voluntary])
    sheets = full_return(
        Hadir=attendance(
            (HEAD, days((1, "TK"), (2, "TK"))),
            (CLERK, days((3, "S"), (4, "??"))),
            (COUNCIL, days((7, "L"), (8, "L"), (9, "L"))),
        ),
        Rakor=[
            labels("activities"),
            [1, date(2024, 10, 10), "RAKOR", "Sutrisno", None, None, "DIWAKILI", "Siti Aminah"],
            [2, date(2024, 9, 20), "IKRAR", "Siti Aminah", None, None, "YA", None, "YA"],
        ],
        Laporan=[
            labels("reports"),
            [
                1,
                date(2024, 10, 2),
                None,
                date(2024, 10, 4),
                None,
                "Fulan",
                None,
                None,
                "PNS",
                "D-04",
                None,
                "x",
                *[None] * 7,
                "SELESAI",
            ],
            [2, date(2024, 10, 3), None, date(2024, 10, 4), None, "Fulana", None, None, "PNS", "D-01", None, "y"],
        ],
        Kerawanan=[
            labels("vulnerabilities"),
            [1, "NETRALITAS", "TPS 1", "a", 2, "TNI"],
            [2, "NETRALITAS", "TPS 2", "b", 0, "DESA"],
            [3, "KEAMANAN", "TPS 1", "c", 1, "POLRI"],
        ],
        Identitas=identity_rows(**{"Laporan Nihil": "TIDAK", "Kerawanan Nihil": "TIDAK"}),
    )
    drop(tmp_path, sheets)
    found = audit(tmp_path, SCOPE)
    row = village(found)
    assert (row["hk"], row["blank_days"]) == (66, 1)
    figures = {
        name: row[name] for name in ("ktw", "klk", "thd", "thd_upper", "thj", "tk_rate", "cpi", "krk", "lbs", "nih")
    }
    assert figures == pytest.approx(
        {"ktw": 1, "klk": 65 / 66, "thd": 62 / 66, "thd_upper": 63 / 66, "thj": 63 / 66, "tk_rate": 2 / 66,
         "cpi": 1 / 2, "krk": 1 / 2, "lbs": 1 / 2, "nih": 1}, abs=5e-5,
    )  # fmt: skip
    assert row["skr"] == round(100 * (2 * 2 + 1 * 1) / (2 * 3) + 1e-9, 2)
    skn = 25 + 20 * 65 / 66 + 15 * 63 / 66 + 10 + 5 + 10  # two reports, one of them open, cost nothing
    assert row["skn"] == pytest.approx(skn, abs=0.005)
    assert row["priority"] == pytest.approx(0.6 * (100 - skn) / 100 + 0.4 * 83.3333 / 100, abs=1e-4)
    assert rules_found(found) == {"D09", "D27", "K01", "K04"}


def test_a_silent_village_is_in_every_list(tmp_path: Path) -> None:
    drop(tmp_path, full_return())
    found = audit(tmp_path, SCOPE)
    silent = village(found, "35.03.01.2002")
    assert len(found.results.villages) == 17
    assert (silent["status"], silent["grade"], silent["findings_block"]) == ("BELUM MASUK", "TIDAK DAPAT DINILAI", 4)
    assert pd.isna(silent["skn"])
    missing = found.results.submissions.query("village_code == '35.03.01.2002'")
    assert list(missing["state"]) == ["missing"] * 4


def test_without_a_register_its_rules_are_not_applied_with_the_reason(tmp_path: Path) -> None:
    drop(tmp_path, full_return())
    results = audit(tmp_path, SCOPE).results.results.set_index("rule")
    for rule in ("D06", "D07", "D25"):
        assert results.loc[rule, "applied"] == 0
        assert "aparatur" in str(results.loc[rule, "reason"])


def test_with_a_register_it_is_the_roster(tmp_path: Path) -> None:
    put_regency(tmp_path, [HEAD, CLERK])
    stranger = ["Orang Lain", "3503010505900005", "Staf", "HONORER"]
    drop(tmp_path, full_return(Hadir=attendance((HEAD, days()), (stranger, days()))))
    found = audit(tmp_path, SCOPE)
    assert {"D06", "D07"} <= rules_found(found)
    assert village(found)["hk"] == 46
    assert village(found)["klk"] == 0.5


def test_a_running_month_is_judged_up_to_as_of_only(tmp_path: Path) -> None:
    drop(tmp_path, full_return())
    found = audit(tmp_path, Scope(SCOPE.area, SCOPE.period, date(2024, 10, 4)))
    assert village(found)["hk"] == 8
    assert "D13" in rules_found(found)


def test_the_newest_file_counts_and_the_older_is_superseded(tmp_path: Path) -> None:
    drop(tmp_path, full_return())
    drop(tmp_path, {"Hadir": attendance((HEAD, days((1, "TK")))), "Identitas": identity_rows()}, "kiriman (1).xlsx")
    found = audit(tmp_path, SCOPE)
    assert village(found)["tk_rate"] == pytest.approx(1 / 23, abs=1e-4)
    attendance_rows = found.results.submissions.query("village_code == @VILLAGE and form == 'attendance'")
    assert dict(zip(attendance_rows["state"], attendance_rows["rows_counted"], strict=True)) == {
        "current": 1,
        "superseded": 0,
    }
    assert "S11" in rules_found(found)


def test_the_same_bytes_again_are_already_received(tmp_path: Path) -> None:
    path = drop(tmp_path, full_return())
    (path.parent / "salinan.xlsx").write_bytes(path.read_bytes())
    found = audit(tmp_path, SCOPE)
    assert sorted(found.results.files["state"]) == ["current", "ignored"]
    assert "S11" not in rules_found(found)


@pytest.mark.parametrize(
    ("sheets", "rule"),
    [
        (full_return(Identitas=identity_rows(**{"Kode Desa/Kelurahan": "35.03.01.2002"})), "S04"),
        (full_return(Identitas=identity_rows(Periode="?")), "S05"),
        (full_return(Hadir=[row[:2] + row[3:] for row in map(list, full_return()["Hadir"])]), "S07"),
    ],
)
def test_what_is_blocked_is_not_counted(tmp_path: Path, sheets: dict[str, object], rule: str) -> None:
    drop(tmp_path, sheets)  # type: ignore[arg-type]
    found = audit(tmp_path, SCOPE)
    assert rule in rules_found(found)
    assert village(found)["status"] == "PERLU PERBAIKAN"
    assert village(found)["grade"] == "TIDAK DAPAT DINILAI"
    rejected = found.results.submissions.query("state == 'rejected'")
    assert len(rejected) > 0
    assert int(rejected["rows_counted"].sum()) == 0


def test_last_months_file_belongs_to_another_audit(tmp_path: Path) -> None:
    drop(tmp_path, full_return(Identitas=identity_rows(Periode="2024-09"), Rakor=[labels("activities")]))
    found = audit(tmp_path, SCOPE)
    (row,) = found.results.files.to_dict("records")
    assert (row["state"], row["reason"]) == ("ignored", "lembar ini untuk September 2024")
    assert found.results.submissions["state"].eq("missing").all()


def test_an_unreadable_file_stops_nobody(tmp_path: Path) -> None:
    drop(tmp_path, full_return())
    other = tmp_path / "35.03.01.2002 Terbis"
    other.mkdir()
    (other / "rusak.xlsx").write_bytes(b"PK\x03\x04 bukan zip")
    os.mkfifo(other / "pipa.xlsx")
    found = audit(tmp_path, SCOPE)
    broken = found.findings.query("rule == 'S03'")
    assert list(broken["village_code"]) == ["35.03.01.2002"] * 2
    assert village(found)["status"] == "LENGKAP"
    assert village(found, "35.03.01.2002")["status"] == "PERLU PERBAIKAN"


def test_an_empty_inbox_is_an_audit_of_silence(tmp_path: Path) -> None:
    found = audit(tmp_path, SCOPE)
    assert found.results.villages["status"].eq("BELUM MASUK").all()
    assert set(found.findings["rule"]) == {"S01"}


def test_a_repair_shows_its_date_but_no_identifier(tmp_path: Path) -> None:
    spaced = ["Sutrisno", "350301 010170 0001", "Kepala Desa", "KADES"]
    dated = [1, "10 Oktober 2024", "IKRAR", "Sutrisno", None, None, "YA", None, "YA"]
    drop(tmp_path, full_return(Hadir=attendance((spaced, days())), Rakor=[labels("activities"), dated]))
    repairs = audit(tmp_path, SCOPE).results.repairs.set_index("reason")
    assert repairs.loc["date_text", "before"] == "10 Oktober 2024"
    assert "0101" not in str(repairs.loc["separators"].to_dict())


@pytest.mark.parametrize(
    ("stated", "told", "assumed"),
    [
        ({}, "Hari Kerja tidak diisi, jadi dihitung 5 hari", True),
        ({"Hari Kerja": "6 hari"}, "hari kerja 6 hari", False),
        ({"Hari Kerja": "bergilir"}, "Hari Kerja tidak dipahami, jadi Sabtu tidak dinilai", False),
    ],
)
def test_it_is_said_by_which_working_days_attendance_was_counted(
    tmp_path: Path, stated: dict[str, object], told: str, assumed: bool
) -> None:
    drop(tmp_path, full_return(Identitas=identity_rows(**stated)))
    rows = audit(tmp_path, SCOPE).results.submissions.query("village_code == @VILLAGE")
    by_form = rows.set_index("form")
    assert by_form.loc["attendance", "work_pattern"] == told
    assert bool(by_form.loc["attendance", "is_work_pattern_assumed"]) == assumed
    assert by_form.drop(index="attendance")["work_pattern"].isna().all()


def test_what_a_form_that_was_not_read_would_tell_is_not_known(tmp_path: Path) -> None:
    """A village whose sheet of meetings could not be read once bore 0 % of pledges, as if nobody had signed."""
    meeting = [date(2024, 10, 10), "08:00", "10:00", "RAKOR", "Rakor netralitas", "35.03", "Inspektorat", "KADES/LURAH"]
    put_regency(tmp_path, [HEAD, CLERK], [meeting])
    unreadable = [[label if label != "Kegiatan" else "Lain" for label in labels("activities")], [1, "x"]]
    drop(tmp_path, full_return(Rakor=unreadable))
    found = audit(tmp_path, SCOPE)
    row = village(found)
    assert row["status"] == "PERLU PERBAIKAN"
    assert row[["cpi", "krk"]].isna().all()
    assert row["thj"] == 1
    figures = found.results.indicators.set_index(["area_code", "indicator"])
    for name in ("cpi", "krk"):
        known = figures.loc[(VILLAGE, name)]
        assert known["reason"] == "formulir Rakor dan Ikrar belum diterima atau belum dapat dibaca"
        assert known[["numerator", "denominator", "value"]].isna().all()
        assert (known["weight"], known["points"]) == ({"cpi": 20, "krk": 10}[name], 0), "hiding a form earns nothing"
        assert pd.isna(figures.loc[("35.03.01", name), "value"]), "nobody's form was read in the district"
    silent = village(found, "35.03.01.2002")
    assert silent[["thd", "thd_upper", "thj", "tk_rate", "cpi", "krk"]].isna().all()
    assert (silent["ktw"], silent["grade"]) == (0, "TIDAK DAPAT DINILAI")
