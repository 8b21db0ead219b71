"""From tables to the ledger's rows."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, insert, select


def add_rows(connection: Connection, table: Table, rows: pd.DataFrame, same: Mapping[str, object]) -> None:
    """Add the rows of a frame to a ledger table; ``same`` gives the columns that are equal in all of them.

    The ledger numbers the rows itself. Columns that it does not have are left out; missing values become NULL.
    """
    own = [column.name for column in table.columns if not column.primary_key]
    wanted = [name for name in own if name in rows.columns and name not in same]
    if rows.empty:
        return
    columns = [_plain(rows[name]) for name in wanted]
    values = [dict(zip(wanted, row, strict=True)) | dict(same) for row in zip(*columns, strict=True)]
    connection.execute(insert(table), values)


def add_new(
    connection: Connection, table: Table, identity: str, rows: pd.DataFrame, same: Mapping[str, object]
) -> list[str]:
    """Add the rows whose ``identity`` the ledger table does not have yet; return the identities that were added."""
    column = table.c[identity]
    recorded = set(connection.scalars(select(column).where(column.in_(rows[identity].tolist()))))
    fresh = rows[~rows[identity].isin(recorded)].drop_duplicates(identity)
    add_rows(connection, table, fresh, same)
    return [str(added) for added in fresh[identity]]


def _plain(values: "pd.Series[Any]") -> list[object]:
    """Return Python's own values, None where one is missing."""
    if str(values.dtype).startswith("datetime64"):
        return [None if pd.isna(moment) else moment.to_pydatetime() for moment in values]
    known = values.notna().tolist()
    plain = values.astype("object").tolist()
    return [value if is_known else None for value, is_known in zip(plain, known, strict=True)]
