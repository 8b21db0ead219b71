"""The sheets round the forms: instructions before them; the codes that may be written, and what is checked, after.

Neither may look like a form: no row holds headings of one, and no cell begins with a label of Identitas.
"""

from openpyxl.utils.cell import quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

from data.calendar import deadlines
from data.catalogue import rules
from data.figures import date_text
from data.forms import code_list, form_label
from data.sentences import VILLAGES, text
from tasks.publishing.templates.template_choices import choices, lists_used, range_name, stands_in_cells
from tasks.publishing.templates.template_page import TemplatePage

_GUIDE_WIDTHS = (9, 44, 64)
_CODES_WIDTHS = (30, 80)
_STEPS = 6
_CHECKS_ROW = 3


def write_guide(page: TemplatePage) -> None:
    """Write the instructions: the steps, and the attendance codes."""
    sheet = page.add_sheet(text("guide_sheet", VILLAGES), _GUIDE_WIDTHS, portrait=True)
    looks, across = page.looks, len(_GUIDE_WIDTHS)
    due = deadlines(page.period)
    looks.merged(sheet, 1, across, text("guide_title", VILLAGES), "title")
    looks.merged(sheet, 2, across, page.place, "place")
    looks.merged(sheet, 4, across, text("guide_how", VILLAGES), "section")
    row = 4
    for step in range(1, _STEPS + 1):
        row += 1
        told = text(
            f"guide_step_{step}", VILLAGES, due=date_text(due.due, VILLAGES), grace=date_text(due.grace_until, VILLAGES)
        )
        looks.merged(sheet, row, across, f"{step}. {told}", "text")
    row += 2
    looks.merged(sheet, row, across, text("guide_attendance", VILLAGES), "section")
    for entry in code_list("attendance"):
        row += 1
        looks.row_of_texts(sheet, row, (entry.code, entry.label_id))


def write_codes(page: TemplatePage) -> None:
    """Write every code list under the label of its column; name those that a drop-down refers to.

    The sheet is visible, because hidden data is a finding (S10).
    """
    sheet = page.add_sheet(text("codes_sheet", VILLAGES), _CODES_WIDTHS, portrait=True)
    page.looks.merged(sheet, 1, len(_CODES_WIDTHS), text("codes_title", VILLAGES), "title")
    sheet.print_title_rows = "1:1"
    row = 3
    for column in lists_used():
        title = text("codes_block", VILLAGES, label=column.label, form=form_label(column.form))
        page.looks.merged(sheet, row, len(_CODES_WIDTHS), title, "section")
        first, name = row + 1, column.code_list
        for row, (shown, entry) in enumerate(zip(choices(name), code_list(name), strict=True), start=first):
            meaning = entry.meaning or (entry.label_id if shown != entry.label_id else "")
            page.looks.row_of_texts(sheet, row, (shown, meaning))
        if stands_in_cells(name):
            place = f"{quote_sheetname(sheet.title)}!$A${first}:$A${row}"
            page.workbook.defined_names.add(DefinedName(range_name(name), attr_text=place))
        row += 2


def write_checks(page: TemplatePage) -> None:
    """Write the rules that a reply may name, with how to mend what they find: the last sheet, read when needed."""
    sheet = page.add_sheet(text("checks_sheet", VILLAGES), _GUIDE_WIDTHS, portrait=True)
    page.looks.merged(sheet, 1, len(_GUIDE_WIDTHS), text("checks_title", VILLAGES), "title")
    headings = [text(f"checks_{name}", VILLAGES) for name in ("code", "statement", "mend")]
    page.looks.row_of_texts(sheet, _CHECKS_ROW, headings, "heading")
    told = (rule for rule in rules().values() if rule.is_about_form)
    for row, rule in enumerate(told, start=_CHECKS_ROW + 1):
        page.looks.row_of_texts(sheet, row, (rule.code, rule.statement(), rule.mend()))
    sheet.print_title_rows = f"{_CHECKS_ROW}:{_CHECKS_ROW}"
