"""What a row of reports or of the vulnerability map says against its own fields that accuse: "bukan pelanggaran".

A field that accuses nobody, or whose row says nothing against it, is left alone. Else it is not known: it is asked in
the words found, and held against nobody. Where only the agenda or the law says whether a field accuses (an hour, a
body), what is judged hears the row instead (``data.denials``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from data.catalogue import case_stages
from data.denials import deniable, row_denies
from data.reference import limit
from data.sheet_words import is_prevention_done
from data.vulnerability_map import CARE, OFFICIALS_NEUTRALITY


@dataclass(frozen=True)
class _Row:
    """What was read of a row's fields, and what stands in them."""

    read: Mapping[str, object]
    written: Mapping[str, str]


def denied_fields(form: str, read: Mapping[str, object], written: Mapping[str, str]) -> dict[str, str]:
    """Return what a row says against each of its fields that accuse, by field.

    In: what was read of the row's fields, and its texts by field, those of foreign columns under
    ``data.denials.OTHER``.
    """
    row, found = _Row(read, written), {}
    for each in deniable(form):
        accuses = _ACCUSES.get(each.field)
        if accuses and accuses(row) and (words := row_denies(form, each.field, written)):
            found[_asked_at(each.field, row)] = words
    return found


def _is_late(row: _Row) -> bool:
    known, reported = row.read.get("known_date"), row.read.get("reported_date")
    days = (reported - known).days if isinstance(known, date) and isinstance(reported, date) else 0
    return days > limit("report_limit_days")


def _is_open(row: _Row) -> bool:
    stage = case_stages().get(str(row.read.get("stage")))
    return stage is not None and stage.open and bool(stage.clock_from or stage.limit_days)


def _is_undone(row: _Row) -> bool:
    status = row.read.get("status")
    return row.read.get("target_date") is not None and (status is None or is_prevention_done(str(status)) is False)


def _is_high(row: _Row) -> bool:
    level = row.read.get("level")
    return level is not None and int(str(level)) >= limit("high_level")


def _is_unattended(row: _Row) -> bool:
    return _is_high(row) and any(row.read.get(name) is None for name in CARE)


def _is_of_officials(row: _Row) -> bool:
    return _is_high(row) and row.read.get("variable") == OFFICIALS_NEUTRALITY


def _may_be_of_others(row: _Row) -> bool:
    """Tell a rating of neutrality that doesn't say whose by itself."""
    return _is_of_officials(row) and row.written.get("variable") != OFFICIALS_NEUTRALITY


_ACCUSES: Mapping[str, Callable[[_Row], bool]] = {
    "stage": _is_open,
    "reported_date": _is_late,
    "status": _is_undone,
    "prevention": _is_unattended,
    "variable": _may_be_of_others,
    "level": _is_of_officials,
}
"""By field, whether what was read of a row holds it against somebody."""


def _asked_at(field: str, row: _Row) -> str:
    """Return the field whose cell is asked about: of care that is missing, the first blank one."""
    return next((name for name in CARE if row.read.get(name) is None), field) if field in CARE else field
