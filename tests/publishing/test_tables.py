"""The CSV and parquet files: the columns of the contract, and nothing that only Python understands."""

import csv
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.tables import columns, frame
from tasks.publishing.tables import CSV_TABLES, write_csv, write_parquet
from tests.publishing.conftest import Published


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("name", CSV_TABLES)
def test_csv_has_the_columns_and_rows_of_its_table_sorted_by_key(published: Published, name: str) -> None:
    path = published.folder / "data" / f"{name}.csv"
    rows = read(path)
    assert list(rows[0]) == list(columns(name, "result"))
    resolved = len(published.tables["resolved"]) if name == "findings" else 0
    assert len(rows) == len(published.tables[name]) + resolved
    first = next(iter(rows[0]))
    assert [row[first] for row in rows] == sorted(row[first] for row in rows)
    assert b"\r" not in path.read_bytes()


def test_values_are_plain_and_the_unknown_is_empty(tmp_path: Path) -> None:
    villages = frame("villages", "result", [{"village_code": "35.03.01.2001", "skn": 87.125, "klk": 0.5, "hk": 230}])
    write_csv("villages", villages, tmp_path / "villages.csv")
    [row] = read(tmp_path / "villages.csv")
    assert (row["skn"], row["klk"], row["hk"], row["krk"], row["grade"]) == ("87.13", "0.5000", "230", "", "")
    submissions = frame(
        "submissions",
        "result",
        [{"village_code": "35.03.01.2001", "received_at": pd.Timestamp("2024-11-05 09:30"), "size": 12}],
    )
    write_csv("submissions", submissions, tmp_path / "submissions.csv")
    assert read(tmp_path / "submissions.csv")[0]["received_at"] == "2024-11-05T09:30:00"
    cases = frame("cases", "result", [{"case_id": "a", "incident_date": pd.Timestamp("2024-10-03"), "open": True}])
    write_csv("cases", cases, tmp_path / "cases.csv")
    [row] = read(tmp_path / "cases.csv")
    assert (row["incident_date"], row["open"], row["known_date"]) == ("2024-10-03", "true", "")


@pytest.mark.parametrize("begins", "=+-@\t")
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(tmp_path: Path, begins: str) -> None:
    """V12: a name =cmd|'/c calc'!A1 stood in the CSV as it was written."""
    rows = [{"village_code": "35.03.01.2001", "name": name} for name in (f"{begins}SUM(A1)", begins, "Budi-1")]
    write_csv("officials", frame("officials", "result", rows), tmp_path / "officials.csv")
    with (tmp_path / "officials.csv").open(encoding="utf-8", newline="") as lines:
        names = {row["name"] for row in csv.DictReader(lines)}
    assert names == {f"'{begins}SUM(A1)", begins, "Budi-1"}


def test_a_carriage_return_ends_no_row(tmp_path: Path) -> None:
    rows = [{"village_code": "35.03.01.2001", "name": name} for name in ("\r=SUM(A1)", "Budi\r\nSanti")]
    write_csv("officials", frame("officials", "result", rows), tmp_path / "officials.csv")
    assert {row["name"] for row in read(tmp_path / "officials.csv")} == {"\n=SUM(A1)", "Budi\nSanti"}


def test_person_days_come_back_from_parquet(published: Published) -> None:
    table = pq.read_table(published.folder / "data" / "attendance.parquet")
    assert table.column_names == list(columns("person_days", "result"))
    assert table.num_rows == len(published.tables["person_days"])


def test_parquet_is_the_same_bytes_whatever_the_order_of_the_rows(published: Published, tmp_path: Path) -> None:
    days = published.tables["person_days"]
    write_parquet(days, tmp_path / "one.parquet")
    write_parquet(days.sample(frac=1, random_state=1), tmp_path / "two.parquet")
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
