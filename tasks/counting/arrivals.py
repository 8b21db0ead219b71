"""Which village sent what, for which month: the tables that rules judge before anything is counted."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

import pandas as pd

from data.forms import NEW_EVERY_MONTH
from data.register import villages
from data.scope import Scope
from data.tables import project
from tasks.reading.values import periods_in

_TABLE = ["file", "table_number"]
_PERIOD_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})[-_. ]?(0[1-9]|1[0-2])(?![0-9])")


def files_to_judge(read: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return table *files* (judge): what lies in the inbox and what opening it showed, ignored files left out.

    A file that is no ordinary file (symlink, pipe) was never opened: its cause is ``special_file``.
    """
    rows = read["files"].merge(read["opened"], on="file", how="left")
    rows = rows[rows["ignored"].isna()]
    rows["unreadable"] = rows["unreadable"].where(rows["sha256"].notna(), "special_file")
    rows = rows.assign(sheet=rows["hidden_sheet"], identity=rows["sha256"].fillna("special_file"))
    return project(rows, "files", "judge")


def identities_to_judge(read: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return table *identities* (judge): what villages' files say about whose they are."""
    rows = _of_villages(read["identities"], read)
    names = villages().set_index("code")["name"]
    rows = rows.assign(
        form="identity",
        folder_name=rows["village_code"].map(names),
        identity=_joined(rows, ["stated_code_shown", "stated_name"]),
    )
    return project(rows, "identities", "judge")


def sheets_to_judge(read: Mapping[str, pd.DataFrame], scope: Scope) -> pd.DataFrame:
    """Return table *sheets* (judge): one row a form table of a village, with the month that it is for.

    The month is the sheet's own, else that of the file's Identitas, else that of the file's name. Sheets that are
    plainly for another month are left out: they belong to another audit (see ``for_other_periods``).
    """
    rows = _with_periods(read)
    rows = rows[~_is_for_another_period(rows, scope)]
    return project(
        rows.assign(earlier_copies=_earlier_copies(rows, read["earlier_contents"], scope)), "sheets", "judge"
    )


def _earlier_copies(rows: pd.DataFrame, earlier: pd.DataFrame, scope: Scope) -> "pd.Series[str]":
    """Return the earlier months, and of other villages the code, whose form had the same rows; missing if none.

    Only for forms that are new every month: a map of vulnerabilities may well stay the same.
    """
    known = earlier[(earlier["period"] < str(scope.period)) & earlier["form"].isin(NEW_EVERY_MONTH)]
    known = known.dropna(subset="content_hash").drop_duplicates()
    told: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for form, content, period, village in known[["form", "content_hash", "period", "village_code"]].itertuples(
        index=False
    ):
        told.setdefault((form, content), []).append((period, village))
    copies = [
        "; ".join(
            period if village == own else f"{village} ({period})"
            for period, village in sorted(told.get((form, content), []))
        )
        or None
        for form, content, own in rows[["form", "content_hash", "village_code"]].itertuples(index=False)
    ]
    return pd.Series(copies, index=rows.index, dtype="str")


def for_other_periods(read: Mapping[str, pd.DataFrame], scope: Scope) -> "pd.Series[str]":
    """Return the stated period by file of the files that hold sheets for other months only."""
    rows = _with_periods(read)
    other = _is_for_another_period(rows, scope)
    only_other = rows[other & ~rows["file"].isin(rows.loc[~other, "file"])]
    return only_other.groupby("file")["period"].agg(lambda periods: ", ".join(sorted(set(periods))))


def _is_for_another_period(rows: pd.DataFrame, scope: Scope) -> "pd.Series[bool]":
    agree = (rows["date_count"] == 0) | (rows["dates_outside"] * 2 <= rows["date_count"])
    return (rows["period_count"] == 1) & (rows["period"] != str(scope.period)) & agree


def _with_periods(read: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    rows = _of_villages(read["sheets"], read)
    rows = rows.merge(_file_periods(read), on="file", how="left")
    own = rows["stated_period_count"] > 0
    from_file = ~own & (rows["file_period_count"].fillna(0) > 0)
    named = rows["file"].map(_period_in_name).astype("str")
    rows["period"] = rows["stated_period"].where(own, rows["file_period"].where(from_file, named))
    named_count = named.notna().astype("int64")
    rows["period_count"] = rows["stated_period_count"].where(
        own, rows["file_period_count"].where(from_file, named_count)
    )
    rows["period_shown"] = rows["stated_period_shown"].where(own, rows["file_period_shown"])
    rows["period_cell"] = rows["stated_period_cell"].where(own, rows["file_period_cell"]).fillna(rows["heading_cell"])
    rows["period_sheet"] = rows["sheet"].where(own | rows["file_period_cell"].isna(), rows["file_period_sheet"])
    rows = rows.merge(_row_dates(read, rows), on=_TABLE, how="left")
    rows[["date_count", "dates_outside"]] = rows[["date_count", "dates_outside"]].fillna(0).astype("Int64")
    rows["identity"] = _joined(rows, ["period_shown", "missing_columns", "content_hash"])
    return rows


def _file_periods(read: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what the Identitas blocks of each file say about its month."""
    stated = read["identities"].sort_values(["file", "sheet"])
    return stated.groupby("file", as_index=False).agg(
        file_period=("stated_period", "first"),
        file_period_count=("stated_period", "nunique"),
        file_period_shown=("stated_period_shown", "first"),
        file_period_cell=("period_cell", "first"),
        file_period_sheet=("sheet", "first"),
    )


def _row_dates(read: Mapping[str, pd.DataFrame], sheets: pd.DataFrame) -> pd.DataFrame:
    """Count the row dates that should lie in each sheet's month; a pledge may well be older."""
    activities = read["activities"]
    dated = [
        read["attendance"][[*_TABLE, "date"]],
        activities.loc[activities["activity"] != "IKRAR", [*_TABLE, "date"]],
    ]
    dates = pd.concat(dated).dropna(subset="date").merge(sheets[[*_TABLE, "period"]], on=_TABLE)
    dates["outside"] = dates["date"].dt.strftime("%Y-%m") != dates["period"]
    return dates.groupby(_TABLE, as_index=False).agg(date_count=("date", "size"), dates_outside=("outside", "sum"))


def _period_in_name(file: str) -> str | None:
    stem = PurePosixPath(file).stem
    found = {f"{year}-{month}" for year, month in _PERIOD_IN_NAME.findall(stem)}
    found |= {str(period) for period in periods_in(re.sub(r"[-_.]", " ", stem))}
    return found.pop() if len(found) == 1 else None


def _of_villages(rows: pd.DataFrame, read: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    files = read["files"]
    own = files.loc[files["place"] == "village", ["file", "village_code", "sha256"]]
    return rows.merge(own, on="file").reset_index(drop=True)


def _joined(rows: pd.DataFrame, columns: list[str]) -> "pd.Series[str]":
    joined = rows[columns[0]].fillna("")
    for column in columns[1:]:
        joined = joined + "|" + rows[column].fillna("")
    return joined.astype("str")
