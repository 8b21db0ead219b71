"""What changed between the version of a form that counts and the one before it, cell by cell."""

from collections.abc import Mapping

import pandas as pd

from data.forms import column_label, expected_forms
from data.identifiers import masked
from data.names import name_keys
from data.sentences import text
from data.tables import columns, conform, frame
from tasks.counting.entry_identities import entry_identities
from tasks.counting.selection import ROW, TABLE, Selection
from tasks.findings.redaction import shown_values, subjects
from tasks.reading.returns import Returns

_KEYS = ["village_code", "form", "identity", "field"]
_ENTRY_FORMS = tuple(form for form in expected_forms() if form != "attendance")
_SIDES = ("before", "after")
_CELL = [*ROW, "person_row", "field", "cell", "identity", "date", "shown", "field_order"]


def changes(returns: Returns, selection: Selection, language: str) -> pd.DataFrame:
    """Return table *changes* (result): the cells that differ, and rows that one of both versions does not have.

    Rows are compared by what they are about (person and day, incident, variable), never by their position. A form of
    which no earlier version is known has no changes.
    """
    versions = _versions(selection)
    if versions.empty:
        return frame("changes", "result")
    cells = _cells(returns, versions)
    sides = {side: cells[cells["side"] == side] for side in _SIDES}
    both = sides["before"].merge(sides["after"], on=_KEYS, how="outer", suffixes=("_before", ""))
    both = both[both["shown_before"].fillna("") != both["shown"].fillna("")]
    rows = pd.concat([_changed(both), _whole_rows(both, sides, language)])
    files = versions.pivot(index=["village_code", "form"], columns="side", values="file").reset_index()
    rows = rows.merge(files.rename(columns={"before": "file_before", "after": "file"}), on=["village_code", "form"])
    ordered = rows.sort_values(["village_code", "form", "identity", "field_order"], kind="stable")
    return conform(ordered[list(columns("changes", "result"))], "changes", "result")


def _versions(selection: Selection) -> pd.DataFrame:
    """Return the sheets of the newest replaced version (side before) and of the counting one (after)."""
    sheets = selection.sheets[selection.sheets["form"].isin(expected_forms())]
    current, replaced = (sheets[sheets["state"] == state] for state in ("current", "superseded"))
    replaced = replaced.assign(look=replaced["look"].fillna(replaced["look"].max())).sort_values(
        ["received_at", "look", "file"]
    )
    newest = replaced.drop_duplicates(["village_code", "form"], keep="last")
    counting = current.drop_duplicates(["village_code", "form"])
    pairs = counting[["village_code", "form"]].merge(newest[["village_code", "form"]])
    both = pd.concat([newest.assign(side="before"), counting.assign(side="after")])
    return both[["village_code", "form", *TABLE, "sheet", "side"]].merge(pairs)


def _cells(returns: Returns, versions: pd.DataFrame) -> pd.DataFrame:
    """Return one row a filled cell: keys, side, row, sheet, cell, subject, date, shown, field_order."""
    parts = [_attendance_cells(returns), *(_entry_cells(form, returns.entries(form)) for form in _ENTRY_FORMS)]
    cells = pd.concat(parts, ignore_index=True).merge(versions, on=TABLE)
    people = returns.mentions.drop_duplicates(ROW)
    subject = people[ROW].assign(subject=subjects(people["name"], people["identifier"]))
    cells = cells.merge(subject.rename(columns={"row": "person_row"}), on=[*TABLE, "person_row"], how="left")
    again = cells.groupby([*_KEYS, "side"]).cumcount()  # two rows about the same are compared in their order
    return cells.drop(columns=TABLE).assign(identity=cells["identity"] + "|" + again.astype("str"))


def _attendance_cells(returns: Returns) -> pd.DataFrame:
    people = returns.mentions.assign(
        identity=lambda t: name_keys(t["name"]).fillna("") + "|" + masked(t["identifier"]).fillna("")
    )
    days = returns.attendance.merge(
        people.rename(columns={"row": "person_row"})[[*TABLE, "person_row", "identity"]], on=[*TABLE, "person_row"]
    )
    dated = days["date"].dt.strftime("%Y-%m-%d")
    return days.assign(
        identity=days["identity"] + "|" + dated.fillna(""),
        shown=days["code"].fillna(days["shown"]),
        field_order=days["day"].fillna(0),
    )[_CELL]


def _entry_cells(form: str, rows: pd.DataFrame) -> pd.DataFrame:
    fields = [column.removesuffix("_cell") for column in rows.columns if column.endswith("_cell")]
    keys = rows[ROW].assign(person_row=rows["row"], identity=entry_identities(form, rows))
    parts = [
        keys.assign(field=field, cell=rows[f"{field}_cell"], shown=shown_values(rows[field], "text"), field_order=order)
        for order, field in enumerate(fields)
    ]
    return pd.concat(parts)


def _changed(both: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of rows that both versions have."""
    kept = both[both["row"].notna() & both["row_before"].notna()]
    labels = {
        (form, field): column_label(form, field)
        for form, field in kept[["form", "field"]].drop_duplicates().itertuples(index=False)
    }
    return kept.assign(
        before=shown_values(kept["shown_before"], "text"),
        after=shown_values(kept["shown"], "text"),
        field=[labels[pair] for pair in kept[["form", "field"]].itertuples(index=False, name=None)],
    )


def _whole_rows(both: pd.DataFrame, sides: Mapping[str, pd.DataFrame], language: str) -> pd.DataFrame:
    """Return one line for every row that only one version has, instead of one for each of its cells."""
    about = ["village_code", "form", "identity"]
    parts = []
    for side, other, suffix in (("before", "after", "_before"), ("after", "before", "")):
        missing = both[both[f"row{suffix}"].notna()].merge(
            sides[other][about].drop_duplicates(), on=about, how="left", indicator=True
        )
        lines = missing[missing["_merge"] == "left_only"].drop_duplicates(about)
        words = {side: text("change_row_there", language), other: text("change_row_not_there", language)}
        parts.append(
            lines[about].assign(
                subject=lines[f"subject{suffix}"],
                date=lines[f"date{suffix}"],
                sheet=lines["sheet"] if side == "after" else None,
                cell=None,
                field=text("change_row", language),
                field_order=0,
                **words,
            )
        )
    return pd.concat(parts)
