"""*Koinsidensi*: absences on days of political events; always an early indication, and why a village was not tested."""

from data.figures import decimal_text
from data.reference import limit
from tasks.publishing.workbook.sheet import Sheet
from tasks.publishing.workbook.sheets import villages

_RULE = "N05"


def write(sheet: Sheet) -> None:
    """Fill the sheet from coincidences, the least likely villages on top, the persons named below their village."""
    part = sheet.part
    table = part.tables.coincidences
    is_person = table["name"].notna() | table["official"].notna()
    of_village = table[~is_person]
    # One absence says nothing, however many times more often than on other days it is.
    ratio = table["ratio"].where(table["event_unexcused"] >= limit("coincidence_unexcused"))
    order = table["village_code"].map(
        of_village.assign(ratio=ratio).dropna(subset="ratio").set_index("village_code")["probability"]
    )
    rows = (
        part.with_village_name(table)
        .assign(order=order, ratio=ratio, is_person=is_person)
        .sort_values(["order", "village_code", "is_person", "name", "official"], ignore_index=True)
    )
    findings = part.tables.findings
    tested = int(of_village["ratio"].notna().sum())
    summary = sheet.text(
        "coincidences_summary",
        tested=tested,
        indicated=findings.loc[findings["rule"] == _RULE, "village_code"].nunique(),
        untested=len(of_village) - tested,
        stronger=int((of_village["discovery"] < limit("coincidence_discovery")).sum()),
        expected=decimal_text(float(of_village["by_chance"].sum()), 1, part.language),
    )
    links = {"village_code": villages.links(part, rows["village_code"])}
    sheet.main_table(rows, sheet.columns("coincidences"), summary, links=links)
