"""Ids of findings and groups: the same whatever a person's number is and wherever a row stands."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope
from tasks.findings.ids import without_numbers
from tests.builders import VILLAGE, drop, full_return, identity_rows, labels
from tests.pipeline import audit
from tests.scoring.test_stages import attendance, days, put_regency

SCOPE = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 6))
MEETING = date(2024, 10, 15)
AGENDA = [[MEETING, "08:00", "10:00", "RAKOR", "Rakor netralitas", "35.03", "Inspektorat", "SEMUA"]]
PEOPLE = [  # two share a name, two of them also a post
    ["Sutrisno", "350301010170", "Kepala Desa", "KADES"],
    ["Siti Aminah", "350301420285", "Sekretaris Desa", "PERANGKAT"],
    ["Siti Aminah", "350301530391", "Kaur Umum", "PERANGKAT"],
    ["Joko", "350301010380", "Kasun", "PERANGKAT"],
    ["Joko", "350301020481", "Kasun", "PERANGKAT"],
]
MONTHS = [days((9, "TK"), (10, None)), days((9, "??")), days((9, "??")), days((11, "TK")), days((14, None))]


def _found(inbox: Path, first_digits: int, *, reordered: bool = False) -> pd.DataFrame:
    """Audit a village whose people's numbers end in ``first_digits`` and the numbers after it."""
    people = [[name, f"{start}{first_digits + n:04}", *rest] for n, (name, start, *rest) in enumerate(PEOPLE)]
    stranger = ["Orang Baru", f"35030101017{first_digits:04}", "Staf", "PPPK"]  # a digit is missing
    rows = [*zip(people, MONTHS, strict=True), (stranger, days((9, None)))]
    entries = [[None, MEETING, "RAKOR", name, number, post, "TIDAK"] for name, number, post, _ in people] + [
        [None, MEETING, "IKRAR", name, number, post, "YA", None, "TIDAK"] for name, number, post, _ in people
    ]
    if reordered:
        rows, entries = rows[::-1], entries[::-1]
    report = {"Tanggal Kejadian": date(2024, 10, 9), "Nama Terlapor": "Sutrisno", "Status Kepegawaian": "KADES",
              "NIP/NIK Terlapor": people[0][1], "Kode Dugaan Pelanggaran": "D-04", "Uraian": "Hadir di kampanye",
              "Status Penanganan": "DITERIMA"}  # fmt: skip
    put_regency(inbox, people, AGENDA)
    sheets = full_return(
        Identitas=[list(row) for row in identity_rows(**{"Laporan Nihil": "TIDAK"})],
        Hadir=attendance(*rows),
        Rakor=[labels("activities"), *entries],
        Laporan=[labels("reports"), [report.get(str(label)) for label in labels("reports")]],
    )
    drop(inbox, sheets)
    return audit(inbox, SCOPE).findings


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return _found(tmp_path_factory.mktemp("inbox"), 1)


def _ids(findings: pd.DataFrame) -> set[tuple[str, str, str]]:
    return set(findings[["rule", "finding_id", "group_id"]].itertuples(index=False, name=None))


def test_other_digits_of_identifiers_give_the_same_ids(found: pd.DataFrame, tmp_path: Path) -> None:
    other = _found(tmp_path, 7001)
    assert {"D01", "D06", "D09", "D10", "N07", "N08"} <= set(found["rule"])
    assert found["subject"].str.contains("0001").any()
    assert not other["subject"].str.contains("0001").any()
    assert _ids(other) == _ids(found)


def test_rows_in_another_order_give_the_same_ids(found: pd.DataFrame, tmp_path: Path) -> None:
    other = _found(tmp_path, 1, reordered=True)
    assert other["cell"].tolist() != found["cell"].tolist()
    by_person = ["rule", "subject", "finding_id", "group_id"]
    told = [set(each[by_person].fillna("").itertuples(index=False, name=None)) for each in (found, other)]
    assert told[0] == told[1]


def test_every_finding_has_its_own_id_namesakes_too(found: pd.DataFrame) -> None:
    assert found["finding_id"].is_unique
    pledges = found[found["rule"] == "N07"]
    assert len(pledges) == len(PEOPLE)


def test_what_a_village_must_mend_is_one_group_of_its_rule(found: pd.DataFrame) -> None:
    groups = found[found["village_code"] == VILLAGE].groupby("rule")["group_id"].nunique()
    assert groups["N07"] == groups["N08"] == groups["D10"] == 1


@pytest.mark.parametrize(
    ("identity", "kept"),
    [
        ("attendance|siti aminah|3503014202850002|2024-10-05", "attendance|siti aminah||2024-10-05"),
        ("D01|350301 420285 0002", "D01|"),
        ("19850817 201001 1 001", ""),
        ("rt 3 rw 12|35.03.01.2001", "rt 3 rw 12|35.03.01.2001"),
    ],
)
def test_a_long_number_that_somebody_wrote_is_no_part_of_an_id(identity: str, kept: str) -> None:
    assert without_numbers(pd.Series([identity])).tolist() == [kept]
