"""Documentation that fails when it is stale."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from data.reference import REFERENCE, records
from docs.build import FOLDER, OWN_SOURCE, pages
from flows.cli import app

ROOT = FOLDER.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(FOLDER.rglob("*.md"))]
_COMMAND = re.compile(r"\buv run netralitas ([^`\n#]+)")
_FILE = re.compile(r"`((?:tests|data|docs|flows|tasks|expectations)/[\w./-]+)`")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize("name", list(pages()))
def test_a_built_page_is_what_its_csv_says(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name]


def test_every_reference_file_tells_its_source() -> None:
    told = {row["file"]: row["source"] for row in records("sources")}
    assert set(told) <= {path.name for path in REFERENCE.glob("*.csv")}
    untold = [
        path.name
        for path in REFERENCE.glob("*.csv")
        if not told.get(path.name) and not set(OWN_SOURCE) & set(records(path.stem)[0])
    ]
    assert untold == []


def test_every_command_in_the_pages_is_real() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.main.TyperGroup)
    texts = [page.read_text(encoding="utf-8").replace("\\\n", " ") for page in PAGES]
    found = [line for text in texts for line in _COMMAND.findall(text)]
    assert len(found) > 3
    for line in found:
        words = shlex.split(line)
        command = group.commands[words[0]]
        if isinstance(command, typer.main.TyperGroup) and "--help" not in words:
            command = command.commands[words[1]]
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= known, line


def test_every_option_of_the_audit_is_explained() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.main.TyperGroup)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for parameter in group.commands["audit"].params:
        assert parameter.opts[0] in readme, parameter.opts[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_link_in_the_pages_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [name for name in _FILE.findall(text) if not (ROOT / name).exists()]
    missing += [name for name in _LINK.findall(text) if not (page.parent / name).exists()]
    assert missing == []
