"""Small workbooks for tests, built like those that villages send."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from data.calendar import Period, is_day_off
from data.forms import form_columns
from tasks.reading.reading import Source, read_file
from tasks.reading.readings import Readings, read_columns

PERIOD = Period(2024, 10)
VILLAGE = "35.03.01.2001"
GRID_LABELS = ["No", "Nama", "NIP/NIK", "Jabatan", "Status Kepegawaian"]

Rows = Sequence[Sequence[object]]


def put(sheet: Worksheet, rows: Rows, top: int = 1, left: int = 1) -> None:
    """Write rows of values, blank where None."""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                sheet.cell(top + r, left + c, value)


def labels(form: str, arrangement: str = "table") -> list[object]:
    return [column.label for column in form_columns(form, arrangement)]


def full_month(code: str = "H", pattern: str = "5") -> list[object]:
    """Return a code for every working day of October 2024 and blanks for the days off."""
    return [None if is_day_off(day, pattern) else code for day in PERIOD.days()]


def identity_rows(**changes: object) -> Rows:
    stated: dict[str, object] = {
        "Kode Desa/Kelurahan": VILLAGE,
        "Nama Desa/Kelurahan": "Besuki",
        "Periode": "2024-10",
        "Laporan Nihil": "YA",
        "Kerawanan Nihil": "YA",
    }
    return list((stated | changes).items())


def grid_rows(people: Rows, days: int = 31, extra: Sequence[object] = ("Keterangan",)) -> Rows:
    """Return a grid with its headings; each person is No, name, identifier, position, category, then the days."""
    return [[*GRID_LABELS, *range(1, days + 1), *extra], *people]


def workbook(sheets: Mapping[str, Rows], change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """Return the bytes of an .xlsx with the given sheets; ``change`` may spoil it before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        put(book.create_sheet(name), rows)
    if change:
        change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a workbook's package with each part as ``change`` gives it back for its name."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            out.writestr(name, change(name, source.read(name)))
    return target.getvalue()


def full_return(**changes: Rows) -> dict[str, Rows]:
    """Return the five sheets of a village that has nothing to hide, changed by sheet name."""
    people = [
        [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES", *full_month()],
        [2, "Siti Aminah", "3503014202850002", "Sekretaris Desa", "PERANGKAT", *full_month()],
    ]
    sheets: dict[str, Rows] = {
        "Identitas": identity_rows(),
        "Hadir": grid_rows(people),
        "Rakor": [
            labels("activities"),
            [1, date(2024, 10, 10), "IKRAR", "Sutrisno", None, None, "YA", None, "YA"],
            [2, date(2024, 10, 10), "IKRAR", "Siti Aminah", None, None, "YA", None, "YA"],
        ],
        "Laporan": [labels("reports")],
        "Kerawanan": [labels("vulnerabilities")],
    }
    return sheets | changes


def unsigned_return(**changes: Rows) -> dict[str, Rows]:
    """Return the sheets of the samples, which do not say whose they are, so any village may send them."""
    whose = {"Kode Desa/Kelurahan": None, "Nama Desa/Kelurahan": None}
    return full_return(Identitas=identity_rows(**whose)) | changes


def read(content: bytes, place: str = "village") -> dict[str, list[dict[str, object]]]:
    """Read a file's bytes in this process; return rows as dictionaries by read table."""
    readings = Readings()
    read_file(Source("berkas.xlsx", place, PERIOD.year), content, readings)
    return {
        name: [dict(zip(read_columns(name), row, strict=True)) for row in rows] for name, rows in readings.rows.items()
    }


def drop(
    inbox: Path, sheets: Mapping[str, Rows], name: str = "kiriman.xlsx", folder: str = f"{VILLAGE} Besuki"
) -> Path:
    """Write a village's file into an inbox."""
    path = inbox / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(workbook(sheets))
    return path
