"""*Ikhtisar*: the regency on two pages: key figures, grades, trend, where to go first, heat table per district."""

import pandas as pd
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint

from data.calendar import Period
from data.figures import decimal_text, month_short
from data.workbook import ColumnPlan, marks
from tasks.publishing.workbook.indicator_columns import figures, indicators, short_name
from tasks.publishing.workbook.part import DISTRICT_LENGTH
from tasks.publishing.workbook.sheet import Placed, Sheet
from tasks.publishing.workbook.sheets import villages
from tasks.publishing.workbook.styles import FORMATS

_PRIORITIES = 15
_HEAT = ("ktw", "klk", "thj", "cpi", "krk", "nih")
_CHART_ANCHOR = "G6"
_TREND_ANCHOR = "G18"
_POINTS = ("skn", "skr")
_COUNTS = ("received", "expected", "groups")


def write(sheet: Sheet) -> None:
    """Fill the sheet from indicators, villages and findings."""
    for block in ("trend", "priorities"):
        sheet.set_widths(sheet.columns(block))
    sheet.opening(_summary(sheet))
    _key_figures(sheet)
    _grades(sheet)
    _trend(sheet)
    _priorities(sheet)
    _heat(sheet)


def _summary(sheet: Sheet) -> str:
    part, grades = sheet.part, sheet.part.villages["grade"].value_counts()
    skn = figures(part)["value"].get("skn")
    told = (
        sheet.text("overview_skn_unknown")
        if pd.isna(skn)
        else sheet.text("overview_skn_known", skn=decimal_text(float(skn), 2, sheet.language))
    )
    return sheet.text(
        "overview_summary",
        area=part.area.name,
        skn=told,
        expected=len(part.villages),
        good=int(grades.get("SANGAT PATUH", 0) + grades.get("PATUH", 0)),
        fair=int(grades.get("CUKUP", 0)),
        poor=int(grades.get("KURANG PATUH", 0)),
        unassessable=int(grades.get("TIDAK DAPAT DINILAI", 0)),
        is_not=sheet.text("skn_is_not"),
    )


def _key_figures(sheet: Sheet) -> None:
    labels = {name: label for name, label in indicators(sheet.language, scores=True).items() if name != "priority"}
    known = figures(sheet.part).reindex(list(labels))
    rows = known.assign(indicator=[short_name(name, sheet.language) for name in labels], label=list(labels.values()))
    rows = rows.reset_index(drop=True)
    sheet.section(sheet.text("overview_indicators"), sheet.text("overview_indicators_note"))
    placed = sheet.table(rows, sheet.columns("indicators_summary"), "AngkaKunci")
    for offset, name in enumerate(labels):
        row = placed.first_row + offset
        if name in _POINTS:
            sheet.worksheet.cell(row, 3).number_format = FORMATS["score"]
        for column, figure in ((4, "numerator"), (5, "denominator")):
            if known[figure].iloc[offset] % 1 == 0:
                sheet.worksheet.cell(row, column).number_format = FORMATS["int"]


def _grades(sheet: Sheet) -> None:
    counts = sheet.part.villages["grade"].value_counts().reindex(list(marks("grade")), fill_value=0)
    rows = pd.DataFrame({"grade": counts.index, "count": counts.to_numpy(), "share": counts.to_numpy() / counts.sum()})
    sheet.section(sheet.text("overview_grades"))
    placed = sheet.table(rows, sheet.columns("grades"), "SebaranPredikat")
    sheet.worksheet.add_chart(_chart(sheet, placed), _CHART_ANCHOR)


def _chart(sheet: Sheet, placed: Placed) -> BarChart:
    """Draw the villages per grade in the grades' colours, both axes titled."""
    chart = BarChart()
    counts = Reference(sheet.worksheet, min_col=1, min_row=placed.first_row, max_row=placed.last_row)
    grades = Reference(sheet.worksheet, min_col=2, min_row=placed.first_row, max_row=placed.last_row)
    chart.add_data(counts)
    chart.set_categories(grades)
    chart.title = sheet.text("overview_chart_title")
    chart.x_axis.title, chart.y_axis.title = sheet.text("overview_chart_x"), sheet.text("overview_chart_y")
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.y_axis.number_format = "0"
    chart.legend = None
    chart.gapWidth = 50
    chart.width, chart.height = 17, 6.2
    series = chart.series[0]
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    for position, mark in enumerate(marks("grade").values()):
        point = DataPoint(idx=position)
        point.graphicalProperties.solidFill = mark.fill
        series.dPt.append(point)
    return chart


def _trend(sheet: Sheet) -> None:
    """Lay down one row an indicator and one column a month, and draw SKN once there are two months."""
    table = sheet.part.tables.trend
    values = table[table["area_code"] == sheet.part.area.code].pivot(
        index="indicator", columns="period", values="value"
    )
    labels = {
        name: (short_name(name, sheet.language), label)
        for name, label in indicators(sheet.language, scores=True).items()
        if name != "priority"
    }
    labels |= {name: ("", sheet.text(f"trend_{name}")) for name in _COUNTS}
    rows = values.reindex(list(labels)).reset_index(drop=True)
    rows = rows.assign(short=[short for short, _ in labels.values()], label=[label for _, label in labels.values()])
    months = [
        ColumnPlan(period, month_short(Period.parse(period).first, sheet.language), 12, "percent")
        for period in values.columns
    ]
    sheet.section(sheet.text("overview_trend"), sheet.text("overview_trend_note"))
    placed = sheet.table(rows, [*sheet.columns("trend"), *months], "Kecenderungan")
    for offset, name in enumerate(labels):
        kind = "score" if name in _POINTS else "int" if name in _COUNTS else "percent"
        for column in range(3, 3 + len(months)):
            sheet.worksheet.cell(placed.first_row + offset, column).number_format = FORMATS[kind]
    if len(months) > 1:
        sheet.worksheet.add_chart(_trend_chart(sheet, placed, list(labels).index("skn"), len(months)), _TREND_ANCHOR)


def _trend_chart(sheet: Sheet, placed: Placed, offset: int, months: int) -> LineChart:
    """Draw one row of the trend table, both axes titled."""
    row, heading, last = placed.first_row + offset, placed.first_row - 1, 2 + months
    chart = LineChart()
    chart.add_data(Reference(sheet.worksheet, min_col=3, max_col=last, min_row=row), from_rows=True)
    chart.set_categories(Reference(sheet.worksheet, min_col=3, max_col=last, min_row=heading))
    chart.title = sheet.text("overview_trend_chart")
    chart.x_axis.title, chart.y_axis.title = sheet.text("overview_trend_x"), sheet.text("overview_trend_y")
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    chart.y_axis.number_format = "0"
    chart.legend = None
    chart.width, chart.height = 17, 5.8
    chart.series[0].marker.symbol = "circle"
    chart.series[0].smooth = False
    return chart


def _priorities(sheet: Sheet) -> None:
    part = sheet.part
    first = part.villages.sort_values(["priority", "village_code"], ascending=[False, True], ignore_index=True)
    first = first.head(_PRIORITIES)
    rows = first.assign(number=range(1, len(first) + 1))
    links = {"village_name": villages.links(part, rows["village_code"])}
    note = sheet.text("overview_priorities_note", count=len(rows))
    sheet.section(sheet.text("overview_priorities"), note, on_new_page=True)  # its heading once stood alone below
    sheet.table(rows, sheet.columns("priorities"), "PrioritasKunjungan", links)


def _heat(sheet: Sheet) -> None:
    part = sheet.part
    rates = part.rates(DISTRICT_LENGTH)["value"]
    complete = (part.villages["status"] == "LENGKAP").groupby(part.villages["district_code"]).mean()
    names = part.villages.drop_duplicates("district_code").set_index("district_code")["district_name"]
    rows = rates.reindex(names.index).assign(district_name=names, complete=complete)
    rows = rows.rename_axis("area_code").reset_index()
    columns = [
        *sheet.columns("district_heat"),
        ColumnPlan("skn", "SKN", 13, "score", "band"),
        *(ColumnPlan(name, short_name(name, sheet.language), 12, "percent", "band") for name in _HEAT),
        ColumnPlan("skr", "SKR", 12, "score"),
    ]
    sheet.section(sheet.text("overview_heat"), sheet.text("overview_heat_note"))
    sheet.table(rows, columns, "PetaPanasKecamatan")
