"""What the archive no longer keeps as it was received is told as ours (R4), and stops nobody."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tasks.reading.isolated import read_isolated
from tasks.reading.reading import Source
from tasks.reading.readings import read_columns
from tests.builders import full_return, workbook

DAMAGES: dict[str, Callable[[Path], object]] = {
    "a byte is flipped": lambda copy: copy.write_bytes(copy.read_bytes()[:-1] + b"\xff"),
    "another's bytes": lambda copy: copy.write_bytes(workbook(full_return())),
    "empty after a power cut": lambda copy: copy.write_bytes(b""),
    "gone": lambda copy: copy.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_copy_that_is_not_what_was_received_blames_no_village(
    damage: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    items = []
    for name in ("rusak.xlsx", "utuh.xlsx"):
        content = workbook(full_return(Catatan=[[name]]))
        digest = sha256(content).hexdigest()
        (tmp_path / digest).write_bytes(content)
        items.append((Source(f"35.03.01.2001 Besuki/{name}", "village", 2024, digest), tmp_path / digest))
    DAMAGES[damage](items[0][1])
    readings = read_isolated(items, jobs=1)
    unreadable = read_columns("opened").index("unreadable")
    assert [each.rows["opened"][0][unreadable] for each in readings] == ["archive_damaged", None]
    assert items[0][1].name in caplog.text
