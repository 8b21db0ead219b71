"""Drop-downs, input messages and checks of the forms, made from the columns' kinds and code lists."""

from collections.abc import Iterator

from openpyxl.worksheet.datavalidation import DataValidation

from data.forms import Column, code_list, expected_forms, form_columns
from data.sentences import VILLAGES, text
from data.village_workbooks import PROMPT_LENGTH, prompt

_LABELLED = frozenset({"work_pattern", "level", "case_stage"})
"""Lists of which people write the label; of the others they write the code."""

_FIRST_DATE = "36526"
"""1 January 2000 as a spreadsheet's day number: any later number in a date's cell is a real date."""

_SHORTEST_IDENTIFIER, _LONGEST_IDENTIFIER = "16", "18"


def choices(list_name: str) -> list[str]:
    """Return what a drop-down offers for a code list."""
    return [entry.label_id if list_name in _LABELLED else entry.code for entry in code_list(list_name)]


def range_name(list_name: str) -> str:
    """Return the name under which a long code list stands in the workbook."""
    return f"Daftar_{list_name}"


def stands_in_cells(list_name: str) -> bool:
    """Tell whether a list is too long for the drop-down itself, which holds 255 characters.

    A long list is a named range: a plain reference to another sheet Excel would store, when it saves, in a part of
    the file that other programs drop.
    """
    return len(_inline(list_name)) > PROMPT_LENGTH


def lists_used() -> Iterator[Column]:
    """Return the first column that uses each code list of the entry forms, in printed order."""
    seen: set[str] = set()
    for form in expected_forms()[1:]:
        for column in form_columns(form, "table"):
            if column.code_list and column.code_list not in seen:
                seen.add(column.code_list)
                yield column


def validation(column: Column, label: str) -> DataValidation | None:
    """Return drop-down or check and input message of a column; None when it has neither."""
    check: DataValidation | None = None
    list_name = "attendance" if column.kind == "attendance" else column.code_list
    if list_name:
        formula = range_name(list_name) if stands_in_cells(list_name) else _inline(list_name)
        check = DataValidation("list", formula, errorStyle="stop", error=text("choose", VILLAGES))
    elif column.kind == "date":
        check = DataValidation("date", _FIRST_DATE, operator="greaterThan", errorStyle="warning")
        check.error = text("date_format", VILLAGES)
    elif column.kind == "identifier":
        check = DataValidation("textLength", _SHORTEST_IDENTIFIER, _LONGEST_IDENTIFIER, operator="between")
        check.errorStyle, check.error = "warning", text("identifier_length", VILLAGES)
    message = prompt(column.form, column.field).format(codes=", ".join(choices(list_name)))
    if check is None and not message:
        return None
    check = check or DataValidation()
    check.allow_blank = True
    check.showErrorMessage = check.showInputMessage = True
    check.errorTitle = text("choose_title", VILLAGES)
    if message:
        check.promptTitle, check.prompt = label, message
    return check


def _inline(list_name: str) -> str:
    return f'"{",".join(choices(list_name))}"'
