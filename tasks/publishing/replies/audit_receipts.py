"""What an audit tells each village: its receipt, from the rows that are its own and that it may be told."""

import pandas as pd

from data.catalogue import rules
from tasks.counting.due_dates import due_dates
from tasks.manifest.audit_context import AuditContext
from tasks.publishing.replies.corrections import Row
from tasks.publishing.replies.receipt import Receipt, receipt_of
from tasks.scoring.results import Results


def receipts(facts: AuditContext, results: Results) -> dict[str, Receipt]:
    """Return the receipt of every village of an audit by its code.

    In: the *result* tables villages, findings, submissions, files and decisions, and facts with the villages' mends.
    A village is told what its own rows say, to mend or to explain (``told_to_village`` of rules.csv). The other
    indications are the inspectors' to look into first: telling them here would warn, or accuse, somebody on a mere
    coincidence.
    """
    findings = results.findings
    told = findings["rule"].isin([code for code, rule in rules().items() if rule.told_to_village])
    rows = [_by_village(table) for table in (findings[told], results.submissions, results.files)]
    due = due_dates(results.decisions.iloc[::-1], facts.scope)
    found = {}
    for code, status in results.villages[["village_code", "status"]].itertuples(index=False):
        mistakes, submissions, files = (by_village.get(code, []) for by_village in rows)
        own = [row for row in files if row["place"] == "village"]
        found[code] = receipt_of(facts, code, mistakes, submissions, own, status, due[code].date())
    return found


def plain_rows(table: pd.DataFrame) -> list[Row]:
    """Return a table's rows as dictionaries, in their order; None where a value is missing."""
    rows = table.astype("object").where(table.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _by_village(table: pd.DataFrame) -> dict[str, list[Row]]:
    """Return a table's rows as dictionaries by village code, in their order; None where a value is missing."""
    found: dict[str, list[Row]] = {}
    for row in plain_rows(table):
        found.setdefault(row["village_code"], []).append(row)
    return found
