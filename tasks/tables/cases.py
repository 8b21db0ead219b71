"""Reports as cases: how late, at which stage for how long, to whom they may go, and what else is known of that hour."""

import pandas as pd

from data.catalogue import CaseStage, case_stages
from data.denials import denial, heard_in, row_denies
from data.packages import last_due
from data.scope import Scope
from data.tables import project
from expectations.reports import dates_out_of_order
from expectations.validity import in_force
from tasks.counting.counted import Counted
from tasks.counting.fingerprints import person_keys
from tasks.counting.history import History
from tasks.tables.political_events import political_events
from tasks.tables.routes import receiving_bodies

_REMARKED = ["official", "date", "remark"]


def cases(counted: Counted, history: History, scope: Scope) -> pd.DataFrame:
    """Return table *cases* (judge): one case a report of the counted sheets."""
    rows, days = counted.reports, counted.days
    stages = case_stages()
    stage = rows["stage"]
    clocks = stage.map({code: entry.clock_from for code, entry in stages.items()})
    since = rows["reported_date"].where(clocks == "reported_date", rows["forwarded_date"].where(clocks.notna()))
    begun, ended = (
        stage.map({code: getattr(entry, end) for code, entry in stages.items()}).astype("datetime64[s]")
        for end in ("valid_from", "valid_until")
    )
    in_law = in_force(since, begun, ended)
    in_order = dates_out_of_order(rows).fillna(True) & rows["incident_date"].notna()  # unknown order accuses nobody
    rows = rows.assign(
        person=rows["person_name"],
        is_stage_unread=counted.is_unread(rows, "stage"),
        open=~stage.isin([code for code, entry in stages.items() if not entry.open]),
        report_days=(rows["reported_date"] - rows["known_date"]).dt.days.where(in_order),
        handling_since=since,
        handling_days=(pd.Timestamp(scope.as_of) - since).dt.days,
        handling_limit=_limits(stage, since).where(in_law),
        limit_basis=stage.map({code: entry.basis for code, entry in stages.items()}),
    )
    rows = rows.join(receiving_bodies(rows))
    rows = _at_stage(rows, history.earlier_cases, scope)
    rows["incidents"] = _incidents(rows, history)
    rows = _at_events(rows, counted.agenda)
    codes = days[["official", "date", "code"]].rename(columns={"date": "incident_date", "code": "day_code"})
    rows = rows.merge(codes, on=["official", "incident_date"], how="left")
    rows["forwarded_to"] = rows["forwarded_to"].mask(_denied(rows, "forwarded_to"))
    rows["event"] = rows["event"].mask(_denied(rows, "incident_time") | _away(rows, counted.attendance[_REMARKED]))
    return project(rows, "cases", "judge")


def _denied(rows: pd.DataFrame, field: str) -> "pd.Series[bool]":
    """Tell of which reports their own row says something against a field."""
    heard = [name for name in heard_in("reports", field) if name in rows]
    texts = zip(*(rows[name].fillna("").astype("str") for name in heard), strict=True)
    denied = [bool(row_denies("reports", field, dict(zip(heard, row, strict=True)))) for row in texts]
    return pd.Series(denied, index=rows.index, dtype="bool")


def _away(rows: pd.DataFrame, days: pd.DataFrame) -> "pd.Series[bool]":
    """Tell of which accused the attendance's remark of that day says that they were not at the office throughout.

    In: official, date and remark of each day.
    """
    told = days.dropna(subset=_REMARKED)
    told = told[told["official"].isin(rows["official"])]
    away = {remark: bool(denial("attendance", "status", remark)) for remark in told["remark"].unique()}
    told = told[told["remark"].map(away).astype("bool")]
    away_on = pd.MultiIndex.from_frame(told[["official", "date"]])
    own = pd.MultiIndex.from_frame(rows[["official", "incident_date"]])
    return pd.Series(own.isin(away_on), index=rows.index, dtype="bool")


def _limits(stage: "pd.Series[str]", since: "pd.Series[pd.Timestamp]") -> "pd.Series[int]":
    """Return within how many calendar days since its clock began each case has to leave its stage; missing: no limit.

    Where a body's own steps are limited (in working days, too) these are the days until the last of them is due.
    """
    stages = case_stages()
    told = [_limit(stages.get(code), day) for code, day in zip(stage, since, strict=True)]
    return pd.Series(told, index=stage.index, dtype="Int64")


def _limit(stage: CaseStage | None, since: pd.Timestamp) -> int | None:
    if stage is None or not stage.clock_package:
        return stage.clock_days if stage else None
    until = None if pd.isna(since) else last_due(stage.clock_package, stage.clock_from, since.date())
    return None if until is None else (until - since.date()).days


def _at_stage(rows: pd.DataFrame, earlier: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Let the clock run from the earliest audit that saw the case at its stage, where that alone exceeds the limit.

    ``at_stage`` tells for which cases that is so; their days count against the limit of this one stage.
    """
    seen = earlier.groupby(["case_id", "stage"], as_index=False)["seen_on"].min()
    rows = rows.merge(seen, on=["case_id", "stage"], how="left")
    rows = rows.astype({"handling_days": "Int64", "handling_limit": "Int64"})  # without a case they are texts
    limits = rows["stage"].map({code: entry.limit_days for code, entry in case_stages().items()}).astype("Int64")
    days = (pd.Timestamp(scope.as_of) - rows["seen_on"]).dt.days.astype("Int64")
    certain = (rows["handling_days"] > rows["handling_limit"]).fillna(False).astype("bool")
    longer = (days > limits).fillna(False).astype("bool") & ~certain
    return rows.assign(
        at_stage=longer,
        handling_since=rows["handling_since"].where(~longer, rows["seen_on"]),
        handling_days=rows["handling_days"].where(~longer, days),
        handling_limit=rows["handling_limit"].where(~longer, limits),
    )


def _incidents(rows: pd.DataFrame, history: History) -> "pd.Series[int]":
    """Count the different incidents (date and code) of each person, also those of earlier months.

    The same one told twice, or told again in another month, is one.
    """
    now = rows.assign(
        person_key=person_keys(rows["accused"], history.join_key),
        code=rows["violation_code"].fillna(rows["violation_code_shown"]),
    )
    earlier = history.earlier_cases.assign(code=lambda t: t["violation_code"])
    columns = ["person_key", "incident_date", "code"]
    told = pd.concat([now[columns], earlier[columns]]).dropna(subset=["person_key", "incident_date"])
    counts = told.drop_duplicates().groupby("person_key").size()
    incidents = now["person_key"].map(counts).where(now["incident_date"].notna())
    return incidents.astype("Int64")


def _at_events(rows: pd.DataFrame, agenda: pd.DataFrame) -> pd.DataFrame:
    """Add the political event during which each incident is said to have happened."""
    events = political_events(agenda, rows["village_code"])
    keyed = rows.reset_index(names="key")[["key", "village_code", "incident_date", "incident_time"]]
    pairs = keyed.merge(events, left_on=["village_code", "incident_date"], right_on=["village_code", "date"])
    during = pairs[pairs["incident_time"].between(pairs["time_from"], pairs["time_until"])]
    during = during.drop_duplicates("key").set_index("key")
    return rows.assign(
        event=during["name"].reindex(rows.index),
        event_hours=(during["time_from"] + "–" + during["time_until"]).reindex(rows.index),
    )
