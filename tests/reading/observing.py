"""What becomes of the samples: their rows as the reader sees them and their findings, as texts that a person can check.

``uv run python -m tests.reading.observing NAME`` prints it for one sample, to be checked and put beside it.
Each sample lies in the folder of a village of its own, or of the body that it names (``body``), so that all of them are
one audit a month. Only findings on submission, quality and partners' files are told, and none of the rules that compare
villages: samples are made of the same rows.
"""

import importlib
import json
import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from data.calendar import Period
from data.partners import PARTNERS, partners
from data.register import area, villages_in
from data.scope import Scope, audit_day
from tasks.reading.readings import PLACE
from tests.pipeline import Audited, audit

SAMPLES = Path(__file__).parents[1] / "samples"
BINARY = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
REGENCY = "35.03"
_ABOUT_THE_FILE = "SDM"
_BODIES = {each.body for each in partners()}
_BETWEEN_VILLAGES = ("S09", "D24")
_AS_WRITTEN = ("attended_shown", "pledge_signed_shown")
"""What a cell says, beside what it was read as: told where it was not understood, by a finding."""
_FORMS_WITH_ENTRIES = ("activities", "reports", "vulnerabilities", "tps")
_OLD = 1_700_000_000  # a file that was just written counts as still being copied


def samples() -> list[str]:
    """Return the names of all samples: whatever has its expectation beside it."""
    return sorted(path.stem for path in SAMPLES.glob("*.json"))


def made() -> list[str]:
    """Return the names of all files to send: those that code makes, and those of formats that it cannot write."""
    return sorted({path.stem for path in SAMPLES.glob("*") if path.suffix in (".py", *BINARY)} - {"__init__"})


def expectation(name: str) -> dict[str, Any]:
    """Return what a sample's file beside it expects; it may also set ``why``, ``period``, ``file`` and ``village``."""
    path = SAMPLES / f"{name}.json"
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return expected


def what_is_wrong(name: str) -> str | None:
    """Return what a sample is about: the docstring of the code that makes it, else ``why`` of its expectation."""
    if (SAMPLES / f"{name}.py").exists():
        return importlib.import_module(f"tests.samples.{name}").__doc__
    why: str | None = expectation(name).get("why")
    return why


def observe(names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Audit an inbox in which every sample is one village's only file; return rows and findings by sample."""
    by_period: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_period[expectation(name).get("period", "2024-10")].append(name)
    return {name: seen for period, group in by_period.items() for name, seen in _observe(group, period).items()}


def _observe(names: list[str], month: str) -> dict[str, dict[str, Any]]:
    period = Period.parse(month)
    places = _places(names)
    with tempfile.TemporaryDirectory() as folder:
        files = {name: _send(name, Path(folder), places[name]) for name in names}
        audited = audit(Path(folder), Scope(area(REGENCY), period, audit_day(period)))
    return {name: _told(audited, files[name], places[name]) for name in names}


def _places(names: list[str]) -> dict[str, str]:
    """Give each sample its sender: the body or the village that it asks for, else the next free village."""
    asked = {name: village for name in names if (village := expectation(name).get("village"))}
    free = (code for code in villages_in(REGENCY)["code"] if code not in asked.values())
    bodies = {name: body for name in names if (body := expectation(name).get("body"))}
    return {name: bodies.get(name) or asked.get(name) or next(free) for name in names}


def _send(name: str, inbox: Path, village: str) -> str:
    """Put a sample into its sender's folder, a body's under its own name; return its path in the inbox."""
    binary = next((path for ending in BINARY if (path := SAMPLES / f"{name}{ending}").exists()), None)
    module = None if binary else importlib.import_module(f"tests.samples.{name}")
    content = binary.read_bytes() if binary else module.build()  # type: ignore[union-attr]
    file = expectation(name).get("file", f"kiriman{binary.suffix if binary else '.xlsx'}")
    if village in _BODIES:
        village, file = f"{PARTNERS}/{village}", f"{name}.xlsx"
    _write(inbox / village / file, content)
    if module and hasattr(module, "register"):
        _write(inbox / "_kabupaten" / f"{name}.xlsx", module.register(village))
    return f"{village}/{file}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (_OLD, _OLD))


def _told(audited: Audited, file: str, village: str) -> dict[str, Any]:
    opened = audited.returns.opened.set_index("file").loc[file]
    own = audited.returns.of_files(pd.Series([file]))
    sheets, people, repairs = own.sheets, own.mentions, own.repairs
    officials = audited.judged.officials
    is_own = audited.findings["file"] if village in _BODIES else audited.findings["village_code"]
    findings = audited.findings[is_own == (file if village in _BODIES else village)]
    received = audited.results.submissions
    return {
        "unreadable": _text(opened["unreadable"]),
        "received": [_received(row) for row in received[received["village_code"] == village].itertuples()],
        "sheets": [
            f"{row.sheet}: {row.form} {row.arrangement} {_titled(own.stated_months, row)} {row.row_count}"
            for row in sheets.itertuples()
        ],
        "officials": sorted(
            f"{_text(row.name)} {_text(row.identifier)}"
            for row in officials[officials["village_code"] == village].itertuples()
        ),
        "mentions": [
            f"{row.sheet} {row.row}: {_text(row.name)} | {_text(row.identifier)}" for row in people.itertuples()
        ],
        "attendance": _attendance(own.attendance, people),
        "entries": [entry for form in _FORMS_WITH_ENTRIES for entry in _entries(own.entries(form))],
        "repairs": [
            f"{row.sheet}!{row.cell}: {row.before!a} -> {row.after} ({row.reason})" for row in repairs.itertuples()
        ],
        "findings": _counted(
            " ".join(filter(None, (row.rule, _text(row.sheet), _text(row.cell))))
            for row in findings.itertuples()
            if row.rule[0] in _ABOUT_THE_FILE and row.rule not in _BETWEEN_VILLAGES
        ),
    }


def _counted(findings: Iterable[str]) -> list[str]:
    """Return each finding once, with how often it is told there (a list has no cell for each day without an entry)."""
    return [f"{told} × {count}" if count > 1 else told for told, count in sorted(Counter(findings).items())]


def _received(row: Any) -> str:
    """Say what the receipt says of a form: its state, the month it is for and by what, its vacant posts."""
    vacant = "" if pd.isna(row.vacant_count) or not row.vacant_count else f"vacant: {row.vacant_count}"
    return " | ".join(filter(None, (f"{row.form} {row.state}", _text(row.month_source), vacant, _text(row.reason))))


def _titled(stated: pd.DataFrame, table: Any) -> str:
    """Return the one month, with its year, that the titles of a sheet state for a table; ``-`` for none or several."""
    own = stated[
        (stated["file"] == table.file) & (stated["table_number"] == table.table_number) & (stated["source"] == "title")
    ].dropna(subset="year")
    months = {f"{year}-{month:02d}" for year, month in own[["year", "month"]].itertuples(index=False)}
    return months.pop() if len(months) == 1 else "-"


def _attendance(rows: pd.DataFrame, people: pd.DataFrame) -> dict[str, str]:
    """Return each person's filled days as ``day:code``, ``?`` where the code is not known."""
    names = people[["table_number", "row", "name"]].rename(columns={"row": "person_row"})
    rows = rows[rows["shown"].notna()].merge(names, on=["table_number", "person_row"])
    told: dict[str, list[str]] = defaultdict(list)
    for row in rows.itertuples():
        day = "?" if pd.isna(row.day) else int(row.day)
        told[f"{row.sheet} {_text(row.name)}"].append(f"{day}:{_text(row.code) or '?'}")
    return {person: " ".join(days) for person, days in told.items()}


def _entries(rows: pd.DataFrame) -> list[str]:
    left_out = {*PLACE, *_AS_WRITTEN}
    kept = [column for column in rows.columns if column not in left_out and not column.endswith("_cell")]
    return [
        f"{row['sheet']} {row['row']}: " + " | ".join(_text(row[name]) for name in kept if _text(row[name]))
        for row in rows.to_dict("records")
    ]


def _text(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return "" if pd.isna(value) else str(value)


if __name__ == "__main__":
    for sample in sys.argv[1:]:
        seen = expectation(sample) | observe([sample])[sample]
        print(json.dumps(seen, indent=1, ensure_ascii=False))
