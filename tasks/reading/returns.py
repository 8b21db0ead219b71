"""What the files of an inbox say: the *read* tables of ``tables.csv``, gathered from the workers' rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import pandas as pd

from data.errors import SchemaError
from data.tables import StageTables, conform
from tasks.reading.readings import Readings, read_columns


@dataclass(frozen=True, eq=False)
class Returns(StageTables):
    """What villages, the inspectorate, partners and auditors returned.

    ``files`` is what lies in the inbox, whether it was read or not; every row of a form's table bears its file, sheet,
    form, table_number, row and the cells of its fields.
    """

    stage: ClassVar[str] = "read"

    files: pd.DataFrame
    opened: pd.DataFrame
    worksheets: pd.DataFrame
    sheets: pd.DataFrame
    stated_months: pd.DataFrame
    identities: pd.DataFrame
    mentions: pd.DataFrame
    attendance: pd.DataFrame
    totals: pd.DataFrame
    activities: pd.DataFrame
    reports: pd.DataFrame
    vulnerabilities: pd.DataFrame
    register: pd.DataFrame
    agenda: pd.DataFrame
    tps: pd.DataFrame
    cells: pd.DataFrame
    repairs: pd.DataFrame
    stated_decisions: pd.DataFrame
    stated_follow_ups: pd.DataFrame
    covers: pd.DataFrame

    def entries(self, form: str) -> pd.DataFrame:
        """Return the rows of a form with one row an entry: activities, reports, vulnerabilities, …"""
        rows: pd.DataFrame = getattr(self, form)
        return rows

    def with_files(self, files: pd.DataFrame) -> "Returns":
        """Return the same with *files*, which no reader makes."""
        return replace(self, files=files)

    def of_files(self, files: "pd.Series[str]") -> "Returns":
        """Return what some of the files say."""
        own = {name: rows[rows["file"].isin(files)].reset_index(drop=True) for name, rows in self.by_name().items()}
        return Returns(**own)


def returns_of(parts: Iterable[Readings]) -> Returns:
    """Return all rows of the parts, in their order; *files* is empty (``with_files``).

    A file with a number that no table holds is unreadable: whatever let it through, it costs nobody else's audit.
    """
    read = list(parts)
    try:
        return _shaped(read)
    except (OverflowError, SchemaError):
        if not any(part.has_boundless_number() for part in read):
            raise
        return _shaped([part.unreadable() if part.has_boundless_number() else part for part in read])


def _shaped(parts: Sequence[Readings]) -> Returns:
    gathered: dict[str, list[tuple[object, ...]]] = {name: [] for name in Returns.empty().by_name()}
    for part in parts:
        for name, rows in part.rows.items():
            gathered[name].extend(rows)
    shaped = {
        name: conform(pd.DataFrame(rows, columns=list(read_columns(name))), name, "read")
        for name, rows in gathered.items()
    }
    return Returns(**shaped)


def joined(shares: Sequence[Returns]) -> Returns:
    """Return several shares as one, in their order."""
    if len(shares) < 2:
        return shares[0] if shares else Returns.empty()
    by_name = [share.by_name() for share in shares]
    return Returns(
        **{name: conform(pd.concat([share[name] for share in by_name]), name, "read") for name in by_name[0]}
    )
