"""Rules on the sheets of a file, whether a form was recognised on them or not."""

import pandas as pd

from expectations.rule import cell_in, rule, verdicts

_WITH_FORMS = ("village", "regency", "partner")


def _what(worksheets: pd.DataFrame) -> "pd.Series[str]":
    meant = worksheets["meant_cell"].notna().map({True: "unread_sheet", False: ""})
    return meant.where(worksheets["meant_form"].isna(), "unread_form")


@rule("S06", at=cell_in("meant_cell"), cause=_what)
def no_known_form(worksheets: pd.DataFrame) -> "pd.Series[bool]":
    """A sheet that looks like a form must be one that is known, and a file must hold at least one form.

    A sheet looks like a form by two of its headings, a run of days, or attendance codes in a third of its cells. Not
    applied to unreadable files (S03) nor to what auditors send back.
    """
    unread = worksheets["meant_cell"].notna() & (worksheets["form_count"] == 0)
    formless = worksheets["is_first"] & (worksheets["file_form_count"] == 0)
    return verdicts(passes=~(unread | formless), applies=worksheets["place"].isin(_WITH_FORMS))
