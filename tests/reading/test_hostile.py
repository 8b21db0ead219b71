"""No file may crash, hang or eat the memory of the product; each costs only itself."""

import contextlib
import os
import time
from pathlib import Path

import pytest

from data.errors import UnreadableFile
from data.reference import limit
from tasks.isolation.limited import Limits
from tasks.reading.facts.xlsx import xlsx_facts
from tasks.reading.isolated import read_isolated
from tasks.reading.package import Package
from tasks.reading.reading import Source
from tasks.reading.readings import Readings, read_columns
from tests.builders import full_return, workbook
from tests.reading.hostile import HOSTILE, Hostile, far_cell_without_address, sheet
from tests.reading.measuring import measure


def cause(readings: Readings) -> object:
    (row,) = readings.rows["opened"]
    return row[read_columns("opened").index("unreadable")]


@pytest.mark.parametrize("hostile", HOSTILE, ids=[case.name for case in HOSTILE])
def test_a_hostile_file_ends_with_its_cause_within_time_and_memory(hostile: Hostile, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(hostile.make())
    (readings,) = read_isolated([(Source("x.xlsx", "village", 2024), path)], jobs=1)
    assert cause(readings) in hostile.causes
    used = measure(path)
    if used:
        assert used[0] < limit("worker_seconds")
        assert used[1] < limit("worker_memory_bytes")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1" ' * 400_000 + '<row hidden="1"',
        "<c t='e'>" * 400_000,
        "<c t='e' " * 400_000,
        '<c r="A1"' * 400_000 + '<c r="ZZZ1"',
        '<row r="1"><c r="A1"><f/>' + "<v " * 400_000 + "</c></row>",
        "<col " * 400_000 + '<col hidden="0"',
    ],
)
def test_the_facts_of_a_sheet_of_unclosed_elements_take_time_by_its_size_only(rows: str) -> None:
    """A pattern that looks on for an end at every beginning would take minutes."""
    package = Package(sheet(rows))
    start = time.process_time()
    with contextlib.suppress(UnreadableFile):
        xlsx_facts(package, "xl/workbook.xml", package.tree("xl/workbook.xml"))
    assert time.process_time() - start < 2


def test_a_worker_that_dies_takes_no_other_file_with_it(tmp_path: Path) -> None:
    good = tmp_path / "baik.xlsx"
    good.write_bytes(workbook(full_return()))
    bad = tmp_path / "mati.xlsx"
    bad.write_bytes(far_cell_without_address())
    items = [(Source(path.name, "village", 2024), path) for path in [good, bad, good, good]]
    results = read_isolated(items, jobs=2)
    causes = [row[1] for readings in results for row in readings.rows["opened"]]
    assert causes[0] is None
    assert causes[2:] == [None, None]
    assert causes[1] in {"stopped_reader", "too_much_memory", "timed_out"}


def test_a_worker_that_runs_away_is_stopped(tmp_path: Path) -> None:
    """A pipe that nobody writes to would be read for ever."""
    pipe = tmp_path / "pipa.xlsx"
    os.mkfifo(pipe)
    start = time.monotonic()
    (readings,) = read_isolated([(Source("pipa.xlsx", "village", 2024), pipe)], jobs=1, limits=Limits(seconds=1))
    assert cause(readings) == "timed_out"
    assert time.monotonic() - start < 20
