"""What no table can hold costs its own file and nobody else's audit, whatever let it through."""

import pytest

from tasks.reading.readings import Readings
from tasks.reading.returns import returns_of


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**304])
def test_a_file_with_a_number_beyond_every_table_is_unreadable_and_no_other(number: int) -> None:
    returns = returns_of([_read("a.xlsx", number), _read("b.xlsx", 2**63 - 1)])
    assert returns.opened.set_index("file")["unreadable"].fillna("").to_dict() == {
        "a.xlsx": "stopped_reader",
        "b.xlsx": "",
    }
    assert returns.totals[["file", "written"]].to_numpy().tolist() == [["b.xlsx", 2**63 - 1]]


def _read(file: str, number: int) -> Readings:
    readings = Readings()
    readings.add("opened", {"file": file})
    readings.add("totals", {"file": file, "written": number})
    return readings
