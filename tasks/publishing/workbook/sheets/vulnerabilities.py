"""*Peta Kerawanan*: village × variable, the highest level of any source in word and colour, and every mapped point."""

from data.forms import code_list
from tasks.publishing.workbook.indicator_columns import variable_columns
from tasks.publishing.workbook.sheet import Sheet

HIGHEST_LEVEL = 2


def write(sheet: Sheet) -> None:
    """Fill the sheet from vulnerabilities and the villages' SKR."""
    part = sheet.part
    points = part.tables.vulnerabilities
    variables = [entry.code for entry in code_list("variable")]
    levels = points.dropna(subset=["variable", "level"]).groupby(["village_code", "variable"])["level"].max().unstack()
    levels = levels.reindex(index=part.villages["village_code"], columns=variables)
    rows = part.villages.join(levels, on="village_code")
    summary = sheet.text(
        "vulnerabilities_summary",
        mapped=int(levels.notna().any(axis=1).sum()),
        expected=len(rows),
        high=int((levels == HIGHEST_LEVEL).any(axis=1).sum()),
    )
    sheet.set_widths(sheet.columns("vulnerability_rows"))
    columns = [*sheet.columns("vulnerabilities"), *variable_columns(sheet.language)]
    heat = sheet.main_table(rows, columns, summary)
    details = part.with_village_name(points).sort_values(
        ["village_code", "variable", "level", "source", "location"],
        ascending=[True, True, False, True, True],
        ignore_index=True,
    )
    if sheet.is_printed(details):
        sheet.worksheet.print_title_rows = "1:2"  # two tables, so no headings that would stand over both
        sheet.section(sheet.text("vulnerabilities_rows"))
    else:
        sheet.print_down_to(heat.last_row, columns)
        sheet.section(sheet.text("vulnerabilities_rows"), sheet.text("read_on_screen"))
    sheet.table(details, sheet.columns("vulnerability_rows"), "RincianKerawanan")
