"""The partners' lists of polling stations (TPS): a row for each station, whichever way a body wrote them down.

A village's or district's name may stand once over its rows, in a row or a title of its own, or on the tab; a cell may
tell several stations ("TPS 1-4"). Which village is meant is decided later, by the register.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from data.forms import Column, form_columns, words_around
from data.names import key, plain
from data.reference import limit, load
from data.register import Village, leading_village_code
from tasks.reading.cells import Value, shown, text_of
from tasks.reading.explained_signs import ExplainedSigns
from tasks.reading.forms.entries import cell_reader
from tasks.reading.headings import Table
from tasks.reading.readings import Recorder
from tasks.reading.rows import ENTRY, NOTE, TITLE, UNKNOWN, UNUSED

TPS_FORMS = ("tps_list", "tps_classes")
"""The forms whose rows are polling stations."""

_DOUBTED_KINDS = {NOTE, TITLE, UNKNOWN, UNUSED}
_PLACE = ("village_code", "village_name", "district_name")
_PER_STATION = ("voters", "police", "soldiers", "linmas")
_ON_RECORD = {"tps", "guard_pattern", "code", "number", "date"}
_RANGE_WORDS = re.compile(r" *(?:s/d|s\. ?d\.?|sd|sampai dengan|sampai|hingga|-|–|—) *")
_BETWEEN = re.compile(r" *(?:[,;&+/]|\bdan\b) *")
_PART = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")
_PATTERN = re.compile(r"[0-9]{1,3}-[0-9]{1,3}-[0-9]{1,3}")
_LONGEST_NAME = 4  # words of a district's name


def with_sums(table: Table) -> Table:
    """Return a table in which of one heading over several columns of numbers (men, women, both) the sum's counts.

    The row that tells the columns apart is a heading, too; without a sum among them the field has no column.
    """
    columns, first_row = dict(table.columns), table.first_row
    numbers = {column.field for column in form_columns(table.form, table.arrangement) if column.kind == "number"}
    for top, left, bottom, right in table.sheet.merged:
        names = [name for name, at in columns.items() if at == left and name in numbers and name != "number"]
        if not names or left == right or not table.heading_row <= top < table.first_row:
            continue
        below = {at: text_of(table.sheet.value(bottom + 1, at)) for at in range(left, right + 1)}
        if any(text.isdigit() for text in below.values()) or not any(below.values()):
            continue
        sums = [at for at, text in below.items() if _is_sum(text)]
        del columns[names[0]]
        columns |= {names[0]: sums[0]} if sums else {}
        first_row = max(first_row, bottom + 2)
    return replace(table, columns=columns, first_row=first_row)


def tps_rows(table: Table, kinds: dict[int, str]) -> dict[int, str]:
    """Return the kinds of a table's rows with every row an entry that holds a station's number, and maybe no more."""
    column = table.columns["tps"]
    stations = {
        row: ENTRY
        for row, kind in kinds.items()
        if kind in _DOUBTED_KINDS and tps_numbers(table.sheet.value(row, column))[0]
    }
    return kinds | stations


def read_tps(
    recorder: Recorder, table: Table, kinds: dict[int, str], covered: set[tuple[int, int]], year: int
) -> list[int]:
    """Read the stations of a table; return the rows that were data: those with a station, or two filled cells.

    In: what each row is (``tps_rows``), and the cells that a merged one covers.
    """
    listed = [column for column in form_columns(table.form, table.arrangement) if column.field != "number"]
    own = [(column, table.columns[column.field]) for column in listed if column.field in table.columns]
    above = _Above.of_sheet(table, [row for row, kind in kinds.items() if kind == ENTRY], covered)
    found = []
    for row, kind in sorted(kinds.items()):
        has_station = bool(tps_numbers(table.sheet.value(row, table.columns["tps"]))[0])
        if kind in _DOUBTED_KINDS or (kind == ENTRY and not has_station and _names_district(table, row)):
            above.hear(table, row)
        elif kind == ENTRY:
            place = _village(recorder, table, row, above)
            if has_station or sum(1 for _, at in own if table.sheet.value(row, at) != "") > 1:
                _read_row(recorder, row, own, place, year)
                found.append(row)
    return found


def tps_numbers(value: Value) -> tuple[list[int], str]:
    """Read the stations that a cell tells, and the repair that took: 1, "001", "TPS 01", "TPS 1-4", "1, 2 dan 5".

    Nothing for a number of no station, more of them than a cell may tell, or a date, which Excel makes of "1-4".
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return [], ""
    written = text_of(value).casefold()
    bare = _without_words(written, "tps_word")
    numbers: list[int] = []
    for part in _BETWEEN.split(_RANGE_WORDS.sub("-", bare)):
        match = _PART.fullmatch(_without_words(part, "tps_word"))
        if not match:
            return [], ""
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last <= limit("tps_number") or last - first >= limit("tps_of_a_row"):
            return [], ""
        numbers += range(first, last + 1)
    if len(set(numbers)) < len(numbers) or len(numbers) > limit("tps_of_a_row"):
        return [], ""
    if len(numbers) > 1:
        return numbers, "tps_range"
    return numbers, "" if written == str(numbers[0]) else "tps_text"


def guard_pattern(value: Value) -> tuple[str | None, str]:
    """Read a guard pattern: police, stations and Linmas, as 2-1-2."""
    written = text_of(value).replace(" ", "").replace("–", "-") if isinstance(value, str) else ""
    return (written, "") if _PATTERN.fullmatch(written) else (None, "")


def _read_row(recorder: Recorder, row: int, own: list[tuple[Column, int]], place: dict[str, object], year: int) -> None:
    entry: dict[str, object] = dict(place)
    numbers: list[int] = []
    for column, at in own:
        if column.field in _PLACE:
            continue
        value = recorder.sheet.value(row, at)
        read, repair = _read(column, value, year)
        if repair:
            recorder.repair(row, at, value, read, repair)
        if column.field == "tps":
            numbers, read = tps_numbers(value)[0], read or None
        entry[column.field] = read
        if column.kind in _ON_RECORD:
            recorder.cell(row, at, value, column.field, column.kind, required=column.required, known=read is not None)
        if read is None:
            recorder.role(row, at, value, read)
        if column.field in {"tps", "class"}:
            entry[f"{column.field}_cell"] = recorder.sheet.cell(row, at)
    if len(numbers) > 1:  # figures for several stations are no single one's
        entry |= dict.fromkeys(_PER_STATION)
    each: list[int | None] = [*numbers] or [None]
    for number in each:
        recorder.add("tps", row, entry | {"tps": number, "tps_count": len(numbers)})


def _read(column: Column, value: Value, year: int) -> tuple[object, str]:
    if column.kind == "tps":
        numbers, repair = tps_numbers(value)
        return ", ".join(map(str, numbers)), repair
    if column.kind == "guard_pattern":
        return guard_pattern(value)
    return cell_reader(column, year, ExplainedSigns())(value)


def _is_sum(text: str) -> bool:
    return key(text) in {key(word) for word in words_around("sum_heading")}


def _names_district(table: Table, row: int) -> bool:
    """Tell whether a row begins with the word for a district and says which."""
    texts = [text_of(value) for _, value in table.sheet.filled[row]]
    begin = plain(texts[0]).replace(":", " ").split()
    is_begun = bool(begin) and begin[0].casefold() in words_around("district_word")
    return is_begun and _district(" ".join(texts), alone=False) is not None


def _repeated(table: Table, rows: Sequence[int], covered: set[tuple[int, int]]) -> set[str]:
    """Return the fields of the place that a list writes again in the next row, and not by a merged cell."""
    found = set()
    for name in _PLACE:
        at = table.columns.get(name)
        if at is not None and any(
            (row, at) not in covered and table.sheet.value(row, at) == table.sheet.value(before, at) != ""
            for before, row in pairwise(rows)
        ):
            found.add(name)
    return found


@dataclass
class _Above:
    """What stands above a row and speaks for it: the district, and the village by code and name."""

    district: str | None = None
    code: Value = ""
    name: str | None = None
    repeated: set[str] = field(default_factory=set)

    @classmethod
    def of_sheet(cls, table: Table, rows: Sequence[int], covered: set[tuple[int, int]]) -> "_Above":
        """Begin with the district that the tab names, or a text above the table.

        In: the rows of entries. Who writes a name again in every row means nothing by a blank below it.
        """
        above = cls(_district(table.sheet.name, alone=True), repeated=_repeated(table, rows, covered))
        for row in table.sheet.filled:
            if row < table.heading_row:
                above.hear(table, row)
        return above

    def hear(self, table: Table, row: int) -> None:
        """Take what a row that is no entry says of the rows below it."""
        texts = [text_of(value) for _, value in table.sheet.filled.get(row, [])]
        district = _district(" ".join(texts), alone=False)
        if district:
            self.district, self.code, self.name = district, "", None
            return
        village = _without_words(texts[0], "village_word") if len(texts) == 1 else ""
        if village and village != plain(texts[0]) and row >= table.first_row:
            self.code, self.name = "", village


def _village(recorder: Recorder, table: Table, row: int, above: _Above) -> dict[str, object]:
    """Return what says whose a row's stations are: of its own cells, else of those above, and the cell to point at."""
    at = {name: table.columns[name] for name in _PLACE if name in table.columns}
    own = {name: table.sheet.value(row, place) for name, place in at.items()}
    code, name, district = (own.get(field, "") for field in _PLACE)
    if district != "" and key(text_of(district)) != key(above.district or ""):
        above.district, above.code, above.name = text_of(district), "", None
    elif district == "" and "district_name" in above.repeated:
        above.district = None
    if code != "" or name != "" or above.repeated & {"village_code", "village_name"}:
        above.code, above.name = code, text_of(name) or None
    elif above.name and "village_name" in at:
        recorder.repair(row, at["village_name"], "", above.name, "told_above")
    place = next((at[field] for field in _PLACE if field in at), table.columns["tps"])
    return {
        "village_code": leading_village_code(shown(above.code)),
        "village_code_shown": text_of(above.code) or None,
        "village_name": above.name,
        "district_name": above.district,
        "village_cell": recorder.sheet.cell(row, place),
    }


@cache
def _districts() -> dict[str, str]:
    return {key(row.district_name): row.district_name for row in load("villages", Village)}


def _district(text: str, *, alone: bool) -> str | None:
    """Return the district that a text names behind the word for one; ``alone``: also where it is the whole text."""
    words = plain(text).replace(":", " ").split()
    starts = [place + 1 for place, word in enumerate(words) if word.casefold() in words_around("district_word")]
    if alone and not starts:
        return _districts().get(key(text))
    for start in starts:
        for count in range(_LONGEST_NAME, 0, -1):
            if named := _districts().get(key(" ".join(words[start : start + count]))):
                return named
    return None


def _without_words(text: str, scope: str) -> str:
    """Return a text without the words of a scope at its beginning."""
    words = plain(text).lstrip(": ").split()
    while len(words) > 1 and words[0].casefold() in words_around(scope):
        del words[0]
    if words and scope == "tps_word":
        words[0] = re.sub(r"\Atps[.:]?(?=[0-9])", "", words[0], flags=re.IGNORECASE)
    return " ".join(words)
