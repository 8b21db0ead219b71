"""The five forms: labels and headings of the catalogue, what is known filled in, and room for the rest."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.calendar import is_day_off
from data.forms import Column, code_list, column_label, form_columns, form_label
from data.sentences import VILLAGES, text
from data.village_workbooks import FormPlan, column_width, form_plan, weekday_short
from tasks.publishing.replies.village_looks import DAY_OFF, PERHAPS_OFF
from tasks.publishing.templates.template_choices import validation
from tasks.publishing.templates.template_page import TemplatePage

_TITLE_ROW, _PLACE_ROW, _NOTE_ROW = 1, 2, 3
_IDENTITY_ROW = 5
_LABEL_WIDTH = 30
_HEADING_HEIGHT = 32
_ROW_HEIGHT = 18
_NOTE_COLUMNS = 30
_USUAL_PATTERN, _LONG_PATTERN = "5", "6"
_CENTRED = frozenset({"attendance", "number", "date", "time"})
_FORMATS = {"date": "[$-421]dd mmm yyyy", "time": "hh:mm", "number": "0"}
"""Number formats by a column's kind; every other kind is text, so that nothing is turned into a number or a date.

A date shows its month as an Indonesian word: whoever typed day and month the wrong way round sees it.
"""


def write_identity(page: TemplatePage, officials: pd.DataFrame) -> None:
    """Write the sheet Identitas: a label in one cell, its value in the next; what is known is filled in."""
    widths = (_LABEL_WIDTH, column_width("identity", "village_code"))
    sheet = page.add_sheet(form_label("identity"), widths, portrait=True)
    _opening(page, sheet, "identity", len(widths))
    known = _identity_values(page, officials)
    for row, column in enumerate(form_columns("identity", "labels"), start=_IDENTITY_ROW):
        page.looks.put(sheet, row, 1, column.label, "label")
        page.looks.put(sheet, row, 2, known.get(column.field), "value", number_format=_format(column))
        sheet.row_dimensions[row].height = 22
        _check(sheet, column, column.label, f"B{row}")


def write_attendance(page: TemplatePage, officials: pd.DataFrame) -> None:
    """Write Daftar Hadir as a grid: the officials filled in, a column for each day of the month, days off shaded."""
    plan = form_plan("attendance")
    printed = [column for column in form_columns("attendance", "grid") if column.field != "total"]
    columns = [(column, day) for column in printed for day in (page.period.days() if column.field == "day" else [None])]
    widths = [column_width("attendance", column.field) for column, _ in columns]
    sheet = page.add_sheet(form_label("attendance"), widths)
    _opening(page, sheet, "attendance", _NOTE_COLUMNS)
    codes = ", ".join(f"{entry.code} = {entry.label_id}" for entry in code_list("attendance"))
    page.looks.merged(sheet, _NOTE_ROW + 1, _NOTE_COLUMNS, text("legend", VILLAGES, codes=codes), "note")
    heading_row = _NOTE_ROW + 3
    for position, (column, day) in enumerate(columns, start=1):
        label = column.label if day is None else column_label("attendance", f"day_{day.day}")
        heading: str | int = label if day is None else day.day
        page.looks.put(sheet, heading_row, position, heading, "heading")
        if day:
            weekday = weekday_short(day.weekday())
            page.looks.put(sheet, heading_row - 1, position, weekday, "weekday", fill=_shade(day))
    people = officials.sort_values("row")[["name", "identifier", "position", "category", "second_category"]].to_dict(
        "records"
    )
    count = max(len(people) + plan.blank_rows, plan.least_rows)

    def value(column: Column, place: int) -> str | int | None:
        if column.field == "number":
            return place + 1
        found = people[place].get(column.field) if place < len(people) else None
        return None if found is None or pd.isna(found) else str(found)

    for position, (column, day) in enumerate(columns, start=1):
        _fill(page, sheet, position, column, heading_row + 1, count, value, _shade(day) if day else "")
    days = [position for position, (_, day) in enumerate(columns, start=1) if day]
    first_row, last_row = heading_row + 1, heading_row + count
    for column in printed:
        own = days if column.field == "day" else [columns.index((column, None)) + 1]
        first, last = get_column_letter(own[0]), get_column_letter(own[-1])
        _check(
            sheet,
            column,
            column.label if column.field != "day" else form_label("attendance"),
            f"{first}{first_row}:{last}{last_row}",
        )
    _sign(page, sheet, last_row + 2, days[-10])
    _finish(sheet, plan, heading_row, last_row)


def write_entries(page: TemplatePage, form: str, entries: Sequence[Mapping[str, object]] = ()) -> None:
    """Write a form with one row an entry: its headings, what is known of entries, and blank rows with drop-downs."""
    plan = form_plan(form)
    columns = form_columns(form, "table")
    sheet = page.add_sheet(form_label(form), [column_width(form, column.field) for column in columns])
    _opening(page, sheet, form, len(columns))
    heading_row = _NOTE_ROW + 2
    count = max(plan.least_rows, len(entries) + plan.blank_rows)
    last_row = heading_row + count

    def value(column: Column, place: int) -> str | int | date | None:
        if column.field == "number":
            return place + 1
        found = entries[place].get(column.field) if place < len(entries) else None
        return found if isinstance(found, str | date) else None

    for position, column in enumerate(columns, start=1):
        page.looks.put(sheet, heading_row, position, column.label, "heading")
        _fill(page, sheet, position, column, heading_row + 1, count, value)
        letter = get_column_letter(position)
        _check(sheet, column, column.label, f"{letter}{heading_row + 1}:{letter}{last_row}")
    _sign(page, sheet, last_row + 2, plan.signature_column)
    _finish(sheet, plan, heading_row, last_row)


def _identity_values(page: TemplatePage, officials: pd.DataFrame) -> dict[str, str]:
    heads = officials.loc[officials["category"] == "KADES", "name"].dropna()
    known = {
        "form_version": text("form_version", VILLAGES),
        "village_code": page.village["code"],
        "village_name": page.village["name"],
        "district_name": page.village["district_name"],
        "period": page.period.label,  # as people write it; read like 2024-11
    }
    return known | ({"head_name": str(heads.iloc[0])} if len(heads) == 1 else {})


def _opening(page: TemplatePage, sheet: Worksheet, form: str, columns: int) -> None:
    """Write title, place and note; not into the column of numbers where every page repeats it, which would cut them."""
    first = 2 if form_plan(form).pages_wide > 1 else 1
    page.looks.put(sheet, _TITLE_ROW, first, form_label(form).upper(), "title")
    page.looks.put(sheet, _PLACE_ROW, first, page.place, "place")
    page.looks.merged(sheet, _NOTE_ROW, columns, form_plan(form).note_id, "note", first)


def _fill(
    page: TemplatePage,
    sheet: Worksheet,
    position: int,
    column: Column,
    first_row: int,
    count: int,
    value: Callable[[Column, int], str | int | date | None],
    fill: str = "",
) -> None:
    look, number_format = "centred" if column.kind in _CENTRED else "input", _format(column)
    for place in range(count):
        page.looks.put(
            sheet, first_row + place, position, value(column, place), look, number_format=number_format, fill=fill
        )


def _shade(day: date) -> str:
    """Return the fill of a day: none on a working day; grey on a day off; a hint on one that only some work on."""
    if is_day_off(day, _LONG_PATTERN):
        return DAY_OFF
    return PERHAPS_OFF if is_day_off(day, _USUAL_PATTERN) else ""


def _format(column: Column) -> str:
    return _FORMATS.get(column.kind, "@")


def _check(sheet: Worksheet, column: Column, label: str, cells: str) -> None:
    check = validation(column, label)
    if check:
        check.add(cells)
        sheet.add_data_validation(check)


def _sign(page: TemplatePage, sheet: Worksheet, row: int, column: int) -> None:
    """Write the block for place, date and signature of the village's head."""
    place = text("signature_place", VILLAGES, village=page.village["name"])
    head = text(f"signature_head_{page.village['kind']}", VILLAGES, village=page.village["name"])
    told = {0: place, 1: text("signature", VILLAGES), 2: head, 6: text("signature_line", VILLAGES)}
    for offset, line in told.items():
        page.looks.put(sheet, row + offset, column, line, "plain")


def _finish(sheet: Worksheet, plan: FormPlan, heading_row: int, last_row: int) -> None:
    sheet.row_dimensions[heading_row].height = _HEADING_HEIGHT
    for row in range(heading_row + 1, last_row + 1):
        sheet.row_dimensions[row].height = _ROW_HEIGHT
    sheet.freeze_panes = f"{get_column_letter(plan.frozen_columns + 1)}{heading_row + 1}"
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.page_setup.fitToWidth = plan.pages_wide
    if plan.pages_wide > 1:
        sheet.print_title_cols = "A:A"  # the number of each row, also on the right-hand page
        sheet.page_setup.pageOrder = "overThenDown"
