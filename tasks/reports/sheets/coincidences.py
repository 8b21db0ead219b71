"""*Koinsidensi*: absences on days of political events; this version applies no such test, and the sheet says so."""

import pandas as pd

from data.workbook import column_plans, sentence
from tasks.reports.sheet import Sheet


def write(sheet: Sheet) -> None:
    """Fill the sheet with its headings and the sentence that nothing was tested."""
    columns = column_plans("coincidences")
    sheet.main_table(
        pd.DataFrame(columns=[column.field for column in columns]), columns, sentence("coincidences_summary")
    )
