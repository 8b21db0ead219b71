"""Untidiness that a reader mends by itself: it is put on record as a repair and is no finding."""

from datetime import date

from data.calendar import month_names
from data.forms import civil_servants
from tasks.sample.draws import text
from tasks.sample.spoiling.draft import Draft

_NO_BREAK_SPACE = "\u00a0"


def make_untidy(draft: Draft) -> None:
    """Write a few values of a village in another way: they mean the same."""
    for way in draft.rng.sample((_grouped_identifier, _loose_name, _long_date, _lower_case), 2):
        way(draft)


def _grouped_identifier(draft: Draft) -> None:
    row = draft.row("activities", "identifier")
    whole = str(row["identifier"])
    civil = any(p.identifier == whole and p.category in civil_servants() for p in draft.found.officials)
    grouped = " ".join((whole[:8], whole[8:14], whole[14:15], whole[15:])) if civil else f"{whole[:6]}.{whole[6:]}"
    row["identifier"] = text(draft.rng, "prefixed_identifier", identifier=grouped) if civil else grouped


def _loose_name(draft: Draft) -> None:
    row = draft.row("activities", "name")
    row["name"] = f"{_NO_BREAK_SPACE}{row['name']}  "


def _long_date(draft: Draft) -> None:
    row = draft.row("activities", "date")
    day = row["date"]
    if isinstance(day, date):
        row["date"] = f"{day.day} {month_names()[day.month]} {day.year}"


def _lower_case(draft: Draft) -> None:
    row = draft.row("activities", "attended")
    row["attended"] = str(row["attended"]).lower()
