"""The forms: their columns, headings, code lists and the aliases that a reader accepts.

Everything stands in ``forms.csv``, ``columns.csv``, ``codes.csv``, ``attendance_codes.csv`` and ``aliases.csv``;
reader, template, sample and documentation all ask here, so a label stands once.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from data.catalogue import case_stages, violations
from data.decisions import decision_kinds
from data.errors import InternalError
from data.names import key
from data.reference import Filled, Words, load, only

AMBIGUOUS = "?"
"""Target of an alias that has more than one meaning: the value stays unknown (D09)."""

NO_VALUE = "rumus"
"""Stands where a cell's error would be shown: a formula without a stored value (D23)."""

DAYS = range(1, 32)


Arrangement = Literal["labels", "grid", "list", "table"]
"""How a form stands on its sheet: labels with values beside them, a grid of days, rows, or rows read back by us."""

Owner = Literal["village", "regency", "auditor", "partner"]
"""Who fills a form in."""

Kind = Literal[
    "text",
    "code",
    "date",
    "time",
    "number",
    "identifier",
    "period",
    "village_code",
    "area_code",
    "attendance",
    "tps",
    "guard_pattern",
]
"""What a form's value must be."""


@dataclass(frozen=True)
class Column:
    """One column of a form: where it stands in the form, its label, and what a value must be.

    ``required``: a row lacks something without it; ``is_read``: not there for people alone, so the reader keeps it.
    """

    form: Filled
    arrangement: Arrangement
    position: int
    field: Filled
    label: Filled
    required: bool
    is_read: bool
    kind: Kind
    code_list: str


@dataclass(frozen=True)
class Form:
    """One row of ``forms.csv``: who fills the form in, and whether every village owes it for every period.

    ``new_every_month``: its rows are days of the month, so that two months with equal rows suggest a copy (S09);
    ``nil_field``: the field of the Identitas that says that there is nothing to report.
    """

    form: Filled
    owner: Owner
    expected: bool
    new_every_month: bool
    nil_field: str
    label_id: Filled
    label_en: Filled

    def label(self, language: str) -> str:
        return self.label_en if language == "en" else self.label_id


@dataclass(frozen=True)
class AttendanceCode:
    """One row of ``attendance_codes.csv``.

    ``at_work``: counted in THD; ``accounted``: counted in THJ; ``workday``: the day stays in HK; ``planned``: known
    before the day.
    """

    code: Filled
    label_id: Filled
    label_en: Filled
    at_work: bool
    accounted: bool
    workday: bool
    planned: bool


@dataclass(frozen=True)
class ListedCode:
    """One row of ``codes.csv``: an entry of a code list, and the groups inside the list to which it belongs."""

    list: Filled
    code: Filled
    label_id: Filled
    label_en: Filled
    groups: Words
    meaning_id: str


@dataclass(frozen=True)
class Alias:
    """One row of ``aliases.csv``: what villages write for a code, heading or label (``scope``).

    The target ``AMBIGUOUS`` has more than one meaning; a blank one means that the text stands for a blank.
    """

    scope: Filled
    target: str
    alias: str
    reason: Filled


@dataclass(frozen=True)
class AskedColumn:
    """One row of ``asked_columns.csv``: a column that a sheet may leave out, and what it would look like without it.

    ``rows_with``: what a row must say (``field=code``) for the column to be missed; blank where nobody misses it.
    """

    form: Filled
    arrangement: Arrangement
    field: Filled
    rows_with: str
    reason: Filled
    source: Filled


@dataclass(frozen=True)
class Code:
    """One entry of a code list: its code, its labels, and what it means where neither says so."""

    code: str
    label_id: str
    label_en: str
    meaning: str = ""

    def label(self, language: str) -> str:
        """Return the label in Indonesian (``id``) or English (``en``)."""
        return self.label_en if language == "en" else self.label_id


@dataclass(frozen=True)
class CodeReader:
    """Reads what villages write for one code list.

    ``exact`` is asked first with the text as it stands, then ``alike`` with ``names.key`` of it. A code of
    ``AMBIGUOUS`` means that nobody can tell; ``""`` means that the text stands for a blank. ``official`` are the
    codes and labels that a form prints: reading those is no repair.
    """

    exact: dict[str, str]
    alike: dict[str, str]
    official: frozenset[str]

    def read(self, text: str) -> tuple[str | None, Literal["", "case", "alias"]]:
        """Return the code (None when unknown) and which repair that took."""
        code = self.exact.get(text)
        repair: Literal["", "case", "alias"] = "" if text in self.official else "alias"
        if code is None:
            code = self.alike.get(key(text))
            repair = "case" if code is not None and key(code) == key(text) else "alias"
        return code, (repair if code is not None and code != AMBIGUOUS else "")


@cache
def expected_forms() -> tuple[str, ...]:
    """Return the forms that every village owes for every period, in order."""
    return tuple(form.form for form in load("forms", Form) if form.expected)


@cache
def forms_new_every_month() -> tuple[str, ...]:
    """Return the forms in which two months with equal rows suggest a copy (S09)."""
    return tuple(form.form for form in load("forms", Form) if form.new_every_month)


@cache
def nil_fields() -> dict[str, str]:
    """Return the field of the Identitas that states that a form is nil, by form."""
    return {form.form: form.nil_field for form in load("forms", Form) if form.nil_field}


@cache
def form_tables(owner: Owner) -> tuple[tuple[str, str], ...]:
    """Return the (form, arrangement) pairs in which somebody's forms stand as tables, in order."""
    own = {form.form for form in load("forms", Form) if form.owner == owner}
    pairs = [(column.form, column.arrangement) for column in load("columns", Column) if column.form in own]
    return tuple(dict.fromkeys(pair for pair in pairs if pair[1] != "labels"))


@cache
def civil_servants() -> tuple[str, ...]:
    """Return the categories of persons who are civil servants (ASN)."""
    return _codes_of_group("category", "civil_servant")


@cache
def unexcused_codes() -> tuple[str, ...]:
    """Return the attendance codes of a working day that nothing accounts for: those that accuse."""
    return tuple(row.code for row in load("attendance_codes", AttendanceCode) if row.workday and not row.accounted)


@cache
def political_kinds() -> tuple[str, ...]:
    """Return the kinds of events in the agenda that are political: absences and allegations are compared with them."""
    return _codes_of_group("agenda_kind", "political")


def _codes_of_group(name: str, group: str) -> tuple[str, ...]:
    return tuple(row.code for row in load("codes", ListedCode) if row.list == name and group in row.groups)


@cache
def date_words() -> frozenset[str]:
    """Return the words that stand around a date and say nothing more, in lower case: also Javanese market days."""
    return words_around("date_word")


@cache
def words_around(scope: str) -> frozenset[str]:
    """Return the words of one scope that say nothing by themselves, in lower case: those around a date or a code."""
    return frozenset(alias.alias for alias in load("aliases", Alias) if alias.scope == scope)


@cache
def form_label(form: str, language: str = "id") -> str:
    """Return the form's name in Indonesian (``id``) or English (``en``)."""
    return only("forms", Form, form=form).label(language)


@cache
def form_columns(form: str, arrangement: str) -> tuple[Column, ...]:
    """Return the columns of a form in their printed order (arrangement: labels, grid, list or table)."""
    return tuple(
        column for column in load("columns", Column) if (column.form, column.arrangement) == (form, arrangement)
    )


@cache
def column_label(form: str, field: str) -> str:
    """Return the label that the template prints for a field: also for ``day_14`` and ``total_H``."""
    if field.startswith("day_"):
        return field.removeprefix("day_")
    if field.startswith("total_"):
        return f"Jumlah {field.removeprefix('total_')}"
    labels = [column.label for column in load("columns", Column) if (column.form, column.field) == (form, field)]
    if not labels:
        raise InternalError(f"columns.csv has no row for the form {form!r} with the field {field!r}")
    return labels[0]


@cache
def code_list(name: str) -> tuple[Code, ...]:
    """Return a code list in order; attendance, violation, case_stage and decision_kind have a CSV of their own."""
    if name == "attendance":
        return tuple(Code(row.code, row.label_id, row.label_en) for row in load("attendance_codes", AttendanceCode))
    if name == "violation":
        return tuple(Code(row.code, row.description, row.description) for row in violations().values())
    if name == "case_stage":
        return tuple(Code(row.stage, row.label_id, row.label_en, row.meaning_id) for row in case_stages().values())
    if name == "decision_kind":
        return tuple(Code(row.kind, row.label_id, row.label_en) for row in decision_kinds().values())
    listed = (row for row in load("codes", ListedCode) if row.list == name)
    return tuple(Code(row.code, row.label_id, row.label_en, row.meaning_id) for row in listed)


@cache
def code_reader(name: str) -> CodeReader:
    """Return the reader of a code list: its codes, its Indonesian labels, and its aliases."""
    codes = code_list(name)
    aliases = [row for row in load("aliases", Alias) if row.scope == name]
    # a violation's label is a whole sentence, which nobody writes as a code
    labelled = {} if name == "violation" else {entry.label_id: entry.code for entry in codes}
    exact = {row.alias: row.target for row in aliases} | labelled | {entry.code: entry.code for entry in codes}
    alike = {key(row.alias): row.target for row in aliases if key(row.alias)}
    alike |= {key(label): code for label, code in labelled.items()} | {key(entry.code): entry.code for entry in codes}
    return CodeReader(exact, alike, frozenset(labelled) | {entry.code for entry in codes})


@cache
def heading_fields(form: str, arrangement: str) -> dict[str, str]:
    """Return field by ``names.key`` of every heading accepted: labels first, then aliases.

    ``reporter`` marks a column that holds a reporter's name: recognised in order to be dropped. Two fields in one
    column are joined by ``+``.
    """
    scope = "identity" if form == "identity" else "heading"
    own = {column.field for column in form_columns(form, arrangement)} | {"reporter", "month", "year"}
    accepted = {
        key(row.alias): row.target
        for row in load("aliases", Alias)
        if row.scope == scope and own.issuperset(row.target.split("+"))
    }
    return accepted | {key(column.label): column.field for column in form_columns(form, arrangement)}


@lru_cache(maxsize=20_000)
def key_of_heading(text: str) -> str:
    """Return what a heading or label is compared by: ``names.key`` without the marks ``*`` and ``:`` at its end."""
    return key(text.strip().rstrip("*: ").strip())


@cache
def attendance_totals() -> dict[str, str]:
    """Return the attendance code by the key of its total's heading: ``jumlahtk`` → ``TK``; also ``jumlahsakit``."""
    return {
        key(f"Jumlah {text}"): entry.code for entry in code_list("attendance") for text in (entry.code, entry.label_id)
    }


@cache
def attendance_codes(flag: Literal["at_work", "accounted", "workday", "planned"]) -> frozenset[str]:
    """Return the attendance codes for which a column of ``attendance_codes.csv`` says yes (``AttendanceCode``)."""
    return frozenset(row.code for row in load("attendance_codes", AttendanceCode) if getattr(row, flag))
