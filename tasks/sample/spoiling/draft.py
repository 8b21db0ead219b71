"""A village's workbooks while they are being spoiled."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tasks.sample.pages import Book, Page
from tasks.sample.people import Official
from tasks.sample.returns import VillageReturn
from tasks.sample.rows import Row
from tasks.sample.truth import Truth


@dataclass
class _Planted:
    """A planted finding whose address is settled only when everything has its place."""

    rule: str
    book: Book | None = None
    page: Page | None = None
    row: Row | None = None
    name: str = ""
    cell: str = ""
    file: str = ""


@dataclass
class Draft:
    """A village's return as workbooks, what was planted in them, and which rows and persons are used up.

    ``blobs`` are files of other kinds by their name in the village's folder; ``partner`` is the other village of a
    fault that takes two.
    """

    found: VillageReturn
    folder: str
    books: list[Book]
    rng: Random
    partner: VillageReturn | None = None
    blobs: dict[str, bytes] = field(default_factory=dict)
    _planted: list[_Planted] = field(default_factory=list)
    _used_people: set[str] = field(default_factory=set)
    _used_rows: list[Row] = field(default_factory=list)

    def pages(self) -> Iterator[tuple[Book, Page]]:
        """Return every page of a form with its book."""
        return ((book, page) for book in self.books for page in book.pages if page.form)

    def page(self, form: str) -> tuple[Book, Page]:
        """Return the page of a form and its book."""
        return next((book, page) for book, page in self.pages() if page.form == form)

    def path(self, book: Book) -> str:
        """Return a book's path inside the inbox."""
        return book.name if book.outside else f"{self.folder}/{book.name}"

    def person(self, category: tuple[str, ...] = ()) -> Official:
        """Return an official who serves the whole month and was not used before (of some categories only)."""
        free = [
            official
            for official in self.found.officials
            if official.serves_all(self.found.period)
            and official.identifier not in self._used_people
            and (not category or official.category in category)
        ]
        official = self.rng.choice(free)
        self._used_people.add(official.identifier)
        return official

    def entries(self, official: Official) -> list[Row]:
        """Return an official's rows in the attendance sheet: one in a grid, one a day in a list."""
        _, page = self.page("attendance")
        return [row for row in page.rows if row["identifier"] == official.identifier]

    def row(self, form: str, *needed: str) -> Row:
        """Return a row of a form that was not used before and has the needed fields filled in."""
        _, page = self.page(form)
        free = [
            row
            for row in page.rows
            if all(row.get(name) is not None for name in needed) and not any(row is used for used in self._used_rows)
        ]
        row = self.rng.choice(free)
        self._used_rows.append(row)
        return row

    def plant(self, rule: str, form: str, row: Row, name: str) -> None:
        """Remember a finding at one value of a form."""
        book, page = self.page(form)
        self._planted.append(_Planted(rule, book, page, row, name))

    def plant_sheet(self, rule: str, book: Book, page: Page, cell: str = "") -> None:
        """Remember a finding at a fixed cell of a sheet, or at the whole sheet."""
        self._planted.append(_Planted(rule, book, page, cell=cell))

    def plant_book(self, rule: str, book: Book) -> None:
        """Remember a finding about a whole workbook."""
        self._planted.append(_Planted(rule, book))

    def plant_file(self, rule: str, name: str) -> None:
        """Remember a finding about a file of another kind in the village's folder."""
        self._planted.append(_Planted(rule, file=f"{self.folder}/{name}"))

    def plant_missing(self, forms: list[str]) -> None:
        """Remember that forms were not received (S01): nothing arrived, so there is no file to name."""
        self._planted += [_Planted("S01") for _ in forms]

    def truths(self) -> list[Truth]:
        """Return everything planted, with its address."""
        return [self._settled(entry) for entry in self._planted]

    def _settled(self, entry: _Planted) -> Truth:
        file = self.path(entry.book) if entry.book else entry.file
        cell = entry.page.cell(entry.row, entry.name) if entry.page and entry.row is not None else entry.cell
        return Truth(file, entry.page.sheet if entry.page else "", cell, entry.rule)
