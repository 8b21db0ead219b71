"""What an audit leaves for the next ones, as the ledger keeps it."""

from collections.abc import Mapping

import pandas as pd

from tasks.counting.fingerprints import person_keys
from tasks.counting.same_persons import join_key
from tasks.scoring.trends import figures
from tasks.stages import Contents


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
        "indicators": figures(tables["indicators"], tables["villages"], tables["findings"]),
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


def _levels(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the highest level that each source gave each variable of a village."""
    known = entries.dropna(subset=["variable", "source", "level"])
    highest = known.groupby(["village_code", "variable", "source"])["level"].max()
    return highest.reset_index()
