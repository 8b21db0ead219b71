"""*Rekap Desa*: every expected village, every indicator with its counts, the grade in colour and word."""

import pandas as pd

from data.figures import decimal_text
from data.indicators import gate_reason
from data.workbook import sheet_plan
from tasks.publishing.workbook.indicator_columns import fraction_columns, short_name, value_columns, with_rates
from tasks.publishing.workbook.part import VILLAGE_LENGTH, AuditPart
from tasks.publishing.workbook.sheet import FIRST_ROW, Sheet, place


def write(sheet: Sheet) -> None:
    """Fill the sheet from villages and indicators."""
    part = sheet.part
    rates = part.rates(VILLAGE_LENGTH)
    rows = with_rates(part.villages, rates, "village_code").assign(
        reasons=_reasons(part), made=_made(part), sanctioned=_sanctioned(part)
    )
    status = part.villages["status"].value_counts()
    summary = sheet.text(
        "villages_summary",
        villages=len(rows),
        complete=int(status.get("LENGKAP", 0)),
        late=int(status.get("TERLAMBAT", 0)),
        mend=int(status.get("PERLU PERBAIKAN", 0)),
        silent=int(status.get("BELUM MASUK", 0)),
    )
    columns = [*sheet.columns("villages"), *value_columns(sheet.language), *sheet.columns("villages_counts")]
    columns += [*fraction_columns(rates, sheet.language), *sheet.columns("villages_reasons")]
    sheet.main_table(rows, columns, summary)


def links(part: AuditPart, codes: "pd.Series[str]") -> list[str | None]:
    """Return the place of each village's row on this sheet; None for a code that has none."""
    title = sheet_plan("villages").title
    rows = {code: FIRST_ROW + position for position, code in enumerate(part.villages["village_code"])}
    return [place(title, f"A{rows[code]}") if code in rows else None for code in codes]


def _made(part: AuditPart) -> "pd.Series[str]":
    """Return for each village the parts, weights and gates that made its score and grade, in words."""
    table = part.tables.indicators.dropna(subset="weight").reset_index(drop=True)
    told = [
        _part(part, name, value, int(weight))
        for name, value, weight in table[["indicator", "value", "weight"]].itertuples(index=False)
    ]
    told_parts = pd.Series(told, index=table.index, dtype="str").groupby(table["area_code"]).agg("; ".join)
    weights = table.groupby("area_code")["weight"].sum()
    made = []
    for code, skn, gate in part.villages[["village_code", "skn", "gate"]].itertuples(index=False):
        sentences = []
        if not pd.isna(skn):
            total = int(weights[code])
            of_village = decimal_text(skn, 2, part.language)
            sentences.append(part.text("skn_made", parts=told_parts[code], total=total, skn=of_village))
        if not pd.isna(gate):
            sentences.append(part.text("skn_gate", reason=gate_reason(gate, part.language)))
        made.append(" ".join(sentences))
    return pd.Series(made, index=part.villages.index, dtype="str")


def _part(part: AuditPart, indicator: str, value: float, weight: int) -> str:
    short = short_name(indicator, part.language)
    if pd.isna(value):
        return part.text("skn_part_not_known", short=short, weight=weight)
    return part.text("skn_part", short=short, value=decimal_text(100 * value, 2, part.language), weight=weight)


def _sanctioned(part: AuditPart) -> "pd.Series[str]":
    """Return the remark beside the grade where a sanction was imposed; blank elsewhere."""
    return part.villages["sanctions"].map(lambda count: part.text("sanction_imposed") if count else None).astype("str")


def _reasons(part: AuditPart) -> "pd.Series[str]":
    """Return why indicators don't apply, for each village in the order of ``part.villages``; equal reasons once."""
    told = part.tables.indicators.dropna(subset="reason")
    told = told.assign(name=[short_name(name, part.language) for name in told["indicator"]])
    by_reason = told.groupby(["area_code", "reason"], sort=False)["name"].agg(", ".join).reset_index()
    by_reason = by_reason.astype("str")  # without a row the columns have no texts to join
    by_village = (by_reason["name"] + ": " + by_reason["reason"]).groupby(by_reason["area_code"]).agg("; ".join)
    return part.villages["village_code"].map(by_village)
