"""The page of the architecture names modules and functions that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LINE = re.compile(r"^\| `([\w/]+\.py)` \| (.+) \|$", re.MULTILINE)


def test_the_way_of_a_cell_names_what_is_there() -> None:
    lines = _LINE.findall((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    assert 10 < len(lines) <= 25
    for module, functions in lines:
        code = (ROOT / module).read_text(encoding="utf-8")
        for name in re.findall(r"`(\w+)`", functions):
            assert f"def {name}(" in code, f"{module}: {name}"
