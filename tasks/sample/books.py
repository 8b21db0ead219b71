"""Laying a village's return out as workbooks: which forms lie in which file, how the sheets look."""

from dataclasses import dataclass
from datetime import date
from random import Random

from data.calendar import Period, month_names
from data.forms import code_list, column_label, form_columns, form_label, nil_fields
from tasks.sample.draws import text, texts
from tasks.sample.pages import Book, Page, counted_codes, form_labels
from tasks.sample.people import Official
from tasks.sample.returns import PACKINGS, VillageReturn
from tasks.sample.rows import Row, Value
from tasks.sample.villages import Village

IDENTITY_FIELDS = ("label", "value")
_LABEL, _VALUE = IDENTITY_FIELDS


@dataclass(frozen=True)
class Look:
    """How a village lays out its sheets."""

    first_column: int
    tall: bool
    numbered: bool
    named: bool
    iso_period: bool


def lay_out(rng: Random, found: VillageReturn) -> list[Book]:
    """Return the village's workbooks; the first holds the Identitas, and each form stands in one of them."""
    look = Look(
        first_column=rng.choice((1, 1, 1, 2)),
        tall=rng.randrange(5) == 0,
        numbered=rng.randrange(6) == 0,
        named=rng.randrange(6) > 0,
        iso_period=rng.randrange(4) == 0,
    )
    words = _words(found.village, found.period)
    books = []
    for kind, forms in PACKINGS[found.packing]:
        pages = [_form_page(rng, found, form, look) for form in forms]
        books.append(Book(text(rng, "file_name", kind, **words), pages))
    books[0].pages.insert(0, _identity_page(rng, found, look))
    for book in books:
        for number, page in enumerate(book.pages, start=1):
            page.sheet = form_label(page.form) if look.named else f"Sheet{number}"
    return books


def finish(pages: list[Page], period: Period) -> None:
    """Fill in what follows from the rest: running numbers, totals, and nil statements that nobody set."""
    counts = {page.form: len(page.rows) for page in pages}
    for page in pages:
        if page.arrangement == "grid":
            for row in page.rows:
                _add_up(row, period)
        if "number" in page.labels:
            for number, row in enumerate(page.rows, start=1):
                row.setdefault("number", number)
    for page in pages:
        for form, name in nil_fields().items():
            for row in page.rows:
                if page.form == "identity" and row["field"] == name:
                    row.setdefault(_VALUE, "TIDAK" if counts.get(form) else "YA")


def signature(village: Village, official: Official, day: date) -> list[str]:
    """Return the lines of a signature block."""
    long_date = f"{day.day} {month_names()[day.month]} {day.year}"
    known, place = texts("signature", "known")[0], texts("signature", "place")[0]
    title = texts("signature", village.kind)[0]
    return [
        place.format(date=long_date, **village.words),
        f"{known},",
        title.format(**village.words),
        "",
        official.name,
    ]


def title_lines(title: str, words: dict[str, str]) -> list[str]:
    """Return the lines above a village's form: what it is, whose, and for which month."""
    place, month = texts("heading_line", "place")[0], texts("heading_line", "month")[0]
    return [title, place.format(**words).upper(), month.format(**words).upper()]


def _words(village: Village, period: Period) -> dict[str, str]:
    return village.words | {"month": period.label, "iso": str(period)}


def _form_page(rng: Random, found: VillageReturn, form: str, look: Look) -> Page:
    arrangement = found.arrangement if form == "attendance" else "table"
    grid = arrangement == "grid"
    title = texts("attendance_title", found.village.kind) if form == "attendance" else ()
    lines = title_lines(title[0] if title else text(rng, "title", form), _words(found.village, found.period))
    codes = [f"{entry.code} = {entry.label_id}" for entry in code_list("attendance") if entry.code in counted_codes()]
    return Page(
        form,
        arrangement,
        "",
        lines,
        form_labels(form, arrangement),
        [dict(row) for row in found.rows[form]],
        legend=text(rng, "legend", codes=", ".join(codes)) if grid else "",
        signature=signature(found.village, found.officials[0], found.sent_date),
        first_column=look.first_column,
        tall=look.tall and grid,
        numbered=look.numbered and arrangement == "table",
    )


def _identity_page(rng: Random, found: VillageReturn, look: Look) -> Page:
    village = found.village
    compiler = rng.choice(found.officials[1:])
    values: dict[str, Value] = {
        "form_version": texts("form_version")[0],
        "village_code": village.code,
        "village_name": village.name,
        "district_name": village.district_name,
        "period": str(found.period) if look.iso_period else found.period.label,
        "work_pattern": next(e.label_id for e in code_list("work_pattern") if e.code == found.work_pattern),
        "head_name": found.officials[0].name,
        "compiler_name": compiler.name,
        "compiler_position": compiler.position,
        "sent_date": found.sent_date,
    }
    rows: list[Row] = []
    for column in form_columns("identity", "labels"):
        row: Row = {"field": column.field, _LABEL: column_label("identity", column.field)}
        if column.field in values:
            row[_VALUE] = values[column.field]
        rows.append(row)
    labels: dict[str, Value] = dict.fromkeys(IDENTITY_FIELDS)
    lines = [text(rng, "title", "identity")]
    return Page("identity", "labels", "", lines, labels, rows, first_column=look.first_column)


def _add_up(row: Row, period: Period) -> None:
    days = [row.get(f"day_{day.day}") for day in period.days()]
    for code in counted_codes():
        row.setdefault(f"total_{code}", days.count(code))
