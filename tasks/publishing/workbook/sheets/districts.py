"""*Rekap Kecamatan*: one row a district, its villages by status, its indicators from added-up counts."""

from data.workbook import marks
from tasks.publishing.workbook.indicator_columns import fraction_columns, value_columns, with_rates
from tasks.publishing.workbook.part import DISTRICT_LENGTH
from tasks.publishing.workbook.sheet import Sheet


def write(sheet: Sheet) -> None:
    """Fill the sheet from villages (status) and indicators (districts)."""
    part = sheet.part
    villages = part.villages
    by_status = villages.groupby(["district_code", "status"]).size().unstack(fill_value=0)
    by_status = by_status.reindex(columns=list(marks("status")), fill_value=0)
    rows = villages.groupby("district_code", as_index=False).agg(
        district_name=("district_name", "first"), expected=("village_code", "size")
    )
    rows = rows.rename(columns={"district_code": "area_code"})
    rows = rows.join(by_status, on="area_code")
    rates = part.rates(DISTRICT_LENGTH)
    rows = with_rates(rows, rates, "area_code")
    summary = sheet.text(
        "districts_summary",
        districts=len(rows),
        villages=len(villages),
        whole=int((rows["BELUM MASUK"] == 0).sum()),
    )
    sheet.main_table(
        rows,
        [*sheet.columns("districts"), *value_columns(sheet.language), *fraction_columns(rates, sheet.language)],
        summary,
    )
