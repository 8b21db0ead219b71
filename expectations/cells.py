"""Rules on single cells of the forms: blank, unknown, unreadable, or no value at all."""

from collections.abc import Mapping

import pandas as pd

from data.forms import AMBIGUOUS, code_reader
from expectations.rule import cell_in, rule, verdicts

_CELL = cell_in("cell")
_CONTRADICTABLE = {"attended": "attended", "pledge_signed": "yes_no"}
_EXPLAINABLE = {"level": "level", "variable": "variable"}
_DATE = r"[0-9]{2}/[0-9]{2}/[0-9]{2,4}"
_KINDS_TOLD = ["row", "beside", "heading", "no_column", "number", "time", "comment"]
_CODES_TOLD = ["stage", "forwarded_to"]


def _contradicted_or_swapped(cells: pd.DataFrame) -> "pd.Series[str]":
    """A date that is told against a date is the same with day and month swapped."""
    contradicted = cells["explained"].notna().map({True: "contradicted", False: ""})
    return contradicted.mask(cells["explained"].str.fullmatch(_DATE).fillna(False), "swapped")


@rule("D15", at=_CELL, shows="shown", kind="date", cause=_contradicted_or_swapped)
def date_unreadable(cells: pd.DataFrame) -> "pd.Series[bool]":
    """A filled date cell must hold one readable date, day, month, year, that nothing beside it denies.

    Not applied to blank cells, to other than date cells, nor to error cells (D23).
    """
    return verdicts(
        passes=cells["known"],
        applies=(cells["kind"] == "date") & cells["shown"].notna() & cells["error"].isna(),
    )


def _blank_or_unknown(cells: pd.DataFrame) -> "pd.Series[str]":
    return cells["shown"].isna().map({True: "blank", False: "unknown_value"})


@rule("D21", at=_CELL, shows="shown", cause=_blank_or_unknown)
def required_field_blank(cells: pd.DataFrame) -> "pd.Series[bool]":
    """The required fields of a report must be filled, and its category must be known.

    Not applied to optional fields, error cells (D23) and the name (D05); an unreadable date is D15, an unknown
    violation code D16.
    """
    required = (cells["form"] == "reports") & cells["required"] & (cells["field"] != "name")
    return verdicts(
        passes=cells["shown"].notna() & (cells["known"] | (cells["field"] != "category")),
        applies=required & cells["error"].isna(),
    )


def _blank_unknown_or_explained(cells: pd.DataFrame) -> "pd.Series[str]":
    """A value of the list that is yet not known is one against which the sheet or its row tells something."""
    told = _is_listed(cells, _EXPLAINABLE) & cells["explained"].notna()
    return _blank_or_unknown(cells).mask(told, "explained")


@rule("D22", at=_CELL, shows="shown", cause=_blank_unknown_or_explained)
def vulnerability_value_unknown(cells: pd.DataFrame) -> "pd.Series[bool]":
    """Variable, level and source of a vulnerability must be filled with a known value that the sheet does not doubt.

    Not applied to other fields, nor to error cells (D23).
    """
    return verdicts(passes=_filled_and_known(cells), applies=_must_be_known(cells, "vulnerabilities"))


def _error_or_formula(cells: pd.DataFrame) -> "pd.Series[str]":
    """A day cell is known by its person and sheet: its column's label is only a number."""
    causes = cells["error"].str.startswith("#").map({True: "", False: "formula"})
    return causes.mask(cells["kind"] == "attendance", causes.map({"": "day", "formula": "day_formula"}))


@rule("D23", at=_CELL, shows="error", cause=_error_or_formula)
def cell_error_or_no_value(cells: pd.DataFrame) -> "pd.Series[bool]":
    """No cell that the form needs may hold an error or a formula without a stored value. Not applied to blank cells."""
    return verdicts(passes=cells["error"].isna(), applies=cells["shown"].notna() | cells["error"].notna())


def _blank_unknown_or_contradicted(cells: pd.DataFrame) -> "pd.Series[str]":
    """A word of the list that is yet not known is one against which the same row or sheet tells something."""
    told = _is_listed(cells, _CONTRADICTABLE) & cells["explained"].notna()
    return _blank_or_unknown(cells).mask(told, "contradicted")


@rule("D26", at=_CELL, shows="shown", cause=_blank_unknown_or_contradicted)
def activity_value_unknown(cells: pd.DataFrame) -> "pd.Series[bool]":
    """Activity, attendance and pledge must be known values that nothing beside them doubts, and the date be filled.

    Not applied to other fields, a blank pledge, error cells (D23) and the name (D05); an unreadable date is D15.
    """
    return verdicts(passes=_filled_and_known(cells), applies=_must_be_known(cells, "activities"))


def _is_free_or_blank(cells: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which cells no other rule asks about although their row tells something against them."""
    return cells["explained"].notna() & ((cells["kind"] == "text") | cells["shown"].isna())


def _kind_or_contradicted(cells: pd.DataFrame) -> "pd.Series[str]":
    told = cells["explained"].notna()
    contradicted = cells["shown"].isna().map({True: "told_elsewhere", False: "contradicted"})
    return cells["kind"].mask(told, contradicted)


@rule("D29", at=_CELL, shows="shown", cause=_kind_or_contradicted)
def content_not_understood(cells: pd.DataFrame) -> "pd.Series[bool]":
    """What stands inside or beside a form must be understood: a row, a column without a heading or with one that may
    be a judged column's, a number, an hour, a report's stage or channel; and a column that a row needs must be there.
    So must a comment, and a stage, a status or missing care against which the same row tells something.

    Not applied to blank cells, error cells (D23), nor to dates, other codes and days, of which other rules tell.
    """
    listed = (cells["form"] == "reports") & cells["field"].isin(_CODES_TOLD)
    told = (cells["kind"].isin(_KINDS_TOLD) | listed) & cells["shown"].notna()
    return verdicts(passes=cells["known"], applies=(told | _is_free_or_blank(cells)) & cells["error"].isna())


def _must_be_known(cells: pd.DataFrame, form: str) -> "pd.Series[bool]":
    """Coded cells that are filled or required, and required dates, of one form."""
    coded = (cells["kind"] == "code") & (cells["required"] | cells["shown"].notna())
    dated = (cells["kind"] == "date") & cells["required"]
    return (cells["form"] == form) & (coded | dated) & cells["error"].isna()


def _is_listed(cells: pd.DataFrame, lists: Mapping[str, str]) -> "pd.Series[bool]":
    """Tell which cells hold a code or a word of their field's list; ``lists`` names it for some fields."""
    found = pd.Series(False, index=cells.index)
    for name, code_list in lists.items():
        here, read = cells["field"] == name, code_reader(code_list).read
        listed = [text for text in cells.loc[here, "shown"].dropna().unique() if read(text)[0] not in {None, AMBIGUOUS}]
        found |= here & cells["shown"].isin(listed)
    return found


def _filled_and_known(cells: pd.DataFrame) -> "pd.Series[bool]":
    return cells["shown"].notna() & (cells["known"] | (cells["kind"] == "date"))
