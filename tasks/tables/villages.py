"""What a village as a whole claims, beside what else is known: attendance without any difference, and nil reports."""

import pandas as pd

from data.identifiers import NIK, NIP
from data.tables import project
from data.vulnerability_map import OFFICIALS_NEUTRALITY
from tasks.counting.counted import Counted
from tasks.tables.vulnerabilities import levels_by_variable


def villages(counted: Counted, nil_statements: pd.DataFrame) -> pd.DataFrame:
    """Return table *villages* (judge): a row of form ``attendance`` and one of form ``reports`` a village, as sent.

    In: *nil_statements* (judge).
    """
    rows = pd.concat([_attendance(counted), _nil_reports(counted, nil_statements)])
    return project(rows.assign(identity=rows["form"]), "villages", "judge")


def _attendance(counted: Counted) -> pd.DataFrame:
    current = counted.selection.current
    sheets = current[current["form"] == "attendance"].drop_duplicates("village_code")
    days = counted.days[counted.days["counted"]]
    by_village = days.groupby("village_code")
    counts = pd.DataFrame(
        {
            "officials": by_village["official"].nunique(),
            "person_days": by_village.size(),
            "present_days": (days["code"] == "H").groupby(days["village_code"]).sum(),
            "unknown_days": days["code"].isna().groupby(days["village_code"]).sum(),
        }
    )
    return sheets[["village_code", "file", "sheet", "form"]].join(counts, on="village_code")


def _nil_reports(counted: Counted, nil_statements: pd.DataFrame) -> pd.DataFrame:
    rows = nil_statements.loc[
        nil_statements["form"] == "reports", ["village_code", "file", "sheet", "form", "stated", "row_count", "cell"]
    ].rename(columns={"stated": "nil_stated"})
    entries = counted.vulnerabilities
    rated = levels_by_variable(entries[entries["variable"] == OFFICIALS_NEUTRALITY]).set_index("village_code")
    rows = rows.join(rated[["highest_level", "highest_sources"]], on="village_code")
    rows = rows.rename(columns={"highest_level": "neutrality_level", "highest_sources": "neutrality_sources"})
    return rows.assign(reports_elsewhere=rows["village_code"].map(_reports_elsewhere(counted)).fillna(0))


def _reports_elsewhere(counted: Counted) -> "pd.Series[int]":
    """Count by village the reports that other villages made about its officials, known by identifier."""
    officials = counted.roster.dropna(subset="identifier")
    sound = officials["identifier"].str.contains(f"{NIP.pattern}|{NIK.pattern}", na=False)
    homes = officials.loc[sound, ["identifier", "village_code"]].drop_duplicates()
    accused = counted.reports[["village_code", "accused"]]
    pairs = accused.merge(homes, left_on="accused", right_on="identifier", suffixes=("_reporting", ""))
    return pairs[pairs["village_code_reporting"] != pairs["village_code"]].groupby("village_code").size()
