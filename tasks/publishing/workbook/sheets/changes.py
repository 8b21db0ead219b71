"""*Perubahan*: what a newer version of a form changed, and which findings of earlier audits are resolved."""

from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.sheets import villages


def write(sheet: Sheet) -> None:
    """Fill the sheet from *changes* and *resolved*."""
    part = sheet.part
    changed = part.with_village_name(part.tables.changes)
    days = {field: sheet.text("change_day", day=field) for field in changed["field"].unique() if field.isdigit()}
    changed = changed.assign(field=changed["field"].replace(days))
    resolved = part.with_village_name(part.tables.resolved)
    sheet.set_widths(sheet.columns("resolved"))
    summary = sheet.text(
        "changes_summary",
        cells=len(changed),
        forms=len(changed[["village_code", "form"]].drop_duplicates()),
        resolved=len(resolved),
    )
    links = {"village_code": villages.links(part, changed["village_code"])}
    placed = sheet.main_table(changed, sheet.columns("changes"), summary, links=links)
    sheet.section(sheet.text("resolved_section"), sheet.text("resolved_note"))
    links = {"village_code": villages.links(part, resolved["village_code"])}
    ended = sheet.table(resolved, sheet.columns("resolved"), "TemuanSelesai", links)
    if len(resolved) or len(changed):
        sheet.print_down_to((ended if len(resolved) else placed).last_row, sheet.columns("resolved"))
