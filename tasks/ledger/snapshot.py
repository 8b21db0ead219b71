"""What an audit leaves for the next ones, as the ledger keeps it."""

from dataclasses import dataclass

import pandas as pd

from tasks.counting.counted import Counted
from tasks.counting.fingerprints import person_keys
from tasks.scoring.results import Results
from tasks.scoring.trends import figures
from tasks.tables.judged import Judged


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The rows for each table of ``tasks.ledger.schema.AUDIT_TABLES``, an attribute of its name; persons as HMAC."""

    submissions: pd.DataFrame
    results: pd.DataFrame
    findings: pd.DataFrame
    cases: pd.DataFrame
    indicators: pd.DataFrame
    absences: pd.DataFrame
    vulnerabilities: pd.DataFrame
    packaged_rows: pd.DataFrame

    def rows_of(self, table: str) -> pd.DataFrame:
        """Return the rows of the ledger's table of that name."""
        rows: pd.DataFrame = getattr(self, table)
        return rows


def snapshot(
    counted: Counted, judged: Judged, results: Results, join_key: str, packaged_rows: pd.DataFrame
) -> Snapshot:
    """Return what the audit leaves; ``packaged_rows`` as ``tasks.publishing.packages.packages.packaged_rows`` does."""
    return Snapshot(
        submissions=_submissions(results.submissions, counted.selection.sheets),
        results=results.results,
        findings=pd.concat([results.findings, results.resolved], ignore_index=True),
        cases=_cases(results.cases, judged.cases, join_key),
        indicators=figures(results.indicators, results.villages, results.findings),
        absences=judged.absences.dropna(subset="person_key"),
        vulnerabilities=_levels(results.vulnerabilities),
        packaged_rows=packaged_rows,
    )


def _submissions(submissions: pd.DataFrame, sheets: pd.DataFrame) -> pd.DataFrame:
    """Add what the rows of each form hash to; a file with several tables of a form has one row each."""
    hashes = sheets[["file", "form", "content_hash"]].drop_duplicates()
    return submissions.merge(hashes, on=["file", "form"], how="left")


def _cases(cases: pd.DataFrame, judged: pd.DataFrame, join_key: str) -> pd.DataFrame:
    persons = judged.drop_duplicates("case_id").set_index("case_id")["accused"]
    return cases.assign(person_key=person_keys(cases["case_id"].map(persons).astype("str"), join_key))


def _levels(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the highest level that each source gave each variable of a village."""
    known = entries.dropna(subset=["variable", "source", "level"])
    highest = known.groupby(["village_code", "variable", "source"])["level"].max()
    return highest.reset_index()
