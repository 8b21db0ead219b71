"""Small tables of one audit, without files: a roster, its working days and an agenda."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from data.calendar import Period, working_days
from data.register import area
from data.scope import Scope
from data.tables import frame
from tasks.counting.counted import Counted
from tasks.counting.roster import Roster
from tasks.counting.selection import Selection
from tasks.counting.workdays import person_days

VILLAGE = "35.03.01.2001"
Row = Mapping[str, object]


def scope_of(period: Period) -> Scope:
    return Scope(area("35.03.01"), period, date(period.next.year, period.next.month, 6))


def roster_of(categories: Sequence[str], village: str = VILLAGE) -> Roster:
    """Return a village's roster: one official a category, named Slamet 0, Slamet 1, …"""
    people = [
        {
            "village_code": village,
            "official": number,
            "name": f"Slamet {number}",
            "subject": f"Orang {number}",
            "identity": f"orang {number}|",
            "category": category,
            "in_sheet": True,
        }
        for number, category in enumerate(categories)
    ]
    return Roster(frame("officials", "judge", people), frame("mentions", "judge"))


def selection_of(sheets: pd.DataFrame, identities: pd.DataFrame) -> Selection:
    """Return a selection of these sheets: none of another month, none that was not read."""
    other_months = pd.DataFrame(columns=["village_code", "file", "form", "sheet", "period_label"])
    unread = pd.DataFrame(columns=["village_code", "file", "sheet", "meant_cell"])
    return Selection(sheets, frame("files", "read"), identities, other_months, unread)


def days_of(found: Roster, period: Period, codes: Mapping[int, Mapping[int, str | None]]) -> pd.DataFrame:
    """Return the working days of a roster: everybody is present but for ``codes`` (by official, then day)."""
    cells = [
        {"village_code": VILLAGE, "official": official, "date": day, "code": codes.get(official, {}).get(day.day, "H")}
        for official in found.officials["official"]
        for day in working_days(period, "5")
    ]
    return person_days(frame("attendance", "judge", cells), found.officials, nothing_sent(), scope_of(period))


def nothing_sent() -> Selection:
    """Return a selection of no sheet at all."""
    identities = frame("identities", "read").assign(village_code=pd.Series(dtype="str"))
    sheets = frame("sheets", "judge").assign(state=pd.Series(dtype="str"))
    return selection_of(sheets, identities)


def counted_of(found: Roster, **rows: pd.DataFrame) -> Counted:
    """Return what counts of a roster and the given tables; the others have no rows."""
    names = ("attendance", "totals", "activities", "reports", "vulnerabilities", "cells", "agenda")
    texts = {name: pd.Series(dtype="str") for name in ("village_code", "person", "identity", "accused", "case_id")}
    none = {name: frame(name, "read").assign(official=pd.Series(dtype="Int64"), **texts) for name in names}
    none |= {
        name: frame(table, "read") for name, table in (("agenda", "agenda"), ("tps", "tps"), ("partner_cells", "cells"))
    }
    none["days"] = pd.DataFrame({"official": [], "village_code": [], "date": [], "code": [], "counted": []})
    known = {"officials": found.officials, "mentions": found.mentions}
    return Counted(nothing_sent(), **(none | known | rows))


def agenda_of(*events: tuple[date, str] | tuple[date, str, str]) -> pd.DataFrame:
    """Return an agenda; an event is its date, its kind and the code of its area (the regency's when unsaid)."""
    rows = [
        {"date": event[0], "kind": event[1], "name": "Kegiatan", "area_code": event[2] if len(event) > 2 else "35.03"}
        for event in events
    ]
    return frame("agenda", "read", rows)
