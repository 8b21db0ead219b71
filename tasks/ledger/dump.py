"""The whole ledger as a folder of CSVs, and back: for backups, and for moving to another database.

A copy holds ``<table>.csv`` for each table and ``ledger.json`` with the ledger's shape and, of each CSV, its number of
rows and SHA-256. A CSV is UTF-8 with ``\\n``, a header, rows sorted by ``id``, days and moments in ISO 8601. As in
PostgreSQL's own CSVs, texts stand in quotes: a field with nothing is NULL, a field with ``""`` is an empty text.
The same ledger gives the same bytes, whatever database it lies in. The watch's queue stays out: it tells which files
and replies lie on one machine, changes while nothing is recorded, and grows anew from the inbox, with the same replies.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from pyarrow import csv
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, select
from sqlalchemy import text as statement
from sqlalchemy.exc import DataError, IntegrityError

from data.errors import EnvironmentUnavailable, UsageError
from data.sentences import both
from tasks.ledger.engine import newest_schema_version, schema_version
from tasks.ledger.schema import COPIED_TABLES, METADATA, QUEUE
from tasks.storage.file_sha256 import file_sha256

CONTENTS = "ledger.json"

_NOT_COPIED = {QUEUE.name, "alembic_version"}
_BATCH = 10_000
_BLOCK_BYTES = 16 * 2**20
"""A row must fit into a block of the reader."""

_TYPES: dict[type, pa.DataType] = {
    int: pa.int64(),
    bool: pa.bool_(),
    float: pa.float64(),
    str: pa.string(),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
}


class TableContents(BaseModel):
    """How many rows a table's CSV has, and its SHA-256."""

    rows: int
    sha256: str


class Contents(BaseModel):
    """What ``ledger.json`` tells: the ledger's shape and its tables by name."""

    schema_version: str = Field(alias="shape")
    tables: dict[str, TableContents]


def dump(engine: Engine, folder: Path) -> Contents:
    """Copy the ledger, as it is at one moment, into a folder that is new or empty; the folder appears when whole.

    A ledger of an earlier shape is copied in that shape: the version that made it can load the copy. Raises
    ``UsageError`` when the folder is in use, ``EnvironmentUnavailable`` when it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(both("folder_in_use", folder=folder))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as draft:
            contents = _write(engine, Path(draft) / folder.name)
            (Path(draft) / folder.name).replace(folder)
    except OSError as error:
        raise EnvironmentUnavailable(both("folder_unwritable", folder=folder, reason=error)) from error
    return contents


def restore(engine: Engine, folder: Path) -> Contents:
    """Fill an empty ledger from a copy that ``dump`` made, in one transaction.

    Raises ``UsageError`` when the ledger holds anything, when the copy has another shape, or when a CSV is not the one
    that ``ledger.json`` tells of; the ledger is then as it was.
    """
    contents = _read_contents(folder)
    if contents.schema_version != schema_version(engine):
        raise UsageError(both("ledger_copy_shape", copy=contents.schema_version, ledger=schema_version(engine)))
    for name, told in contents.tables.items():
        _require_unchanged(folder / f"{name}.csv", told.sha256)
    with engine.begin() as connection:
        _keep_others_out(connection)
        _require_empty(connection)
        for table in COPIED_TABLES:
            _load_table(connection, table, folder / f"{table.name}.csv", contents.tables[table.name].rows)
        _go_on_counting(connection)
    return contents


def _write(engine: Engine, folder: Path) -> Contents:
    folder.mkdir(mode=0o700)
    number = schema_version(engine)
    with _snapshot(engine) as connection:
        tables = {table.name: _write_table(connection, table, folder) for table in _tables(connection, number)}
    contents = Contents(shape=str(number), tables=dict(sorted(tables.items())))
    (folder / CONTENTS).write_text(
        contents.model_dump_json(indent=2, by_alias=True) + "\n", encoding="utf-8", newline="\n"
    )
    return contents


def _tables(connection: Connection, number: str | None) -> Sequence[Table]:
    """Return the tables to copy: of an earlier shape those that the database has."""
    if number == newest_schema_version():
        return COPIED_TABLES
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name not in _NOT_COPIED)
    return found.sorted_tables


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """Give a connection for which the ledger stands still (in SQLite every transaction is one)."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def _write_table(connection: Connection, table: Table, folder: Path) -> TableContents:
    path = folder / f"{table.name}.csv"
    schema = _arrow_schema(table)
    count = 0
    rows = connection.execute(select(table).order_by(table.c.id), execution_options={"yield_per": _BATCH})
    with csv.CSVWriter(path, schema) as writer:
        for batch in rows.mappings().partitions():
            writer.write_batch(pa.RecordBatch.from_pylist([dict(row) for row in batch], schema))
            count += len(batch)
    return TableContents(rows=count, sha256=file_sha256(path))


def _read_contents(folder: Path) -> Contents:
    path = folder / CONTENTS
    try:
        contents = Contents.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise UsageError(both("ledger_copy_unreadable", file=path, reason=error)) from error
    if contents.tables.keys() != {table.name for table in COPIED_TABLES}:
        raise UsageError(both("ledger_copy_unreadable", file=path, reason=", ".join(contents.tables)))
    return contents


def _require_unchanged(path: Path, sha256: str) -> None:
    try:
        found = file_sha256(path)
    except OSError as error:
        raise UsageError(both("ledger_copy_changed", file=path, reason=error)) from error
    if found != sha256:
        raise UsageError(both("ledger_copy_changed", file=path, reason=f"SHA-256 {found}"))


def _keep_others_out(connection: Connection) -> None:
    """Let nobody else write until the end of the transaction (in SQLite nobody can)."""
    if connection.dialect.name == "postgresql":
        connection.execute(statement(f"LOCK TABLE {', '.join(METADATA.tables)} IN EXCLUSIVE MODE"))


def _require_empty(connection: Connection) -> None:
    for table in METADATA.sorted_tables:
        if connection.execute(select(table.c.id).limit(1)).first() is not None:
            url = connection.engine.url.render_as_string()
            raise UsageError(both("ledger_not_empty", url=url, table=table.name))


def _load_table(connection: Connection, table: Table, path: Path, rows: int) -> None:
    count = 0
    try:
        for batch in _batches(table, path):
            count += batch.num_rows
            if batch.num_rows:
                connection.execute(insert(table), batch.to_pylist())
    except (pa.ArrowException, DataError, IntegrityError) as error:
        raise UsageError(both("ledger_copy_changed", file=path, reason=error)) from error
    if count != rows:
        raise UsageError(both("ledger_copy_changed", file=path, reason=f"{count} ≠ {rows}"))


def _batches(table: Table, path: Path) -> Iterator[pa.RecordBatch]:
    schema = _arrow_schema(table)
    reader = csv.open_csv(
        path,
        csv.ReadOptions(block_size=_BLOCK_BYTES, use_threads=False),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=schema, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False
        ),
    )
    with reader:
        if reader.schema != schema:
            raise pa.ArrowInvalid(", ".join(reader.schema.names))
        yield from reader


def _go_on_counting(connection: Connection) -> None:
    """Let PostgreSQL number the next row of each table after its last one (SQLite does so by itself)."""
    if connection.dialect.name == "postgresql":
        for table in COPIED_TABLES:
            last = select(func.max(table.c.id)).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))


def _arrow_schema(table: Table) -> pa.Schema:
    return pa.schema([(column.name, _TYPES[column.type.python_type]) for column in table.columns])
