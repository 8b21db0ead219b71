"""*Perbaikan*: every value that reading tidied, before and after; the files themselves are never changed."""

from data.figures import value_text
from tasks.publishing.workbook.sheet import Sheet


def write(sheet: Sheet) -> None:
    """Fill the sheet from repairs; the village is that of the file."""
    part = sheet.part
    owners = part.tables.files.drop_duplicates("file").set_index("file")["village_code"]
    repairs = part.tables.repairs
    rows = part.with_village_name(repairs.assign(village_code=repairs["file"].map(owners)))
    rows = rows.assign(cell_length=rows["cell"].str.len()).sort_values(
        ["village_code", "file", "sheet", "cell_length", "cell", "reason"], ignore_index=True
    )
    rows = rows.assign(after=rows["after"].map(lambda value: value_text(value, sheet.language), na_action="ignore"))
    summary = sheet.text("repairs_summary", repairs=len(rows), files=rows["file"].nunique())
    sheet.main_table(rows, sheet.columns("repairs"), summary)
