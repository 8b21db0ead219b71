"""The rows that auditors wrote into one of their two forms, each with its file, sheet and cells."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from tasks.findings.masked_text import without_identifiers
from tasks.ledger.rejection import Rejection


class Place(NamedTuple):
    """Where an entry stands: number of its form table, row, file and sheet."""

    layout: int
    row: int
    file: str
    sheet: str


class AuditorEntries:
    """The entries of one form in all workbooks of auditors, in the order in which these were received."""

    def __init__(self, read: Mapping[str, pd.DataFrame], form: str, language: str) -> None:
        """``read``: the read tables; ``form``: stated_decisions or stated_follow_ups; ``language`` of refusals."""
        self.form = form
        self._language = language
        files = (
            read["files"]
            .loc[read["files"]["place"] == "auditor", ["file", "sha256", "received_date", "received_at"]]
            .drop_duplicates("file", keep="last")
        )
        sheets = read["sheets"].loc[read["sheets"]["form"] == form, ["layout", "file", "sheet"]]
        rows = read[form].merge(sheets.merge(files, on="file"), on="layout")
        rows = rows.assign(received_at=rows["received_at"].fillna(rows["received_date"]))
        self.rows = rows.sort_values(["received_at", "file", "layout", "row"], kind="stable", ignore_index=True)
        own = rows["layout"].unique()
        placements, cells = (table[table["layout"].isin(own)] for table in (read["placements"], read["cells"]))
        fields = zip(placements["layout"], placements["field"], strict=True)
        self._columns = dict(zip(fields, placements["column"], strict=True))
        keys = zip(cells["layout"], cells["row"], cells["field"], strict=True)
        self._shown = {place: shown for place, shown in zip(keys, cells["shown"], strict=True) if pd.notna(shown)}

    def entries(self) -> list[tuple[Place, dict[str, Any]]]:
        """Return place and values of each entry; None where a cell is blank or unreadable."""
        known = self.rows.astype("object").where(self.rows.notna(), None)
        told = [dict(zip(known.columns, row, strict=True)) for row in known.itertuples(index=False)]
        return [(Place(row["layout"], row["row"], row["file"], row["sheet"]), row) for row in told]

    def shown(self, place: Place, field: str) -> str:
        """Return what a cell shows; ``""`` when it is blank or nobody needs it."""
        return str(self._shown.get((place.layout, place.row, field), ""))

    def cell(self, place: Place, field: str) -> str | None:
        """Return a cell's address; None when the sheet lacks the column."""
        column = self._columns.get((place.layout, field))
        return None if column is None else f"{column}{place.row}"

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
