"""Every line of docs/threats.md names a test that is there."""

import re

from docs.build import FOLDER

ROOT = FOLDER.parent
_LINE = re.compile(r"^\| (?!threat \||---)(.+) \|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_threat_has_a_test_that_is_there() -> None:
    lines = _LINE.findall((FOLDER / "threats.md").read_text(encoding="utf-8"))
    assert len(lines) > 30
    for line in lines:
        tests = _TEST.findall(line.rpartition(" | ")[2])
        assert tests, line
        for file, name in tests:
            assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), line
