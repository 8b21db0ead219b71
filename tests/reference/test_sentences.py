"""The one catalogue of sentences: every key is used, every key used is there, and every one speaks both languages."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from data.reference import records
from data.sentences import both, text

_ROOT = Path(__file__).parents[2]
_FLOORS = ("data", "expectations", "tasks", "flows")
_BY_NAME = {"text", "both"}
_PAIRS = re.compile(r"(.+)_id\Z")


def _sources() -> list[Path]:
    return [path for floor in _FLOORS for path in (_ROOT / floor).rglob("*.py")]


def _literals() -> set[str]:
    """Return every string constant of the product, and the fixed beginning of every f-string and of the templates."""
    found: set[str] = set()
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                found.add(f"{node.values[0].value}*")
    for path in (_ROOT / "flows" / "pages").glob("*.html"):
        page = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'text\("(\w+)"(?! ~)', page)) | {f"{k}*" for k in re.findall(r'text\("(\w+)" ~', page)}
    return found


def _asked() -> set[str]:
    """Return the keys that calls of ``text`` and ``both`` name outright."""
    found = set()
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                own = isinstance(node.func, ast.Name) or getattr(node.func.value, "id", "") in {"sheet", "part", "self"}
                if name in _BY_NAME and own and "sample" not in path.parts and isinstance(node.args[0].value, str):
                    found.add(node.args[0].value)
    return found


def test_every_key_that_is_asked_for_is_there() -> None:
    assert _asked() - {row["key"] for row in records("sentences")} == set()
    assert len(_asked()) > 150


def test_every_sentence_is_used() -> None:
    known, made = _literals(), _made_keys()
    unused = [
        row["key"]
        for row in records("sentences")
        if row["key"] not in known and not any(pattern.fullmatch(row["key"]) for pattern in made)
    ]
    assert unused == []


def _made_keys() -> list[re.Pattern[str]]:
    """Return a pattern for every key that a call puts together, such as ``f"cover_sign_{name}"``."""
    made = []
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.JoinedStr):
                parts = node.args[0].values
                made.append(
                    "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"(?:\w[\w ]*)?" for p in parts)
                )
    pages = (_ROOT / "flows" / "pages").glob("*.html")
    made += [rf"{key}.*" for page in pages for key in re.findall(r'text\("(\w+)" ~', page.read_text(encoding="utf-8"))]
    return [re.compile(pattern) for pattern in made if "_" in pattern]


def test_every_sentence_speaks_both_languages_with_the_same_values() -> None:
    for row in records("sentences"):
        assert row["id"] and row["en"], row["key"]
        assert _named(row["id"]) == _named(row["en"]), row["key"]


@pytest.mark.parametrize("table", [path.stem for path in (_ROOT / "data" / "reference").glob("*.csv")])
def test_every_text_of_a_table_has_its_english_twin(table: str) -> None:
    rows = records(table)
    pairs = [(column, f"{found[1]}_en") for column in rows[0] if (found := _PAIRS.match(column))]
    for row in rows:
        for indonesian, english in pairs:
            if (table, indonesian) in _ONE_LANGUAGE:
                continue
            assert bool(row[indonesian]) == bool(row[english]), (table, indonesian, row)


_ONE_LANGUAGE = {
    ("village_forms", "note_id"),
    ("village_columns", "prompt_id"),
    ("codes", "meaning_id"),
    ("case_stages", "meaning_id"),
    ("indicators", "formula_id"),
}
"""Texts that only villages read, and the formulas of the Indonesian page on the score."""


_INDONESIAN = re.compile(
    r"\b(yang|dan|tidak|untuk|dari|belum|sudah|dengan|oleh|karena|setiap|adalah|menurut|bila|berkas|dibaca|periksa)\b"
)


@pytest.mark.parametrize("table", [path.stem for path in (_ROOT / "data" / "reference").glob("*.csv")])
def test_an_english_text_is_english(table: str) -> None:
    """Titles of forms keep their names; all else is translated."""
    titles = re.compile("|".join(re.escape(row["label_id"]) for row in records("forms")))
    texts = [text for row in records(table) for name, text in row.items() if name == "en" or name.endswith("_en")]
    assert [text for text in texts if _INDONESIAN.search(titles.sub("", text))] == []


def test_no_indonesian_sentence_stands_in_the_code() -> None:
    """Read every string but docstrings, patterns, the commands' help (Typer wants it there) and the sample's texts."""
    found = []
    for path in _sources():
        if path.name == "cli.py" or "sample" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        patterns = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile"
            for part in ast.walk(node)
        }
        found += [
            f"{path.name}:{node.lineno} {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
            and id(node) not in told | patterns and _INDONESIAN.search(node.value)
        ]  # fmt: skip
    assert found == []


def test_numbers_are_written_as_the_language_does() -> None:
    assert text("glossary_summary", "id", terms=1234) == "1.234 istilah."
    assert text("glossary_summary", "en", terms=1234) == "1,234 terms."
    assert both("file_missing").count(" / ") == 1


def _named(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
