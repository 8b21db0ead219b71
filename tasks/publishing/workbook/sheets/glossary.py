"""*Glosarium*: the terms that the workbook uses."""

from data.documentation import GlossaryTerm
from data.reference import reference
from tasks.publishing.workbook.sheet import Sheet


def write(sheet: Sheet) -> None:
    """Fill the sheet from ``glossary.csv``."""
    terms = reference("glossary", GlossaryTerm)
    terms = terms.assign(meaning=terms[f"meaning_{sheet.language}"])
    sheet.main_table(terms, sheet.columns("glossary"), sheet.text("glossary_summary", terms=len(terms)))
