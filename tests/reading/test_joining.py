"""Shares that were read apart join to the very tables of reading in one piece."""

import pandas as pd
import pytest

from tasks.reading.joining import join_shares, read_tables
from tasks.reading.reading import Source, read_file
from tasks.reading.readings import Readings
from tests.builders import full_return, workbook


def readings(file: str) -> Readings:
    found = Readings()
    read_file(Source(file, "village", 2024), workbook(full_return()), found)
    return found


@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_shares_join_to_what_one_piece_gives(cut: int) -> None:
    parts = [readings(f"{name}.xlsx") for name in "abc"]
    shares = [read_tables(share) for share in (parts[:cut], parts[cut:])]
    joined, whole = join_shares(shares), read_tables(parts)
    assert list(joined) == list(whole)
    for name in whole:
        pd.testing.assert_frame_equal(joined[name], whole[name])


def test_no_share_at_all_gives_empty_tables() -> None:
    assert join_shares([])["sheets"].empty
