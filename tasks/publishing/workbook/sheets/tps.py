"""*TPS*: by village the polling stations by class, their guard and what the pattern asks; below it every station."""

import math

import pandas as pd

from data.forms import code_list
from data.partners import partners
from data.workbook import ColumnPlan
from tasks.publishing.workbook.sheet import Sheet

_LIST = "tps_list"
_BETWEEN = "; "


def write(sheet: Sheet) -> None:
    """Fill the sheet from the polling stations: only villages that have one in some body's file."""
    part = sheet.part
    stations = part.tables.tps
    classes = [entry.code for entry in reversed(code_list("tps_class"))]
    rows = part.with_village_name(_by_village(stations, classes))
    summary = sheet.text(
        "tps_summary",
        stations=len(stations),
        villages=len(rows),
        classed=int(stations["class"].notna().sum()),
        high=int((stations["class"] == classes[0]).sum()),
        differing=int(rows["differing_count"].sum()),
    )
    labels = {entry.code: entry.label(sheet.language) for entry in code_list("tps_class")}
    counts = [ColumnPlan(code, labels[code], 15, "int") for code in classes]
    sheet.set_widths(sheet.columns("tps_rows"))
    columns = [*sheet.columns("tps"), *counts, *sheet.columns("tps_counts")]
    placed = sheet.main_table(rows, columns, summary)
    sheet.print_down_to(placed.last_row, columns)
    sheet.section(sheet.text("tps_rows"), sheet.text("read_on_screen"))
    sheet.table(part.with_village_name(stations), sheet.columns("tps_rows"), "RincianTPS")


def in_one_list(stations: pd.DataFrame) -> pd.DataFrame:
    """Return the stations that one body alone has, or that are not in the list of those who keep one (KPU).

    None where there is nothing to compare: no such list, or no other body's file.
    """
    bodies = stations["lists"].str.split(_BETWEEN)
    keepers = {each.body for each in partners() if _LIST in each.forms}
    there = set(bodies.explode().dropna())
    if not there & keepers or not there - keepers:
        return stations.iloc[:0]
    alone = [len(found) == 1 or not keepers & set(found) for found in bodies]
    return stations[alone].reset_index(drop=True)


def _by_village(stations: pd.DataFrame, classes: list[str]) -> pd.DataFrame:
    """Return a row a village: stations by class and by what the bodies say, persons, and persons by pattern."""
    parts = stations["guard_pattern"].str.split("-", expand=True).reindex(columns=range(3)).astype("float64")
    rows = stations.assign(
        differs=stations["class_source"].fillna("").map(_differs),
        listed=stations["lists"].map(lambda told: any(each.body in told for each in partners() if _LIST in each.forms)),
        is_special=stations["special"] == "YA",
        police_by_pattern=parts[0] / parts[1],
        linmas_by_pattern=parts[2] / parts[1],
    )
    villages = rows.groupby("village_code", as_index=False).agg(
        tps_count=("tps", "size"),
        listed_count=("listed", "sum"),
        unclassed_count=("class", lambda found: found.isna().sum()),
        differing_count=("differs", "sum"),
        special_count=("is_special", "sum"),
    )
    figures = ["voters", "police", "soldiers", "linmas", "police_by_pattern", "linmas_by_pattern"]
    sums = rows.groupby("village_code")[figures].sum(min_count=1)
    for name in ("police_by_pattern", "linmas_by_pattern"):
        sums[name] = sums[name].map(lambda persons: math.ceil(round(persons, 6)), na_action="ignore")
    by_class = pd.crosstab(rows["village_code"], rows["class"]).reindex(columns=classes, fill_value=0)
    return villages.join(sums, on="village_code").join(by_class, on="village_code").fillna(dict.fromkeys(classes, 0))


def _differs(told: str) -> bool:
    return len({each.rpartition(": ")[2] for each in told.split(_BETWEEN)}) > 1
