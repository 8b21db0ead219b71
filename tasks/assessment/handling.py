"""Reports as cases: how late, at which stage for how long, to whom they may go, and what else is known of that hour."""

from collections.abc import Mapping

import pandas as pd

from data.catalogue import case_stages
from data.identifiers import NIK, NIP
from data.names import name_keys
from data.scope import Scope
from data.tables import project
from tasks.assessment.contents import row_identities
from tasks.assessment.political_events import political_events
from tasks.assessment.roster import Roster
from tasks.assessment.routes import competent_bodies, open_to_all
from tasks.assessment.selection import Selection
from tasks.fingerprints import fingerprints

_PLACES = ["layout", "village_code", "file", "sheet", "form"]


def cases_to_judge(
    read: Mapping[str, pd.DataFrame], selection: Selection, found: Roster, days: pd.DataFrame, scope: Scope
) -> pd.DataFrame:
    """Return table *cases* (judge): one case a report of the counted sheets.

    In: ``days`` as ``attendance.person_days`` returns them.
    """
    rows = reported(read, selection, found)
    stages = case_stages()
    stage = rows["stage"]
    clocks = stage.map({code: entry.clock_from for code, entry in stages.items()})
    since = rows["reported_date"].where(clocks == "reported_date", rows["forwarded_date"].where(clocks.notna()))
    rows = rows.assign(
        person=accused(rows, found),
        channels=_channels(rows),
        open=~stage.isin([code for code, entry in stages.items() if not entry.open]),
        report_days=(rows["reported_date"] - rows["known_date"]).dt.days,
        handling_since=since,
        handling_days=(pd.Timestamp(scope.as_of) - since).dt.days,
        handling_limit=stage.map({code: entry.clock_days for code, entry in stages.items()}),
    )
    rows["incidents"] = _incidents(rows)
    rows = _at_events(rows, read["agenda"])
    codes = days[["official", "date", "code"]].rename(columns={"date": "incident_date", "code": "day_code"})
    rows = rows.merge(codes, on=["official", "incident_date"], how="left")
    return project(rows, "cases", "judge")


def reported(read: Mapping[str, pd.DataFrame], selection: Selection, found: Roster) -> pd.DataFrame:
    """Return *reports* (read) of the counted sheets with places, the accused, ``identity`` and ``case_id``."""
    rows = read["reports"].merge(selection.current[_PLACES], on="layout")
    people = found.mentions[["layout", "row", "subject", "subject_identifier", "official"]]
    rows = rows.merge(people, on=["layout", "row"], how="left")
    rows = rows.merge(row_identities(read, found), on=["layout", "row"], how="left")
    return rows.assign(case_id=fingerprints(rows["village_code"] + "|" + rows["identity"]))


def accused(rows: pd.DataFrame, found: Roster) -> "pd.Series[str]":
    """Return what tells persons apart across villages: a sound identifier (an official's own), else village and name.

    Names are not unique, so a name alone never joins reports of two villages. Missing where neither is written.
    """
    known = found.officials.dropna(subset="official").set_index("official")["identifier"]
    identifier = rows["official"].map(known).fillna(rows["subject_identifier"]).astype("str")
    sound = identifier.str.contains(f"{NIP.pattern}|{NIK.pattern}", na=False)
    return identifier.where(sound, rows["village_code"] + "|" + name_keys(rows["name"]))


def _incidents(rows: pd.DataFrame) -> "pd.Series[int]":
    """Count the different incidents (date and code) of each person; the same one told twice is one."""
    clear = rows[rows["person"].notna() & rows["incident_date"].notna()]
    told = clear["incident_date"].dt.strftime("%Y-%m-%d") + "|" + clear["violation_code_shown"].fillna("")
    incidents: pd.Series[int] = told.groupby(clear["person"]).transform("nunique").reindex(rows.index).astype("Int64")
    return incidents


def _channels(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return the bodies that may receive each report, joined by ``; ``; missing where none is competent."""
    return competent_bodies(rows) + "".join(f"; {name}" for name in open_to_all())


def _at_events(rows: pd.DataFrame, agenda: pd.DataFrame) -> pd.DataFrame:
    """Add the political event during which each incident is said to have happened."""
    events = political_events(agenda, rows["village_code"])
    keyed = rows.reset_index(names="key")[["key", "village_code", "incident_date", "incident_time"]]
    pairs = keyed.merge(events, left_on=["village_code", "incident_date"], right_on=["village_code", "date"])
    during = pairs[pairs["incident_time"].between(pairs["time_from"], pairs["time_until"])]
    during = during.drop_duplicates("key").set_index("key")
    return rows.assign(
        event=during["name"].reindex(rows.index),
        event_hours=(during["time_from"] + "–" + during["time_until"]).reindex(rows.index),
    )
