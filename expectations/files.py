"""Rules on whole files: what was dropped into the inbox, wherever it lies."""

import pandas as pd

from expectations.rule import cell_in, rule, verdicts

_READ = ("village", "regency", "auditor", "partner")
_WITH_FORMS = ("village", "regency", "partner")


@rule("S03", cause="unreadable")
def file_unreadable(files: pd.DataFrame) -> "pd.Series[bool]":
    """A file in a folder that is read must open as a workbook.

    Not applied to files that are no submissions (lock files, system files), replies, and files outside every folder.
    """
    return verdicts(passes=files["unreadable"].isna(), applies=_submitted(files) & files["place"].isin(_READ))


@rule("S08")
def file_outside_village_folder(files: pd.DataFrame) -> "pd.Series[bool]":
    """A file must lie in a village's folder, or in one of the inspectorate's.

    Not applied to files that are no submissions, nor to our own replies.
    """
    return verdicts(passes=files["place"] != "outside", applies=_submitted(files) & (files["place"] != "reply"))


def _active_or_hidden(files: pd.DataFrame) -> "pd.Series[str]":
    causes = {
        "macros": files["has_macros"],
        "links": files["has_links"],
        "hidden": files["hidden_cell"].notna(),
    }
    found = pd.DataFrame({name: mask.map({True: f"{name};", False: ""}) for name, mask in causes.items()})
    return found.sum(axis="columns").str.rstrip(";")


@rule("S10", at=cell_in("hidden_cell", sheet="hidden_sheet"), shows="hidden_sheet", cause=_active_or_hidden)
def active_or_hidden_content(files: pd.DataFrame) -> "pd.Series[bool]":
    """A file must show everything it holds: no macros, no links to other workbooks, no hidden filled cells.

    Not applied to unreadable files (S03), nor to files outside every folder (S08): they are not opened; nor to what
    auditors send back, who may well filter rows away.
    """
    return verdicts(
        passes=~(files["has_macros"] | files["has_links"] | files["hidden_cell"].notna()),
        applies=_submitted(files) & files["place"].isin(_WITH_FORMS) & files["unreadable"].isna(),
    )


def _submitted(files: pd.DataFrame) -> "pd.Series[bool]":
    return files["ignored"].isna()
