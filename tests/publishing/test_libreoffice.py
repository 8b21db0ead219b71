"""The workbook opens in LibreOffice and shows the figures of the tables."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.libreoffice import convert
from tests.publishing.conftest import Published


def test_ten_figures_survive_libreoffice(published: Published, soffice: str, tmp_path: Path) -> None:
    converted = openpyxl.load_workbook(convert(soffice, published.path, "xlsx", tmp_path))
    assert converted.sheetnames == published.workbook.sheetnames
    sheet = converted["Rekap Desa"]
    headings = [cell.value for cell in sheet[6]]
    shown = {row[0]: dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=7, values_only=True)}
    known = published.tables["villages"].dropna(subset="skn").head(5)
    figures = [
        (shown[village.village_code][heading], figure)
        for village in known.itertuples()
        for heading, figure in (("SKN", village.skn), ("HK (hari orang)", village.hk))
    ]
    assert len(figures) == 10
    for converted_figure, figure in figures:
        assert converted_figure == pytest.approx(figure)
    details = converted["Rincian Temuan"]
    assert details.max_row - 6 == len(published.tables["findings"])
    assert pd.notna(details["A7"].value)
