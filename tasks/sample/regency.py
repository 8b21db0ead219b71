"""The inspectorate's own two workbooks: the register of officials and the agenda."""

from collections.abc import Sequence

from data.calendar import Period
from data.forms import form_label
from tasks.sample.agenda import Event
from tasks.sample.draws import texts
from tasks.sample.pages import Book, Page, form_labels
from tasks.sample.returns import VillageReturn
from tasks.sample.rows import Row


def register_book(returns: Sequence[VillageReturn]) -> Book:
    """Return the register of all officials of the returns, in the order of the villages."""
    rows: list[Row] = [
        {
            "village_code": found.village.code,
            "name": official.name,
            "identifier": official.identifier,
            "position": official.position,
            "category": official.category,
            "sex": official.sex,
            "term_from": official.term_from,
            "term_until": official.term_until,
        }
        for found in returns
        for official in found.officials
    ]
    return _book("register", rows, [])


def agenda_book(events: Sequence[Event], period: Period) -> Book:
    """Return the agenda of a month."""
    rows: list[Row] = [
        {
            "date": event.date,
            "time_from": event.time_from,
            "time_until": event.time_until,
            "kind": event.kind,
            "name": event.name,
            "area_code": event.area_code,
            "organiser": event.organiser,
            "must_attend": event.must_attend or None,
        }
        for event in events
    ]
    month = texts("heading_line", "month")[0].format(month=period.label).upper()
    return _book("agenda", rows, [month])


def _book(form: str, rows: list[Row], lines: list[str]) -> Book:
    titles = [texts("title", form)[0], *lines]
    page = Page(form, "table", form_label(form), titles, form_labels(form, "table"), rows)
    return Book(texts(f"{form}_file")[0], [page])
