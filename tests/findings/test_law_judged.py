"""What the law says, through a whole audit: from the workbooks of villages to findings, cases and scores."""

from datetime import date
from pathlib import Path

import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tests.builders import drop, full_return, grid_rows, identity_rows, labels
from tests.pipeline import Audited, audit
from tests.scoring.test_stages import CLERK, HEAD, put_regency, village

pytestmark = pytest.mark.process

OCTOBER = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 6))
NOVEMBER = Scope(area("35.03.01"), Period(2024, 11), date(2024, 12, 6))
VILLAGE, TWIN = "35.03.01.2001", "35.03.01.2002"


def _report(name: str, category: str, code: str, to: str | None, day: date, **more: object) -> list[object]:
    told: dict[str, object] = {
        "Tanggal Kejadian": day,
        "Nama Terlapor": name,
        "Status Kepegawaian": category,
        "Kode Dugaan Pelanggaran": code,
        "Uraian": "Diduga hadir",
        "Diteruskan Ke": to,
        "Status Penanganan": "PLENO",
    }
    return [(told | more).get(str(label)) for label in labels("reports")]


def _sheets(*reports: list[object], period: str = "2024-10", **stated: object) -> dict[str, list[list[object]]]:
    nil = "TIDAK" if reports else "YA"
    told = identity_rows(**({"Periode": period, "Laporan Nihil": nil} | stated))
    sheets = full_return(Identitas=told, Laporan=[labels("reports"), *reports])
    if period != "2024-10":
        days = [None if date(2024, 11, day).weekday() > 4 or day == 27 else "H" for day in range(1, 31)]
        sheets["Hadir"] = grid_rows([[n, *who, *days] for n, who in enumerate((HEAD, CLERK), start=1)], days=30)
    return {name: [list(row) for row in rows] for name, rows in sheets.items()}


def _audited(inbox: Path, *reports: list[object], scope: Scope = OCTOBER) -> Audited:
    drop(inbox, _sheets(*reports, period=str(scope.period)))
    return audit(inbox, scope)


def _told(found: Audited, rule: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = found.findings[found.findings["rule"] == rule].to_dict("records")
    return rows


@pytest.mark.parametrize("to", ["CAMAT", "KADES", "BUPATI"])
def test_a_report_about_village_staff_that_went_to_the_camat_is_rightly_forwarded(tmp_path: Path, to: str) -> None:
    found = _audited(tmp_path, _report("Siti Aminah", "PERANGKAT", "V-05", to, date(2024, 10, 9)))
    assert _told(found, "N03") == []
    assert len(found.results.cases) == 1


def test_a_report_sent_to_kasn_in_october_2024_is_advised_about(tmp_path: Path) -> None:
    """KASN ended on 24 August 2024; a report sent there on 2 October is not wrong, it has to be followed."""
    found = _audited(tmp_path, _report("Fulan", "PNS", "D-04", "KASN", date(2024, 10, 2)))
    (told,) = _told(found, "N03")
    assert told["severity"] == "advise"
    assert "beralih" in str(told["statement"])
    wrong = _audited(tmp_path / "wrong", _report("Fulan", "PNS", "D-04", "BUPATI", date(2024, 10, 2)))
    assert [told["severity"] for told in _told(wrong, "N03")] == ["explain"]


def test_no_finding_about_a_pppk_rests_on_rules_for_pns_alone(tmp_path: Path) -> None:
    late = {"Tanggal Diketahui": date(2024, 10, 10), "Tanggal Lapor": date(2024, 10, 28)}
    about = [
        _report(name, category, code, "BUPATI", date(2024, 10, 9), **late)
        for name, category, code in (("Rina", "PPPK", "D-04"), ("Rina", "PPPK", "D-01"), ("Budi", "PNS", "D-04"))
    ]
    found = _audited(tmp_path, *about)
    rows = found.findings[found.findings["rule"].str.startswith("N")]
    contract = rows.loc[rows["subject"].str.startswith("Rina"), ["rule", "basis"]]
    assert {"N01", "N03", "N04"} <= set(contract["rule"])
    assert contract["basis"].str.contains("UU Nomor 20 Tahun 2023 Pasal 24.", regex=False).all()
    assert not contract["basis"].str.contains("PP Nomor 94 Tahun 2021|PP Nomor 42 Tahun 2004").any()
    servant = rows.loc[rows["subject"].str.startswith("Budi"), "basis"]
    assert servant.str.contains("PP Nomor 94 Tahun 2021 Pasal 5 huruf n", regex=False).all()


def test_no_sanction_stands_beside_a_name_that_nobody_has_judged(tmp_path: Path) -> None:
    """The criterion of a delay is its limit: a sanction beside it once read as a verdict on the person reported."""
    late = {"Tanggal Diketahui": date(2024, 10, 1), "Tanggal Lapor": date(2024, 10, 28)}
    about = [
        _report("Sutrisno", "KADES", "V-02", "BKN", date(2024, 10, 1), **late),
        _report("Siti Aminah", "PERANGKAT", "V-05", "BKN", date(2024, 10, 1), **late),
        _report("Budi", "PNS", "D-04", "CAMAT", date(2024, 10, 1), **late),
    ]
    rows = _audited(tmp_path, *about).findings
    told = rows[rows["rule"].isin(["N01", "N02", "N03"])]
    assert len(told) >= 6
    told_sanctions = "teguran|pemberhentian|hukuman|pidana penjara|Pasal 14 huruf|Pasal 30 ayat|Pasal 52"
    assert told.loc[told["basis"].str.contains(told_sanctions), "basis"].tolist() == []
    introduced = told["basis"].str.partition("Larangan yang disebut dalam laporan (kode dugaan ")
    assert introduced[2].str.contains("; belum diputus): ", regex=False).all(), "the prohibition is the report's word"
    assert not introduced[0].str.contains("Pasal 29 huruf|Pasal 51 huruf|PP Nomor 94").any()


@pytest.mark.parametrize(
    ("scope", "day", "competent", "word"),
    [
        (OCTOBER, date(2024, 10, 1), "ATASAN TNI/POLRI", "atasan langsung anggota TNI/Polri"),
        (NOVEMBER, date(2024, 11, 14), "GAKKUMDU", "Gakkumdu"),
    ],
)
def test_an_act_of_a_soldier_is_forbidden_on_1_october_and_a_crime_since_14_november(
    tmp_path: Path, scope: Scope, day: date, competent: str, word: str
) -> None:
    found = _audited(tmp_path, _report("Fulan", "TNI", "P-01", competent, day), scope=scope)
    assert (_told(found, "D17"), _told(found, "D18"), _told(found, "N03")) == ([], [], [])
    assert found.results.cases["channel"].tolist() == [competent]
    other = {"ATASAN TNI/POLRI": "GAKKUMDU", "GAKKUMDU": "BUPATI"}[competent]
    sent = _audited(tmp_path / "other", _report("Fulan", "TNI", "P-01", other, day), scope=scope)
    (told,) = _told(sent, "N03")
    assert f"berwenang: {word}" in str(told["statement"])
    assert "sejak 14 November 2024" in str(told["basis"])  # the basis says from when it is a crime


def test_a_village_with_an_honest_case_scores_like_its_twin_without(tmp_path: Path) -> None:
    put_regency(tmp_path, [HEAD, CLERK])
    honest = _report("Siti Aminah", "PERANGKAT", "V-05", "BAWASLU", date(2024, 10, 9))
    punished = _report("Sutrisno", "KADES", "V-02", "BUPATI", date(2024, 10, 9), **{
        "Status Penanganan": "SANKSI_DIJATUHKAN"
    })  # fmt: skip
    drop(tmp_path, _sheets(honest, punished))
    twin = {"Kode Desa/Kelurahan": TWIN, "Nama Desa/Kelurahan": "Terbis"}
    drop(tmp_path, _sheets(**twin), folder=f"{TWIN} Terbis")
    found = audit(tmp_path, OCTOBER)
    reporting, silent = village(found), village(found, TWIN)
    assert (reporting["lbs"], silent["lbs"], reporting["sanctions"]) == (1, 0, 1)
    assert (reporting["skn"], reporting["grade"]) == (silent["skn"], silent["grade"]) == (100, "SANGAT PATUH")
