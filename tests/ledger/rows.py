"""Rows to put into a ledger."""

import random
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Column, Connection, Table, insert

from tasks.ledger.receipts import utc
from tasks.ledger.schema import METADATA

MOMENT = utc(datetime(2024, 11, 6, 3, 4, 5, tzinfo=UTC))

_TEXTS = (
    "",
    " ",
    "NULL",
    "null",
    "\\N",
    "nan",
    '"',
    "'",
    '""',
    ",",
    ";",
    "\n",
    "\r",
    "\r\n",
    "a\nb",
    "\t",
    "=1+1",
    "é",
    "🙂",
)
# Not -0.0, which no indicator is and SQLite does not keep.
_NUMBERS = (0.0, 0.1, 1 / 3, 1e-300, 1e300, -2.5, 100.0)


def a_look(**changes: object) -> dict[str, object]:
    """Return one row of *looks*."""
    return {"inbox": "kiriman", "area_code": "35.03", "looked_at": MOMENT, "recorded_at": MOMENT} | changes


def an_audit(**changes: object) -> dict[str, object]:
    """Return one row of *audits*."""
    texts = dict.fromkeys(("product", "rules", "calendar"), "")
    row = {"audit_id": "0" * 12, "inbox": "kiriman", "area_code": "35.03", "period": "2024-10", "revision": 0}
    row |= {"as_of": MOMENT.date(), "language": "id", "record_sha256": "0" * 64, "recorded_at": MOMENT}
    return row | texts | changes


def fill(connection: Connection, rows: int = 25, seed: int = 1) -> None:
    """Put rows into every table: NULLs where they may be, texts that a CSV could get wrong, gaps between the ids."""
    chance = random.Random(seed)
    for table in METADATA.sorted_tables:
        connection.execute(insert(table), [_row(chance, table, 3 * number) for number in range(1, rows + 1)])


def _row(chance: random.Random, table: Table, key: int) -> dict[str, object]:
    return {column.name: key if column.primary_key else _value(chance, column, key) for column in table.columns}


def _value(chance: random.Random, column: "Column[object]", key: int) -> object:
    if column.foreign_keys:
        return key
    if column.nullable and chance.random() < 0.3:
        return None
    length = getattr(column.type, "length", None)
    choices: dict[type, object] = {
        int: chance.randrange(-5, 2**31 - 1),
        bool: chance.random() < 0.5,
        float: chance.choice(_NUMBERS),
        date: date(2024, 10, 1) + timedelta(chance.randrange(400)),
        datetime: MOMENT + timedelta(seconds=chance.randrange(10**8)),
        str: str(key) if column.unique or length else chance.choice(_TEXTS) + chance.choice(_TEXTS),
    }
    return choices[column.type.python_type]
