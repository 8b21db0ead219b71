"""What an audit leaves for the next ones, as the ledger keeps it."""

from collections.abc import Mapping

import pandas as pd

from tasks.assessment.same_persons import join_key
from tasks.assessment.stages import Contents
from tasks.fingerprints import person_keys

_COUNTS = ("expected", "received", "groups")


def remains(
    read: Mapping[str, pd.DataFrame], contents: Contents, tables: Mapping[str, pd.DataFrame], results: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Return a frame for each table of ``tasks.ledger.schema.AUDIT_TABLES`` by its name; persons as HMAC.

    In: the read and memory tables, the judged contents, the result tables and *results* (result).
    """
    judged = contents.judged
    return {
        "submissions": _submissions(tables["submissions"], contents.selection.sheets),
        "results": results,
        "findings": pd.concat([tables["findings"], tables["resolved"]], ignore_index=True),
        "cases": _cases(read, tables["cases"], judged["cases"]),
        "indicators": _figures(tables),
        "absences": judged["absences"].dropna(subset="person_key"),
        "vulnerabilities": _levels(tables["vulnerabilities"]),
    }


def _submissions(submissions: pd.DataFrame, sheets: pd.DataFrame) -> pd.DataFrame:
    """Add what the rows of each form hash to; a file with several tables of a form has one row each."""
    hashes = sheets[["file", "form", "content_hash"]].drop_duplicates()
    return submissions.merge(hashes, on=["file", "form"], how="left")


def _cases(read: Mapping[str, pd.DataFrame], cases: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    persons = judged.drop_duplicates("case_id").set_index("case_id")["person"]
    return cases.assign(person_key=person_keys(cases["case_id"].map(persons).astype("str"), join_key(read)))


def _figures(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return *indicators* (result) and, for every area, villages expected and received, and groups of findings."""
    villages, findings = tables["villages"], tables["findings"]
    rows = []
    for area in tables["indicators"]["area_code"].unique():
        inside = villages[villages["village_code"].str.startswith(area)]
        told = findings[findings["village_code"].str.startswith(area).eq(True)]
        counts = (len(inside), int((inside["status"] != "BELUM MASUK").sum()), int(told["group_id"].nunique()))
        rows += [
            {"area_code": area, "indicator": name, "value": float(count)}
            for name, count in zip(_COUNTS, counts, strict=True)
        ]
    return pd.concat([tables["indicators"], pd.DataFrame(rows)], ignore_index=True)


def _levels(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the highest level that each source gave each variable of a village."""
    known = entries.dropna(subset=["variable", "source", "level"])
    highest = known.groupby(["village_code", "variable", "source"])["level"].max()
    return highest.reset_index()
