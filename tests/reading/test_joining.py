"""Shares that were read apart join to the very tables of reading in one piece."""

import pandas as pd
import pytest

from data.reference import records
from data.tables import StageTables
from tasks.counting.history import History
from tasks.reading.reading import Source, read_file
from tasks.reading.readings import Readings
from tasks.reading.returns import Returns, joined, returns_of
from tasks.scoring.results import Results
from tasks.tables.judged import Judged
from tests.builders import full_return, workbook


def readings(file: str) -> Readings:
    found = Readings()
    read_file(Source(file, "village", 2024), workbook(full_return()), found)
    return found


@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_shares_join_to_what_one_piece_gives(cut: int) -> None:
    parts = [readings(f"{name}.xlsx") for name in "abc"]
    shares = [returns_of(share) for share in (parts[:cut], parts[cut:])]
    again, whole = joined(shares).by_name(), returns_of(parts).by_name()
    assert list(again) == list(whole)
    for name in whole:
        pd.testing.assert_frame_equal(again[name], whole[name])


@pytest.mark.parametrize("tables", [Returns, History, Judged, Results])
def test_a_typed_set_has_the_tables_of_its_stage(tables: type[StageTables]) -> None:
    listed = dict.fromkeys(row["table"] for row in records("tables") if row["stage"] == tables.stage)
    assert set(tables.empty().by_name()) == set(listed) - {"common"}


def test_no_share_at_all_gives_empty_tables() -> None:
    assert joined([]).sheets.empty
