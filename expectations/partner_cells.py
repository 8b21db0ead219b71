"""Rules on single cells of the partners' forms: blank, unknown, or unreadable."""

import pandas as pd

from expectations.rule import cell_in, rule, verdicts

_CELL = cell_in("cell")
_NEEDED = ["tps", "class"]
_BESIDE_VALUES = ["row", "beside", "heading", "no_column"]


def _blank_or_unknown(cells: pd.DataFrame) -> "pd.Series[str]":
    return cells["shown"].isna().map({True: "blank", False: "unknown_value"})


@rule("M02", at=_CELL, shows="shown", cause=_blank_or_unknown, group="body")
def tps_number_unknown(partner_cells: pd.DataFrame) -> "pd.Series[bool]":
    """The cell of a polling station must tell one number, or several that can be told apart.

    Not applied to other cells.
    """
    return verdicts(passes=partner_cells["known"], applies=partner_cells["field"] == "tps")


@rule("M04", at=_CELL, shows="shown", cause=_blank_or_unknown, group="body")
def tps_class_unknown(partner_cells: pd.DataFrame) -> "pd.Series[bool]":
    """A polling station's class must be one of the scale (codes.csv, tps_class); a colour alone says nothing.

    Not applied to other cells.
    """
    return verdicts(passes=partner_cells["known"], applies=partner_cells["field"] == "class")


def _what_is_unknown(cells: pd.DataFrame) -> "pd.Series[str]":
    return cells["kind"].where(cells["kind"].isin(_BESIDE_VALUES), "unknown_value")


@rule("M05", at=_CELL, shows="shown", cause=_what_is_unknown, group="body")
def partner_value_unknown(partner_cells: pd.DataFrame) -> "pd.Series[bool]":
    """Any other cell of a number, date, choice or pattern must be readable where it is filled, every row and column of
    the list understood, and a column that a row needs be there.

    Not applied to blank cells, nor to the station (M02) and its class (M04).
    """
    others = ~partner_cells["field"].isin(_NEEDED)
    return verdicts(passes=partner_cells["known"], applies=others & partner_cells["shown"].notna())
