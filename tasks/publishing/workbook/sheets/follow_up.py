"""*Tindak Lanjut* (TLHP): one row a recommendation, which the auditor fills in and sends back.

What was filled in before is carried on. Where verifiers disagree the recommendation has a row for each of them.
"""

import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from data.calendar import Period
from data.figures import date_text
from data.reference import limit
from data.scope import audit_day
from data.workbook import column_plans
from tasks.publishing.workbook.part import AuditPart
from tasks.publishing.workbook.sheet import Placed, Sheet

_STATUSES = '"1,2,3,4"'
_FIRST_DAY = "36526"  # 1 January 2000
_FILLED_IN = {"date": "follow_up_date", "status": "follow_up_status", "evidence": "follow_up_evidence"}
_NOTHING_TO_DO = "advise"
_OTHERS_TABLE = "TindakLanjutLain"


def write(sheet: Sheet) -> None:
    """Fill the sheet from ``AuditPart.groups``, with their numbers on *Temuan*, and checks on what is filled in.

    Advice recommends nothing that could be followed up, so only what somebody filled in about it is shown.
    """
    part, columns = sheet.part, sheet.columns("follow_up")
    groups, carried_on = part.groups, _carried_on(part)
    rows = groups.assign(number=range(1, len(groups) + 1)).merge(carried_on, on="group_id", how="left")
    rows = rows[(rows["severity"] != _NOTHING_TO_DO) | rows["follow_up_status"].notna()].reset_index(drop=True)
    rows = _with_due_dates(rows, part)
    placed = [sheet.main_table(rows, columns, *_summary(part, rows))]
    others = _others(part, carried_on)
    if not others.empty:
        sheet.section(sheet.text("follow_up_others"), sheet.text("follow_up_others_note"))
        placed.append(sheet.table(others, columns, _OTHERS_TABLE))
    _check_what_is_filled_in(sheet, placed)


def _summary(part: AuditPart, rows: pd.DataFrame) -> list[str]:
    followed = rows.loc[rows["follow_up_status"].notna(), "group_id"].nunique()
    differing = rows.loc[rows["differs"].eq(True), "group_id"].nunique()
    refused = len(part.tables.refusals)
    told = [part.text("follow_up_summary", groups=rows["group_id"].nunique(), followed=followed)]
    told += [part.text("follow_up_differing", groups=differing)] if differing else []
    return told + ([part.text("follow_up_refused", rows=refused)] if refused else [])


def _carried_on(part: AuditPart) -> pd.DataFrame:
    """Return what auditors filled in earlier under the sheet's own fields, and where it came from."""
    rows = part.tables.follow_ups
    places = zip(rows["file"], rows["row"], rows["received_on"], strict=True)
    source = [
        part.text("follow_up_source", file=file, row=str(row), received_on=date_text(day, part.language))
        for file, row, day in places
    ]
    told = rows.rename(columns=_FILLED_IN).assign(source=pd.Series(source, index=rows.index, dtype="str"))
    return told[["group_id", *_FILLED_IN.values(), "verifier", "remark", "differs", "source"]]


def _others(part: AuditPart, carried_on: pd.DataFrame) -> pd.DataFrame:
    """Return the rows about groups that this audit does not find any more, with what is known of them."""
    rows = carried_on[~carried_on["group_id"].isin(part.groups["group_id"])]
    gone = part.tables.resolved.drop_duplicates("group_id")
    gone = gone.assign(
        condition=gone["statement"],
        mend=[
            part.recommendation(rule, village, part.facts.mend(finding, rule))
            for finding, rule, village in gone[["finding_id", "rule", "village_code"]].itertuples(index=False)
        ],
    )
    villages = part.tables.follow_ups.drop_duplicates("group_id").set_index("group_id")["village_code"]
    rows = rows.merge(gone[["group_id", "severity", "condition", "mend", "first_period"]], on="group_id", how="left")
    named = part.named(rows["group_id"].map(villages))
    return _with_due_dates(rows.assign(number=range(1, len(rows) + 1), village=named), part)


def _with_due_dates(rows: pd.DataFrame, part: AuditPart) -> pd.DataFrame:
    """Add answer_due, 60 days after the audit that first told the finding, and review_due, 30 after its follow-up.

    Peraturan BPK 2/2017 art. 3 and 5 (limits.csv). In: first_period and follow_up_date.
    """
    scope = part.facts.scope
    told = {
        period: scope.as_of if period == str(scope.period) else audit_day(Period.parse(period))
        for period in rows["first_period"].dropna().unique()
    }
    first_told = pd.to_datetime(rows["first_period"].map(told))
    return rows.assign(
        answer_due=first_told + pd.Timedelta(days=limit("follow_up_days")),
        review_due=pd.to_datetime(rows["follow_up_date"]) + pd.Timedelta(days=limit("follow_up_review_days")),
    )


def _check_what_is_filled_in(sheet: Sheet, placed: list[Placed]) -> None:
    status = DataValidation(
        type="list",
        formula1=_STATUSES,
        allow_blank=True,
        error=sheet.text("follow_up_status_error"),
        prompt=sheet.text("follow_up_status_prompt"),
    )
    day = DataValidation(
        type="date",
        operator="greaterThan",
        formula1=_FIRST_DAY,
        allow_blank=True,
        error=sheet.text("follow_up_date_error"),
        prompt=sheet.text("follow_up_date_prompt"),
    )
    for field, check in (("follow_up_status", status), ("follow_up_date", day)):
        check.showErrorMessage = check.showInputMessage = True
        for rows in placed:
            check.add(_range(field, rows))
        sheet.worksheet.add_data_validation(check)


def _range(field: str, placed: Placed) -> str:
    fields = [column.field for column in column_plans("follow_up", "id")]
    letter = get_column_letter(fields.index(field) + 1)
    return f"{letter}{placed.first_row}:{letter}{placed.last_row}"
