"""Reports become cases; meetings, pledges and the vulnerability map as they are published."""

from collections.abc import Mapping

import pandas as pd

from data.catalogue import case_stages, violations
from data.identifiers import masked
from data.scope import Scope
from data.tables import project
from tasks.counting.roster import Roster
from tasks.counting.selection import ROW, Selection
from tasks.findings.redaction import subjects
from tasks.tables.cases import accused, reported
from tasks.tables.same_incidents import possibly_same


def cases(read: Mapping[str, pd.DataFrame], selection: Selection, found: Roster, scope: Scope) -> pd.DataFrame:
    """Return table *cases* (result): one case a report, an allegation until its handling has ended."""
    rows = reported(read, selection, found)
    catalogue, stages = violations(), case_stages()
    since = rows["reported_date"].fillna(rows["incident_date"])
    rows = rows.assign(
        possibly_same_as=possibly_same(rows.assign(person=accused(rows, found))),
        subject=subjects(rows["subject"], rows["subject_identifier"]),
        violation=rows["violation_code"].map({code: entry.description for code, entry in catalogue.items()}),
        channel=rows["violation_code"].map({code: entry.channel for code, entry in catalogue.items()}),
        open=~rows["stage"].isin([stage for stage, entry in stages.items() if not entry.open]),
        age_days=(pd.Timestamp(scope.as_of) - since).dt.days,
        limit_days=rows["stage"].map({stage: entry.limit_days for stage, entry in stages.items()}),
        cell=rows["violation_code_cell"],
    )
    wanted = project(rows, "cases", "result")
    return wanted.sort_values(["village_code", "incident_date", "case_id"], ignore_index=True)


def vulnerabilities(read: Mapping[str, pd.DataFrame], selection: Selection) -> pd.DataFrame:
    """Return table *vulnerabilities* (result): the map's entries of the counted sheets."""
    rows = selection.counted(read["vulnerabilities"])
    wanted = project(rows.assign(cell=rows["variable_cell"]), "vulnerabilities", "result")
    return wanted.sort_values(["village_code", "variable", "source", "file", "sheet", "cell"], ignore_index=True)


def activities(read: Mapping[str, pd.DataFrame], selection: Selection, found: Roster) -> pd.DataFrame:
    """Return table *activities* (result) with ``official_key`` (officials' key, missing for somebody else)."""
    people = found.mentions[[*ROW, "official", "identifier", "position"]]
    rows = selection.counted(read["activities"])
    rows = rows.merge(people.rename(columns={"official": "official_key"}), on=ROW, how="left")
    known = found.officials.dropna(subset="official").set_index("official")
    rows["official"] = masked(rows["official_key"].map(known["identifier"]).fillna(rows["identifier"]).astype("str"))
    rows["cell"] = rows["attended_cell"]
    key = rows["official_key"]
    wanted = project(rows, "activities", "result")
    wanted["official_key"] = key.astype("Int64")
    return wanted.sort_values(["village_code", "date", "activity", "name", "file", "cell"], ignore_index=True)
