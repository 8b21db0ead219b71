"""What the latest audit of a month told about persons, as they may be asked about it."""

import pandas as pd
from sqlalchemy import Connection, func, select

from tasks.ledger.schema import AUDITS, FINDINGS

_FAMILY = "N"
_COLUMNS = (
    "finding_id", "group_id", "rule", "village_code", "subject", "date", "file", "sheet", "cell", "value", "statement",
    "basis",
)  # fmt: skip


def findings_about_persons(connection: Connection, area_code: str, period: str) -> pd.DataFrame:
    """Return the findings of neutrality (N) that name a person, of the latest audit of a month of every area inside.

    Out: finding_id, group_id, rule, village_code, subject (name and masked identifier), date, file, sheet, cell,
    value (masked), statement, basis; sorted by village, person, rule and day. Empty where no audit was made.
    """
    audits = AUDITS.c.area_code.startswith(area_code, autoescape=True) & (AUDITS.c.period == period)
    latest = select(func.max(AUDITS.c.id)).where(audits).group_by(AUDITS.c.inbox, AUDITS.c.area_code)
    asked = select(*(FINDINGS.c[name] for name in _COLUMNS)).where(
        FINDINGS.c.audit.in_(latest), FINDINGS.c.rule.startswith(_FAMILY), FINDINGS.c.subject.is_not(None)
    )
    rows = pd.read_sql(asked, connection).drop_duplicates("finding_id")
    return rows.sort_values(["village_code", "subject", "rule", "date", "finding_id"], ignore_index=True)
