"""What every sheet of the forms has: its widths, protection, print setup, footer, and the lines above the table."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.calendar import Period
from data.sentences import VILLAGES, text
from tasks.publishing.replies.village_looks import VillageLooks

_A4 = 9
_MARGIN = 0.4


class TemplatePage:
    """The workbook of one village (a row of ``register.villages``) and period that sheets are added to."""

    def __init__(self, workbook: Workbook, village: "pd.Series[str]", period: Period) -> None:
        self.workbook = workbook
        self.village = village
        self.period = period
        self.looks = VillageLooks()

    @property
    def place(self) -> str:
        """Village, district and month in words, as they stand above every form."""
        return text(
            "place",
            VILLAGES,
            kind=self.village["kind"].capitalize(),
            village=self.village["name"],
            code=self.village["code"],
            district=self.village["district_name"],
            period=self.period.label,
        )

    def add_sheet(self, title: str, widths: Sequence[float], *, portrait: bool = False) -> Worksheet:
        """Add a sheet: protected without a password (what may be filled in is unlocked), printed on A4."""
        made: Worksheet = self.workbook.create_sheet(title)
        sheet: Any = made  # the stubs call parts optional that every new sheet has
        for position, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(position)].width = width
        sheet.protection.enable()
        sheet.protection.formatColumns = sheet.protection.formatRows = False  # widths may be changed
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "portrait" if portrait else "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = _MARGIN
        margins.bottom = 2 * _MARGIN
        village = str(self.village["name"]).replace("&", "&&")
        sheet.oddFooter.left.text = text(
            "form_footer", VILLAGES, code=self.village["code"], village=village, period=self.period.label
        )
        sheet.oddFooter.center.text = title
        sheet.oddFooter.right.text = text("footer_page", VILLAGES)
        return made
