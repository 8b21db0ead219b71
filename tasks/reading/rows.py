"""What each row of a table is: an entry, or a numbering or weekday row, a total, a legend, a signature, a note."""

import re
from datetime import date
from functools import cache, lru_cache

from data.calendar import weekday_numbers
from data.forms import code_reader, date_words, form_columns
from data.names import is_post, key, plain
from data.reference import load
from data.sheet_words import RowMark
from tasks.reading.cells import Sheet, Value, text_of
from tasks.reading.headings import Table
from tasks.reading.numbering_rows import is_numbering
from tasks.reading.persons import is_category, is_identifier, looks_like_name
from tasks.reading.placeholders import is_placeholder, says_nil
from tasks.reading.table_cells import TableCells, needed_columns

ENTRY, NUMBERING, WEEKDAY, TOTAL, LEGEND = "entry", "numbering", "weekday", "total", "legend"
SIGNATURE, NOTE, TITLE, UNUSED, VACANT, UNKNOWN = "signature", "note", "title", "no_value", "vacant", "not_understood"

_DATE_IN_WORDS = r"[0-9.…_ ]{0,9} *[A-Za-z.…_]{3,12} +20[0-9.…_]{2,4}"
_DATE_IN_FIGURES = r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ]20[0-9]{2}"
_PLACE_AND_DATE = re.compile(rf"\A([A-Za-z .'-]+), *(?:{_DATE_IN_WORDS}|{_DATE_IN_FIGURES})\Z")
_PLACE_AND_ROOM = re.compile(r"\A[A-Za-z .'-]+, *[.…_ ]{2,60}\Z")
_LONGEST_MARK = 60
_LONG_MARK = 8  # "Mengetahui" announces a signature by itself
_HEADING_ROWS = 2  # initials of weekdays stand right under the headings
_SIGNATURE_CELLS = 4  # a signature block has a few columns; a row with more is an entry that mentions such a word
_FEWEST_WEEKDAYS = 2
_FEWEST_COUNTS = 5
_FEWEST_CODES = 3
_FEWEST_TOLD = 2  # needed cells of a row that tells something although one of them says NIHIL
_FEWEST_IDENTIFIER_DIGITS = 8
_MOST_WORDS_OF_WHO_SIGNS = 3


def row_kinds(cells_of_table: TableCells, legend_cells: set[tuple[int, int]]) -> dict[int, str]:
    """Return what each filled row below a table's headings is, by its 0-based number.

    The table's placeholders are blanked; rows of it that are blank but for a number are unused.
    """
    table = cells_of_table.table
    sheet = table.sheet
    kinds: dict[int, str] = {}
    judge = _RowJudge(sheet, table, cells_of_table.nil_rows)
    signed = False
    with_legend = {row for row, _ in legend_cells}
    for row in sheet.row_numbers:
        if row < table.first_row:
            continue
        if row > table.last_row:
            break
        filled = sheet.filled.get(row, [])
        cells = [cell for cell in filled if (row, cell[0]) not in legend_cells] if row in with_legend else filled
        if filled and not cells:
            kinds[row] = LEGEND
            continue
        kind = judge.kind(row, cells, signed=signed)
        signed = signed or kind == SIGNATURE
        kinds[row] = kind
    return kinds


class _RowJudge:
    """Knows where a table's columns stand, and says of a row what it is."""

    def __init__(self, sheet: Sheet, table: Table, nil_rows: set[int]) -> None:
        self._sheet, self._table, self._nil_rows = sheet, table, nil_rows
        self._needed = needed_columns(table)
        self._days = {column for name, column in table.columns.items() if name[:4] == "day_"}
        self._counts = self._days | {column for name, column in table.columns.items() if name[:6] == "total_"}
        self._codes = code_reader("attendance")
        self._coded = _coded_columns(table)
        self._own = set(table.columns.values())
        self._telling = self._own - {table.columns.get("number")}

    def kind(self, row: int, cells: list[tuple[int, Value]], *, signed: bool) -> str:
        full = self._is_full_entry(cells)
        if signed and not full:
            return SIGNATURE
        mark = "" if full else _row_mark(cells)
        if mark:
            return mark
        if is_numbering(self._sheet, row, self._table):
            return NUMBERING
        if self._days and not full and self._is_weekdays(row, cells):
            return WEEKDAY
        if self._table.form == "attendance":
            return self._kind_of_grid_row(row, cells) if self._days else self._kind_of_list_row(row, cells)
        return UNUSED if self._is_nil(row, cells) else self._kind_of_entry_row(row, cells)

    def _is_nil(self, row: int, cells: list[tuple[int, Value]]) -> bool:
        """Tell whether a row says NIHIL: it names nothing, and beside that holds a date, a source or a 0 at most."""
        if row not in self._nil_rows:
            return False
        told = [value for column, value in cells if column in self._needed]
        told = [value for value in told if not (is_placeholder(value, zero=True) or says_nil(value))]
        return len(told) < _FEWEST_TOLD

    def _is_full_entry(self, cells: list[tuple[int, Value]]) -> bool:
        """Tell quickly of the usual row that it is an entry: codes on several days and a name, or codes and dates."""
        if self._coded:
            told = sum(1 for column, value in cells if column in self._coded and self._is_coded(column, value))
            return told >= _FEWEST_TOLD
        name = self._table.columns.get("name")
        is_list = self._table.form == "attendance" and not self._days
        if len(cells) <= _SIGNATURE_CELLS or name is None or is_list:
            return False
        if not any(column == name and isinstance(value, str) and looks_like_name(value) for column, value in cells):
            return False
        days = self._days
        return not days or sum([column in days and isinstance(value, str) for column, value in cells]) >= _FEWEST_CODES

    def _is_coded(self, column: int, value: Value) -> bool:
        """Tell whether a cell holds what its column asks for: a code of the list, a date."""
        code_list = self._coded[column]
        return code_reader(code_list).read(text_of(value))[0] is not None if code_list else isinstance(value, date)

    def _text(self, row: int, name: str) -> str:
        column = self._table.columns.get(name)
        return "" if column is None else text_of(self._sheet.value(row, column))

    def _is_weekdays(self, row: int, cells: list[tuple[int, Value]]) -> bool:
        if self._text(row, "name") or self._text(row, "identifier"):
            return False
        texts = [key(text_of(value)) for column, value in cells if column in self._days]
        if len(texts) < _FEWEST_WEEKDAYS:
            return False
        words = weekday_numbers()
        if all(text in words or text in date_words() for text in texts):
            return True
        inside = row < self._table.first_row + _HEADING_ROWS and len(texts) >= len(self._days) - 1
        return inside and {word[0] for word in words}.issuperset(texts)

    def _kind_of_grid_row(self, row: int, cells: list[tuple[int, Value]]) -> str:
        name, identifier = self._text(row, "name"), self._text(row, "identifier")
        days = [value for column, value in cells if column in self._days]
        if not identifier and len(days) >= _FEWEST_COUNTS and all(_is_count(value) for value in days):
            return TOTAL
        if looks_like_name(name):
            position = self._text(row, "position")
            known = bool(days) or self._is_told(row, identifier, position)
            return ENTRY if known and not _is_sentence(position) else self._kind_of_rest(cells)
        if name:
            return self._kind_of_rest(cells) if not days else ENTRY
        digits = sum(1 for letter in identifier if letter.isdigit())
        codes = sum(1 for value in days if isinstance(value, str) and self._codes.read(text_of(value))[0])
        if digits >= _FEWEST_IDENTIFIER_DIGITS or codes > 1:
            return ENTRY
        return self._kind_of_rest(cells)

    def _is_told(self, row: int, identifier: str, position: str) -> bool:
        """Tell whether a row without a day says who the person of its name is."""
        told = is_identifier(identifier) or is_post(position) or is_category(self._text(row, "category"))
        return told or bool(position and self._text(row, "number"))

    def _kind_of_list_row(self, row: int, cells: list[tuple[int, Value]]) -> str:
        dated, stated = self._text(row, "date"), self._text(row, "status")
        told = [text for text in (self._text(row, "name"), dated, stated) if text]
        broken = any((row, column) in self._sheet.errors for column in self._own) if self._sheet.errors else False
        known = bool(dated) or bool(stated and self._codes.read(stated)[0])
        return ENTRY if broken or (len(told) > 1 and known) else self._kind_of_rest(cells)

    def _kind_of_entry_row(self, row: int, cells: list[tuple[int, Value]]) -> str:
        filled = sum([column in self._telling for column, _ in cells])
        filled += sum(1 for column in self._own if (row, column) in self._sheet.errors) if self._sheet.errors else 0
        return ENTRY if filled > 1 else self._kind_of_rest(cells)

    def _kind_of_rest(self, cells: list[tuple[int, Value]]) -> str:
        """Say what a row is that is no entry: unused, a sub-heading, a note, a vacant post, or not understood."""
        texts = [text_of(value) for _, value in cells]
        if all(_is_count(value) or is_placeholder(value, zero=True) for _, value in cells):
            return UNUSED
        words = [text for text in texts if len(text) > 1 and not text.rstrip(".").isdigit()]
        if len(words) == 1 and (is_post(words[0]) or words[0].isupper() or words[0][-1:] in ":."):
            return TITLE
        if any(text[:1] in ":=" or text[-1:] in ":," or len(text) > _LONGEST_MARK for text in texts):
            return NOTE
        if all(is_post(text) for text in words):
            return TITLE
        vacant = all(is_post(text) or is_category(text) or is_placeholder(text) for text in words)
        return VACANT if vacant else UNKNOWN


def _coded_columns(table: Table) -> dict[int, str]:
    """Return the code list of each needed column of codes, ``""`` for one of dates; none of an attendance table."""
    if table.form == "attendance":
        return {}
    listed = [column for column in form_columns(table.form, table.arrangement) if column.required]
    kept = [column for column in listed if column.kind in {"code", "date"} and column.field in table.columns]
    return {table.columns[column.field]: column.code_list for column in kept}


def _is_sentence(text: str) -> bool:
    return text[:1] in {":", "="}


def _is_count(value: Value) -> bool:
    written = text_of(value).strip("(). ")
    return written.isascii() and written.isdigit()


def _row_mark(cells: list[tuple[int, Value]]) -> str:
    signs = len(cells) <= _SIGNATURE_CELLS
    for place, (_, value) in enumerate(cells[: len(cells) if signs else 1]):
        kind = _mark(value) if isinstance(value, str) and len(value) <= _LONGEST_MARK else ""
        if (kind == SIGNATURE and signs) or (kind and kind != SIGNATURE and place == 0):
            return kind
    return SIGNATURE if len(cells) == 1 and _has_room_for_a_date(cells[0][1]) else ""


def _has_room_for_a_date(value: Value) -> bool:
    """Tell whether a text is a place with room for the date; beside other cells it may be a name."""
    return isinstance(value, str) and _PLACE_AND_ROOM.match(plain(value)) is not None


@cache
def _marks() -> tuple[tuple[str, str], ...]:
    return tuple((key(row.mark), row.kind) for row in load("row_marks", RowMark))


def _announces_a_signature(words: list[str], mark: str) -> bool:
    """Tell whether a text with a long mark says who signs ("Mengetahui Kepala Desa") and is no sentence of an entry."""
    behind = words[1:]
    posts = any(is_post(" ".join(behind[place:])) for place in range(len(behind)))
    return len(mark) >= _LONG_MARK and (posts or len(behind) <= _MOST_WORDS_OF_WHO_SIGNS)


@lru_cache(maxsize=20_000)
def _mark(value: str) -> str:
    """Return the kind of row that a text announces: total, legend, note, signature, or ``""``."""
    begin = key(value.split(":", maxsplit=1)[0].split("=", maxsplit=1)[0]).rstrip(",;")
    words = plain(value).split()
    first_words = {key(" ".join(words[:count])).rstrip(",;:") for count in (1, 2)}
    for mark, kind in _marks():
        sure = ":" in value or (kind == SIGNATURE and ("," in value or _announces_a_signature(words, mark)))
        if begin == mark or (kind != TOTAL and sure and mark in first_words):
            return kind
        if kind == TOTAL and begin.startswith(mark) and len(begin) < len(mark) + 20 and begin != mark:
            return kind if not begin[len(mark)].isalpha() or " " in plain(value) else ""
    place = _PLACE_AND_DATE.match(plain(value))
    return SIGNATURE if place and key(place[1]) not in weekday_numbers() and not is_post(place[1]) else ""
