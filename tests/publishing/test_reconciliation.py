"""The books: every kind of mismatch stops the audit and names its figures."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.errors import ReconciliationError
from tasks.publishing.reconciliation import balance, require_agreement, require_written
from tasks.publishing.workbook.part import part_of
from tasks.reading.roles import ROLES
from tasks.scoring.results import Results
from tests.publishing.conftest import Published
from tests.publishing.synthetic import facts_for, tables_for

Tables = dict[str, pd.DataFrame]


def lost_file(tables: Tables) -> None:
    tables["files"].loc[0, "state"] = "lost"


def lost_rows(tables: Tables) -> None:
    current = tables["files"].index[tables["files"]["place"] == "village"][0]
    tables["files"].loc[current, "rows_read"] = 1


def counted_twice(tables: Tables) -> None:
    rejected = tables["submissions"].index[tables["submissions"]["state"] == "rejected"][0]
    tables["submissions"].loc[rejected, "rows_counted"] = 12


def cell_without_role(tables: Tables) -> None:
    tables["worksheets"].loc[0, "legend_cell_count"] -= 1


def roles_that_cancel_out(tables: Tables) -> None:
    first, last = 0, tables["worksheets"].index[-1]
    tables["worksheets"].loc[first, "note_cell_count"] -= 1
    tables["worksheets"].loc[last, "note_cell_count"] += 1


def swapped_roles(tables: Tables) -> None:
    tables["worksheets"].loc[0, "value_cell_count"] -= 1
    tables["worksheets"].loc[0, "not_understood_cell_count"] += 1


def sheet_of_no_file(tables: Tables) -> None:
    tables["worksheets"].loc[0, "file"] = "hilang.xlsx"


def doubled_village(tables: Tables) -> None:
    tables["villages"] = pd.concat([tables["villages"], tables["villages"].head(1)], ignore_index=True)


def lost_village(tables: Tables) -> None:
    tables["villages"] = tables["villages"].iloc[1:].reset_index(drop=True)


def lost_finding(tables: Tables) -> None:
    tables["findings"] = tables["findings"].iloc[1:].reset_index(drop=True)


def swapped_rules(tables: Tables) -> None:
    results = tables["results"].set_index("rule")
    results.loc["D09", "failed"] += 1
    results.loc["D10", "failed"] -= 1
    tables["results"] = results.reset_index()


def test_books_of_a_sound_audit_agree() -> None:
    lines = balance(part_of(facts_for(), facts_for().scope.area, Results(**tables_for())))
    require_agreement(lines)
    assert len(lines) == 8 + len(ROLES)
    assert lines[0].detail == "15 dihitung + 0 digantikan + 0 tidak dihitung + 1 diabaikan"


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lost_file, "Berkas ditemukan"),
        (lost_rows, "Baris dibaca menurut berkas"),
        (counted_twice, "Baris dibaca = dihitung"),
        (cell_without_role, r"jumlah semua peran.*Terbis\.xlsx: 264 ≠ 263"),
        (cell_without_role, r"menurut berkas: Legenda"),
        (roles_that_cancel_out, "jumlah semua peran"),
        (swapped_roles, r"menurut berkas: Isian yang terbaca"),
        (sheet_of_no_file, r"hilang\.xlsx: 0 ≠ 66"),
        (doubled_village, "Desa wajib"),
        (lost_village, "Desa wajib"),
        (lost_finding, "Temuan"),
        (swapped_rules, "D09"),
    ],
)
def test_a_mismatch_is_named_with_its_figures(spoil: Callable[[Tables], None], named: str) -> None:
    tables = tables_for()
    spoil(tables)
    with pytest.raises(ReconciliationError, match=named) as caught:
        require_agreement(balance(part_of(facts_for(), facts_for().scope.area, Results(**tables))))
    assert "≠" in str(caught.value)


def test_a_finding_that_was_not_written_is_noticed(published: Published, tmp_path: Path) -> None:
    csv = published.folder / "data" / "findings.csv"
    findings = published.tables["findings"]
    require_written(findings, csv, published.path, [])
    workbook = openpyxl.load_workbook(published.path)
    workbook["Rincian Temuan"].delete_rows(workbook["Rincian Temuan"].max_row)
    workbook.save(tmp_path / "spoilt.xlsx")
    with pytest.raises(ReconciliationError, match=r"spoilt\.xlsx"):
        require_written(findings, csv, tmp_path / "spoilt.xlsx", [])
    shorter = tmp_path / "findings.csv"
    shorter.write_text("\n".join(csv.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(ReconciliationError, match=r"findings\.csv"):
        require_written(findings, shorter, published.path, [])
