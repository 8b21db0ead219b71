"""A person of two statuses, a penjabat kepala desa who is PNS: judged by the one that a rule or code is for."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tasks.tables.routes import competent_bodies, receiving_bodies
from tests.builders import drop, full_return, identity_rows, labels, workbook
from tests.pipeline import Audited, audit
from tests.scoring.test_stages import CLERK, attendance, days

SCOPE = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 6))
VILLAGE = "35.03.01.2001"
ACTING = ["Sutrisno", "197003152001121003", "Pj. Kepala Desa", "KADES"]
UNEXCUSED = tuple((day, "TK") for day in (1, 2, 3))


def _audited(inbox: Path, second: str | None, code: str, to: str, stated: str | None = None) -> Audited:
    folder = inbox / "_kabupaten"
    folder.mkdir(parents=True)
    people = [[VILLAGE, *ACTING, None, None, None, second], [VILLAGE, *CLERK]]
    (folder / "daftar-pejabat.xlsx").write_bytes(workbook({"Pejabat": [labels("register"), *people]}))
    told = {
        "Tanggal Kejadian": date(2024, 10, 9), "Nama Terlapor": "Sutrisno", "NIP/NIK": ACTING[1],
        "Status Kepegawaian": "KADES", "Kode Dugaan Pelanggaran": code, "Uraian": "Diduga hadir",
        "Diteruskan Ke": to, "Status Penanganan": "PLENO", "Status Kedua": stated, "Pemilihan": "Pilbup",
        "Nomor Register": "012/LP/PB/X/2024",
    }  # fmt: skip
    drop(
        inbox,
        full_return(
            Identitas=identity_rows(**{"Laporan Nihil": "TIDAK"}),
            Hadir=attendance((ACTING, days(*UNEXCUSED)), (CLERK, days())),
            Laporan=[labels("reports"), [told.get(str(label)) for label in labels("reports")]],
        ),
    )
    return audit(inbox, SCOPE)


def _rules(found: Audited) -> set[str]:
    return set(found.findings["rule"])


def test_the_register_knows_the_second_status_and_every_rule_uses_it(tmp_path: Path) -> None:
    found = _audited(tmp_path, "PNS", "D-04", "BKN")
    assert not {"D17", "N03"} & _rules(found)
    (absent,) = found.findings.query("rule == 'N10'")["statement"]  # three days: the threshold of PNS, not of heads
    assert "Mulai 3 hari" in absent
    (case,) = found.results.cases.to_dict("records")
    assert (case["category"], case["second_category"], case["channel"]) == ("KADES", "PNS", "BKN")
    assert (case["election"], case["register_number"]) == ("BUPATI", "012/LP/PB/X/2024")


def test_as_a_village_head_he_still_goes_to_the_regent(tmp_path: Path) -> None:
    found = _audited(tmp_path, "PNS", "V-02", "BUPATI")
    assert not {"D17", "N03"} & _rules(found)
    assert found.results.cases["channel"].tolist() == ["BUPATI"]
    assert "N03" in _rules(_audited(tmp_path / "other", "PNS", "V-02", "BKN"))


def test_without_a_second_status_the_code_of_civil_servants_does_not_fit(tmp_path: Path) -> None:
    found = _audited(tmp_path, None, "D-04", "BKN")
    assert "D17" in _rules(found)
    assert not {"N10", "N03"} & _rules(found)


def test_a_report_may_state_it_where_the_register_does_not(tmp_path: Path) -> None:
    assert "D17" not in _rules(_audited(tmp_path, None, "D-04", "BKN", stated="PNS"))


@pytest.mark.parametrize(
    ("code", "body"), [("D-04", "BKN"), ("V-02", "BUPATI"), ("P-01", "GAKKUMDU"), (None, "BUPATI")]
)
def test_the_body_is_that_of_the_status_which_the_code_is_for(code: str | None, body: str) -> None:
    told = {"violation_code": code, "category": "KADES", "second_category": "PNS"}
    case = pd.DataFrame([told | {"incident_date": pd.Timestamp("2024-10-09")}])
    assert competent_bodies(case).tolist() == [body]
    assert receiving_bodies(case)["channels"].str.startswith(body).all()


@pytest.mark.parametrize("is_registered", [False, True])
@pytest.mark.parametrize(("second", "finds"), [("PNS", True), (None, False)])
def test_the_attendance_sheet_states_the_second_status_too(
    tmp_path: Path, second: str | None, finds: bool, is_registered: bool
) -> None:
    """Three days of TK are a threshold of PNS and none of a village head; the code of civil servants fits him."""
    folder = tmp_path / "_kabupaten"
    folder.mkdir()
    if is_registered:
        people = [[VILLAGE, *ACTING], [VILLAGE, *CLERK]]
        (folder / "daftar-pejabat.xlsx").write_bytes(workbook({"Pejabat": [labels("register")[:5], *people]}))
    heading, *rows = attendance((ACTING, days(*UNEXCUSED)), (CLERK, days()))
    with_second = [[*heading, "Status Kedua"], [*rows[0], None, second], [*rows[1], None, None]]
    told = {
        "Tanggal Kejadian": date(2024, 10, 9), "Nama Terlapor": "Sutrisno", "NIP/NIK": ACTING[1],
        "Status Kepegawaian": "KADES", "Kode Dugaan Pelanggaran": "D-04", "Uraian": "Diduga hadir",
    }  # fmt: skip
    drop(
        tmp_path,
        full_return(
            Identitas=identity_rows(**{"Laporan Nihil": "TIDAK"}),
            Hadir=with_second,
            Laporan=[labels("reports"), [told.get(str(label)) for label in labels("reports")]],
        ),
    )
    found = audit(tmp_path, SCOPE)
    assert ("N10" in _rules(found), "D17" in _rules(found)) == (finds, not finds)
    (case,) = found.results.cases.to_dict("records")
    assert (case["second_category"] if finds else second) == second
