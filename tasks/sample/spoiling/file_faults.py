"""Faults of files beside or around the forms: strange files, and active or hidden content."""

from copy import deepcopy

from tasks.sample.draws import text, texts
from tasks.sample.pages import Page
from tasks.sample.rows import Value
from tasks.sample.spoiling.broken_files import photo
from tasks.sample.spoiling.draft import Draft
from tasks.sample.spoiling.fault import Fault
from tasks.sample.workbook import table_bytes

_USES = "file"


def photo_sent(draft: Draft) -> None:
    """S03: a picture lies beside the forms."""
    name = f"{text(draft.rng, 'file_name', 'photo')}.jpg"
    draft.blobs[name] = photo()
    draft.plant_file("S03", name)


def unrelated_workbook(draft: Draft) -> None:
    """S06: a workbook that holds none of the forms."""
    stem = text(draft.rng, "file_name", "unrelated", **draft.found.village.words)
    rows: list[tuple[Value, ...]] = []
    for label in texts("unrelated", "rows"):
        budget = draft.rng.randint(20, 300) * 1_000_000
        spent = budget * draft.rng.randint(10, 100) // 100
        rows.append((label, budget, spent, budget - spent))
    sheet = texts("unrelated", "sheet")[0]
    draft.blobs[f"{stem}.xlsx"] = table_bytes(sheet, texts("unrelated", "headings"), rows, draft.found.sent_date)
    draft.plant_file("S06", f"{stem}.xlsx")


def stray_copy(draft: Draft) -> None:
    """S08: a copy of a file lies beside the village's folder as well."""
    copy = deepcopy(draft.books[0])
    words = draft.found.village.words | {"month": draft.found.period.label}
    copy.stem, copy.outside = text(draft.rng, "file_name", "outside", **words), True
    draft.books.append(copy)
    draft.plant_book("S08", copy)


def macros_inside(draft: Draft) -> None:
    """S10: the workbook carries a VBA project."""
    book = draft.books[0]
    book.macros = True
    draft.plant_book("S10", book)


def links_inside(draft: Draft) -> None:
    """S10: the workbook is linked to another one."""
    book = draft.books[0]
    book.links = True
    draft.plant_book("S10", book)


def sheet_hidden(draft: Draft) -> None:
    """S10: a hidden sheet holds data."""
    book = draft.books[0]
    title, content = texts("hidden_sheet")[0], texts("hidden_sheet", "content")[0]
    page = Page("", "", title, [content], {}, [], hidden=True)
    book.pages.append(page)
    draft.plant_sheet("S10", book, page, page.line_cell(0))


def column_hidden(draft: Draft) -> None:
    """S10: a column of the attendance sheet is hidden; its heading is the first cell that nobody sees."""
    book, page = draft.page("attendance")
    page.hidden_fields.append("position")
    draft.plant_sheet("S10", book, page, page.heading_of("position"))


def row_hidden(draft: Draft) -> None:
    """S10: a person's row is hidden."""
    row = draft.entries(draft.person())[0]
    _, page = draft.page("attendance")
    page.hidden_rows.append(row)
    draft.plant("S10", "attendance", row, "number")


FILE_FAULTS = (
    Fault("S10", sheet_hidden, _USES),
    Fault("S06", unrelated_workbook, _USES),
    Fault("S08", stray_copy, _USES),
    Fault("S03", photo_sent, _USES),
    Fault("S10", macros_inside, _USES),
    Fault("S10", links_inside, _USES),
    Fault("S10", column_hidden, _USES),
    Fault("S10", row_hidden, _USES),
)
