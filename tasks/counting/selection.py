"""Which of the received sheets count: the newest accepted one for each village and form; every other one says why not.

``Selection`` is made once the submission rules were judged; nothing of a rejected or superseded sheet is counted.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import pandas as pd

from data.catalogue import rules
from data.scope import Scope
from data.sentences import text
from expectations.validation import Verdict
from tasks.counting.arrivals import sheets_for_other_months
from tasks.counting.received import Received
from tasks.reading.returns import Returns

TABLE = ["file", "table_number"]
"""What names a form table in the rows of the read tables."""

ROW = [*TABLE, "row"]
"""What names a row of a form table."""

_RECEIPT = ["received_date", "received_at", "seen_before_at", "look"]
_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True)
class Selection:
    """What counts.

    ``sheets`` is *sheets* (judge) with ``state`` (current, superseded, rejected), ``reason``, ``sha256``, ``size`` and
    ``received_date``; ``files`` is *files* (read) with ``state`` (current, superseded, rejected, ignored) and
    ``reason``; ``identities`` is *identities* (read) of accepted village files with ``village_code``;
    ``other_months`` are the sheets that are plainly for another month: village_code, file, form, sheet, period_label;
    ``unread`` is the first sheet of each village that looks like a form and was not read: village_code, file, sheet.
    """

    sheets: pd.DataFrame
    files: pd.DataFrame
    identities: pd.DataFrame
    other_months: pd.DataFrame
    unread: pd.DataFrame

    @property
    def current(self) -> pd.DataFrame:
        return self.sheets[self.sheets["state"] == "current"]

    def counted(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a form's read table that count, with ``village_code`` and ``received_date``."""
        return rows.merge(self.current[[*TABLE, "village_code", "received_date"]], on=TABLE)

    def is_unclear(self, rows: pd.DataFrame, field: str) -> "pd.Series[bool]":
        """Tell of which rows the field may stand under a heading that was not understood."""
        unclear = self.sheets[
            self.sheets["unclear_columns"].fillna("").str.split("; ").map(lambda names: field in names)
        ]
        if unclear.empty:
            return pd.Series(data=False, index=rows.index, dtype="bool")
        tables = pd.MultiIndex.from_frame(unclear[TABLE])
        return pd.Series(pd.MultiIndex.from_frame(rows[TABLE]).isin(tables), index=rows.index, dtype="bool")


def select(returns: Returns, received: Received, verdicts: Iterable[Verdict], scope: Scope) -> Selection:
    """Decide which sheets and files count.

    In: ``verdicts`` of the rules on what was received; which of them reject a file or a sheet is said here.
    """
    failing = {verdict.rule: verdict.rows for verdict in verdicts}
    files, worksheets = returns.files, received.worksheets
    failed = list(failing.get("S06", ()))
    formless = worksheets[worksheets["file_form_count"] == 0]
    rejected_files = (
        _rejected(received.files, ("S03",), failing, scope.language)
        | _rejected(formless, ("S06",), {"S06": [key for key in failed if key in formless.index]}, scope.language)
        | _rejected(received.identities, ("S04",), failing, scope.language)
    )
    unread = worksheets.loc[failed, ["village_code", "file", "sheet", "meant_cell"]]
    rejected_sheets = {key: _reason(rule, scope.language) for rule in ("S05", "S07") for key in failing.get(rule, ())}
    sheets = received.sheets.merge(files[["file", "sha256", "size", *_RECEIPT]], on="file", how="left").merge(
        _sent_dates(returns), on="file", how="left"
    )
    own = sheets.index.to_series().map(rejected_sheets).astype("str")  # an empty mapping gives floats
    sheets["reason"] = own.fillna(sheets["file"].map(rejected_files).astype("str"))
    sheets["state"] = "rejected"
    duplicates = _received_again(files, scope.language)
    accepted = sheets[sheets["reason"].isna() & ~sheets["file"].isin(duplicates)]
    sheets = _rank(sheets.drop(index=sheets.index[sheets["file"].isin(duplicates)]), accepted, scope.language)
    other_months = sheets_for_other_months(returns, scope)
    only_other = other_months[~other_months["file"].isin(received.sheets["file"])]
    months = only_other.groupby("file")["period_label"].agg(lambda labels: ", ".join(dict.fromkeys(labels)))
    files = _file_states(files, sheets, rejected_files, duplicates, months, scope.language)
    # a rejected sheet does not silence the Identitas beside it; a rejected or replaced file does
    silent = files["state"].isin(["ignored", "superseded"]) | files["file"].isin(list(rejected_files))
    speaking = files.loc[~silent & (files["place"] == "village"), ["file", "village_code"]]
    identities = returns.identities.merge(speaking, on="file")
    unread = unread.dropna(subset=["village_code", "sheet"]).drop_duplicates("village_code")
    return Selection(sheets.reset_index(drop=True), files, identities, other_months, unread)


def _rejected(
    rows: pd.DataFrame, codes: Sequence[str], failing: Mapping[str, Sequence[int]], language: str
) -> dict[str, str]:
    return {str(rows.loc[key, "file"]): _reason(code, language) for code in codes for key in failing.get(code, ())}


def _reason(code: str, language: str) -> str:
    return f"{code}: {rules()[code].statement(language)}"


def _sent_dates(returns: Returns) -> pd.DataFrame:
    return returns.identities.groupby("file", as_index=False).agg(sent_date=("sent_date", "max"))


def _received_again(files: pd.DataFrame, language: str) -> dict[str, str]:
    """Return the files whose very bytes the same village sent under an earlier name."""
    own = files[(files["place"] == "village") & files["ignored"].isna() & files["sha256"].notna()]
    ordered = own.assign(order=own["file"].map(_natural_order)).sort_values("order")
    again = ordered[ordered.duplicated(["village_code", "sha256"])]
    return dict.fromkeys(again["file"], text("received_again", language))


def _rank(sheets: pd.DataFrame, accepted: pd.DataFrame, language: str) -> pd.DataFrame:
    """Mark the newest accepted file of each village and form as current, older ones as superseded.

    Newest by receipt; of one moment by the look that first saw it; then by the date the form says it was sent; then
    by the natural order of names ("laporan (1)" comes after "laporan").
    """
    if accepted.empty:
        return sheets
    order = accepted.assign(
        order=accepted["file"].map(_natural_order),
        sent_date=accepted["sent_date"].fillna(pd.Timestamp(0)),
        received_at=accepted["received_at"].fillna(accepted["received_date"]),
        look=accepted["look"].fillna(accepted["look"].max() + 1).fillna(0),
    ).sort_values(["received_at", "look", "sent_date", "order"])
    newest = order.groupby(["village_code", "form"])["file"].transform("last")
    current = order["file"] == newest
    ranked = sheets.copy()
    ranked.loc[order.index[current], "state"] = "current"
    ranked.loc[order.index[~current], "state"] = "superseded"
    ranked.loc[order.index[~current], "reason"] = [
        text("superseded_by", language, file=file) for file in newest[~current]
    ]
    return ranked


def _file_states(
    files: pd.DataFrame,
    sheets: pd.DataFrame,
    rejected: Mapping[str, str],
    duplicates: Mapping[str, str],
    other_months: "pd.Series[str]",
    language: str,
) -> pd.DataFrame:
    """Give every file seen exactly one state."""
    by_file = sheets.groupby("file")
    states = by_file["state"].agg(set)
    reasons = by_file["reason"].first()
    told: dict[str, str] = {str(file): text("for_month", language, month=month) for file, month in other_months.items()}
    told |= duplicates

    def state(file: str, place: str, ignored: str | float) -> tuple[str, str | None]:
        if isinstance(ignored, str):
            return "ignored", ignored
        if place == "outside":
            return "ignored", _reason("S08", language)
        if file in rejected:
            return "rejected", rejected[file]
        if file in told:
            return "ignored", told[file]
        found = states.get(file, set())
        if not found or "current" in found:
            return "current", None
        return ("superseded" if "superseded" in found else "rejected"), str(reasons[file])

    decided = [state(*row) for row in files[["file", "place", "ignored"]].itertuples(index=False)]
    told_reasons = pd.Series([reason for _, reason in decided], index=files.index, dtype="str")
    return files.assign(state=[name for name, _ in decided], reason=told_reasons)


def _natural_order(file: str) -> tuple[tuple[int, int | str], ...]:
    parts = _DIGITS.split(PurePosixPath(file).stem.casefold())
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)
