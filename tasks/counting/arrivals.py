"""Which village sent what, for which month: the tables that rules judge before anything is counted."""

import pandas as pd

from data.forms import form_label, forms_new_every_month
from data.register import villages
from data.scope import Scope
from data.tables import project
from expectations.identities import names_other_village
from tasks.counting.history import History
from tasks.counting.sheet_months import sheet_months
from tasks.reading.returns import Returns


def files_to_judge(returns: Returns) -> pd.DataFrame:
    """Return table *files* (judge): what lies in the inbox and what opening it showed, ignored files left out.

    A village's file is named by what is wrong with it, any other by its bytes. What was refused (a symlink, a pipe, a
    name that cannot be used) was never opened: its cause is that of the refusal.
    """
    rows = returns.files.merge(returns.opened, on="file", how="left")
    rows = rows[rows["ignored"].isna()]
    rows["unreadable"] = rows["unreadable"].where(rows["sha256"].notna(), rows["refused"])
    what = _joined(rows, ["unreadable", "hidden_sheet"])
    strangers = rows["sha256"].where(rows["place"] != "village")
    rows = rows.assign(sheet=rows["hidden_sheet"], identity=strangers.fillna(what))
    return project(rows, "files", "judge")


def worksheets_to_judge(returns: Returns) -> pd.DataFrame:
    """Return table *worksheets* (judge): every sheet of the files that were read.

    A sheet that does not look like a form stands for its file: nothing is at fault with it by itself.
    """
    places = returns.files.loc[returns.files["ignored"].isna(), ["file", "place", "village_code", "sha256"]]
    rows = returns.worksheets.merge(places, on="file")
    by_file = rows.groupby("file")
    rows["file_form_count"] = by_file["form_count"].transform("sum")
    meant_in_file = by_file["meant_cell"].transform("count")
    rows["is_first"] = ~rows.duplicated("file") & (meant_in_file == 0)
    rows["identity"] = rows["sheet"].fillna("")
    rows["sheet"] = rows["sheet"].where(rows["meant_cell"].notna())
    rows["meant_form"] = rows["meant_form"].map(form_label, na_action="ignore").astype("str")
    return project(rows, "worksheets", "judge")


def identities_to_judge(returns: Returns) -> pd.DataFrame:
    """Return table *identities* (judge): what villages' files say about whose they are."""
    rows = _of_villages(returns.identities, returns)
    names = villages().set_index("code")["name"]
    rows = rows.assign(
        form="identity",
        folder_name=rows["village_code"].map(names),
        identity=_joined(rows, ["stated_code_shown", "stated_name"]),
    )
    return project(rows, "identities", "judge")


def sheets_to_judge(returns: Returns, history: History, scope: Scope) -> pd.DataFrame:
    """Return table *sheets* (judge): one row a form table of a village, with the month that it is for.

    Sheets that are plainly for another month are left out: they belong to another audit
    (see ``sheets_for_other_months``).
    """
    rows = _with_months(returns, scope)
    rows = rows[~rows["is_other_month"]].reset_index(drop=True)
    identities = identities_to_judge(returns)
    elsewhere = set(identities.loc[names_other_village(identities), "file"])
    copies = _earlier_copies(rows, history.earlier_contents, scope)
    rows = rows.assign(earlier_copies=copies, is_of_other_village=rows["file"].isin(elsewhere))
    return project(rows, "sheets", "judge")


def _earlier_copies(rows: pd.DataFrame, earlier: pd.DataFrame, scope: Scope) -> "pd.Series[str]":
    """Return the earlier months, and of other villages the code, whose form had the same rows; missing if none.

    Only for forms that are new every month: a map of vulnerabilities may well stay the same.
    """
    known = earlier[(earlier["period"] < str(scope.period)) & earlier["form"].isin(forms_new_every_month())]
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


def sheets_for_other_months(returns: Returns, scope: Scope) -> pd.DataFrame:
    """Return the sheets of villages that are plainly for another month: village_code, file, form, sheet, period_label.

    They belong to another audit and are only told.
    """
    rows = _with_months(returns, scope)
    return rows.loc[rows["is_other_month"], ["village_code", "file", "form", "sheet", "period_label"]]


def _with_months(returns: Returns, scope: Scope) -> pd.DataFrame:
    rows = sheet_months(_of_villages(returns.sheets, returns), returns, scope)
    rows["identity"] = _joined(rows, ["period_shown", "missing_columns"])
    return rows


def _of_villages(rows: pd.DataFrame, returns: Returns) -> pd.DataFrame:
    files = returns.files
    own = files.loc[files["place"] == "village", ["file", "village_code", "sha256"]]
    return rows.merge(own, on="file").reset_index(drop=True)


def _joined(rows: pd.DataFrame, columns: list[str]) -> "pd.Series[str]":
    joined = rows[columns[0]].fillna("")
    for column in columns[1:]:
        joined = joined + "|" + rows[column].fillna("")
    return joined.astype("str")
