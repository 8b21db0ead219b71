"""Every line of the threat model names a test that is there."""

import re

from docs.build import FOLDER

_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_every_threat_has_its_test() -> None:
    lines = (FOLDER / "threats.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ")][2:]
    assert len(rows) > 15
    for row in rows:
        named = _TEST.findall(row)
        assert named, row
        for file, test in named:
            assert f"def {test}" in (FOLDER.parent / file).read_text(encoding="utf-8"), (file, test)
