"""Rules on cases: one row a report, an allegation until the competent body has decided."""

import pandas as pd

from data.catalogue import case_stages, determination_date
from data.forms import attendance_codes
from data.reference import Limit, limit, only
from expectations.reports import code_fits_subject
from expectations.rule import always, field, rule, verdicts
from expectations.validity import in_force

_PRESENT = "H"
_DUTY_ELSEWHERE = "DL"
_MINUTES = 60
_FRIDAY = 4


@rule(
    "N01", at=field("reported_date"), shows="reported_date", kind="date", cause=always("late"),
    date="incident_date", group="case_id",
)  # fmt: skip
def reported_late(cases: pd.DataFrame) -> "pd.Series[bool]":
    """A report must be made within seven days after it became known (limits.csv, report_limit_days).

    Not applied where a date is missing, also that of the incident, or where they are out of order (D19), nor to a
    report made before that limit was law.
    """
    law = only("limits", Limit, limit="report_limit_days")
    begun, ended = (
        pd.Series(end, index=cases.index, dtype="datetime64[s]") for end in (law.valid_from, law.valid_until)
    )
    applies = cases["report_days"].notna() & in_force(cases["reported_date"], begun, ended)
    return verdicts(passes=cases["report_days"] <= law.value, applies=applies)


def _clock(cases: pd.DataFrame) -> "pd.Series[str]":
    """Tell from which day a stage's clock runs: an audit's, the report's, or that of passing the report on."""
    clocks = {stage.stage: stage.clock_from for stage in case_stages().values()}
    forwarded = cases["stage"].map(clocks) == "forwarded_date"
    causes = forwarded.map({True: "overdue_forwarded", False: "overdue"})
    return causes.mask(cases["at_stage"].fillna(False).astype("bool"), "at_stage")


@rule("N02", at=field("stage"), shows="stage", cause=_clock, date="incident_date", group="case_id")
def stage_overdue(cases: pd.DataFrame) -> "pd.Series[bool]":
    """An open case must not be older than its stage and those before it may take together (case_stages.csv).

    When a case entered its stage is not written, so only what is certain is found; where earlier audits saw it at
    this stage, their day is. Not applied to stages without a limit, to ended cases, and where the stage or such a day
    is not known.
    """
    known = cases[["stage", "handling_days", "handling_limit"]].notna().all(axis="columns")
    return verdicts(passes=cases["handling_days"] <= cases["handling_limit"], applies=cases["open"] & known)


def _sent_to(cases: pd.DataFrame, bodies: str) -> "pd.Series[bool]":
    """Tell whether the body that a report was forwarded to is among the ``bodies`` (a column, joined by ``; ``)."""
    sent = cases["forwarded_to"].astype("str").fillna("")
    accepted = cases[bodies].astype("str").fillna("").str.split("; ")
    among = [bool(to) and to in names for to, names in zip(sent, accepted, strict=True)]
    return pd.Series(among, index=cases.index, dtype="bool")


def _way(cases: pd.DataFrame) -> "pd.Series[str]":
    return _sent_to(cases, "advised").map({True: "former_body", False: "wrong_channel"})


@rule("N03", at=field("forwarded_to"), shows="forwarded_to", cause=_way, date="incident_date", group="case_id")
def forwarded_to_wrong_channel(cases: pd.DataFrame) -> "pd.Series[bool]":
    """A report that was forwarded must have gone to a body that may receive it (case_routes.csv).

    Bawaslu and Panwascam may receive every report and forward it themselves, so that a report without another
    forwarding is no fault. A body that was competent until lately is advised about. Not applied where the channel, the
    incident's date or the stage is unknown, the code does not fit the person (D17), or no route is known.
    """
    told = cases[["forwarded_to", "incident_date", "stage", "channels"]].notna().all(axis="columns")
    return verdicts(passes=_sent_to(cases, "channels"), applies=told & code_fits_subject(cases))


@rule("N04", at=field("name"), shows="subject", cause=always("repeated"), date="incident_date", group="person")
def repeated_subject(cases: pd.DataFrame) -> "pd.Series[bool]":
    """A person who is reported for more than one incident is to be looked at as a whole.

    The same incident told twice is one. Not applied where the person or the incident's date is unknown.
    """
    return verdicts(passes=cases["incidents"] <= 1, applies=cases["incidents"].notna())


def _in_office_hours(cases: pd.DataFrame) -> "pd.Series[bool]":
    """Tell whether the incident's hour lies inside the office hours of its weekday; on Friday they end later."""
    clock = cases["incident_time"].str.extract(r"\A([0-9]{2}):([0-9]{2})\Z").astype("float64")
    hours = clock[0] + clock[1] / _MINUTES
    friday = cases["incident_date"].dt.day_of_week == _FRIDAY
    closes = friday.map({True: limit("office_closes_friday_hour"), False: limit("office_closes_hour")})
    inside: pd.Series[bool] = (hours >= limit("office_opens_hour")) & (hours < closes)
    return inside


@rule(
    "N06", at=field("incident_time"), shows="incident_time", cause=always("two_places"),
    date="incident_date", group="case_id",
)  # fmt: skip
def present_at_two_places(cases: pd.DataFrame) -> "pd.Series[bool]":
    """Who is reported at a political event during office hours cannot be marked present at the office that day.

    Not applied before candidates were determined, outside office hours, where no event of the agenda was on, and to
    days that are unknown or only partly spent at the office (T, PSW).
    """
    partly = attendance_codes("at_work") - {_PRESENT, _DUTY_ELSEWHERE}
    return verdicts(
        passes=cases["day_code"] != _PRESENT,
        applies=cases["event"].notna()
        & (cases["incident_date"] >= pd.Timestamp(determination_date()))
        & _in_office_hours(cases)
        & cases["day_code"].notna()
        & ~cases["day_code"].isin(partly),
    )
