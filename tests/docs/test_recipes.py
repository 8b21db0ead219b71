"""docs/recipes.md, done on a copy of the project as it is told there."""

import csv
import io
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.build import FOLDER
from tests.docs.procedures import procedures, run

pytestmark = pytest.mark.process

PAGE = "recipes.md"
_SECONDS = 600
COPIED = ("data", "docs", "expectations", "flows", "tasks", "tests")
_BLOCK = re.compile(r"^```(?:csv|python)\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)


def recipes() -> dict[str, list[tuple[str, str]]]:
    """Return the blocks of each recipe: the file that a block changes, and its lines."""
    _, *parts = _SECTION.split((FOLDER / PAGE).read_text(encoding="utf-8"))
    return {title: _BLOCK.findall(text) for title, text in zip(parts[::2], parts[1::2], strict=True)}


def add_rows(path: Path, block: str) -> None:
    """Add rows to a table; the block's first line names their columns, and what it leaves out is blank."""
    rows = list(csv.DictReader(io.StringIO(block)))
    with path.open(encoding="utf-8", newline="") as table:
        headings = next(csv.reader(table))
    with path.open("a", encoding="utf-8", newline="") as table:
        csv.DictWriter(table, headings, restval="", lineterminator="\n").writerows(rows)


def add_lines(path: Path, block: str) -> None:
    """Add the lines with ``+`` beside those without, which stand in the file exactly once; else at its end."""
    lines = block.splitlines(keepends=True)
    assert {line[0] for line in lines} <= {" ", "+"}
    before = "".join(line[1:] for line in lines if line[0] != "+")
    after = "".join(line[1:] for line in lines)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if before:
        assert text.count(f"\n{before}") == 1, before
        text = text.replace(f"\n{before}", f"\n{after}")
    else:
        text += after
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """Return a copy of the project."""
    for name in COPIED:
        shutil.copytree(FOLDER.parent / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for page in (*FOLDER.parent.glob("*.md"), FOLDER.parent / "pyproject.toml"):
        shutil.copy(page, tmp_path)
    yield tmp_path
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize("recipe", list(recipes()))
def test_a_recipe_works(recipe: str, project: Path) -> None:
    for file, block in recipes()[recipe]:
        (add_rows if file.endswith(".csv") else add_lines)(project / file, block)
    carry_out(recipe, project)


@pytest.mark.parametrize(("title", "part"), [("A rule", "/spoiling/"), ("A column of a form", "/tables.csv")])
def test_a_recipe_that_forgets_a_part_fails(project: Path, title: str, part: str) -> None:
    """The rule without its planted fault, the column without its place: what holds a recipe together is tested, too."""
    for file, block in recipes()[title]:
        if part not in file:
            (add_rows if file.endswith(".csv") else add_lines)(project / file, block)
    with pytest.raises(AssertionError):
        carry_out(title, project)


def carry_out(recipe: str, project: Path) -> None:
    """Run a recipe's commands in the copy, with the copy's own modules."""
    ours = {"uv run ": f"{Path(sys.executable).parent}/"}
    run(procedures(PAGE)[recipe], project, ours, {"PYTHONPATH": str(project)}, seconds=_SECONDS)
