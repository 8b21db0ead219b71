"""Attendance against the calendar: who had to work on which day, and what the sheet says of it.

Working day of a person (3-scoring.md): a day of the month on the village's pattern, no national holiday, no cuti
bersama, inside the person's term and not after as_of. Days that the sheet itself marks as L, CLTN or TB leave HK.
"""

import pandas as pd

from data.calendar import is_day_off
from data.forms import attendance_codes
from data.scope import Scope
from tasks.counting.roster import Roster
from tasks.counting.selection import ROW, TABLE, Selection

DEFAULT_PATTERN = "5"
_UNKNOWN_PATTERN = "?"
_PERSON = [*TABLE, "person_row"]


def work_patterns(village_codes: "pd.Series[str]", selection: Selection) -> "pd.Series[str]":
    """Return the work pattern of each village: ``5`` or ``6`` as its file states, ``?`` where that is not understood.

    A blank means five days; whoever publishes a figure made by them says so.
    """
    return village_codes.map(stated_patterns(selection)).astype("str").fillna(DEFAULT_PATTERN)


def stated_patterns(selection: Selection) -> "pd.Series[str]":
    """Return, by the code of each village that fills in Hari Kerja, its pattern: ``5``, ``6`` or ``?``."""
    stated = selection.identities.dropna(subset="work_pattern_shown")
    read = stated["work_pattern"].astype("str").fillna(_UNKNOWN_PATTERN)
    return read.groupby(stated["village_code"]).last()


def calendar(scope: Scope) -> pd.DataFrame:
    """Return the days of the period for each pattern: pattern, date, day, day_off, passed, uncertain.

    ``passed`` is not after as_of; ``uncertain`` are the days that are worked by one pattern and off by the other, where
    the village's is unknown: they are neither working days nor days off.
    """
    rows = []
    for day in scope.period.days():
        off = {pattern: is_day_off(day, pattern) for pattern in ("5", "6")}
        off[_UNKNOWN_PATTERN] = off["5"] and off["6"]
        differs = off["5"] != off["6"]
        rows += [
            (pattern, pd.Timestamp(day), day.day, is_off, day <= scope.as_of, differs and pattern == _UNKNOWN_PATTERN)
            for pattern, is_off in off.items()
        ]
    table = pd.DataFrame(rows, columns=["pattern", "date", "day", "day_off", "passed", "uncertain"])
    return table.astype({"date": "datetime64[s]"})


def attendance_cells(attendance: pd.DataFrame, selection: Selection, found: Roster, scope: Scope) -> pd.DataFrame:
    """Return every day cell of the counted sheets with its person, its date and what the calendar says of it.

    In: *attendance* (read). A list has no cell for a working day without an entry; such days are added as blank ones
    (``field`` is name) at the person's name.
    """
    who = ["official", "person", "person_name", "subject", "subject_identifier", "identity", "name_cell"]
    people = found.mentions[[*ROW, *who]]
    rows = selection.counted(attendance).merge(people.rename(columns={"row": "person_row"}), on=_PERSON)
    rows = _dated(rows, scope)
    rows = pd.concat([rows, _days_without_entry(rows[rows["field"] == "status"], scope)])
    rows = _with_calendar(rows, found.officials, selection, scope).reset_index(drop=True)
    return rows[~_may_be_entered(rows)].reset_index(drop=True)


def _may_be_entered(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which days without an entry may be those of as many entries, whose dates are not known."""
    missing = rows["field"] == "name"
    undated = (rows["field"] == "status") & rows["date"].isna()
    if not undated.any():
        return undated
    persons = [rows[name] for name in _PERSON]
    return missing & (missing.groupby(persons).transform("sum") <= undated.groupby(persons).transform("sum"))


def person_days(attendance: pd.DataFrame, officials: pd.DataFrame, selection: Selection, scope: Scope) -> pd.DataFrame:
    """Return one row for every official and working day.

    Out: official, village_code, date, code (missing when blank, unknown or contradictory) and counted (False for
    L, CLTN and TB), for the officials of the roster; persons whom the register does not know are not among them.
    """
    roster = officials.dropna(subset="official")
    roster = roster.assign(pattern=work_patterns(roster["village_code"], selection))
    days = calendar(scope)
    days = days[~days["day_off"] & ~days["uncertain"] & days["passed"]]
    columns = ["official", "village_code", "pattern", "term_from", "term_until"]
    rows = roster[columns].merge(days[["pattern", "date"]], on="pattern")
    rows = rows[_in_term(rows)]
    written = attendance.dropna(subset=["official", "date", "code"])
    codes = written.groupby(["official", "date"], as_index=False).agg(
        code=("code", "first"), different=("code", "nunique")
    )
    codes["code"] = codes["code"].where(codes["different"] == 1)
    rows = rows.merge(codes[["official", "date", "code"]], on=["official", "date"], how="left")
    rows["counted"] = rows["code"].isna() | rows["code"].isin(attendance_codes("workday"))
    return rows[["official", "village_code", "date", "code", "counted"]].reset_index(drop=True)


def _dated(rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    first, last = pd.Timestamp(scope.period.first), pd.Timestamp(scope.period.last)
    in_grid = rows["field"] != "status"
    exists = in_grid & (rows["day"] <= last.day).fillna(False)
    of_grid = (first + pd.to_timedelta(rows["day"].where(exists).astype("float64") - 1, unit="D")).astype(
        "datetime64[s]"
    )
    rows["date"] = rows["date"].where(~in_grid, of_grid)
    readable = rows["date"].isna() & ~in_grid
    rows["in_period"] = (rows["date"].between(first, last)) | readable
    return rows


def _days_without_entry(entries: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    persons = entries.drop_duplicates(_PERSON).drop(columns=["date", "day", "shown", "code", "remark"])
    days = pd.DataFrame({"date": pd.to_datetime(pd.Series(scope.period.days())).astype("datetime64[s]")})
    every = persons.merge(days, how="cross")
    there = entries[[*_PERSON, "date"]].dropna(subset="date").drop_duplicates()
    every = every.merge(there, on=[*_PERSON, "date"], how="left", indicator=True)
    absent = every[every["_merge"] == "left_only"].drop(columns="_merge")
    return absent.assign(
        row=absent["person_row"],
        field="name",
        cell=absent["name_cell"],
        day=absent["date"].dt.day.astype("Int64"),
        in_period=True,
    )


def _with_calendar(rows: pd.DataFrame, officials: pd.DataFrame, selection: Selection, scope: Scope) -> pd.DataFrame:
    rows["pattern"] = work_patterns(rows["village_code"], selection)
    rows = rows.merge(calendar(scope).drop(columns="day"), on=["pattern", "date"], how="left")
    terms = officials.dropna(subset="official").set_index("official")[["term_from", "term_until"]]
    rows = rows.join(terms, on="official")
    rows["day_off"] = rows["day_off"].fillna(False).astype("bool")
    passed = rows["passed"].fillna(False).astype("bool") & ~rows["uncertain"].fillna(False).astype("bool")
    rows["workday"] = rows["in_period"] & passed & ~rows["day_off"] & rows["official"].notna() & _in_term(rows)
    added = rows["field"] == "name"
    rows = rows[~added | rows["workday"]]
    return rows.drop(columns=["pattern", "passed", "uncertain", "term_from", "term_until"])


def _in_term(rows: pd.DataFrame) -> "pd.Series[bool]":
    begun = rows["term_from"].isna() | (rows["date"] >= rows["term_from"])
    return begun & (rows["term_until"].isna() | (rows["date"] <= rows["term_until"]))
