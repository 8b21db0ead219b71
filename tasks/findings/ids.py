"""The identity of findings and of their groups: hashes that survive a corrected resubmission.

They need no key and are the same on every machine, so nothing that a hash could be tried out for may be in them: no
digit of an identifier, whoever wrote it wherever.
"""

import re

import pandas as pd

from tasks.counting.fingerprints import fingerprint

_NAMED_BY = ["rule", "village_code", "form", "identity", "occasion"]
_TOLD_APART_BY = ["value", "file", "sheet", "row", "column"]
_NUMBERS = re.compile(r"[0-9](?:[\s./\\_\-]?[0-9]){14,}|[0-9]{5,}")


def finding_ids(findings: pd.DataFrame) -> "pd.Series[str]":
    """Return the id of each finding: 16 hex digits of SHA-256 over what it is about.

    In: rule, village_code, form, identity (without long numbers, ``without_numbers``), occasion (the row's own date,
    else its field; all ``str``), and value, file, sheet, row and column. The last five only put findings that are about
    the same into a stable order, in which they are numbered; neither a file's name nor a row's position is ever hashed.
    """
    about = _joined(findings, _NAMED_BY)
    ordered = findings[_TOLD_APART_BY].assign(about=about).sort_values(["about", *_TOLD_APART_BY], kind="stable")
    occurrence = ordered.groupby("about").cumcount().reindex(findings.index)
    return (about + "|" + occurrence.astype("str")).map(fingerprint).astype("str")


def group_ids(findings: pd.DataFrame) -> "pd.Series[str]":
    """Return the id of each finding's group: village × rule, and the person or case that ``group`` names, if any."""
    about = _joined(findings, ["village_code", "rule"])
    return (about + ("|" + findings["group"]).fillna("")).map(fingerprint).astype("str")


def without_numbers(identities: "pd.Series[str]") -> "pd.Series[str]":
    """Return identities without any number that may be an identifier or a part of one: five digits or more.

    Days, posts' numbers and village codes with dots have shorter ones.
    """
    return identities.map(lambda text: _NUMBERS.sub("", text), na_action="ignore").astype("str")


def _joined(findings: pd.DataFrame, columns: list[str]) -> "pd.Series[str]":
    parts = [findings[column].fillna("") for column in columns]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + "|" + part
    return joined
