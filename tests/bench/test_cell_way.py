"""The way of one cell stays short, and what counts as a passage is what the figure says it is."""

import pandas as pd
import pytest

from tests.bench.cell_way import CELL, MOST_MODULES, WRITTEN, Way, holds_cell, passages

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def way() -> Way:
    return passages().finding


def test_a_cell_passes_few_modules_on_its_way_to_its_finding(way: Way) -> None:
    assert len(way) <= MOST_MODULES
    # the ends of the way and a rule between them: a trace that saw nothing would be short, too
    assert {"tasks/reading/cells.py", "expectations/attendance.py", "tasks/findings/findings.py"} <= way.keys()


@pytest.mark.parametrize(
    "value",
    [WRITTEN.upper(), CELL, ["x", WRITTEN], {"cell": CELL}, pd.DataFrame({"n": [1, 2], "cell": ["A1", CELL]})],
)
def test_a_text_a_list_or_a_row_holds_the_cell(value: object) -> None:
    assert holds_cell(value)


@pytest.mark.parametrize("value", [None, 22, "AA20", ["x", None], pd.DataFrame({"n": [1], "cell": ["A1"]})])
def test_other_rows_do_not_hold_it(value: object) -> None:
    assert not holds_cell(value)
