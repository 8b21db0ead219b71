"""The rows that auditors wrote into one of their two forms, each with its file, sheet and cells."""

from typing import Any, NamedTuple

from tasks.findings.masked_text import without_identifiers
from tasks.ledger.rejection import Rejection
from tasks.reading.returns import Returns


class Place(NamedTuple):
    """Where an entry stands: its file, the number of its form table there, its row, and its sheet."""

    file: str
    table_number: int
    row: int
    sheet: str


class AuditorEntries:
    """The entries of one form in all workbooks of auditors, in the order in which these were received."""

    def __init__(self, returns: Returns, form: str, language: str) -> None:
        """``form``: stated_decisions or stated_follow_ups; ``language`` of refusals."""
        self.form = form
        self._language = language
        files = returns.files.loc[
            returns.files["place"] == "auditor", ["file", "sha256", "received_date", "received_at"]
        ].drop_duplicates("file", keep="last")
        rows = returns.entries(form).merge(files, on="file")
        rows = rows.assign(received_at=rows["received_at"].fillna(rows["received_date"]))
        self.rows = rows.sort_values(["received_at", *Place._fields], kind="stable", ignore_index=True)
        cells = returns.cells[(returns.cells["form"] == form) & returns.cells["shown"].notna()]
        keys = zip(*(cells[name] for name in (*Place._fields, "field")), strict=True)
        self._shown = dict(zip(keys, cells["shown"], strict=True))
        known = self.rows.astype("object").where(self.rows.notna(), None)
        told = [dict(zip(known.columns, row, strict=True)) for row in known.itertuples(index=False)]
        self._entries = {Place(*(row[name] for name in Place._fields)): row for row in told}

    def entries(self) -> list[tuple[Place, dict[str, Any]]]:
        """Return place and values of each entry; None where a cell is blank or unreadable."""
        return list(self._entries.items())

    def shown(self, place: Place, field: str) -> str:
        """Return what a cell shows; ``""`` when it is blank or nobody needs it."""
        return str(self._shown.get((*place, field), ""))

    def cell(self, place: Place, field: str) -> str | None:
        """Return a cell's address; None when the sheet lacks the column."""
        cell: str | None = self._entries[place].get(f"{field}_cell")
        return cell

    def refused(self, place: Place, trouble: Rejection, village: str | None = None) -> dict[str, object]:
        """Return the row of *refusals* (memory) that says why an entry is not taken up."""
        return {
            "form": self.form,
            "village_code": village,
            "file": place.file,
            "sheet": place.sheet,
            "cell": self.cell(place, trouble.about),
            "value": without_identifiers(self.shown(place, trouble.about)) or None,
            "reason": trouble.sentence(self._language),
        }
