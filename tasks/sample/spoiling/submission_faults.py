"""Faults of a whole return: what was not sent, cannot be counted, was sent twice, or was taken from elsewhere."""

from copy import deepcopy
from dataclasses import replace

from data.calendar import Period
from data.forms import expected_forms, nil_fields
from data.names import key, name_key
from tasks.sample.books import IDENTITY_FIELDS, title_lines
from tasks.sample.draws import text, texts
from tasks.sample.pages import Book, Page
from tasks.sample.people import Official
from tasks.sample.returns import VillageReturn
from tasks.sample.rows import Row
from tasks.sample.spoiling.broken_files import broken
from tasks.sample.spoiling.draft import Draft
from tasks.sample.spoiling.fault import ALONE, Fault
from tasks.sample.villages import Village, sample_villages
from tasks.sample.workbook import book_bytes

_MONTH_LINE = 2
_VALUE = IDENTITY_FIELDS[1]
_FEWEST_FORMS = 2


def in_one_file(found: VillageReturn) -> bool:
    """Fit villages that send one file, so that nothing else of theirs is left hanging."""
    return found.packing == "one"


def nothing_sent(draft: Draft) -> None:
    """S01: the folder stays empty."""
    draft.books.clear()
    draft.plant_missing(list(expected_forms()))


def form_left_out(draft: Draft) -> None:
    """S01: one sheet is missing from a file that has others; of the nil forms only one that is nil."""
    choices = [
        (book, page)
        for book, page in draft.pages()
        if sum(1 for other in book.pages if other.form in expected_forms()) >= _FEWEST_FORMS
        and page.form in expected_forms()
        and not (page.form in nil_fields() and page.rows)
    ]
    book, page = draft.rng.choice(choices)
    book.pages.remove(page)
    draft.plant_missing([page.form])


def file_unreadable(draft: Draft) -> None:
    """S03, and S01 for every form that was inside."""
    book = draft.books.pop()
    draft.blobs[book.name] = broken(draft.rng, book_bytes(book, draft.found.sent_date))
    draft.plant_file("S03", book.name)
    draft.plant_missing(list(expected_forms()))


def foreign_code(draft: Draft) -> None:
    """S04: the Identitas bears another village's code."""
    _name_another(draft, "village_code", _other_village(draft).code)


def foreign_name(draft: Draft) -> None:
    """S04: the Identitas bears another village's name, and no code that could settle it."""
    _, page = draft.page("identity")
    next(row for row in page.rows if row["field"] == "village_code")[_VALUE] = None
    _name_another(draft, "village_name", _other_village(draft).name)


def other_month(draft: Draft) -> None:
    """S05: the title names the month before, the dates of the rows say otherwise."""
    of_list = draft.found.arrangement == "list" and in_one_file(draft.found)
    book, page = draft.page("attendance" if of_list else "activities")
    period = draft.found.period
    before = Period(period.year - (period.month == 1), (period.month + 10) % 12 + 1)
    page.lines[_MONTH_LINE] = title_lines("", draft.found.village.words | {"month": before.label})[_MONTH_LINE]
    draft.plant_sheet("S05", book, page, page.line_cell(_MONTH_LINE))


def heading_missing(draft: Draft) -> None:
    """S07: a required column was deleted."""
    book, page, name = _required_column(draft)
    del page.labels[name]
    draft.plant_sheet("S07", book, page, page.heading_cell)


def heading_misspelt(draft: Draft) -> None:
    """S07: the heading of a required column is written almost right."""
    book, page, name = _required_column(draft)
    label = str(page.labels[name])
    page.labels[name] = label[:-2] + label[-1] + label[-2]
    draft.plant_sheet("S07", book, page, page.heading_cell)


def dropped_outside(draft: Draft) -> None:
    """S08, and S01 for every form: the file lies beside the village's folder instead of inside."""
    book = draft.books[0]
    words = draft.found.village.words | {"month": draft.found.period.label}
    book.stem, book.outside = text(draft.rng, "file_name", "outside", **words), True
    draft.plant_book("S08", book)
    draft.plant_missing(list(expected_forms()))


def sent_twice(draft: Draft) -> None:
    """S11: a corrected copy of the file came after it; one status differs."""
    book = draft.books[0]
    copy = deepcopy(book)
    copy.stem = text(draft.rng, "file_name", "copy", stem=book.stem)
    _, page = draft.page("attendance")
    row, name = draft.rng.choice([(row, name) for row in page.rows for name, value in row.items() if value == "H"])
    row[name] = "I"
    for old in book.pages:
        if old.form in expected_forms():
            draft.plant_sheet("S11", book, old, old.heading_cell)
    draft.books.append(copy)


def map_lent(draft: Draft) -> None:
    """S09: the village whose map another one copies."""
    book, page = draft.page("vulnerabilities")
    draft.plant_sheet("S09", book, page, page.heading_cell)


def map_copied(draft: Draft) -> None:
    """S09: the map of another village, row for row."""
    book, page = draft.page("vulnerabilities")
    if draft.partner:
        page.rows = [dict(row) for row in draft.partner.rows["vulnerabilities"]]
    draft.plant_sheet("S09", book, page, page.heading_cell)


def official_lent(draft: Draft) -> None:
    """D24: the village whose official holds a post in another one too."""
    _plant_identifier(draft, lendable(draft.found))


def official_shared(draft: Draft) -> None:
    """D24: an official of another village holds a post here too."""
    _plant_identifier(draft, draft.found.officials[-1])


def has_map(found: VillageReturn) -> bool:
    return bool(found.rows["vulnerabilities"])


def may_lend(found: VillageReturn) -> bool:
    return any(_may_be_lent(official, found) for official in found.officials)


def lendable(found: VillageReturn) -> Official:
    """Return the official of a village who may hold a post in another one: its first of the village staff."""
    return next(official for official in found.officials if _may_be_lent(official, found))


def second_post(found: VillageReturn) -> Official:
    """Return the village's lendable official as the other village knows him or her."""
    position, category = texts("second_post", "position")[0], texts("second_post", "category")[0]
    return replace(lendable(found), position=position, category=category)


def name_is_free(official: Official, found: VillageReturn) -> bool:
    """Tell whether nobody of a village bears an official's name."""
    return name_key(official.name) not in {name_key(other.name) for other in found.officials}


SUBMISSION_FAULTS = (
    Fault("S01", form_left_out, ALONE, in_one_file),
    Fault("S01", nothing_sent, ALONE),
    Fault("S03", file_unreadable, ALONE, in_one_file),
    Fault("S04", foreign_code, ALONE, in_one_file),
    Fault("S04", foreign_name, ALONE, in_one_file),
    Fault("S05", other_month, ALONE),
    Fault("S07", heading_missing, ALONE),
    Fault("S07", heading_misspelt, ALONE),
    Fault("S08", dropped_outside, ALONE, in_one_file),
    Fault("S11", sent_twice, ALONE, in_one_file),
)

PAIRED_FAULTS = (
    (Fault("S09", map_lent, ALONE, has_map), Fault("S09", map_copied, ALONE)),
    (Fault("D24", official_lent, ALONE, may_lend), Fault("D24", official_shared, ALONE)),
)
"""Faults that take two villages; in each pair the second village takes something from the first."""


def _other_village(draft: Draft) -> Village:
    own = draft.found.village
    others = [other for other in sample_villages(own.regency_code) if key(other.name) != key(own.name)]
    return draft.rng.choice(others)


def _name_another(draft: Draft, name: str, value: str) -> None:
    _, page = draft.page("identity")
    row = next(row for row in page.rows if row["field"] == name)
    row[_VALUE] = value
    draft.plant("S04", "identity", row, _VALUE)


def _required_column(draft: Draft) -> tuple[Book, Page, str]:
    if draft.found.arrangement == "grid" and in_one_file(draft.found) and draft.rng.randrange(2):
        return *draft.page("attendance"), "identifier"
    return *draft.page("activities"), draft.rng.choice(("activity", "attended"))


def _may_be_lent(official: Official, found: VillageReturn) -> bool:
    return official.category == "PERANGKAT" and official.serves_all(found.period)


def _plant_identifier(draft: Draft, official: Official) -> None:
    row: Row = draft.entries(official)[0]
    draft.plant("D24", "attendance", row, "identifier")
