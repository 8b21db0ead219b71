"""A village's return before it is a file: pages with headings, entries and what stands around them."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from data.calendar import Period, is_day_off
from data.forms import form_columns

PERIOD = Period(2024, 10)
DAYS = [f"day_{number}" for number in range(1, 32)]

_FIRST = ["Budi", "Rina", "Agus", "Dewi", "Eko", "Fitri", "Hadi", "Indah", "Joko", "Kartika", "Lukman", "Maya", "Nur"]
_LAST = ["Santoso", "Wahyuni", "Prasetyo", "Lestari", "Hidayat", "Utami", "Setiawan", "Handayani", "Nugroho", "Astuti"]
_LAST += ["Kurniawan", "Rahayu", "Gunawan", "Susanti", "Wibowo", "Purnama", "Saputra", "Kusuma", "Wijaya", "Anggraini"]
_POSTS = [("Kepala Desa", "KADES"), ("Sekretaris Desa", "PNS"), ("Kaur Umum", "PERANGKAT"), ("Kasun", "PERANGKAT")]

Entry = dict[str, object]
Row = list[object]


@dataclass
class Page:
    """One form on a sheet, from top to bottom: rows above, headings, rows under them, entries, rows below.

    ``upper`` is a second row of headings above the first, ``before`` holds rows that stand before an entry, ``merged``
    ranges of entries and fields as (first entry, last entry, first field, last field).
    """

    form: str
    tab: str
    headings: Entry = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    above: list[Row] = field(default_factory=list)
    upper: Entry = field(default_factory=dict)
    under: list[Entry] = field(default_factory=list)
    before: dict[int, list[Row]] = field(default_factory=dict)
    below: list[Row] = field(default_factory=list)
    merged: list[tuple[int, int, str, str]] = field(default_factory=list)
    down: int = 0
    right: int = 0

    @property
    def fields(self) -> list[str]:
        return list(self.headings)

    @property
    def days(self) -> list[str]:
        return [name for name in self.headings if name[:4] == "day_"]


@dataclass
class Book:
    """A return: its pages, further sheets by tab, and the officials whom it is about."""

    pages: list[Page]
    others: dict[str, list[Row]] = field(default_factory=dict)
    others_first: bool = False
    people: list[Entry] = field(default_factory=list)

    def of(self, *forms: str) -> list[Page]:
        return [page for page in self.pages if page.form in forms]


@dataclass(frozen=True)
class Disguise:
    """A change with what it is given, named in a failing example; applied to a book it changes it in place."""

    change: Callable[[Book, Any], None]
    given: object

    def __repr__(self) -> str:
        return f"{self.change.__name__}({self.given!r})"


def write(book: Book) -> bytes:
    """Return the bytes of a book as .xlsx; pages of one tab stand below each other."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    tabs = [*dict.fromkeys(page.tab for page in book.pages)]
    for tab in [*book.others, *tabs] if book.others_first else [*tabs, *book.others]:
        sheet = workbook.create_sheet(tab)
        top = 1
        for page in (page for page in book.pages if page.tab == tab):
            top = _write_page(sheet, page, top) + 2
        for row in book.others.get(tab, []):
            sheet.append(row)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _write_page(sheet: Worksheet, page: Page, top: int) -> int:
    """Write a page from a row on; return the first row behind it."""
    left = 1 + page.right
    columns = {name: left + place for place, name in enumerate(page.headings)}
    row = top + page.down
    for cells in page.above:
        row = _write_row(sheet, row, left, cells)
    if page.upper:
        _write_row(sheet, row, left, [page.upper.get(name) for name in page.headings])
        _merge_upper(sheet, page, row, columns)
        row += 1
    if page.headings:
        row = _write_row(sheet, row, left, list(page.headings.values()))
    for entry in page.under:
        row = _write_row(sheet, row, left, [entry.get(name) for name in page.headings])
    places = []
    for number, entry in enumerate(page.entries):
        for cells in page.before.get(number, []):
            row = _write_row(sheet, row, left, cells)
        places.append(row)
        row = _write_row(sheet, row, left, [entry.get(name) for name in page.headings])
    for cells in page.below:
        row = _write_row(sheet, row, left, cells)
    for first, last, begin, end in page.merged:
        sheet.merge_cells(
            start_row=places[first], end_row=places[last], start_column=columns[begin], end_column=columns[end]
        )
    return row


def _write_row(sheet: Worksheet, row: int, left: int, cells: Row) -> int:
    for place, value in enumerate(cells):
        if value is not None:
            sheet.cell(row, left + place, value)  # type: ignore[arg-type]
    return row + 1


def _merge_upper(sheet: Worksheet, page: Page, row: int, columns: dict[str, int]) -> None:
    """Merge what stands over a single column down, and the one title over all days across."""
    days = page.days
    for name, column in columns.items():
        if page.headings[name] is None:
            sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    if page.upper.get(days[0]) is not None:
        sheet.merge_cells(start_row=row, end_row=row, start_column=columns[days[0]], end_column=columns[days[-1]])


def labels(form: str, arrangement: str = "table") -> Entry:
    """Return the headings that the template prints, by field."""
    return {column.field: column.label for column in form_columns(form, arrangement)}


def people_of(number: int) -> list[Entry]:
    """Return four officials whom no other village has: name, identifier, position and category."""
    people: list[Entry] = []
    for place, (position, category) in enumerate(_POSTS):
        which = number * len(_POSTS) + place
        name = f"{_FIRST[which % 13]} {_LAST[which // 13 % 20]} {_LAST[(which // 260 + 7) % 20]}"
        nip = f"19850817201001{1 + place % 2}{1 + number % 999:03d}"
        nik = f"35030114{(which // 9000) + 1:02d}80{1 + which % 9000:04d}"
        people.append(
            {"name": name, "identifier": nip if category == "PNS" else nik, "position": position, "category": category}
        )
    return people


def _codes(place: int) -> Entry:
    codes: Entry = {f"day_{day.day}": "H" for day in PERIOD.days() if not is_day_off(day, "5")}
    if place == 0:
        codes |= {"day_22": "DL", "day_23": "DL"}
    if place == 2:
        codes |= dict.fromkeys(["day_21", "day_22", "day_23", "day_24", "day_25"], "C")
    if place == 3:
        codes |= {"day_3": "S", "day_4": "S", "day_8": "I", "day_9": "T"}
    return codes


def clean_book(village: str, name: str, number: int, *, nil: bool) -> Book:
    """Return a return without a mistake; ``nil``: nothing was reported and no place is at risk."""
    people = people_of(number)
    grid_headings: Entry = {**_first(labels("attendance", "grid"), 5), **{day: int(day[4:]) for day in DAYS}}
    who = [{"number": place + 1, **person, **_codes(place)} for place, person in enumerate(people)]
    names = [person["name"] for person in people]
    activities = [
        *({"date": date(2024, 10, 10), "activity": "IKRAR", "name": each, "attended": "YA", "pledge_signed": "YA"}
          for each in names),
        *({"date": date(2024, 10, 15), "activity": "RAKOR", "name": each, "attended": "YA"} for each in names),
    ]  # fmt: skip
    report: Entry = {
        "incident_date": date(2024, 10, 12), "known_date": date(2024, 10, 14), "reported_date": date(2024, 10, 14),
        "name": names[2], "position": "Kaur Umum", "category": "PERANGKAT", "violation_code": "V-07",
        "description": f"Terlihat memasang spanduk di {name}", "place": f"Balai Desa {name}",
        "forwarded_to": "BUPATI", "forwarded_date": date(2024, 10, 16), "stage": "DITERIMA",
    }  # fmt: skip
    risks: list[Entry] = [
        {"variable": variable, "location": f"TPS {tps} {name}", "description": f"{text} di {name}",
         "level": level, "source": "DESA", "prevention": f"Patroli malam {name}", "responsible": names[tps],
         "target_date": date(2024, 12, 1), "status": "Berjalan"}
        for tps, (variable, text, level) in enumerate(
            [("NETRALITAS", "Pos ronda dekat posko", 1), ("LOKASI TPS", "Rawan banjir", 2), ("LOGISTIK", "Aman", 0)]
        )
    ]  # fmt: skip
    stated: list[Row] = [
        ["Kode Desa/Kelurahan", village], ["Nama Desa/Kelurahan", name], ["Periode", "2024-10"],
        ["Hari Kerja", "5 hari"], ["Laporan Nihil", "YA" if nil else "TIDAK"],
        ["Kerawanan Nihil", "YA" if nil else "TIDAK"],
    ]  # fmt: skip
    return Book(
        [
            Page("identity", "Identitas", above=stated),
            Page("attendance", "Daftar Hadir", {**grid_headings, "remark": "Keterangan"}, list(who)),
            Page("activities", "Rakor dan Ikrar", labels("activities"), _numbered(activities)),
            Page("reports", "Laporan Netralitas", labels("reports"), [] if nil else _numbered([report])),
            Page("vulnerabilities", "Peta Kerawanan", labels("vulnerabilities"), [] if nil else _numbered(risks)),
        ],
        people=people,
    )


def _first(entry: Entry, count: int) -> Entry:
    return dict(list(entry.items())[:count])


def _numbered(entries: list[Entry]) -> list[Entry]:
    return [{"number": number, **entry} for number, entry in enumerate(entries, start=1)]
