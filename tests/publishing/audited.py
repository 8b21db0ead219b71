"""An audit of a small inbox in this process, from files to result tables, and forms filled in as a village would."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd

from data.register import area
from data.scope import Scope
from data.tables import frame
from tasks.counting.history import History
from tasks.manifest.audit_context import AuditContext, current_versions
from tasks.pipeline import Judgement, assess, collect, judge
from tasks.publishing.templates.template import write_template
from tasks.reading.reading import read_file
from tasks.reading.readings import Readings
from tasks.reading.returns import Returns, returns_of
from tasks.reading.sources import sources
from tasks.scoring.results import Results
from tests.builders import PERIOD, VILLAGE, labels, workbook

OFFICIALS = [
    ("Sutrisno, S.Sos.", "3503010101700001", "Kepala Desa", "KADES"),
    ("Siti Aminah", "3503014202850002", "Sekretaris Desa", "PERANGKAT"),
    ("Bambang Wijayanto", "197003152001121003", "Kasi Pemerintahan", "PNS"),
]
HEADING_ROW, FIRST_DAY = 6, 6
"""Where the grid of the template has its headings, and which column is day 1."""


@dataclass(frozen=True)
class Audited:
    """What an audit knows and finds."""

    facts: AuditContext
    returns: Returns
    found: Judgement
    results: Results

    @property
    def findings(self) -> pd.DataFrame:
        return self.results.findings


def register() -> pd.DataFrame:
    rows = [
        {"row": row, "village_code": VILLAGE, "name": name, "identifier": identifier,
         "position": position, "category": category}
        for row, (name, identifier, position, category) in enumerate(OFFICIALS, start=2)
    ]  # fmt: skip
    return frame("register", "read", rows)


def register_file() -> bytes:
    rows = [[VILLAGE, *official] for official in OFFICIALS]
    return workbook({"Pejabat": [labels("register"), *rows]})


def filled_template(folder: Path) -> openpyxl.Workbook:
    """Return the template filled in by somebody who makes no mistake."""
    path = folder / "formulir.xlsx"
    write_template(path, VILLAGE, PERIOD, register())
    book = openpyxl.load_workbook(path)
    grid = book["Daftar Hadir"]
    for day in PERIOD.days():
        for row in range(HEADING_ROW + 1, HEADING_ROW + 1 + len(OFFICIALS)):
            if day.weekday() < 5:
                grid.cell(row, FIRST_DAY + day.day - 1, "H")
    grid.cell(HEADING_ROW + 1, FIRST_DAY, "DL")
    for row, (name, identifier, position, _) in enumerate(OFFICIALS, start=6):
        pledge = (date(2024, 10, 10), "IKRAR", name, identifier, position, "YA", None, "YA")
        fill(book, "Rakor dan Ikrar", row, pledge)
    report = (
        date(2024, 10, 3), date(2024, 10, 4), date(2024, 10, 5), None, "Bambang Wijayanto", "197003152001121003",
        "Kasi Pemerintahan", "PNS", "D-04", None, "Berfoto dengan simbol dukungan", "Balai desa",
        None, None, None, "BKN", date(2024, 10, 7),
    )  # fmt: skip
    fill(book, "Laporan Netralitas", 6, report)
    risk = (
        "NETRALITAS APARATUR", "TPS 1", "Pernah ada laporan", "SANGAT RAWAN", "DESA", None, "Sosialisasi",
        "Kepala Desa", date(2024, 11, 20),
    )  # fmt: skip
    fill(book, "Peta Kerawanan", 6, risk)
    identity = book["Identitas"]
    values = {row[0].value: row[1] for row in identity.iter_rows(min_row=5, max_row=16)}
    for label, value in (("Nama Penyusun", "Siti Aminah"), ("Laporan Nihil", "TIDAK"), ("Kerawanan Nihil", "TIDAK")):
        values[label].value = value
    return book


def fill(book: openpyxl.Workbook, sheet: str, row: int, values: tuple[object, ...]) -> None:
    """Fill in a row of an entry form from its second column on, as typing would: the cell's format stays."""
    for column, value in enumerate(values, start=2):
        number_format = book[sheet].cell(row, column).number_format
        book[sheet].cell(row, column).value = value
        book[sheet].cell(row, column).number_format = number_format


def content(book: openpyxl.Workbook) -> bytes:
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def send(inbox: Path, name: str, sent: bytes) -> Path:
    """Put a file of the village Besuki into the inbox, old enough to count as settled."""
    return _put(inbox / f"{VILLAGE} Besuki" / name, sent)


def send_register(inbox: Path) -> None:
    _put(inbox / "_kabupaten" / "daftar-pejabat.xlsx", register_file())


def audit(inbox: Path, home: Path, code: str = VILLAGE, language: str = "id") -> Audited:
    """Audit an inbox as of 6 November 2024."""
    scope = Scope(area(code), PERIOD, date(2024, 11, 6), language)
    files = collect(inbox, scope, home)
    readings = Readings()
    for source, path in sources(files, PERIOD, home):
        read_file(source, path.read_bytes(), readings)
    returns, history = returns_of([readings]).with_files(files), History.empty()
    found = judge(returns, history, scope)
    facts = AuditContext(scope, {}, current_versions(), found.mends)
    return Audited(facts, returns, found, assess(returns, history, found, scope))


def _put(path: Path, sent: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sent)
    return path
