"""Reports become cases, and the vulnerability map, as they are published."""

import pandas as pd

from data.catalogue import case_stages, violations
from data.scope import Scope
from data.tables import project
from tasks.counting.counted import Counted
from tasks.findings.redaction import subjects
from tasks.tables.routes import competent_bodies
from tasks.tables.same_incidents import possibly_same


def cases(counted: Counted, scope: Scope) -> pd.DataFrame:
    """Return table *cases* (result): one case a report, an allegation until its handling has ended."""
    rows = counted.reports
    catalogue, stages = violations(), case_stages()
    since = rows["reported_date"].fillna(rows["incident_date"])
    rows = rows.assign(
        possibly_same_as=possibly_same(rows.assign(person=rows["accused"])),
        subject=subjects(rows["subject"], rows["subject_identifier"]),
        violation=rows["violation_code"].map({code: entry.description for code, entry in catalogue.items()}),
        channel=competent_bodies(rows),
        open=~rows["stage"].isin([stage for stage, entry in stages.items() if not entry.open]),
        age_days=(pd.Timestamp(scope.as_of) - since).dt.days,
        limit_days=rows["stage"].map({stage: entry.limit_days for stage, entry in stages.items()}),
        cell=rows["violation_code_cell"],
    )
    wanted = project(rows, "cases", "result")
    return wanted.sort_values(["village_code", "incident_date", "case_id"], ignore_index=True)


def vulnerabilities(counted: Counted) -> pd.DataFrame:
    """Return table *vulnerabilities* (result): the map's entries of the counted sheets."""
    rows = counted.vulnerabilities
    wanted = project(rows.assign(cell=rows["variable_cell"]), "vulnerabilities", "result")
    return wanted.sort_values(["village_code", "variable", "source", "file", "sheet", "cell"], ignore_index=True)
