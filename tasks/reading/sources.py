"""Which of the collected files are read, and in which shares."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pandas as pd

from data.calendar import Period
from data.forms import Owner
from data.scope import Scope
from tasks.inbox.archive import archived
from tasks.reading.isolated import Item
from tasks.reading.reading import Source


def sources(files: pd.DataFrame, period: Period, home: Path) -> list[Item]:
    """Return what is to be read and where its archived bytes lie, in the order of *files* (read).

    Ignored files, special files and files outside every folder (S08) are not opened.
    """
    wanted = files[files["ignored"].isna() & files["sha256"].notna() & files["place"].isin(get_args(Owner))]
    return [
        (Source(file, place, period.year, digest), archived(home, digest))
        for file, place, digest in wanted[["file", "place", "sha256"]].itertuples(index=False)
    ]


def shares(files: pd.DataFrame, scope: Scope, home: Path, count: int) -> list[list[Item]]:
    """Return the files to read in ``count`` shares (fewer when there are fewer files), in the order of *files*."""
    return in_shares(sources(files, scope.period, home), count)


def in_shares(items: Sequence[Item], count: int) -> list[list[Item]]:
    """Cut the items into ``count`` shares of nearly equal length that keep their order; none of them is empty."""
    cuts = [len(items) * share // count for share in range(count + 1)]
    return [list(items[start:end]) for start, end in pairwise(cuts) if end > start]
