"""The reference tables: what a wrong row says, an installation's own rows, and that they change an audit's number."""

import csv
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from data import reference
from data.calendar import DayOverride, DeadlineDays
from data.catalogue import rules
from data.errors import InternalError, UsageError
from data.installation import check_local_tables
from data.register import area
from data.scope import Scope
from tasks.manifest.audit_context import AuditContext, current_versions
from tests.builders import PERIOD
from tests.reference.changing import forget_tables

_TABLES = [each.table for each in reference.reference_tables()]
_RESULT = [each.table for each in reference.reference_tables() if each.result]


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of an installation's own tables."""
    monkeypatch.setenv("NETRALITAS_HOME", str(tmp_path))
    folder = tmp_path / reference.LOCAL_FOLDER
    folder.mkdir()
    return folder


def _change_a_cell(file: Path) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    rows[1][-1] += " x"
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)


def _number() -> str:
    return AuditContext(Scope(area("35.03.01"), PERIOD, date(2024, 11, 6)), {}, current_versions()).audit_id


def test_every_table_is_named_with_a_key_that_names_one_row() -> None:
    assert sorted(_TABLES) == sorted(path.stem for path in reference.REFERENCE.glob("*.csv"))
    for name in _TABLES:
        if not reference.table_key(name):  # a list whose equal rows are weights
            assert name.startswith("sample_")
            continue
        keys = [tuple(row[column] for column in reference.table_key(name)) for row in reference.records(name)]
        assert len(keys) == len(set(keys)), name


@pytest.mark.parametrize("table", _RESULT)
def test_one_cell_changed_gives_the_audit_another_number(tables: Path, table: str) -> None:
    before = _number()
    _change_a_cell(tables / f"{table}.csv")
    forget_tables()
    assert _number() != before


@dataclass(frozen=True)
class _Line:
    number: int
    name: str


def test_a_wrong_cell_names_table_row_and_column(tables: Path) -> None:
    (tables / "titles.csv").write_text("number,name\n1,H\ndua,Hj\n")
    with pytest.raises(InternalError, match=r"titles.csv, row 3, column number: .*valid integer"):
        reference.load("titles", _Line)


def test_a_missing_column_is_named_in_every_row(tables: Path) -> None:
    (tables / "titles.csv").write_text("number\n1\n")
    with pytest.raises(InternalError, match=r"titles.csv, row 2, column name: "):
        reference.load("titles", _Line)


def test_a_row_with_a_comma_too_many_is_named(tables: Path) -> None:
    (tables / "titles.csv").write_text("title,source\nH,gelar haji\nHj,gelar, hajah\n")
    with pytest.raises(InternalError, match=r"titles.csv, row 3: not as many fields as columns"):
        reference.records("titles")


def test_a_missing_row_names_table_and_key() -> None:
    with pytest.raises(InternalError, match=r"deadlines.csv: 0 rows with period = '1999-01'"):
        reference.only("deadlines", DeadlineDays, period="1999-01")


def test_an_installation_adds_and_replaces_rows_by_key(local: Path, tables: Path) -> None:  # noqa: ARG001
    product = {row["title"] for row in reference.records("titles")}
    (local / "titles.csv").write_text("title,source\nH,gelar haji di sini\nGus,sapaan\n")
    forget_tables()
    rows = {row["title"]: row["source"] for row in reference.records("titles")}
    assert set(rows) == product | {"Gus"}
    assert rows["H"] == "gelar haji di sini"


def test_an_installations_row_changes_the_number(local: Path, tables: Path) -> None:  # noqa: ARG001
    before = _number()
    (local / "titles.csv").write_text("title,source\nGus,sapaan\n")
    forget_tables()
    assert _number() != before


def test_rules_of_an_installation_are_not_read(local: Path, tables: Path) -> None:
    text = (tables / "rules.csv").read_text(encoding="utf-8")
    (local / "rules.csv").write_text(text.replace("Formulir belum diterima", "Formulir hilang"), encoding="utf-8")
    forget_tables()
    rules.cache_clear()
    assert "hilang" not in rules()["S01"].statement_id


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("rules.csv", "code\nS01\n", "tidak boleh diubah per daerah"),
        ("sentences.csv", "area,key,id,en\n", "tidak boleh diubah per daerah"),
        ("aturan.csv", "code\nS01\n", "tidak ada tabel dengan nama ini"),
        ("titles.csv", "gelar\nGus\n", "kolomnya harus title, source"),
        ("titles.csv", "title,source\nGus\n", "baris 2: kolomnya harus"),
        ("calendar.csv", "date,day_off,name,source\n2025-13-01,yes,x,y\n", "baris 2, kolom date: '2025-13-01'"),
        ("calendar.csv", "date,day_off,name,source\n2025-01-01,libur,x,y\n", "kolom day_off: 'libur'"),
        ("deadlines.csv", "period,due_day,grace_day,lock_day,source\n*,5,12,31,x\n", "kolom lock_day: '31'"),
        ("titles.csv", "title,source\n,x\n", "kolom title: ''.*sebuah teks"),
        ("placeholders.csv", "text,kind,source\n-,nihil,x\n", "salah satu dari 'none', 'vacant', 'ditto'"),
        ("limits.csv", "limit,value,unit,local,source\nreport_limit_days,9,days,yes,x\n", "report_limit_days"),
    ],
)
def test_a_table_that_cannot_be_used_is_told_before_anything_runs(
    local: Path, name: str, content: str, told: str
) -> None:
    (local / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=told) as wrong:
        check_local_tables()
    assert name in str(wrong.value)


def test_a_table_of_an_earlier_version_may_lack_what_has_a_value_of_its_own(local: Path, tables: Path) -> None:  # noqa: ARG001
    (local / "calendar.csv").write_text("date,day_off,name,source\n2025-04-30,yes,Hari jadi,SE Bupati\n")
    forget_tables()
    check_local_tables()
    added = reference.only("calendar", DayOverride, date=date(2025, 4, 30))
    assert added.verified == "own"


def test_the_reader_starts_without_pandas_and_babel() -> None:
    code = "import sys, data.forms, data.names, data.sentences; print({'pandas', 'babel'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert told.stdout.strip() == "set()"
