"""*Kehadiran*: one row an official, person-days by attendance code."""

from data.forms import attendance_codes
from tasks.publishing.workbook.indicator_columns import attendance_columns
from tasks.publishing.workbook.sheet import Sheet


def write(sheet: Sheet) -> None:
    """Fill the sheet from officials; the share at work is over HK, as in THD."""
    part = sheet.part
    people = part.tables.officials.sort_values(["village_code", "name", "official"], ignore_index=True)
    at_work = people[sorted(attendance_codes("at_work"))].sum(axis=1)
    counted = part.tables.submissions.dropna(subset="work_pattern").drop_duplicates("village_code")
    patterns = counted.set_index("village_code")["work_pattern"]
    rows = part.with_village_name(people).assign(
        at_work=(at_work / people["hk"]).where(people["hk"] > 0),
        work_pattern=people["village_code"].map(patterns).astype("str"),
    )
    summary = sheet.text(
        "attendance_summary",
        officials=len(rows),
        villages=rows["village_code"].nunique(),
        hk=int(rows["hk"].sum()),
        at_work=int(at_work.sum()),
        unexcused=int(rows["TK"].sum()),
        blank=int(rows["blank"].sum()),
        assumed=int(counted["is_work_pattern_assumed"].sum()),
    )
    sheet.main_table(
        rows, [*sheet.columns("attendance"), *attendance_columns(), *sheet.columns("attendance_ends")], summary
    )
