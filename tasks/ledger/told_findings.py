"""What the audits of a month told about persons, as these may be asked about it."""

import pandas as pd
from sqlalchemy import Connection, Select, func, select

from tasks.ledger.schema import AUDITS, FINDINGS, PACKAGED_ROWS

_FAMILY = "N"
_OPEN = ("new", "persisting")
_COLUMNS = (
    "finding_id", "group_id", "rule", "village_code", "subject", "date", "file", "sheet", "cell", "value", "statement",
    "basis",
)  # fmt: skip
_ORDER = ["village_code", "subject", "rule", "date", "finding_id"]


def findings_about_persons(connection: Connection, area_code: str, period: str) -> pd.DataFrame:
    """Return the open findings of neutrality (N) that name a person, of the latest audit of every area inside.

    Out: finding_id, group_id, rule, village_code, subject (name and masked identifier), date, file, sheet, cell,
    value (masked), statement, basis; sorted by village, person, rule and day. Empty where no audit was made. What is
    explained or resolved is asked about no more.
    """
    audits = AUDITS.c.area_code.startswith(area_code, autoescape=True) & (AUDITS.c.period == period)
    latest = select(func.max(AUDITS.c.id)).where(audits).group_by(AUDITS.c.inbox, AUDITS.c.area_code)
    asked = _about_persons().where(FINDINGS.c.audit.in_(latest), FINDINGS.c.state.in_(_OPEN))
    return _sorted(pd.read_sql(asked, connection))


def every_finding_about_persons(connection: Connection, area_code: str, period: str) -> pd.DataFrame:
    """Return the same of all audits of the month for villages inside, each finding as the newest audit told it."""
    asked = _about_persons().join(AUDITS, AUDITS.c.id == FINDINGS.c.audit)
    inside = FINDINGS.c.village_code.startswith(area_code, autoescape=True)
    asked = asked.where(inside, AUDITS.c.period == period).order_by(FINDINGS.c.audit.desc())
    return _sorted(pd.read_sql(asked, connection))


def findings_in_packages(connection: Connection, area_code: str, period: str) -> pd.DataFrame:
    """Return every finding about a row that a body's package held, of all audits of the month for villages inside.

    Out: package, case_id, audited_area, as_of and the columns of ``findings_about_persons``, one row each audit,
    package and finding; the newest audit first. A finding is about a row of a package when both stand in the same row
    of the same sheet.
    """
    about = (FINDINGS.c.audit == PACKAGED_ROWS.c.audit) & (FINDINGS.c.village_code == PACKAGED_ROWS.c.village_code)
    same_sheet = (FINDINGS.c.file == PACKAGED_ROWS.c.file) & (FINDINGS.c.sheet == PACKAGED_ROWS.c.sheet)
    held = (PACKAGED_ROWS.c.package, PACKAGED_ROWS.c.case_id, PACKAGED_ROWS.c.cell.label("held_cell"))
    audits = (AUDITS.c.area_code.label("audited_area"), AUDITS.c.as_of, FINDINGS.c.audit)
    asked = (
        select(*held, *audits, *(FINDINGS.c[name] for name in _COLUMNS))
        .join(PACKAGED_ROWS, about & same_sheet)
        .join(AUDITS, AUDITS.c.id == FINDINGS.c.audit)
        .where(FINDINGS.c.village_code.startswith(area_code, autoescape=True), AUDITS.c.period == period)
        .order_by(FINDINGS.c.audit.desc(), PACKAGED_ROWS.c.id, FINDINGS.c.id)
    )
    rows = pd.read_sql(asked, connection)
    rows = rows[_row_numbers(rows["cell"]) == _row_numbers(rows["held_cell"])]
    return rows.drop_duplicates(["audit", "package", "finding_id"]).drop(columns=["audit", "held_cell"])


def audited_months(connection: Connection) -> list[str]:
    """Return every month that was audited, YYYY-MM."""
    return list(connection.scalars(select(AUDITS.c.period).distinct().order_by(AUDITS.c.period)))


def _row_numbers(cells: "pd.Series[str]") -> "pd.Series[str]":
    return cells.astype("str").str.extract(r"([0-9]+)", expand=False)


def _about_persons() -> "Select[*tuple[object, ...]]":
    return select(*(FINDINGS.c[name] for name in _COLUMNS)).where(
        FINDINGS.c.rule.startswith(_FAMILY), FINDINGS.c.subject.is_not(None)
    )


def _sorted(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.drop_duplicates("finding_id").sort_values(_ORDER, ignore_index=True)
