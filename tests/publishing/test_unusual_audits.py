"""Audit workbooks of unusual audits: with nothing in them, with everything, in English, a second time."""

from pathlib import Path

import openpyxl
import pandas as pd

from data.catalogue import rules
from data.tables import frame
from data.workbook import sheet_plan
from tasks.publishing.workbook.audit_workbook import write_audit_workbook
from tasks.scoring.results import Results
from tests.publishing.reading_back import table_rows
from tests.publishing.synthetic import facts_for, tables_for
from tests.publishing.test_audit_workbook import TITLES, texts


def test_an_unreadable_file_says_why_its_village_is_listed(tmp_path: Path) -> None:
    tables, facts = tables_for("35.03.01"), facts_for("35.03.01")
    broken = {"file": "35.03.01.2001 Besuki/a.xlsx", "place": "village", "village_code": "35.03.01.2001"}
    broken |= {"state": "rejected", "reason": "S03: Berkas tidak dapat dibaca.", "rows_read": 0, "rows_counted": 0}
    tables["files"] = pd.concat([tables["files"], frame("files", "result", [broken])], ignore_index=True)
    write_audit_workbook(facts, facts.scope.area, Results(**tables), tmp_path / "audit.xlsx")
    rows = table_rows(openpyxl.load_workbook(tmp_path / "audit.xlsx"), "BelumMasuk")
    assert rows[0]["Alasan tidak dihitung"] == "Aturan S03: Berkas tidak dapat dibaca."


def test_a_book_where_every_indicator_applies_is_written(tmp_path: Path) -> None:
    tables, facts = tables_for("35.03.01"), facts_for("35.03.01")
    tables["indicators"] = tables["indicators"].assign(reason=pd.Series(pd.NA, tables["indicators"].index, dtype="str"))
    write_audit_workbook(facts, facts.scope.area, Results(**tables), tmp_path / "audit.xlsx")
    rows = table_rows(openpyxl.load_workbook(tmp_path / "audit.xlsx"), "RekapDesa")
    assert len(rows) == len(tables["villages"])
    assert all(row["Tidak berlaku karena"] is None for row in rows)


def test_what_two_villages_may_have_told_twice_is_named_and_not_merged(tmp_path: Path) -> None:
    tables, facts = tables_for("35.03.01"), facts_for("35.03.01")
    cases = tables["cases"]
    tables["cases"] = cases.assign(possibly_same_as=cases["case_id"].iloc[::-1].to_numpy())
    write_audit_workbook(facts, facts.scope.area, Results(**tables), tmp_path / "audit.xlsx")
    rows = table_rows(openpyxl.load_workbook(tmp_path / "audit.xlsx"), "LaporanNetralitas")
    told = {row["Nomor laporan"]: row["Mungkin kejadian yang sama dengan"] for row in rows}
    assert told == dict(zip(cases["case_id"], tables["cases"]["possibly_same_as"], strict=True))


def test_sentences_follow_the_language_and_titles_do_not(tmp_path: Path) -> None:

    path = tmp_path / "audit.xlsx"
    facts = facts_for("35.03.01", "en")
    write_audit_workbook(facts, facts.scope.area, Results(**tables_for("35.03.01", findings=5)), path)
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == TITLES
    assert rules()["S01"].mend("en") in {row["Advised follow-up"] for row in table_rows(workbook, "RincianTemuan")}
    assert table_rows(workbook, "Temuan")[0]["Condition"].startswith("4 entries on 4 of 4 forms: ")


def test_an_audit_without_anything_still_has_every_sheet(tmp_path: Path) -> None:

    tables = tables_for("35.03.01", findings=0)
    empty = tables | {
        name: tables[name].iloc[:0]
        for name in ("findings", "officials", "cases", "vulnerabilities", "repairs", "activities", "tps")
    }
    facts = facts_for("35.03.01")
    write_audit_workbook(facts, facts.scope.area, Results(**empty), tmp_path / "audit.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "audit.xlsx")
    assert workbook.sheetnames == [title for title in TITLES if title != "TPS"], "only with partners' files"
    assert "Tidak ada baris." in texts(workbook["Temuan"])


def test_a_revision_says_so_on_the_cover(tmp_path: Path) -> None:
    facts = facts_for("35.03.01").with_revision(2)
    write_audit_workbook(
        facts, facts.scope.area, Results(**tables_for("35.03.01", findings=5)), tmp_path / "audit.xlsx"
    )
    cover = openpyxl.load_workbook(tmp_path / "audit.xlsx")["Sampul"]
    assert "Revisi ke-2, setelah 20 November 2024 atau disahkan" in texts(cover)


def test_a_long_list_is_read_on_the_screen_and_stays_out_of_print(tmp_path: Path) -> None:
    tables, facts = tables_for("35.03.01"), facts_for("35.03.01")
    limit = sheet_plan("attendance").printed_rows
    assert limit
    assert len(tables["officials"]) < limit
    short, long = tmp_path / "short.xlsx", tmp_path / "long.xlsx"
    write_audit_workbook(facts, facts.scope.area, Results(**tables), short)
    times = limit // len(tables["officials"]) + 1
    tables["officials"] = pd.concat([tables["officials"]] * times, ignore_index=True)
    write_audit_workbook(facts, facts.scope.area, Results(**tables), long)
    sheets = [openpyxl.load_workbook(path)["Kehadiran"] for path in (short, long)]
    printed = [(sheet.print_area, sheet.print_title_rows) for sheet in sheets]
    blank = sheets[1].max_row + 2
    assert printed == [("", "$6:$6"), (f"'Kehadiran'!$A${blank}", "$6:$6")]
    assert "Print Area" not in str(sheets[0]["A3"].value)
    assert "Print Area (Area Cetak)" in str(sheets[1]["A3"].value)


def test_of_a_long_map_only_the_heat_table_is_printed_with_its_headings_on_every_page(tmp_path: Path) -> None:
    tables, facts = tables_for("35.03.01"), facts_for("35.03.01")
    tables["vulnerabilities"] = pd.concat([tables["vulnerabilities"]] * 30, ignore_index=True)
    write_audit_workbook(facts, facts.scope.area, Results(**tables), tmp_path / "audit.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "audit.xlsx")["Peta Kerawanan"]
    last = sheet.tables["PetaKerawanan"].ref.partition(":")[2]
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.print_area.replace("$", "") == f"'Peta Kerawanan'!A1:{last}"
