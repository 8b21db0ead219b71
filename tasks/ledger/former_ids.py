"""The ids that findings and groups had in audits of before, and those that they have now."""

from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, select

from data.tables import project
from tasks.ledger.receipts import utc
from tasks.ledger.rows import add_rows
from tasks.ledger.schema import FORMER_IDS


def known_former_ids(connection: Connection) -> pd.DataFrame:
    """Return table *former_ids* (memory): every id of before once; current_id is missing where none is known yet."""
    rows = pd.read_sql(select(FORMER_IDS).order_by(FORMER_IDS.c.id), connection)
    rows = rows.sort_values("current_id", na_position="first", kind="stable").drop_duplicates("former_id", keep="last")
    return project(rows.sort_values("id"), "former_ids", "memory")


def record_former_ids(connection: Connection, pairs: pd.DataFrame, now: datetime) -> None:
    """Append the rows of *former_ids* (memory) that an audit found again, unless another audit did meanwhile."""
    asked = select(FORMER_IDS.c.former_id).where(FORMER_IDS.c.current_id.is_not(None))
    done = set(connection.scalars(asked)) if not pairs.empty else set()
    add_rows(connection, FORMER_IDS, pairs[~pairs["former_id"].isin(done)], {"recorded_at": utc(now)})
