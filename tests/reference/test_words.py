"""One Indonesian word for one thing: the table of ``docs/naming.md`` holds every catalogue and page."""

import ast
import csv
import functools
import re
from pathlib import Path

import pytest

from data import reference

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").glob("untuk-*.md"))
NOT_TOLD = {"aliases", "confirming_words", "denying_words", "columns", "sources", "tables", "sample_texts", "limits"}
"""Tables of words that villages write and of notes for developers: nobody is told these."""


def _avoided() -> list[tuple[str, str]]:
    """Return the words not to use, each beside the one to use."""
    text = (ROOT / "docs/naming.md").read_text().split("## Indonesian words")[1].split("## ")[0]
    lines = [line.strip("| ") for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [(word, instead) for _, instead, words in rows[2:] for word in words.split(", ")]


@functools.cache
def _texts() -> list[tuple[str, str]]:
    """Return every Indonesian text that people read, each behind its place."""
    texts: list[tuple[str, str]] = []
    for path in sorted(reference.REFERENCE.glob("*.csv")):
        if path.stem in NOT_TOLD:
            continue
        with path.open(newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                texts += [(f"{path.name}:{number} {key}", text) for key, text in row.items() if _is_indonesian(key)]
    texts += _flows()
    for page in PAGES:
        texts += [(f"{page.name}:{n}", line) for n, line in enumerate(page.read_text().splitlines(), start=1)]
    return texts


def _flows() -> list[tuple[str, str]]:
    """Return what the deployments and the commands say of themselves."""
    told = []
    for path in sorted((ROOT / "flows").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and any("flow" in ast.unparse(each) for each in node.decorator_list):
                told.append((f"{path.name}:{node.lineno}", ast.get_docstring(node) or ""))
            if path.name == "cli.py" and isinstance(node, ast.Constant) and isinstance(node.value, str):
                told.append((f"{path.name}:{node.lineno}", node.value))
    return told


def _is_indonesian(column: str) -> bool:
    return not column.endswith("_en") and column not in {"en", "source", "rule", "key", "field"}


@pytest.mark.parametrize(("word", "instead"), _avoided())
def test_no_second_word_for_a_thing(word: str, instead: str) -> None:
    ignore_case = re.NOFLAG if word.lower() == instead.lower() else re.IGNORECASE
    pattern = re.compile(rf"\b{re.escape(word)}\b", ignore_case)
    found = [place for place, text in _texts() if pattern.search(text)]
    assert not found, f"write '{instead}', not '{word}': {found}"


def test_texts_are_read() -> None:
    assert len(_texts()) > 2000


_SHORT = re.compile(
    r"\bPs\.? \d|\bjo (?=\w)|\b(?:PP|UU|PKPU|Perpres|Perbawaslu|Permendagri|SKB 5 Lembaga|Peraturan \w+) \d+/\d{4}"
)


@pytest.mark.parametrize("table", sorted(path.stem for path in reference.REFERENCE.glob("*.csv")))
def test_laws_are_cited_in_full(table: str) -> None:
    """A citation is copied into reports and letters: "Pasal 134 ayat (4)", "UU Nomor 6 Tahun 2014", "jo."."""
    if table in NOT_TOLD - {"limits"}:
        return
    with (reference.REFERENCE / f"{table}.csv").open(newline="") as lines:
        found = [text for row in csv.DictReader(lines) for text in row.values() if _SHORT.search(text)]
    assert found == []


def test_a_short_citation_is_seen() -> None:
    assert _SHORT.search("UU 6/2014 Ps 29 huruf g")
    assert _SHORT.search("UU Nomor 1 Tahun 2015 jo UU Nomor 8 Tahun 2015")
