"""Which month each sheet is for: the first source that says so counts, and one that contradicts it is told (S05).

In this order: the sheet's own title or label, the tab's name, the file's Identitas, the dates
of its rows when all lie in one month, and a month in the file's name. A month without a year takes the year that
another source names; it is never guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from data.calendar import Period
from data.scope import Scope
from data.sentences import text
from tasks.reading.months import Month, month_of, months_in_file_name, years_in_file_name
from tasks.reading.returns import Returns

_OWN = ("title", "tab")
_TABLE = ["file", "table_number"]


@dataclass(frozen=True)
class Evidence:
    """One month that a source names for a sheet, what stands there, and where."""

    source: str
    month: Month
    shown: str | None = None
    cell: str | None = None
    sheet: str | None = None

    def told(self, language: str) -> str:
        """Say it as a person reads it: ``Oktober 2024 (judul atau isian bulan pada lembar, A3)``."""
        label = text(f"month_source_{self.source}", language)
        return f"{self.month.in_words(language)} ({label}{f', {self.cell}' if self.cell else ''})"


@dataclass(frozen=True)
class SheetMonth:
    """The month of one sheet: ``chosen`` is None when nothing says it; ``problem`` is a cause of S05 or None.

    ``found`` holds all months that must be told when there is a problem; ``is_other``: plainly not the audited one.
    """

    chosen: Evidence | None
    problem: str | None
    found: tuple[Evidence, ...]
    is_other: bool = False


def sheet_months(sheets: pd.DataFrame, returns: Returns, scope: Scope) -> pd.DataFrame:
    """Return *sheets* (read) with the month of each and whether it is another than the audited one.

    Adds ``period`` (YYYY-MM), ``period_label`` ("September 2024", in the audit's language), ``period_source``,
    ``period_problem``, ``period_told``, ``period_shown``, ``period_cell``, ``period_sheet``, ``date_count``,
    ``dates_outside``, and ``is_other_month``.
    """
    rows = sheets.reset_index(drop=True)
    dates = _row_dates(returns)
    gathered = _gathered(rows, returns, dates, scope)
    decided = [_decide(found) for found in gathered]
    held = _months_held(rows, decided)
    final = [
        _settled(month, found, held.get((file, form), set()), scope)
        for month, found, file, form in zip(decided, gathered, rows["file"], rows["form"], strict=True)
    ]
    rows = rows.assign(
        period=_texts(_period(month) for month in final),
        period_label=_texts(month.chosen.month.in_words(scope.language) if month.chosen else None for month in final),
        period_source=_texts(month.chosen.source if month.chosen else None for month in final),
        period_problem=_texts(month.problem for month in final),
        period_told=_texts("; ".join(each.told(scope.language) for each in month.found) or None for month in final),
        period_shown=_texts(month.chosen.shown if month.chosen else None for month in final),
        period_cell=_texts(month.chosen.cell if month.chosen else None for month in final),
        period_sheet=_texts(month.chosen.sheet if month.chosen else None for month in final),
    )
    rows = rows.merge(_dates_outside(dates, rows), on=_TABLE, how="left")
    rows[["date_count", "dates_outside"]] = rows[["date_count", "dates_outside"]].fillna(0).astype("Int64")
    agree = (rows["date_count"] == 0) | (rows["dates_outside"] * 2 <= rows["date_count"])
    other = pd.Series([month.is_other for month in final], index=rows.index, dtype="bool")
    return rows.assign(is_other_month=other & agree, period_cell=rows["period_cell"].fillna(rows["heading_cell"]))


def file_periods(returns: Returns, scope: Scope) -> "pd.Series[str]":
    """Return by file the month (YYYY-MM) that it is mainly for: the scope's when a sheet is for it, else its latest."""
    rows = sheet_months(returns.sheets, returns, scope)[["file", "period"]]
    stated = returns.identities[["file", "stated_period"]].rename(columns={"stated_period": "period"})
    known = pd.concat([rows, stated[~stated["file"].isin(rows["file"])]]).dropna(subset="period")
    by_file = known.groupby("file")["period"].agg(set)
    return by_file.map(lambda periods: str(scope.period) if str(scope.period) in periods else max(periods)).astype(
        "str"
    )


def _gathered(sheets: pd.DataFrame, returns: Returns, dates: pd.DataFrame, scope: Scope) -> list[list[Evidence]]:
    """Return what all sources say about each sheet, in the order of the sources, years filled in."""
    stated: dict[tuple[str, int], list[Evidence]] = {}
    names = {(file, number): sheet for file, number, sheet in _plain(sheets[[*_TABLE, "sheet"]])}
    columns = [*_TABLE, "source", "year", "month", "shown", "cell"]
    for file, number, source, year, month, shown, cell in _plain(returns.stated_months[columns]):
        if (file, number) in names:
            each = Evidence(source, Month(year, month), shown, cell, names[file, number])
            stated.setdefault((file, number), []).append(each)
    identities = _of_identities(returns.identities, scope)
    by_dates = {
        table: Evidence("dates", Month(*map(int, next(iter(months)).split("-"))))
        for table, months in dates.groupby(_TABLE)["month"].agg(set).items()
        if len(months) == 1
    }
    gathered = []
    for file, number in _plain(sheets[_TABLE]):
        named = [
            Evidence("file_name", month) for month in months_in_file_name(PurePosixPath(file).stem, scope.period.year)
        ]
        found = [*stated.get((file, number), []), *identities.get(file, [])]
        found += [*filter(None, [by_dates.get((file, number))]), *named]
        gathered.append(_with_years(found, years_in_file_name(PurePosixPath(file).stem)))
    return gathered


def _of_identities(identities: pd.DataFrame, scope: Scope) -> dict[str, list[Evidence]]:
    """Return the months of each file's Identitas.

    A block above a table speaks for its sheet alone, unless the file has no other and it also says whose file it is.
    """
    found: dict[str, list[tuple[bool, Evidence]]] = {}
    columns = ["file", "sheet", "stated_period", "stated_period_shown", "period_cell", "beside_a_table", "stated_code"]
    for file, sheet, period, shown, cell, beside, code in _plain(identities.sort_values(["file", "sheet"])[columns]):
        parsed = Period.parse(period) if period else None
        month = Month(parsed.year, parsed.month) if parsed else month_of(shown or "", scope.period.year)
        if month and (code or not beside):
            found.setdefault(file, []).append((bool(beside), Evidence("identity", month, shown, cell, sheet)))
    chosen: dict[str, list[Evidence]] = {}
    for file, blocks in found.items():
        first = [each for beside, each in blocks if not beside] or [each for _, each in blocks]
        chosen[file] = list({each.month: each for each in reversed(first)}.values())
    return chosen


def _with_years(found: Sequence[Evidence], in_name: frozenset[int]) -> list[Evidence]:
    """Give months without a year the one year that the other sources, or else the file's name, agree on."""
    years = {each.month.year for each in found if each.month.year} or in_name
    if len(years) != 1:
        return list(found)
    (year,) = years
    return [each if each.month.year else replace(each, month=Month(year, each.month.month)) for each in found]


def _decide(found: Sequence[Evidence]) -> SheetMonth:
    """Let the first source speak; a tab that contradicts the title on its sheet is told with it."""
    if not found:
        return SheetMonth(None, "missing", ())
    first = [each for each in found if each.source == found[0].source]
    own = [each for each in found if each.source in _OWN] if found[0].source in _OWN else first
    if len({each.month for each in first}) > 1:
        return SheetMonth(first[0], "several", tuple(first))
    if len({each.month for each in own}) > 1:
        return SheetMonth(first[0], "sources", tuple(own))
    return SheetMonth(first[0], None if first[0].month.year else "no_year", tuple(first))


def _settled(month: SheetMonth, found: Sequence[Evidence], held: set[Month], scope: Scope) -> SheetMonth:
    """Compare with Identitas, and tell whether the sheet is plainly for another month than the audited one.

    A sheet of another month than Identitas says is no contradiction where the file has that form for Identitas' month
    too: a book with a tab a month.
    """
    identity = [each for each in found if each.source == "identity"]
    told = month.found
    problem = month.problem
    if problem is None and month.chosen and month.chosen.source in _OWN and len(identity) == 1:
        (stated,) = identity
        if stated.month != month.chosen.month and stated.month not in held:
            problem, told = "sources", (*told, stated)
    is_other = bool(told) and not any(_is_audited(each.month, scope) for each in told)
    return SheetMonth(month.chosen, problem, told, is_other)


def _is_audited(month: Month, scope: Scope) -> bool:
    return month.month == scope.period.month and month.year in (None, scope.period.year)


def _months_held(sheets: pd.DataFrame, decided: Sequence[SheetMonth]) -> dict[tuple[str, str], set[Month]]:
    """Return for each file and form the months that its sheets are for."""
    held: dict[tuple[str, str], set[Month]] = {}
    for (file, form), month in zip(_plain(sheets[["file", "form"]]), decided, strict=True):
        if month.chosen:
            held.setdefault((file, form), set()).add(month.chosen.month)
    return held


def _row_dates(returns: Returns) -> pd.DataFrame:
    """Return table and month of the row dates that should lie in a sheet's month; a pledge may well be older."""
    activities = returns.activities
    dated = pd.concat(
        [
            returns.attendance[[*_TABLE, "date"]],
            activities.loc[activities["activity"] != "IKRAR", [*_TABLE, "date"]],
        ]
    ).dropna(subset="date")
    return dated.assign(month=dated["date"].dt.strftime("%Y-%m"))


def _dates_outside(dates: pd.DataFrame, sheets: pd.DataFrame) -> pd.DataFrame:
    """Count the row dates of each sheet, and those that lie outside its month."""
    rows = dates.merge(sheets[[*_TABLE, "period"]], on=_TABLE)
    rows["outside"] = rows["month"] != rows["period"]
    return rows.groupby(_TABLE, as_index=False).agg(date_count=("month", "size"), dates_outside=("outside", "sum"))


def _period(month: SheetMonth) -> str | None:
    named = month.chosen.month if month.chosen else None
    return str(Period(named.year, named.month)) if named and named.year else None


def _texts(values: Iterator[str | None]) -> "pd.Series[str]":
    return pd.Series(list(values), dtype="str")


def _plain(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return rows as tuples with None where a value is missing."""
    return list(rows.astype("object").where(rows.notna(), None).itertuples(index=False, name=None))
