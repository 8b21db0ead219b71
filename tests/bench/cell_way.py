"""The modules that one attendance cell passes, from the reader to its finding and on to the comment in the reply.

``uv run python -m tests.bench.cell_way`` prints them with their functions, in the order of the first passage, and
writes the way to the finding into docs/architecture.md.

A village's file with one day cell that nobody can read goes through the product in this process under
``sys.setprofile``. A function is *passed* when it is called with, or returns or yields, something that holds the cell:
its text or its address, by itself, in a list or dictionary, or in a row of a table. So whoever only looks at the cell
and says yes or no is counted too, and so are rules that find nothing wrong with it. Not counted are functions that only
hand on a whole set of tables or a whole sheet without taking anything out of it, and what is merely imported.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import pandas as pd

from data.calendar import Period
from data.register import area
from data.scope import Scope
from data.tables import frame
from tasks.counting.history import History
from tasks.manifest.audit_context import AuditContext
from tasks.pipeline import Judgement, assess, judge
from tasks.publishing.replies.audit_receipts import receipts
from tasks.publishing.replies.replies import ReplyJob, write_marked
from tasks.reading.reading import Source, read_file
from tasks.reading.readings import Readings
from tasks.reading.returns import Returns, returns_of
from tests.builders import PERIOD, VILLAGE, full_month, full_return, grid_rows, workbook

WRITTEN, CELL, RULE = "salah-tulis", "AA2", "D09"
"""The text in the cell of 22 October, its address, and the rule that it breaks; no other sheet has such a column."""

DAY = 22
FILE = f"{VILLAGE}/a.xlsx"
MOST_MODULES = 25
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- the way, written by tests.bench.cell_way -->\n", "<!-- end of the way -->\n"
FLOORS = ("flows", "tasks", "expectations", "data")
_DEEPEST = 4

Way = dict[str, list[str]]
"""Function names by module (its path), both in the order of the first passage."""


@dataclass
class Passages:
    """The way to the finding, and that from there to the comment."""

    finding: Way = field(default_factory=dict)
    comment: Way = field(default_factory=dict)


def passages() -> Passages:
    """Send the cell through the product twice, first to warm what is loaded only once; return the second's way."""
    _send(Passages())
    way = Passages()
    _send(way)
    return way


def holds_cell(value: object, depth: int = 0) -> bool:
    """Tell whether a value holds the cell (see above)."""
    match value:
        case str():
            return WRITTEN in value.casefold() or value == CELL
        case pd.DataFrame():
            return any(holds_cell(value.iloc[:, column]) for column in range(value.shape[1]))
        case pd.Series():
            told = value.dropna().astype("str") if value.dtype in ("str", "object") else pd.Series(dtype="str")
            return bool((told.str.casefold().str.contains(WRITTEN) | (told == CELL)).any())
        case dict() if depth < _DEEPEST:
            return any(holds_cell(each, depth + 1) for pair in list(value.items()) for each in pair)
        case tuple() | list() | set() | frozenset() if depth < _DEEPEST:
            return any(holds_cell(each, depth + 1) for each in list(value))
    return False


def _send(way: Passages) -> None:
    month = full_month()
    month[DAY - 1] = WRITTEN
    person = [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES", *month]
    content = workbook(full_return(Hadir=grid_rows([person])))
    scope = Scope(area(VILLAGE), Period(PERIOD.year, PERIOD.month), PERIOD.next.last)
    with _following(way.finding):
        returns, found = _judged(content, scope)
    findings = found.findings
    assert list(findings.loc[(findings["rule"] == RULE) & (findings["value"] == WRITTEN), "cell"]) == [CELL]
    with TemporaryDirectory() as folder, _following(way.comment):
        _reply(Path(folder), content, returns, found, scope)


def _judged(content: bytes, scope: Scope) -> tuple[Returns, Judgement]:
    readings = Readings()
    read_file(Source(FILE, "village", scope.period.year), content, readings)
    row = {"file": FILE, "place": "village", "village_code": VILLAGE, "sha256": _hash(content), "size": len(content)}
    files = frame("files", "read", [row | {"received_date": scope.deemed_receipt}])
    returns = returns_of([readings]).with_files(files)
    return returns, judge(returns, History.empty(), scope)


def _reply(folder: Path, content: bytes, returns: Returns, found: Judgement, scope: Scope) -> None:
    (folder / _hash(content)).write_bytes(content)
    results = assess(returns, History.empty(), found, scope)
    facts = AuditContext(scope, inputs={FILE: _hash(content)}, mends=found.mends)
    receipt = receipts(facts, results)[VILLAGE]
    assert write_marked(ReplyJob(folder / "balasan.xlsx", folder / _hash(content), receipt, 0)) is True


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextmanager
def _following(way: Way) -> Iterator[None]:
    profile = _profile(way)
    sys.setprofile(profile)
    try:
        yield
    finally:
        sys.setprofile(None)


def _profile(way: Way) -> Callable[[FrameType, str, Any], None]:
    modules: dict[str, str | None] = {}

    def profile(at: FrameType, event: str, told: object) -> None:
        if event not in ("call", "return"):
            return
        code = at.f_code
        if code.co_filename not in modules:
            modules[code.co_filename] = _module(code.co_filename)
        module = modules[code.co_filename]
        if module is None or code.co_name in way.get(module, ()):
            return
        given = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if event == "call" else ()
        sys.setprofile(None)  # looking is no passage
        if holds_cell(told) or any(holds_cell(at.f_locals.get(name)) for name in given):
            way.setdefault(module, []).append(code.co_name)
        sys.setprofile(profile)

    return profile


def _module(file: str) -> str | None:
    """Return a module's path in the product; None for a module that is not the product's."""
    path = Path(file)
    if not path.is_relative_to(ROOT):
        return None
    inside = path.relative_to(ROOT)
    return inside.as_posix() if inside.parts[0] in FLOORS else None


def public(functions: list[str]) -> list[str]:
    """Return the functions that a module shows to others, by name; its own where the cell passed by no other.

    By name, because the engine judges a table's rules in another order each time.
    """
    named = sorted(name for name in functions if not name.startswith("<"))
    return [name for name in named if not name.startswith("_")] or named


def way_table(way: Way) -> str:
    """Return the way as the table of the page: one line a module, with the functions by which the cell passes."""
    lines = ["| module | functions |", "| --- | --- |"]
    lines += [
        f"| `{module}` | {', '.join(f'`{name}`' for name in public(functions)) or 'in passing'} |"
        for module, functions in way.items()
    ]
    return "\n".join(lines) + "\n"


def page_with(table: str) -> str:
    """Return docs/architecture.md with the table between its marks."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    return before + BEGIN + table + END + rest.split(END)[1]


def _print(title: str, way: Way) -> None:
    print(title)
    for module, functions in way.items():
        print(f"  {module}: {', '.join(name for name in functions if not name.startswith('<')) or 'in passing'}")
    print(f"  {len(way)} modules, {sum(map(len, way.values()))} functions")


def main() -> int:
    way = passages()
    _print(f"To its finding ({RULE}), at most {MOST_MODULES} modules:", way.finding)
    _print("From there to its comment in the reply:", way.comment)
    print(f"{len(way.finding | way.comment)} modules in all")
    PAGE.write_text(page_with(way_table(way.finding)), encoding="utf-8", newline="\n")
    return len(way.finding) > MOST_MODULES


if __name__ == "__main__":
    sys.exit(main())
