"""What is the same about one person and sheet is told once, with all its days; nothing else is put together."""

import pandas as pd

from tasks.publishing.reasons import reason_in_words, state_in_words
from tasks.publishing.replies.corrections import Row, corrections


def _blank(day: int, subject: str = "Budi", **other: object) -> Row:
    said = f"Kehadiran {subject} pada {day} Oktober 2024 belum diisi, diterima 12 Oktober 2024."
    row = {"finding_id": f"{subject}{day}", "rule": "D10", "severity": "explain", "form": "attendance"}
    place = {"file": "a.xlsx", "sheet": "Hadir", "cell": f"G{day}", "value": None, "subject": subject}
    return {**row, **place, "date": pd.Timestamp(2024, 10, day), "statement": said, **other}


def test_days_of_one_person_are_one_correction() -> None:
    found = corrections([_blank(2), _blank(1), _blank(3, "Rini")], lambda _: "Isi.", "id")
    assert [(each.cells, each.statement) for each in found] == [
        (("G1", "G2"), "Kehadiran Budi pada 1 Oktober 2024, 2 Oktober 2024 belum diisi, diterima 12 Oktober 2024."),
        (("G3",), "Kehadiran Rini pada 3 Oktober 2024 belum diisi, diterima 12 Oktober 2024."),
    ]


def test_many_days_are_counted() -> None:
    (found,) = corrections([_blank(day) for day in range(1, 12)], lambda _: "Isi.", "id")
    assert "8 Oktober 2024, dan 3 hari lain belum diisi" in found.statement


def test_a_value_that_was_reckoned_is_not_told_as_what_stands_in_the_cell() -> None:
    """K01 shows the columns that are blank, S11 the day of arrival: neither was written by anybody."""
    for rule in ("K01", "S07", "S09", "S10", "S11"):
        (found,) = corrections([_blank(1, rule=rule, value="Uraian")], lambda _: "Isi.", "id")
        assert found.values == (), rule


def test_advice_is_neither_to_be_mended_nor_to_be_explained() -> None:
    """ "No action is needed" once counted as a point that still needs a correction."""
    parts = [("D10", "explain", "mend"), ("N07", "explain", "explain"), ("S11", "advise", "advise")]
    for rule, severity, part in parts:
        (found,) = corrections([_blank(1, rule=rule, severity=severity)], lambda _: "Isi.", "id")
        assert found.part == part


def test_a_reason_names_its_rule_as_one() -> None:
    assert reason_in_words("S04: Kode desa lain.", "id") == "Aturan S04: Kode desa lain."
    assert reason_in_words("digantikan oleh a.xlsx", "id") == "digantikan oleh a.xlsx"


def test_a_state_stands_once_before_its_reason() -> None:
    assert state_in_words("digantikan", "digantikan oleh a.xlsx", "id") == "digantikan (oleh a.xlsx)"
    assert state_in_words("tidak dihitung", "S04: Kode desa lain.", "id") == (
        "tidak dihitung (Aturan S04: Kode desa lain.)"
    )
    assert (state_in_words("diterima", "", "id"), state_in_words("", "Lain.", "id")) == ("diterima", "Lain.")


def test_a_day_stands_in_words() -> None:
    (found,) = corrections([_blank(1, value="2024-10-24")], lambda _: "Isi.", "id")
    assert found.values == ("24 Oktober 2024",)
