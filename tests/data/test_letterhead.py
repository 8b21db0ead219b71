"""The letterhead is the regency's, and an installation adds its lines."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.letterhead import letterhead
from data.reference import local_folder
from tests.reference.changing import forget_tables


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("NETRALITAS_HOME", str(tmp_path))
    local_folder().mkdir()
    forget_tables()
    yield local_folder()
    forget_tables()


@pytest.mark.parametrize("area", ["35.03", "35.03.01", "35.03.01.2001"])
def test_a_paper_about_any_part_of_a_regency_bears_the_regencys_name(area: str) -> None:
    assert letterhead(area) == ("PEMERINTAH KABUPATEN TRENGGALEK", "INSPEKTORAT")


def test_an_installation_adds_and_replaces_lines(own_tables: Path) -> None:
    lines = "line,words\n3,Jalan Contoh 1\n2,INSPEKTORAT DAERAH\n"
    (own_tables / "letterhead.csv").write_text(lines, encoding="utf-8")
    assert letterhead("35.03") == ("PEMERINTAH KABUPATEN TRENGGALEK", "INSPEKTORAT DAERAH", "Jalan Contoh 1")
