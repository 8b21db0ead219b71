"""The *judge* tables of ``tables.csv``: what the rules look at, made from the rows that count."""

from dataclasses import dataclass

import pandas as pd

from data.scope import Scope
from data.tables import columns, frame, project
from tasks.counting.counted import Counted
from tasks.counting.due_dates import due_dates
from tasks.counting.entry_identities import day_text
from tasks.counting.history import History
from tasks.counting.received import Received
from tasks.tables.absences import absences
from tasks.tables.activity_entries import activity_entries
from tasks.tables.cases import cases
from tasks.tables.cell_labels import NAMED_BY_TEXT, cell_label
from tasks.tables.coincidences import coincidences
from tasks.tables.meetings import meetings
from tasks.tables.nil_statements import nil_statements
from tasks.tables.pledges import pledges
from tasks.tables.submissions import submissions
from tasks.tables.totals import totals
from tasks.tables.tps import partner_cells, tps
from tasks.tables.villages import villages
from tasks.tables.vulnerabilities import vulnerabilities

FINDING_COUNTS = "finding_counts"


@dataclass(frozen=True, eq=False)
class Judged(Received):
    """Every judge table: those of what was received, and those of what counts."""

    submissions: pd.DataFrame
    mentions: pd.DataFrame
    officials: pd.DataFrame
    attendance: pd.DataFrame
    totals: pd.DataFrame
    cells: pd.DataFrame
    reports: pd.DataFrame
    nil_statements: pd.DataFrame
    cases: pd.DataFrame
    coincidences: pd.DataFrame
    pledges: pd.DataFrame
    meetings: pd.DataFrame
    activity_entries: pd.DataFrame
    absences: pd.DataFrame
    vulnerabilities: pd.DataFrame
    villages: pd.DataFrame
    tps: pd.DataFrame
    partner_cells: pd.DataFrame
    finding_counts: pd.DataFrame

    def of_contents(self) -> dict[str, pd.DataFrame]:
        """Return the tables of what counts by name, as they are judged after those of what was received.

        *finding_counts*, which is made of those verdicts, is judged last.
        """
        others = {*Received.empty().by_name(), FINDING_COUNTS}
        return {name: rows for name, rows in self.by_name().items() if name not in others}


def judged_tables(received: Received, counted: Counted, history: History, scope: Scope) -> Judged:
    """Return what the rules look at."""
    stated = nil_statements(counted.selection)
    pledged, met = pledges(counted, scope), meetings(counted, scope)
    return Judged(
        **received.by_name(),
        submissions=submissions(counted.selection, due_dates(history.decisions, scope), scope),
        mentions=_mentions(counted),
        officials=counted.officials,
        attendance=_attendance(counted),
        totals=totals(counted),
        cells=_cells(counted),
        reports=project(counted.reports, "reports", "judge"),
        nil_statements=stated,
        cases=cases(counted, history, scope),
        coincidences=coincidences(counted, scope),
        pledges=pledged,
        meetings=met,
        activity_entries=activity_entries(counted, pledged, met),
        absences=absences(counted, history),
        vulnerabilities=vulnerabilities(counted, history, scope),
        villages=villages(counted, stated),
        tps=tps(counted),
        partner_cells=partner_cells(counted),
        finding_counts=frame(FINDING_COUNTS, "judge"),
    )


def _mentions(counted: Counted) -> pd.DataFrame:
    """Return table *mentions* (judge): one row a row that names a person, with the length of what names him."""
    shown = counted.mentions["identifier_shown"].astype("str")
    lengths = {"digit_count": shown.str.count("[0-9]"), "character_count": shown.str.len()}
    return project(counted.mentions.assign(**lengths), "mentions", "judge")


def _attendance(counted: Counted) -> pd.DataFrame:
    """Return table *attendance* (judge): one row a person and day; a day's findings are known by its number."""
    rows = counted.attendance
    identity = rows["identity"] + "|" + rows["date"].dt.strftime("%d").fillna("?")
    return project(rows.assign(identity=identity), "attendance", "judge")


def _cells(counted: Counted) -> pd.DataFrame:
    """Return table *cells* (judge): every cell that a form needs, those of attendance days among them.

    Of a day cell the date (in a list) is part of what names it. A block that is not understood (``unread``) is named by
    its text, and its label is the form's.
    """
    days = counted.attendance[(counted.attendance["field"] != "name") & counted.attendance["cell"].notna()]
    listed = day_text(days["date"]).where(days["field"] == "status", "")
    days = days.assign(
        kind="attendance", required=True, known=days["code"].notna(), identity=days["identity"] + "|" + listed
    )
    wanted = [name for name in columns("cells", "judge") if name != "label"]
    rows = pd.concat([counted.cells[wanted], days[wanted]], ignore_index=True)
    labels = rows[["form", "field"]].drop_duplicates()
    labels["label"] = [cell_label(form, field) for form, field in labels.itertuples(index=False)]
    rows = rows.merge(labels, on=["form", "field"], how="left")
    named = rows["field"].isin(NAMED_BY_TEXT) | rows["kind"].isin(NAMED_BY_TEXT)
    text = rows["shown"].where(named, "").fillna("")
    rows["identity"] = rows["identity"].where(text == "", text).fillna("") + "|" + rows["field"]
    return project(rows, "cells", "judge")
