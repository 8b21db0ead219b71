"""Rules on meetings: one row for each official and mandatory meeting of the agenda."""

import pandas as pd

from data.forms import attendance_codes, unexcused_codes
from expectations.rule import always, field, rule, verdicts

_ATTENDED = field("attended")
_THERE, _ABSENT = "YA", "TIDAK"
_DUTY_ELSEWHERE = "DL"


@rule("N08", at=_ATTENDED, shows="attended", cause=always("absent"), date="date")
def summoned_but_absent(meetings: pd.DataFrame) -> "pd.Series[bool]":
    """Who is summoned to a mandatory meeting must be present or represented; only an explicit TIDAK fails.

    Not applied where the form does not say (D27) or is not understood (D26), nor to a village whose form of activities
    has not been received or does not count (S01). An absence that the attendance of that day accounts for (sick, on
    leave, on duty elsewhere: N09) is none without excuse, and one may stand in a working day's cell that is not known.
    """
    absent = meetings["attended"] == _ABSENT
    expected = attendance_codes("at_work") - {_DUTY_ELSEWHERE} | {*unexcused_codes()}
    may_be_accounted_for = absent & meetings["is_workday"] & ~meetings["code"].isin(expected)
    known = meetings["form_received"] & meetings["attended"].notna()
    return verdicts(passes=~absent, applies=known & ~may_be_accounted_for)


def _contradiction(meetings: pd.DataFrame) -> "pd.Series[str]":
    return (meetings["attended"] == _THERE).map({True: "present", False: "sent_out"})


@rule("N09", at=_ATTENDED, shows="attended", cause=_contradiction, date="date")
def meeting_contradicts_attendance(meetings: pd.DataFrame) -> "pd.Series[bool]":
    """Who was at the meeting was at work or on duty elsewhere that day; who was on duty elsewhere was at the meeting.

    Present at the office but not at the meeting is no contradiction (N08). Not applied to who was represented, nor
    where the meeting's entry or the day's status is unknown.
    """
    there = meetings["attended"] == _THERE
    at_work = meetings["code"].isin(attendance_codes("at_work"))
    return verdicts(
        passes=at_work.where(there, meetings["code"] != _DUTY_ELSEWHERE),
        applies=(there | (meetings["attended"] == _ABSENT)) & meetings["code"].notna(),
    )
