"""*Glosarium*: the terms that the workbook uses."""

from data.reference import reference
from data.workbook import column_plans
from tasks.publishing.workbook.sheet import Sheet


def write(sheet: Sheet) -> None:
    """Fill the sheet from ``glossary.csv``."""
    terms = reference("glossary")
    sheet.main_table(terms, column_plans("glossary"), sheet.text("glossary_summary", terms=len(terms)))
