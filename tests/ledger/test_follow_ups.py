"""What auditors fill in on *Tindak Lanjut*: what is taken up, what is refused and in which cell."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from sqlalchemy import Engine

from data.calendar import Period
from data.forms import form_columns
from data.register import area
from data.scope import Scope
from data.tables import frame
from data.workbook import column_plans
from tasks.counting.history import History
from tasks.ledger.follow_ups import follow_ups_until, record_follow_ups, take_up
from tasks.reading.reading import Source, read_file
from tasks.reading.readings import Readings
from tasks.reading.returns import Returns, returns_of
from tests.builders import VILLAGE, labels, workbook

NOW = datetime(2024, 11, 12, 3, tzinfo=UTC)
OWN, ELSEWHERE, HOMELESS = "ab" * 8, "cd" * 8, "ef" * 8
KNOWN = frame(
    "known_findings",
    "memory",
    [
        {"finding_id": "1" * 16, "group_id": OWN, "village_code": VILLAGE},
        {"finding_id": "2" * 16, "group_id": ELSEWHERE, "village_code": "35.03.02.2001"},
        {"finding_id": "3" * 16, "group_id": HOMELESS, "village_code": None},
    ],
)
SCOPE = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 12))
NAME = "Besuki, Kec. Panggul"


def filled(group: str = OWN, **changes: object) -> list[object]:
    """Return a row that is filled in as it should be, but for the changes."""
    fields: dict[str, object] = {
        "number": 1,
        "group_id": group,
        "village": None,
        "follow_up_date": "25/10/2024",
        "follow_up_status": 2,
        "follow_up_evidence": "Surat 700/45",
        "verifier": "Siti Aminah",
        "remark": None,
    }
    return list((fields | changes).values())


def sent(*rows: list[object], cover: str = "", file: str = "_auditor/tl.xlsx") -> tuple[Returns, History]:
    """Return one workbook that an auditor sent back, and what is known; with ``cover`` the area of its audit."""
    sheets: dict[str, list[list[object]]] = {"Tindak Lanjut": [labels("stated_follow_ups"), *rows]}
    if cover:
        sheets["Sampul"] = [["Wilayah", None, cover], ["Periode", None, "Oktober 2024"], ["Nomor audit", None, "0a1b"]]
    readings = Readings()
    read_file(Source(file, "auditor", 2024), workbook(sheets), readings)
    listed = {"file": file, "place": "auditor", "sha256": file, "received_date": date(2024, 11, 11)}
    returns = returns_of([readings]).with_files(frame("files", "read", [listed]))
    return returns, replace(History.empty(), known_findings=KNOWN)


def test_the_form_has_the_headings_that_the_audit_workbook_prints() -> None:
    printed = {column.heading for column in column_plans("follow_up", "id")}
    assert {column.label for column in form_columns("stated_follow_ups", "table")} <= printed


def test_a_filled_in_row_is_taken_up_and_a_blank_one_is_not() -> None:
    blank = filled(follow_up_date=None, follow_up_status=None, follow_up_evidence=None, verifier=None, village=NAME)
    new, refusals = take_up(*sent(filled(village=NAME), blank), SCOPE)
    assert refusals == []
    (row,) = new.to_dict("records")
    told = {name: row[name] for name in ("group_id", "village_code", "status", "evidence", "verifier", "sheet", "row")}
    assert told == {
        "group_id": OWN,
        "village_code": VILLAGE,
        "status": 2,
        "evidence": "Surat 700/45",
        "verifier": "Siti Aminah",
        "sheet": "Tindak Lanjut",
        "row": 2,
    }
    assert (row["date"], row["received_on"]) == (pd.Timestamp("2024-10-25"), pd.Timestamp("2024-11-11"))


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (filled("0" * 16), "B2", "tidak ada pada audit mana pun"),
        (filled(village="Terbis, Kec. Panggul"), "C2", "tertukar"),
        (filled(ELSEWHERE), "B2", "di luar"),
        (filled(follow_up_status=5), "E2", "Status '5' tidak dikenal"),
        (filled(follow_up_status=None), "E2", "Status '' tidak dikenal"),
        (filled(follow_up_status="selesai"), "E2", "Status 'selesai' tidak dikenal"),
        (filled(follow_up_date="kapan-kapan"), "D2", "'kapan-kapan' tidak dapat dibaca"),
        (filled(verifier=None), "G2", "Verifikator kosong"),
    ],
)
def test_what_cannot_be_taken_up_is_refused_with_its_cell_and_alone(row: list[object], cell: str, words: str) -> None:
    new, refusals = take_up(*sent(row, filled(remark="baris kedua")), SCOPE)
    (refusal,) = refusals
    assert (refusal["file"], refusal["sheet"], refusal["cell"]) == ("_auditor/tl.xlsx", "Tindak Lanjut", cell)
    assert words in str(refusal["reason"])
    assert new["remark"].tolist() == ["baris kedua"]


@pytest.mark.parametrize("status", [1, 2, 3, 4])
def test_a_status_that_is_also_the_rows_number_counts(status: int) -> None:
    new, refusals = take_up(*sent(filled(number=status, follow_up_status=status)), SCOPE)
    assert refusals == []
    assert new["status"].tolist() == [status]


def test_a_status_in_words_is_read() -> None:
    new, refusals = take_up(*sent(filled(follow_up_status="Sesuai rekomendasi")), SCOPE)
    assert refusals == []
    assert new["status"].tolist() == [1]


def test_refusals_follow_the_language_of_the_audit() -> None:
    _, refusals = take_up(*sent(filled(verifier=None)), Scope(SCOPE.area, SCOPE.period, SCOPE.as_of, "en"))
    assert str(refusals[0]["reason"]).startswith("The verifier is blank")


def test_a_workbook_of_another_area_is_refused_once_and_wholly() -> None:
    new, refusals = take_up(*sent(filled(), filled(ELSEWHERE), cover="35.03.02 Kecamatan Munjungan"), SCOPE)
    assert new.empty
    assert [(refusal["sheet"], refusal["cell"], refusal["value"]) for refusal in refusals] == [
        ("Sampul", "C1", "35.03.02")
    ]


def test_of_a_larger_audits_workbook_only_the_own_villages_rows_are_taken_up() -> None:
    new, refusals = take_up(*sent(filled(), filled(ELSEWHERE), cover="35.03 Kabupaten Trenggalek"), SCOPE)
    assert new["village_code"].tolist() == [VILLAGE]
    assert refusals == []


def test_a_finding_of_no_village_is_followed_up_by_the_area() -> None:
    new, _ = take_up(*sent(filled(HOMELESS)), SCOPE)
    assert new["village_code"].tolist() == ["35.03.01"]


def test_what_is_known_is_not_appended_again_whatever_file_tells_it() -> None:
    first, _ = take_up(*sent(filled()), SCOPE)
    copy = sent(filled(), filled(remark="baru"), file="_auditor/salinan.xlsx")
    again, refusals = take_up(copy[0], replace(copy[1], follow_ups=first), SCOPE)
    assert refusals == []
    assert again["remark"].tolist() == ["baru"]


def test_identifiers_are_masked_before_they_are_kept() -> None:
    new, _ = take_up(*sent(filled(follow_up_evidence="KTP 3503010101700001")), SCOPE)
    assert "3503010101700001" not in str(new.to_dict())


def test_entries_are_appended_once_and_known_from_their_day_on(ledger: Engine) -> None:
    new, _ = take_up(*sent(filled(), filled(follow_up_status=1, verifier="Sutrisno")), SCOPE)
    with ledger.begin() as connection:
        assert len(record_follow_ups(connection, new, NOW)) == 2
        assert record_follow_ups(connection, new, NOW) == []
        assert follow_ups_until(connection, date(2024, 11, 10)).empty
        pd.testing.assert_frame_equal(
            follow_ups_until(connection, date(2024, 11, 11)), new.reset_index(drop=True), check_dtype=True
        )
