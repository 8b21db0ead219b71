"""Rules on one form table on one sheet: its period, its columns, its content as a whole."""

import pandas as pd

from data.forms import expected_forms
from data.reference import limit
from expectations.rule import cell_in, everywhere, rule, verdicts


def _contradicted(sheets: pd.DataFrame) -> "pd.Series[bool]":
    outside, dates = sheets["dates_outside"].fillna(0), sheets["date_count"].fillna(0)
    return outside > limit("dates_outside_share") * dates


def _why_unclear(sheets: pd.DataFrame) -> "pd.Series[str]":
    return sheets["period_problem"].fillna("contradicted").astype("str")


@rule("S05", at=cell_in("period_cell", sheet="period_sheet"), shows="period_shown", kind="date", cause=_why_unclear)
def period_unclear(sheets: pd.DataFrame) -> "pd.Series[bool]":
    """A form must state one month, no second source may name another, and most of its row dates
    must lie in it (limits.csv, dates_outside_share).

    Not applied to the inspectorate's own register and agenda, which are not for one month.
    """
    return verdicts(
        passes=sheets["period_problem"].isna() & ~_contradicted(sheets),
        applies=_monthly(sheets),
    )


def _missing_or_renamed(sheets: pd.DataFrame) -> "pd.Series[str]":
    return sheets["suggestions"].isna().map({True: "missing", False: "renamed"})


@rule("S07", at=cell_in("heading_cell"), shows="missing_columns", cause=_missing_or_renamed)
def required_column_missing(sheets: pd.DataFrame) -> "pd.Series[bool]":
    """Every required column of a recognised form must be there; a heading that is only near is suggested.

    Not applied where no form was recognised: then there is no row here (S06).
    """
    return verdicts(passes=sheets["missing_columns"].isna(), applies=everywhere(sheets))


def _other_villages(sheets: pd.DataFrame) -> "pd.Series[str]":
    """Return the codes of the other villages with the same content, joined by ``; ``.

    A file that was rejected because it names another village accuses nobody: whose folder it lies in is not one.
    """
    known = sheets["content_hash"].notna() & sheets["village_code"].notna()
    pairs = sheets[known & ~sheets["is_of_other_village"]]
    codes = pairs.groupby(["form", "content_hash"])["village_code"].agg(lambda found: sorted(set(found)))
    others = [
        "; ".join(code for code in codes.get((form, content), []) if code != village)
        for form, content, village in sheets[["form", "content_hash", "village_code"]].itertuples(index=False)
    ]
    return pd.Series(others, index=sheets.index, dtype="str")


def _where_copied(sheets: pd.DataFrame) -> "pd.Series[str]":
    """Return the other villages, else the earlier months, with the same content."""
    others = _other_villages(sheets)
    return others.where(others != "", sheets["earlier_copies"])


def _kind_of_copy(sheets: pd.DataFrame) -> "pd.Series[str]":
    return (_other_villages(sheets) != "").map({True: "village", False: "period"})


@rule("S09", at=cell_in("heading_cell"), shows=_where_copied, kind="code", cause=_kind_of_copy)
def content_copied(sheets: pd.DataFrame) -> "pd.Series[bool]":
    """No two villages may send the same rows in the same form; both are asked, for nobody can tell who copied.

    Nor may the rows of a form that is new every month (forms.csv) equal an earlier month's. Not applied to a form
    without rows. A copy that was rejected (S04) is told to whoever sent it, and not to the village that it names.
    """
    applies = (
        _monthly(sheets)
        & sheets["content_hash"].notna()
        & sheets["village_code"].notna()
        & (sheets["row_count"].fillna(0) > 0)
    )
    alone = _other_villages(sheets[applies]).reindex(sheets.index, fill_value="") == ""
    return verdicts(passes=alone & sheets["earlier_copies"].isna(), applies=applies)


def _monthly(sheets: pd.DataFrame) -> "pd.Series[bool]":
    return sheets["form"].isin(expected_forms())
