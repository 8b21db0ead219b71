"""Rules on attendance: one row for each person and day of a sheet."""

import pandas as pd

from data.forms import AMBIGUOUS, attendance_codes, code_reader
from expectations.rule import cell_in, is_error_text, rule, verdicts

_DAY = cell_in("cell")
_CLOCK_TIME = r"[0-9]{2}:[0-9]{2}"


def _statuses_and_cells(attendance: pd.DataFrame) -> "pd.Series[str]":
    """What the person's first cell of the day and this one say, each with its place; the file where they lie in two."""
    keys = ["village_code", "person", "date"]
    told = attendance[attendance["code"].notna() & attendance["date"].notna() & attendance["person"].notna()]
    first = told.groupby(keys, sort=False, dropna=False)[["shown", "file", "sheet", "cell"]].transform("first")
    place = first["sheet"] + " " + first["cell"]
    place = place.where(first["file"] == told["file"], first["file"].str.rpartition("/")[2] + ", " + place)
    both = first["shown"] + " (" + place + "), " + told["shown"] + " (" + told["sheet"] + " " + told["cell"] + ")"
    return both.reindex(attendance.index).astype("str")


@rule("D08", at=_DAY, shows=_statuses_and_cells, date="date")
def conflicting_entries(attendance: pd.DataFrame) -> "pd.Series[bool]":
    """One person has one status a day: a later cell, in reading order, that says another one than the first fails.

    Not applied to blank or unknown cells (D09, D10), nor to a cell without a readable date.
    """
    applies = attendance["code"].notna() & attendance["date"].notna() & attendance["person"].notna()
    told = attendance[applies]
    first = told.groupby(["village_code", "person", "date"], sort=False, dropna=False)["code"].transform("first")
    return verdicts(passes=(told["code"] == first).reindex(attendance.index, fill_value=False), applies=applies)


def _unknown_or_ambiguous(attendance: pd.DataFrame) -> "pd.Series[str]":
    reader = code_reader("attendance")
    known = {text: reader.read(text)[0] for text in attendance["shown"].dropna().unique()}
    causes = attendance["shown"].map({text: "ambiguous" if code == AMBIGUOUS else "" for text, code in known.items()})
    explained = attendance["explained"]
    beside = (explained == attendance["remark"]) | explained.str.match(_CLOCK_TIME).fillna(False)
    return causes.mask(explained.notna(), "explained").mask(beside, "contradicted")


@rule("D09", at=_DAY, shows="shown", date="date", cause=_unknown_or_ambiguous)
def status_unknown(attendance: pd.DataFrame) -> "pd.Series[bool]":
    """A filled cell must hold one attendance code, known and with one meaning (attendance_codes.csv, aliases.csv).

    Not applied to blank cells (D10), nor to error cells (D23); a text that is merged over several days is asked once.
    """
    told = attendance["shown"].notna() & ~is_error_text(attendance["shown"])
    unknown = attendance[told & attendance["code"].isna() & attendance["cell"].notna()]
    repeated = unknown.duplicated(["file", "sheet", "cell"]).reindex(attendance.index, fill_value=False)
    return verdicts(passes=attendance["code"].notna(), applies=told & ~repeated)


@rule("D10", at=_DAY, date="date")
def workday_blank(attendance: pd.DataFrame) -> "pd.Series[bool]":
    """Every working day of an official must be filled; a blank is neither present nor absent.

    Not applied to days off, days outside the person's term or after the audit's date, and rows of nobody who counts.
    """
    return verdicts(passes=attendance["shown"].notna(), applies=attendance["workday"] & attendance["official"].notna())


@rule("D11", at=_DAY, shows="shown", date="date")
def present_on_day_off(attendance: pd.DataFrame) -> "pd.Series[bool]":
    """Who is marked at work on a weekend or holiday needs a remark that says why.

    Not applied to working days, nor to cells that do not say that the person was at work.
    """
    return verdicts(
        passes=attendance["remark"].notna(),
        applies=attendance["day_off"] & attendance["in_period"] & attendance["code"].isin(attendance_codes("at_work")),
    )


def _has_date(attendance: pd.DataFrame) -> "pd.Series[str]":
    return attendance["date"].isna().map({True: "no_such_day", False: ""})


@rule("D12", at=_DAY, shows="shown", date="date", cause=_has_date)
def day_not_in_month(attendance: pd.DataFrame) -> "pd.Series[bool]":
    """A filled day must exist in the month, and a list's date must lie in it.

    Not applied to blank cells, nor to an unreadable date (D15).
    """
    return verdicts(passes=attendance["in_period"], applies=attendance["shown"].notna() & attendance["day"].notna())


@rule("D13", at=_DAY, shows="shown", date="date")
def date_in_future(attendance: pd.DataFrame) -> "pd.Series[bool]":
    """Nobody can have attended after the file was received; leave and days off may be known beforehand.

    Not applied to blank cells, days that do not lie in the month (D12), and files without a date of receipt.
    """
    return verdicts(
        passes=(attendance["date"] <= attendance["received_date"])
        | attendance["code"].isin(attendance_codes("planned")),
        applies=attendance["shown"].notna()
        & attendance["in_period"]
        & attendance["date"].notna()
        & attendance["received_date"].notna(),
    )
