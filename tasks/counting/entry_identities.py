"""What names an entry of a form across resubmissions: never its file nor its position."""

import pandas as pd

from data.names import name_keys


def entry_identities(form: str, rows: pd.DataFrame) -> "pd.Series[str]":
    """Return what names each row of *activities*, *reports* or *vulnerabilities* (read)."""
    match form:
        case "activities":
            parts = [name_keys(rows["name"]), day_text(rows["date"]), rows["activity"]]
        case "reports":
            parts = [name_keys(rows["name"]), day_text(rows["incident_date"]), rows["violation_code_shown"]]
        case _:
            parts = [rows["variable"], rows["source"], rows["location"]]
    first, second, third = (part.fillna("") for part in parts)
    return (first + "|" + second + "|" + third).astype("str")


def day_text(dates: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    """Return days as YYYY-MM-DD, ``""`` where one is missing."""
    return dates.dt.strftime("%Y-%m-%d").fillna("")
