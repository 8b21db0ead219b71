"""What a village as a whole claims, beside what else is known: attendance without any difference, and nil reports."""

import pandas as pd

from data.identifiers import NIK, NIP
from data.tables import project
from tasks.counting.roster import Roster
from tasks.counting.selection import Selection
from tasks.tables.vulnerabilities import levels_by_variable


def villages_to_judge(
    selection: Selection,
    found: Roster,
    days: pd.DataFrame,
    nil_statements: pd.DataFrame,
    entries: pd.DataFrame,
    cases: pd.DataFrame,
) -> pd.DataFrame:
    """Return table *villages* (judge): a row of form ``attendance`` and one of form ``reports`` a village, as sent.

    In: ``days`` as ``attendance.person_days`` returns them; *nil_statements*, *vulnerabilities* and *cases* (judge).
    """
    rows = pd.concat([_attendance(selection, days), _nil_reports(found, nil_statements, entries, cases)])
    return project(rows.assign(identity=rows["form"]), "villages", "judge")


def _attendance(selection: Selection, days: pd.DataFrame) -> pd.DataFrame:
    sheets = selection.current[selection.current["form"] == "attendance"].drop_duplicates("village_code")
    counted = days[days["counted"]]
    by_village = counted.groupby("village_code")
    counts = pd.DataFrame(
        {
            "officials": by_village["official"].nunique(),
            "person_days": by_village.size(),
            "present_days": (counted["code"] == "H").groupby(counted["village_code"]).sum(),
            "unknown_days": counted["code"].isna().groupby(counted["village_code"]).sum(),
        }
    )
    return sheets[["village_code", "file", "sheet", "form"]].join(counts, on="village_code")


def _nil_reports(
    found: Roster, nil_statements: pd.DataFrame, entries: pd.DataFrame, cases: pd.DataFrame
) -> pd.DataFrame:
    rows = nil_statements.loc[
        nil_statements["form"] == "reports", ["village_code", "file", "sheet", "form", "stated", "row_count", "cell"]
    ].rename(columns={"stated": "nil_stated"})
    rated = levels_by_variable(entries[entries["variable"] == "NETRALITAS"]).set_index("village_code")
    rows = rows.join(rated[["highest_level", "highest_sources"]], on="village_code")
    rows = rows.rename(columns={"highest_level": "neutrality_level", "highest_sources": "neutrality_sources"})
    return rows.assign(reports_elsewhere=rows["village_code"].map(_reports_elsewhere(found, cases)).fillna(0))


def _reports_elsewhere(found: Roster, cases: pd.DataFrame) -> "pd.Series[int]":
    """Count by village the reports that other villages made about its officials, known by identifier."""
    officials = found.officials.dropna(subset=["official", "identifier"])
    sound = officials["identifier"].str.contains(f"{NIP.pattern}|{NIK.pattern}", na=False)
    homes = officials.loc[sound, ["identifier", "village_code"]].drop_duplicates()
    pairs = cases.merge(homes, left_on="person", right_on="identifier", suffixes=("_reporting", ""))
    return pairs[pairs["village_code_reporting"] != pairs["village_code"]].groupby("village_code").size()
