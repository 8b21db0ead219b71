"""Where a sheet says which month a table is for: in the titles and labels above it, its dated headings, its tab's name.

A title speaks for the table below it, and for further tables of the sheet that have none of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import takewhile

from tasks.reading.cells import Value, address, text_of
from tasks.reading.headings import Table
from tasks.reading.months import Month, is_labelled, months_in, months_in_tab, years_in
from tasks.reading.values import periods_in

_BARE_NUMBERS_YEAR = 1904
_WIDEST_LINE = 8  # "Kode : … Bulan : Oktober Tahun : 2024" is a line, a row with more cells is none
_WIDEST_TITLE = 4  # below another table a row with more filled cells is one of its entries
_A_DAYS_LABEL = re.compile(r"\b(?:tanggal|tgl|dicetak|cetak|unduh|diunduh|kirim)\b", re.IGNORECASE)
_SIGNED = re.compile(r"\A[A-Za-z .'-]+,[ .…_]*[A-Za-z]{3,9} +20[0-9]{2}\Z")


@dataclass(frozen=True)
class Stated:
    """One month that a table's surroundings name; ``cell`` is None for the tab's name."""

    source: str
    month: Month
    shown: str
    cell: str | None


@dataclass
class _Titles:
    """What the title rows of one table say: months with and without a label, and years that stand by themselves."""

    labelled: list[Stated] = field(default_factory=list)
    others: list[Stated] = field(default_factory=list)
    years: set[int] = field(default_factory=set)

    def stated(self) -> list[Stated]:
        """Return the months that count: labelled ones before others, those with a year before those without."""
        for found in (self.labelled, self.others):
            dated = [each for each in self.with_year(found) if each.month.year]
            if dated:
                return _distinct(dated)
        return _distinct(self.labelled or self.others)

    def with_year(self, found: Sequence[Stated]) -> list[Stated]:
        """Give months without a year the one that stands by itself in the titles, if there is exactly one."""
        if len(self.years) != 1:
            return list(found)
        (year,) = self.years
        return [replace(each, month=Month(each.month.year or year, each.month.month)) for each in found]


def stated_months(tables: Sequence[Table], year: int) -> list[list[Stated]]:
    """Return for each table of a sheet, in their order, the months that the sheet names for it."""
    found: list[list[Stated]] = []
    for position, table in enumerate(tables):
        earlier = [other for other in tables if other.last_row < table.heading_row]
        titles = _titles(table, max((other.first_row for other in earlier), default=-1), year)
        own = titles.stated() or (found[position - 1] if position else [])
        tab = [Stated("tab", month, table.sheet.name, None) for month in months_in_tab(table.sheet.name, year)]
        found.append([each for each in own if each.source == "title"] + titles.with_year(tab))
    return found


def _titles(table: Table, above: int, year: int) -> _Titles:
    """Read the title rows of a table: those between row ``above`` (-1: none) and the first row below its headings."""
    titles = _Titles()
    for row in reversed(list(takewhile(lambda row: row < table.heading_row, table.sheet.filled))):
        cells = table.sheet.filled[row]
        if above >= 0 and (row <= above or len(cells) > _WIDEST_TITLE):
            break
        if above >= 0 and any(isinstance(value, str) and _SIGNED.match(value.strip()) for _, value in cells):
            break
        _read_row(titles, row, cells, year)
    for row in range(table.heading_row, table.first_row):
        titles.labelled += _in_headings(table, row)
    return titles


def _read_row(titles: _Titles, row: int, cells: Sequence[tuple[int, Value]], year: int) -> None:
    """Add what one row above a table says, cell by cell, or else its texts as one line ("Bulan" | "Oktober")."""
    titles.years |= {found for _, value in cells for found in years_in(text_of(value))}
    before = ""
    dated = False
    for column, value in cells:
        written = text_of(value)
        months = _of_cell(value, before, year)
        kept = titles.labelled if is_labelled(written) or is_labelled(before) else titles.others
        kept += [Stated("title", month, written, address(row, column)) for month in months]
        dated = dated or any(month.year for month in months)
        before = written if written.strip(" :=") else before
    if dated or len(cells) > _WIDEST_LINE:
        return
    line = " ".join(text_of(value) for _, value in cells)
    place = next((column for column, value in cells if months_in(f"bulan {text_of(value)}", year)), cells[-1][0])
    found = [Stated("title", month, line, address(row, place)) for month in months_in(line, year)]
    (titles.labelled if is_labelled(line) else titles.others).extend(found)


def _of_cell(value: Value, before: str, year: int) -> tuple[Month, ...]:
    """Return the months of one cell; the first of a month as a date is how spreadsheets keep a typed "Oktober 2024"."""
    if isinstance(value, str):
        return months_in(value, year)
    if not isinstance(value, datetime | date) or _A_DAYS_LABEL.search(before):
        return ()
    return (Month(value.year, value.month),) if value.day == 1 or is_labelled(before) else ()


def _in_headings(table: Table, row: int) -> Iterator[Stated]:
    """Yield the months of titles between the headings, and of day headings that are real dates."""
    days = {column for name, column in table.columns.items() if name.startswith("day_")}
    for column, value in table.sheet.filled.get(row, []):
        months: tuple[Month, ...] = ()
        if isinstance(value, str):
            months = tuple(Month(period.year, period.month) for period in periods_in(value))
        elif column in days and isinstance(value, date) and value.year > _BARE_NUMBERS_YEAR:
            months = (Month(value.year, value.month),)
        for month in months:
            yield Stated("title", month, text_of(value), address(row, column))


def _distinct(found: Sequence[Stated]) -> list[Stated]:
    """Keep one place for each month, the uppermost first."""
    kept: dict[Month, Stated] = {}
    for each in reversed(found):
        kept[each.month] = each
    return sorted(kept.values(), key=lambda each: (each.month.year or 0, each.month.month))
