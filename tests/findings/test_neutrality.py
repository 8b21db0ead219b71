"""Neutrality from workbooks to findings: what villages report, and what is never said of anybody."""

from datetime import date
from pathlib import Path

import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tests.builders import drop, full_return, identity_rows, labels
from tests.pipeline import Audited, audit
from tests.scoring.test_stages import CLERK, COUNCIL, HEAD, attendance, days, put_regency

SCOPE = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 6))
VILLAGE, NEIGHBOUR = "35.03.01.2001", "35.03.01.2002"
SERVANT = ["Budi Santoso", "198508172010011001", "Sekretaris", "PNS"]
CONTRACT = ["Rina Wati", "199002112022212003", "Staf", "PPPK"]
FIRST_DAYS = tuple((day, "TK") for day in (1, 2, 3, 4, 7))
CAMPAIGN = [
    [date(2024, 10, 9), "08:00", "11:00", "KAMPANYE", "Kampanye akbar", "35.03", "Tim", None],
    [date(2024, 10, 24), None, None, "DEKLARASI", "Deklarasi", "35.03.01", "Tim", None],
    [date(2024, 10, 15), "08:00", "10:00", "RAKOR", "Rakor netralitas", "35.03", "Inspektorat", "SEMUA"],
]


def _report(name: str, category: str, code: str, forwarded_to: str | None, **more: object) -> list[object]:
    filled: dict[str, object] = {
        "Tanggal Kejadian": date(2024, 10, 9),
        "Nama Terlapor": name,
        "Status Kepegawaian": category,
        "Kode Dugaan Pelanggaran": code,
        "Uraian": "Hadir di kampanye",
        "Diteruskan Ke": forwarded_to,
        "Status Penanganan": "PLENO",
    }
    return [(filled | more).get(str(label)) for label in labels("reports")]


def _told(**more: object) -> list[list[object]]:
    return [list(row) for row in identity_rows(**more)]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """Two villages: in the first two days of TK fall on the two campaign days, the second holds the rest."""
    inbox = tmp_path_factory.mktemp("inbox")
    put_regency(inbox, [HEAD, CLERK, COUNCIL], CAMPAIGN)
    drop(
        inbox,
        full_return(
            Identitas=_told(**{"Laporan Nihil": "TIDAK"}),
            Hadir=attendance(
                (HEAD, days((9, "TK"), (24, "TK"))), (CLERK, days((15, "DL"))), (COUNCIL, days((15, "C")))
            ),
            Rakor=[
                labels("activities"),
                [1, date(2024, 10, 10), "IKRAR", "Sutrisno", None, None, "YA", None, "YA"],
                [2, date(2024, 10, 15), "RAKOR", "Siti Aminah", None, None, "TIDAK"],
                [3, date(2024, 10, 15), "RAKOR", "Bambang", None, None, "YA"],
            ],
            Laporan=[
                labels("reports"),
                _report("Sutrisno", "KADES", "D-04", "BKN", **{"Status Penanganan": "DITERIMA"}),
                _report("Fulan", "PNS", "D-04", "BUPATI", **{"Status Penanganan": "DITERIMA"}),
                _report("Siti Aminah", "PERANGKAT", "V-05", "BAWASLU", **{"Jam Kejadian": "09:30"}),
                _report("Siti Aminah", "PERANGKAT", "V-05", None, **{"Tanggal Kejadian": date(2024, 10, 11)}),
            ],
        ),
    )
    drop(
        inbox,
        full_return(
            Identitas=_told(**{"Kode Desa/Kelurahan": NEIGHBOUR, "Nama Desa/Kelurahan": "Terbis",
                               "Laporan Nihil": "TIDAK", "Kerawanan Nihil": "TIDAK"}),
            Hadir=attendance((SERVANT, days(*FIRST_DAYS)), (CONTRACT, days(*FIRST_DAYS))),
            Laporan=[
                labels("reports"),
                _report("Drs. Fulan, M.Si", "PNS", "D-04", "BKN"),
                _report("Rina Wati", "PPPK", "D-01", "BKN", **{
                    "Tanggal Diketahui": date(2024, 10, 10), "Tanggal Lapor": date(2024, 10, 18),
                    "Status Penanganan": "KAJIAN_AWAL",
                }),
            ],
            Kerawanan=[
                labels("vulnerabilities"),
                [1, "KEAMANAN", "TPS 1", "a", 2, "TNI", None, "patroli", "Babinsa", date(2024, 11, 1), "Berjalan"],
                [2, "KEAMANAN", "TPS 1", "a", 0, "DESA"],
            ],
        ),
        folder=f"{NEIGHBOUR} Terbis",
    )  # fmt: skip
    return audit(inbox, SCOPE)


def _who(found: Audited, rule: str, village: str = VILLAGE) -> list[str]:
    rows = found.findings[(found.findings["rule"] == rule) & (found.findings["village_code"] == village)]
    return [name.partition(" (")[0] for name in rows["subject"].fillna("").tolist()]


def test_absence_on_both_campaign_days_is_an_early_indication(found: Audited) -> None:
    assert sorted(_who(found, "N05")) == ["", "Sutrisno"]
    assert _who(found, "N05", NEIGHBOUR) == []
    statements = found.findings.query("rule == 'N05'")["statement"]
    assert statements.str.startswith("Indikasi awal").all()
    assert statements.str.contains(r"2 dari 6 kehadiran .* 0 dari 63").any()


def test_a_code_that_does_not_fit_the_person_is_not_called_wrongly_forwarded(found: Audited) -> None:
    assert _who(found, "D17") == ["Sutrisno"]
    assert _who(found, "N03") == ["Fulan"]  # one report was not forwarded at all: no fault of the village
    assert found.findings.query("rule == 'N03'")["statement"].str.contains("Bawaslu; Panwascam").all()


def test_a_late_report_that_stays_at_its_preliminary_study(found: Audited) -> None:
    assert (_who(found, "N01", NEIGHBOUR), _who(found, "N02", NEIGHBOUR)) == (["Rina Wati"], ["Rina Wati"])


def test_present_at_the_office_at_the_hour_of_the_event(found: Audited) -> None:
    """Siti Aminah is marked H on 9 October; the report puts her at the campaign at half past nine."""
    assert _who(found, "N06") == ["Siti Aminah"]


def test_two_incidents_of_one_person_are_one_group(found: Audited) -> None:
    rows = found.findings.query("rule == 'N04'")
    assert rows["subject"].str.startswith("Siti Aminah").tolist() == [True, True]
    assert rows["group_id"].nunique() == 1
    assert rows["finding_id"].nunique() == 2


def test_pledges_and_meetings(found: Audited) -> None:
    assert _who(found, "N07") == []
    assert sorted(_who(found, "D27")) == ["Siti Aminah", "Sutrisno"]  # no pledge row; no row of the meeting
    assert _who(found, "N08") == []  # her attendance says DL: one cell accuses once
    assert sorted(_who(found, "N09")) == ["Bambang", "Siti Aminah"]
    groups = found.findings[found.findings["rule"].isin(["N07", "N08", "N09"])]
    assert groups["group_id"].nunique() == groups.groupby(["village_code", "rule"]).ngroups
    assert len(groups) > groups["group_id"].nunique()


def test_thresholds_are_for_civil_servants(found: Audited) -> None:
    assert _who(found, "N10", NEIGHBOUR) == ["Budi Santoso"]
    (told,) = found.findings.query("rule == 'N10'")["statement"]
    assert "5 hari TK dari 23 hari kerja" in told
    assert "belum berarti pelanggaran" in told


def test_the_map_is_followed_up(found: Audited) -> None:
    rows = found.findings[found.findings["rule"].str.startswith("K")]
    assert sorted(rows["rule"]) == ["K02", "K04", "K04"]
    assert rows["form"].eq("vulnerabilities").all()


def test_the_same_incident_told_by_two_villages_stays_two_cases(found: Audited) -> None:
    cases = found.results.cases.set_index("case_id")
    alike = cases[cases["possibly_same_as"].notna()]
    assert alike["village_code"].tolist() == [VILLAGE, NEIGHBOUR]
    assert alike["possibly_same_as"].tolist() == alike.index.tolist()[::-1]
    assert len(cases) == 6


def test_a_rule_that_needs_an_earlier_month_says_so(found: Audited) -> None:
    results = found.results.results.set_index("rule")
    assert results.loc["K03", "applied"] == 0
    assert "bulan sebelumnya" in str(results.loc["K03", "reason"])


def test_nothing_reported_is_called_proven(found: Audited) -> None:
    rows = found.findings[found.findings["rule"].str.startswith("N")]
    words = rows["statement"].str.casefold()
    assert not words.str.contains("melanggar|terbukti|bersalah").any()


def test_silence_where_others_know_more(tmp_path: Path) -> None:
    """The village says nil: its own map rates neutrality as highly vulnerable, its neighbour reports its head."""
    put_regency(tmp_path, [HEAD, CLERK])
    risk = [1, "Netralitas ASN", "TPS 1", "a", 2, "POLRI", None, "patroli", "Babinsa", date(2024, 12, 1)]
    told = _told(**{"Kerawanan Nihil": "TIDAK"})
    drop(tmp_path, full_return(Identitas=told, Kerawanan=[labels("vulnerabilities"), risk]))
    other = {
        "Identitas": _told(**{"Kode Desa/Kelurahan": NEIGHBOUR, "Nama Desa/Kelurahan": "Terbis"}),
        "Laporan": [labels("reports"), _report("Sutrisno", "KADES", "V-02", "BUPATI", **{"NIP/NIK": HEAD[1]})],
    }
    drop(tmp_path, other, folder=f"{NEIGHBOUR} Terbis")
    (silent,) = audit(tmp_path, SCOPE).findings.query("rule == 'N12'").to_dict("records")
    assert silent["village_code"] == VILLAGE
    assert "Polri" in silent["statement"]
    assert "1 laporan" in silent["statement"]
    assert silent["sheet"] == "Identitas"


@pytest.mark.parametrize(
    ("written", "found_in"),
    [("NETRALITAS", ["N12"]), ("NETRALITAS APARATUR", ["N12"]), ("NETRALITAS PENYELENGGARA", [])],
)
def test_a_nil_report_is_asked_about_for_the_officials_neutrality_only(
    written: str, found_in: list[str], tmp_path: Path
) -> None:
    """An entry under the variable's old name is about officials, as it was; one about polling staff is not."""
    put_regency(tmp_path, [HEAD, CLERK])
    risk = [1, written, "TPS 1", "a", 2, "POLRI", None, "patroli", "Babinsa", date(2024, 12, 1)]
    told = _told(**{"Kerawanan Nihil": "TIDAK"})
    drop(tmp_path, full_return(Identitas=told, Kerawanan=[labels("vulnerabilities"), risk]))
    found = audit(tmp_path, SCOPE)
    assert found.findings.query("rule == 'N12'")["rule"].tolist() == found_in
    assert not found.findings["rule"].isin(["D22"]).any()
