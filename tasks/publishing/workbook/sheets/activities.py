"""*Ikrar dan Rakor*: who came to which meeting and who signed the pledge."""

from tasks.publishing.workbook.indicator_columns import rate_text
from tasks.publishing.workbook.sheet import Sheet


def write(sheet: Sheet) -> None:
    """Fill the sheet from activities."""
    part = sheet.part
    rows = part.with_village_name(part.tables.activities).sort_values(
        ["village_code", "date", "activity", "name", "official"], ignore_index=True
    )
    summary = sheet.text(
        "activities_summary",
        rows=len(rows),
        villages=rows["village_code"].nunique(),
        cpi=rate_text(part, "cpi"),
        krk=rate_text(part, "krk"),
    )
    sheet.main_table(rows, sheet.columns("activities"), summary)
