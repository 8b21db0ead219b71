"""Who is meant: each way of matching a person, and the wrong person that it must not take."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data.calendar import Period
from data.register import area
from data.scope import Scope
from data.tables import frame
from tasks.counting.roster import Roster, roster
from tasks.reading.returns import Returns
from tests.tables.counted_frames import selection_of

VILLAGE, NEIGHBOUR = "35.03.01.2001", "35.03.01.2002"
NIP, OTHER_NIP = "197003152001121003", "198105052006042007"
NIK = "3503010101700001"
SCOPE = Scope(area("35.03.01"), Period(2024, 10), date(2024, 11, 6))
TABLES = [{"file": file, "table_number": 0} for file in ("besuki.xlsx", "terbis.xlsx")]
Row = Mapping[str, object]


def registered(name: str, identifier: str | None = None, village: str = VILLAGE, **cells: object) -> Row:
    return {"village_code": village, "name": name, "identifier": identifier, "category": "PERANGKAT"} | cells


def written(name: str | None, identifier: str | None = None, form: str = "attendance", **cells: object) -> Row:
    return {"name": name, "identifier": identifier, "identifier_shown": identifier, "form": form} | cells


def rosters(
    register: Sequence[Row], mentions: Sequence[Row], *, other: Sequence[Row] = (), arrangement: str = "list"
) -> Roster:
    """Match the persons of one village's sheets (and of its neighbour's attendance sheet) with a register."""
    rows = [
        {"file": file, "sheet": str(row["form"]), "table_number": 0 if row["form"] == "attendance" else 1}
        | {"row": number, "name_cell": f"B{number}", "identifier_cell": f"C{number}"}
        | dict(row)
        for file, sent in (("besuki.xlsx", mentions), ("terbis.xlsx", other))
        for number, row in enumerate(sent, start=6)
    ]
    sheets = frame(
        "sheets", "judge",
        [
            {"village_code": code, "file": file, "form": form, "sheet": form, "table_number": number}
            for code, file in ((VILLAGE, "besuki.xlsx"), (NEIGHBOUR, "terbis.xlsx"))
            for number, form in enumerate(("attendance", "activities", "attendance"))
        ],
    ).assign(state="current", received_date=pd.Timestamp(2024, 11, 1))  # fmt: skip
    returns = replace(
        Returns.empty(),
        register=frame("register", "read", register),
        mentions=frame("mentions", "read", rows),
        sheets=frame("sheets", "read", [{**table, "arrangement": arrangement} for table in TABLES]),
    )
    return roster(returns, selection_of(sheets, frame("identities", "read")), SCOPE)


def matched(found: Roster) -> list[str | None]:
    """Return the registered name (else the written one) of each mention's official; None where nobody is meant."""
    people = found.officials.dropna(subset="official").set_index("official")
    names = people["registered_name"].fillna(people["name"])
    return [None if pd.isna(key) else str(names[key]) for key in found.mentions["official"]]


SITI, BUDI = registered("Siti Aminah", NIP), registered("Budi Santoso", OTHER_NIP)


@pytest.mark.parametrize(
    ("name", "identifier", "damaged", "meant"),
    [
        ("Siti Aminah", NIP, False, "Siti Aminah"),
        ("Siti Aminah, S.Pd.", NIP, False, "Siti Aminah"),
        (None, NIP, False, "Siti Aminah"),
        ("Siti Aminah", None, False, "Siti Aminah"),
        ("SITI  AMINAH", None, False, "Siti Aminah"),
        ("Budi Santoso", NIP, False, "Siti Aminah"),  # the number goes before the name
        ("Siti Aminah", "197003152001129999", False, "Siti Aminah"),  # a wrong number, the name is unique
        ("Siti Aminah", NIP[:15], True, "Siti Aminah"),
        ("Budi Santoso", NIP[:15], True, "Budi Santoso"),  # 15 digits alone name nobody
        (None, NIP[:15], True, None),
        (None, NIP[:15], False, None),
        ("Orang Lain", NIP[:15], True, None),
        ("Orang Lain", None, False, None),
        ("", None, False, None),
    ],
)
def test_a_person_is_known_by_number_then_by_name(
    name: str | None, identifier: str | None, damaged: bool, meant: str | None
) -> None:
    found = rosters([SITI, BUDI], [written(name, identifier, identifier_damaged=damaged)])
    assert matched(found) == [meant]


def test_of_two_people_of_one_name_the_number_tells_which_and_the_name_alone_tells_nobody() -> None:
    twins = [registered("Siti Aminah", NIP), registered("Siti Aminah", OTHER_NIP)]
    mentions = [written("Siti Aminah", OTHER_NIP), written("Siti Aminah", NIP), written("Siti Aminah")]
    mentions.append(written("Siti Aminah", OTHER_NIP[:15], identifier_damaged=True))
    found = rosters(twins, mentions)
    people = found.officials.set_index("official")["identifier"]
    told = [None if pd.isna(key) else people[key] for key in found.mentions["official"]]
    assert told == [OTHER_NIP, NIP, None, OTHER_NIP]


def test_one_number_on_two_people_tells_neither_by_itself() -> None:
    both = [registered("Siti Aminah", NIP), registered("Budi Santoso", NIP)]
    found = rosters(both, [written(None, NIP), written("Budi Santoso", NIP)])
    assert matched(found) == [None, "Budi Santoso"]


def test_a_neighbours_official_of_the_same_name_or_number_is_not_meant() -> None:
    found = rosters([SITI, registered("Rina", OTHER_NIP, NEIGHBOUR)], [written("Rina", OTHER_NIP)])
    assert matched(found) == [None]


@pytest.mark.parametrize(
    ("term", "counts"),
    [
        ({}, True),
        ({"term_from": date(2024, 10, 31)}, True),
        ({"term_from": date(2024, 11, 1)}, False),
        ({"term_until": date(2024, 10, 1)}, True),
        ({"term_until": date(2024, 9, 30)}, False),
        ({"term_from": date(2020, 1, 1), "term_until": date(2030, 1, 1)}, True),
    ],
)
def test_a_term_that_touches_the_month_counts(term: Row, counts: bool) -> None:
    found = rosters([SITI, BUDI | term], [written("Siti Aminah", NIP)])
    assert ("Budi Santoso" in set(found.officials["registered_name"])) is counts


def test_the_register_counts_for_the_area_alone_and_each_person_once() -> None:
    far = registered("Jauh", None, "35.03.02.2001")
    found = rosters([SITI, SITI, BUDI | {"name": None}, far], [])
    assert found.officials["registered_name"].tolist() == ["Siti Aminah"]
    assert found.officials["registered"].tolist() == [True]
    assert found.officials["in_sheet"].tolist() == [False]


def test_without_a_register_the_attendance_sheet_is_the_roster() -> None:
    mentions = [
        written("Siti Aminah", NIP, position="Kaur", category="PERANGKAT"),
        written("Siti Aminah, S.Pd.", NIP),  # the same number: the same person
        written("Budi Santoso"),
        written("Budi  Santoso"),  # the same name without a number: the same person
        written("Rina", NIK[:15], identifier_damaged=True),
        written(None, None),
        written("Siti Aminah", NIP, form="activities"),
        written("Tamu", None, form="activities"),
    ]
    found = rosters([], mentions)
    people = found.officials
    assert people["name"].tolist() == ["Siti Aminah", "Budi Santoso", "Rina"]
    assert people["identifier"].tolist()[0] == NIP
    assert people["identifier"].isna().tolist() == [False, True, True]  # the rest of a damaged one is never invented
    assert (people["position"][0], people["category"][0]) == ("Kaur", "PERANGKAT")
    assert not people["registered"].any()
    assert not people["register_known"].any()
    assert matched(found)[6:] == ["Siti Aminah", None]


def test_without_a_register_two_numbers_under_one_name_are_two_people() -> None:
    people = rosters([], [written("Siti Aminah", NIP), written("Siti Aminah", OTHER_NIP)]).officials
    assert people["identifier"].tolist() == [NIP, OTHER_NIP]


def test_a_village_with_a_register_does_not_take_its_roster_from_the_sheet_and_its_neighbour_does() -> None:
    found = rosters([SITI], [written("Tamu", NIK)], other=[written("Rina", OTHER_NIP)])
    people = found.officials.set_index("name")
    assert people["registered"].to_dict() == {"Siti Aminah": True, "Rina": False, "Tamu": False}
    assert people["register_known"].to_dict() == {"Siti Aminah": True, "Rina": False, "Tamu": True}
    assert people["official"].notna().to_dict() == {"Siti Aminah": True, "Rina": True, "Tamu": False}
    assert people["in_sheet"].to_dict() == {"Siti Aminah": False, "Rina": True, "Tamu": True}


def test_a_stranger_is_told_once_and_only_of_the_attendance_sheet_and_with_a_name() -> None:
    mentions = [
        written("Tamu", NIK),
        written("Tamu", NIK),
        written(None, "3503010101700002"),
        written("Pendengar", form="activities"),
    ]
    strangers = rosters([SITI], mentions).officials
    assert strangers.loc[strangers["official"].isna(), "name"].tolist() == ["Tamu"]


def test_an_official_bears_the_name_number_and_cells_of_the_attendance_sheet() -> None:
    mentions = [
        written("Siti Aminah", form="activities"),
        written("Siti Aminah, S.Pd.", NIP),
        written("Siti", NIP),
        written("Budi Santoso", "12345"),
    ]
    people = rosters([SITI, BUDI], mentions).officials.set_index("registered_name")
    siti, budi = people.loc["Siti Aminah"], people.loc["Budi Santoso"]
    assert (siti["name"], siti["identifier"]) == ("Siti Aminah, S.Pd.", NIP)
    assert (siti["name_cell"], siti["identifier_cell"], siti["row"]) == ("B7", "C7", 7)
    assert siti["subject"] == siti["name"]
    assert siti["subject_identifier"] == NIP
    assert siti["identity"] == "siti aminah"  # no digit of the number: findings are named by it
    assert (siti["file"], siti["sheet"], siti["form"]) == ("besuki.xlsx", "attendance", "attendance")
    assert budi["identifier"] == OTHER_NIP  # what is written is no identifier


def test_who_is_not_in_the_sheet_bears_the_registered_name_and_the_villages_sheet() -> None:
    people = rosters([SITI, BUDI], [written("Siti Aminah", NIP)]).officials.set_index("registered_name")
    budi = people.loc["Budi Santoso"]
    assert (budi["name"], budi["identifier"], budi["in_sheet"]) == ("Budi Santoso", OTHER_NIP, False)
    assert (budi["file"], budi["sheet"]) == ("besuki.xlsx", "attendance")
    assert budi["sheet_received"]
    assert pd.isna(budi["name_cell"])


def test_every_mention_bears_a_person_that_is_the_same_only_for_the_same_person() -> None:
    mentions = [
        written("Siti Aminah", NIP),
        written("Siti Aminah", form="activities"),
        written("Tamu", NIK),
        written("Tamu", "3503010101709999"),
        written("Tamu", NIK, form="activities"),
    ]
    found = rosters([SITI], mentions).mentions
    persons = found["person"].tolist()
    assert persons[0] == persons[1] == "0"
    strangers = [("attendance", NIK), ("attendance", "3503010101709999"), ("activities", NIK)]
    assert persons[2:] == [f"?{form}|tamu|{identifier}" for form, identifier in strangers]
    assert set(found["person_name"]) == {"siti aminah", "tamu"}


def test_rows_without_name_and_number_are_never_one_person() -> None:
    persons = rosters([SITI], [written(None), written(None), written("")]).mentions["person"]
    assert persons.nunique() == len(persons)


@pytest.mark.parametrize("registered_people", [True, False])
def test_of_two_people_of_one_name_the_post_tells_which_where_no_number_does(*, registered_people: bool) -> None:
    posts = ["Kaur Umum", "Kepala Dusun"]
    people = [registered("Siti Aminah", None) | {"position": post} for post in posts] if registered_people else []
    mentions = [written("Siti Aminah", position=post) for post in posts]
    mentions += [
        written("Siti Aminah", position="KAUR UMUM", form="activities"),
        written("Siti Aminah", form="reports"),
    ]
    found = rosters(people, mentions)
    known = found.officials.set_index("official")["position"]
    told = [None if pd.isna(official) else known[official] for official in found.mentions["official"]]
    assert told == ["Kaur Umum", "Kepala Dusun", "Kaur Umum", None]


def test_a_person_without_a_number_in_another_table_is_the_one_who_has_it_there() -> None:
    half = {"table_number": 2, "sheet": "attendance"}
    clerk, post = written("Siti Aminah", NIP, position="Kasi"), {"position": "Kasi"}
    again = rosters([], [clerk, written("Siti Aminah", **half, **post)])
    assert again.officials["identifier"].tolist() == [NIP]
    assert again.mentions["official"].nunique() == 1
    blank = rosters([], [clerk | {"position": None}, written("Siti Aminah", **half)])
    assert blank.officials["identifier"].tolist() == [NIP]
    other = rosters([], [clerk, written("Siti Aminah", **half, position="Kaur")])
    assert sorted(other.officials["identifier"].fillna("-")) == ["-", NIP]


def test_two_rows_of_one_name_that_nothing_tells_apart_are_nobodys() -> None:
    twice = [written("Suparman"), written("Suparman")]
    found = rosters([], [*twice, written("Suparman", None, "activities")], arrangement="grid")
    assert found.mentions["official"].isna().all()
    merged = [written("Suparman", name_cell="B6"), written("Suparman", name_cell="B6")]
    assert rosters([], merged, arrangement="grid").mentions["official"].tolist() == [0, 0]
    assert rosters([], twice).mentions["official"].tolist() == [0, 0]  # a list has a row for each day


def test_who_has_a_number_and_no_name_is_nobody_who_stands_elsewhere() -> None:
    found = rosters([], [written(None, NIP), written("Siti Aminah"), written(None, NIK, table_number=2)])
    assert set(found.officials["identifier"].fillna("-")) == {"-", NIP, NIK}
