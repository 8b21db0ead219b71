"""The identity of findings and of their groups: hashes that survive a corrected resubmission."""

import pandas as pd

from tasks.counting.fingerprints import fingerprint

_NAMED_BY = ["rule", "village_code", "form", "identity", "occasion"]
_TOLD_APART_BY = ["value", "file", "sheet", "row", "column"]


def finding_ids(findings: pd.DataFrame) -> "pd.Series[str]":
    """Return the id of each finding: 16 hex digits of SHA-256 over what it is about.

    In: rule, village_code, form, identity, occasion (the row's own date, else its field; all ``str``), and value,
    file, sheet, row and column. The last five only put findings that are about the same into a stable order, in which
    they are numbered; neither a file's name nor a row's position is ever hashed.
    """
    about = _joined(findings, _NAMED_BY)
    ordered = findings[_TOLD_APART_BY].assign(about=about).sort_values(["about", *_TOLD_APART_BY], kind="stable")
    occurrence = ordered.groupby("about").cumcount().reindex(findings.index)
    return (about + "|" + occurrence.astype("str")).map(fingerprint).astype("str")


def group_ids(findings: pd.DataFrame) -> "pd.Series[str]":
    """Return the id of each finding's group: village × rule, and the person or case that ``group`` names, if any."""
    about = _joined(findings, ["village_code", "rule"])
    return (about + ("|" + findings["group"]).fillna("")).map(fingerprint).astype("str")


def _joined(findings: pd.DataFrame, columns: list[str]) -> "pd.Series[str]":
    parts = [findings[column].fillna("") for column in columns]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + "|" + part
    return joined
