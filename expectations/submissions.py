"""Rules on submissions: one row for each village and form that is owed or was received."""

import pandas as pd

from expectations.rule import cell_in, rule, verdicts


def _why_missing(submissions: pd.DataFrame) -> "pd.Series[str]":
    return submissions["unread_sheet"].notna().map({True: "unread_sheet", False: ""})


@rule("S01", cause=_why_missing)
def form_not_received(submissions: pd.DataFrame) -> "pd.Series[bool]":
    """Every village must send each of the four forms for the period.

    Not applied to a version that a newer one replaced (S11).
    """
    return verdicts(passes=submissions["state"] != "missing", applies=submissions["state"] != "superseded")


@rule("S02", at=cell_in("heading_cell"), shows="received_date", kind="date", date="received_date")
def form_received_late(submissions: pd.DataFrame) -> "pd.Series[bool]":
    """The form that counts must have been received by the due date (deadlines.csv).

    It came after the look before the one that saw it: only where that look was already too late is it late.
    Not applied to a form that is missing (S01), replaced (S11) or rejected: none of them counts.
    """
    return verdicts(
        passes=submissions["earliest_date"] <= submissions["due_date"],
        applies=(submissions["state"] == "current") & submissions["received_date"].notna(),
    )


@rule("S11", at=cell_in("heading_cell"), shows="received_date", kind="date", date="received_date")
def superseded(submissions: pd.DataFrame) -> "pd.Series[bool]":
    """Of several versions only the newest counts; the others are named, also those that lie there no more.

    Not applied to a form that was not received.
    """
    return verdicts(passes=submissions["state"] != "superseded", applies=submissions["state"] != "missing")


@rule("S12", at=cell_in("heading_cell"), shows="received_date", kind="date", date="received_date")
def changed_after_lock(submissions: pd.DataFrame) -> "pd.Series[bool]":
    """A form that was received before its period was locked (deadlines.csv) must not change afterwards.

    Not applied before the lock, nor to a form that does not count or that came for the first time.
    """
    return verdicts(
        passes=submissions["received_date"] <= submissions["lock_date"],
        applies=(submissions["state"] == "current") & submissions["locked"] & submissions["has_earlier"],
    )
