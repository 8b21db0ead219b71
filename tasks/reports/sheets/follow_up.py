"""*Tindak Lanjut* (TLHP): one row a recommendation, which the auditor fills in and sends back."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from data.workbook import column_plans, sentence
from tasks.reports.sheet import Placed, Sheet

_STATUSES = '"1,2,3,4"'
_FIRST_DAY = "36526"  # 1 January 2000


def write(sheet: Sheet) -> None:
    """Fill the sheet from ``AuditPart.groups``, in the same order as *Temuan*, with checks on what is filled in."""
    groups = sheet.part.groups
    rows = groups.assign(number=range(1, len(groups) + 1))
    placed = sheet.main_table(rows, column_plans("follow_up"), sentence("follow_up_summary", groups=len(groups)))
    status = DataValidation(
        type="list",
        formula1=_STATUSES,
        allow_blank=True,
        error=sentence("follow_up_status_error"),
        prompt=sentence("follow_up_status_prompt"),
    )
    day = DataValidation(
        type="date",
        operator="greaterThan",
        formula1=_FIRST_DAY,
        allow_blank=True,
        error=sentence("follow_up_date_error"),
        prompt=sentence("follow_up_date_prompt"),
    )
    for field, check in (("follow_up_status", status), ("follow_up_date", day)):
        check.showErrorMessage = check.showInputMessage = True
        check.add(_range(field, placed))
        sheet.worksheet.add_data_validation(check)


def _range(field: str, placed: Placed) -> str:
    fields = [column.field for column in column_plans("follow_up")]
    letter = get_column_letter(fields.index(field) + 1)
    return f"{letter}{placed.first_row}:{letter}{placed.last_row}"
