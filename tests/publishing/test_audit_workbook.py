"""The audit workbook: what auditors, their macros and their printers find in it."""

import datetime
import re
import zipfile
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.catalogue import rules
from data.forms import code_list, expected_forms
from data.reference import records
from data.workbook import column_plans, sheet_plans
from tasks.publishing.workbook.cell_texts import LONGEST_TEXT, written_text
from tasks.publishing.workbook.sheet import FIRST_ROW, HEADING_ROW
from tests.publishing.conftest import Published
from tests.publishing.made_up import INJECTED
from tests.publishing.reading_back import sheet_of, table_cells, table_rows

TITLES = [
    "Sampul",
    "Ikhtisar",
    "Temuan",
    "Tindak Lanjut",
    "Hak Jawab",
    "Belum Masuk",
    "Laporan Netralitas",
    "Koinsidensi",
    "Rekap Kecamatan",
    "Rekap Desa",
    "Kehadiran",
    "Ikrar dan Rakor",
    "Peta Kerawanan",
    "TPS",
    "Rincian Temuan",
    "Pembacaan Disesuaikan",
    "Keputusan",
    "Perubahan",
    "Kontrol",
    "Dasar Hukum",
    "Glosarium",
]
MAIN_TABLES = [
    title.replace(" ", "") for title in TITLES if title not in {"Sampul", "Ikhtisar", "Kontrol", "Dasar Hukum"}
]


def texts(sheet: Worksheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_sheets_stand_in_the_order_of_the_contract(published: Published) -> None:
    assert published.workbook.sheetnames == TITLES


@pytest.mark.parametrize("title", TITLES)
def test_every_sheet_prints_on_a4_landscape_with_titles_and_page_numbers(published: Published, title: str) -> None:
    sheet = published.workbook[title]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.right.text == "Halaman &P dari &N"
    assert sheet.print_title_rows is not None or title == "Sampul"


@pytest.mark.parametrize("name", MAIN_TABLES)
def test_main_tables_stay_in_view_and_can_be_filtered(published: Published, name: str) -> None:
    sheet = sheet_of(published.workbook, name)
    assert sheet.freeze_panes is not None
    assert sheet.freeze_panes.endswith(str(FIRST_ROW))
    assert sheet.tables[name].autoFilter is not None


def test_named_tables_have_unique_names_and_whole_unique_headings(published: Published) -> None:
    tables = [(sheet, table) for sheet in published.workbook.worksheets for table in sheet.tables.values()]
    names = [table.displayName for _, table in tables]
    assert len({name.casefold() for name in names}) == len(names) >= len(MAIN_TABLES)
    for sheet, table in tables:
        cells: Any = sheet[table.ref]
        headings = [str(cell.value) for cell in cells[0]]
        assert [column.name for column in table.tableColumns] == headings
        assert len({heading.casefold() for heading in headings}) == len(headings)
        assert all(heading.strip() and heading != "None" for heading in headings)
        assert len(cells) > 1


def test_violations_show_days_as_dates_and_bodies_as_people_write_them(published: Published) -> None:
    for row in table_rows(published.workbook, "KatalogPelanggaran"):
        assert row["Berlaku sejak"] is None or isinstance(row["Berlaku sejak"], datetime.datetime)
        assert ">" not in row["Lembaga berwenang"]


def test_every_village_stands_once_with_its_figures(published: Published) -> None:
    rows = {row["Kode desa"]: row for row in table_rows(published.workbook, "RekapDesa")}
    villages = published.tables["villages"]
    assert sorted(rows) == sorted(villages["village_code"])
    for village in villages.itertuples():
        row = rows[village.village_code]
        assert row["SKN"] == ("–" if pd.isna(village.skn) else village.skn)
        assert (row["Predikat"], row["Status"]) == (village.grade, village.status)
        assert (row["HK (hari orang)"], row["Hari kosong"]) == (village.hk, village.blank_days)
        assert row["Rincian yang perlu penjelasan"] == village.findings_explain


def test_every_percentage_has_its_numerator_and_denominator(published: Published) -> None:
    shares = published.tables["indicators"].set_index(["area_code", "indicator"])
    for row in table_rows(published.workbook, "RekapDesa"):
        share = shares.loc[(row["Kode desa"], "thj")]
        value = next(row[heading] for heading in row if heading.endswith("(THJ)"))
        if pd.isna(share["value"]):
            assert (value, row["THJ pembilang"], row["THJ penyebut"]) == ("–", None, None)
            assert "THJ" in row["Tidak berlaku karena"]
        else:
            assert value == pytest.approx(share["value"])
            assert row["THJ pembilang"] / row["THJ penyebut"] == pytest.approx(value)


def test_every_score_explains_itself(published: Published) -> None:
    """Parts and weights that the sheet prints give the number that it prints; a sanction only stands beside it."""
    villages = published.tables["villages"].set_index("village_code")
    for row in table_rows(published.workbook, "RekapDesa"):
        made, village = row["Susunan SKN dan predikat"], villages.loc[row["Kode desa"]]
        parts = re.findall(r"([A-Z]+) ([0-9]+),([0-9]+)% × ([0-9]+)", made)
        if row["SKN"] == "–":
            assert (parts, made) == ([], "Batas yang berlaku: tidak ada daftar hadir yang dihitung.")
        else:
            total = sum(int(weight) for *_, weight in parts)
            earned = sum(float(f"{whole}.{rest}") * int(weight) for _, whole, rest, weight in parts)
            assert earned / total == pytest.approx(row["SKN"], abs=0.02)
            assert f"bobot {total}" in made
        beside = row["Catatan (tidak memengaruhi predikat)"]
        assert beside == ("ada sanksi yang dijatuhkan" if village["sanctions"] else None)


def test_what_the_score_is_not_stands_on_cover_and_overview(published: Published) -> None:
    for title in ("Sampul", "Ikhtisar"):
        texts = [str(cell.value) for row in published.workbook[title].iter_rows() for cell in row if cell.value]
        assert any("bukan putusan tentang netralitas siapa pun" in text for text in texts)


def test_grades_are_coloured_and_worded(published: Published) -> None:
    fills = {row["grade"]: row["fill"] for row in records("grades")}
    for row in table_cells(published.workbook, "RekapDesa"):
        cell = row["Predikat"]
        assert cell.fill.fgColor.rgb == f"00{fills[str(cell.value)]}"


def test_district_figures_are_those_of_the_added_counts(published: Published) -> None:
    [row] = table_rows(published.workbook, "RekapKecamatan")
    share = published.tables["indicators"].set_index(["area_code", "indicator"]).loc[("35.03.01", "ktw")]
    assert (row["KTW pembilang"], row["KTW penyebut"]) == (share["numerator"], share["denominator"])
    assert row["Jumlah desa"] == len(published.tables["villages"])


def test_silent_villages_are_listed_first_with_every_form(published: Published) -> None:
    rows = table_rows(published.workbook, "BelumMasuk")
    villages = published.tables["villages"]
    silent = sorted(villages.loc[villages["status"] == "BELUM MASUK", "village_code"])
    assert [row["Kode desa"] for row in rows[: len(silent)]] == silent
    assert {row["Laporan Netralitas"] for row in rows[: len(silent)]} == {"belum masuk"}
    assert all(row["Formulir kurang"] == len(expected_forms()) for row in rows[: len(silent)])
    rejected = rows[len(silent) :]
    assert {row["Laporan Netralitas"] for row in rejected} == {"tidak dihitung"}
    assert all(row["Alasan tidak dihitung"].startswith("Aturan S07: ") for row in rejected)


def test_attendance_adds_up(published: Published) -> None:
    rows = table_rows(published.workbook, "Kehadiran")
    people = published.tables["officials"]
    for code in [entry.code for entry in code_list("attendance")]:
        assert sum(row[code] for row in rows) == people[code].sum()
    assert all(
        row["Hadir / HK"] == pytest.approx((row["H"] + row["T"] + row["PSW"] + row["DL"]) / row["HK"]) for row in rows
    )


def test_coincidences_are_early_indications_with_every_village_and_the_reason_where_none_was_tested(
    published: Published,
) -> None:
    shown, table = texts(published.workbook["Koinsidensi"]), published.tables["coincidences"]
    assert "indikasi awal, bukan bukti dan bukan pelanggaran" in shown
    rows = table_rows(published.workbook, "Koinsidensi")
    assert {row["Kode desa"] for row in rows} == set(published.tables["villages"]["village_code"])
    assert len(rows) == len(table)
    untested = [row for row in rows if row["Keterangan"].startswith("Tidak berlaku")]
    assert len(untested) == table["ratio"].isna().sum()
    assert all(isinstance(row["IKA"], float) == (row["TK pada hari itu"] >= 2) for row in rows if row not in untested)
    ranked = [row["Nilai p (Fisher)"] for row in rows if isinstance(row["IKA"], float) and row["Orang"] is None]
    assert ranked
    assert ranked == sorted(ranked)
    above = {after["Orang"]: before for before, after in pairwise(rows) if after["Orang"]}
    assert all(row["Orang"] is None for row in above.values())


def test_allegations_are_never_called_violations(published: Published) -> None:
    shown = texts(published.workbook["Laporan Netralitas"])
    assert "Dugaan bukan pelanggaran" in shown
    rows = table_rows(published.workbook, "LaporanNetralitas")
    assert len(rows) == len(published.tables["cases"])
    for row in rows:
        assert (row["Dugaan yang dilaporkan (rumusan katalog)"] or "Diduga: ").startswith("Diduga: ")
        said = [row["Status kepegawaian"], row["Lembaga berwenang pada hari kejadian"], row["Diteruskan ke"]]
        assert not {"KADES", "PERANGKAT", "BUPATI", "GAKKUMDU"} & set(said), "codes of the forms are words here"
    assert any(row["Dugaan yang dilaporkan (rumusan katalog)"] for row in rows)


def test_map_shows_the_highest_level_of_each_variable(published: Published) -> None:
    levels = published.tables["vulnerabilities"].groupby(["village_code", "variable"])["level"].max()
    words = {0: "KURANG RAWAN", 1: "RAWAN", 2: "SANGAT RAWAN"}
    for row in table_rows(published.workbook, "PetaKerawanan"):
        for entry in code_list("variable"):
            place = (row["Kode desa"], entry.code)
            assert row[entry.code] == (words[levels[place]] if place in levels.index else "tidak dipetakan")


def test_findings_are_written_once_each_and_grouped(published: Published) -> None:
    findings = published.tables["findings"]
    details = table_rows(published.workbook, "RincianTemuan")
    groups = table_rows(published.workbook, "Temuan")
    assert sorted(row["ID rincian"] for row in details) == sorted(findings["finding_id"])
    assert sorted(row["ID temuan"] for row in groups) == sorted(findings["group_id"].unique())
    assert sum(row["Jumlah"] for row in groups) == len(findings)
    severities = [row["Tingkat"] for row in groups]
    assert severities == sorted(severities, key=["Menghalangi penilaian", "Perlu penjelasan", "Saran"].index)
    assert {row["Tindak lanjut yang disarankan"] for row in details} <= {rule.mend() for rule in rules().values()}
    assert all(row["Sebab (diisi auditor)"] is None and row["Akibat (diisi auditor)"] is None for row in groups)


def test_a_group_leads_to_its_rows_and_a_finding_to_its_village(published: Published) -> None:
    detail = published.workbook["Rincian Temuan"]
    for group in table_cells(published.workbook, "Temuan"):
        place = group["Rincian"].hyperlink.location
        first, last = (int(number) for number in re.findall(r"[A-Z](\d+)", place))
        assert place.startswith("'Rincian Temuan'!")
        assert {detail.cell(row, 3).value for row in range(first, last + 1)} == {group["ID temuan"].value}
        assert last - first + 1 == group["Jumlah"].value
    for finding in table_cells(published.workbook, "RincianTemuan"):
        sheet, _, cell = finding["Kode desa"].hyperlink.location.partition("!")
        assert published.workbook[sheet.strip("'")][cell].value == finding["Kode desa"].value


def test_condition_counts_its_entries_and_evidence_is_three_cells(published: Published) -> None:
    group = next(row for row in table_rows(published.workbook, "Temuan") if row["Jumlah"] == 4)
    assert group["Kondisi"].startswith(("4 rincian: ", "4 rincian pada "))
    with_files = next(
        row for row in table_rows(published.workbook, "Temuan") if row["Jumlah"] > 3 and row["Aturan"] != "S01"
    )
    lines = with_files["Bukti (tiga sel pertama)"].split("\n")
    assert len(lines) == 4
    assert all("Daftar Hadir" in line for line in lines[:3])


def test_follow_up_accepts_only_its_four_states(published: Published) -> None:
    checks = published.workbook["Tindak Lanjut"].data_validations.dataValidation
    assert sorted(check.type for check in checks) == ["date", "list"]
    assert next(check.formula1 for check in checks if check.type == "list") == '"1,2,3,4"'
    advice = [row for row in table_rows(published.workbook, "Temuan") if row["Tingkat"] == "Saran"]
    followed = table_rows(published.workbook, "TindakLanjut")
    assert advice, "advice recommends nothing that could be followed up"
    assert len(followed) == len(table_rows(published.workbook, "Temuan")) - len(advice)


def test_a_follow_up_is_due_60_days_after_the_finding_was_told(published: Published) -> None:
    """Peraturan BPK 2/2017 art. 3; a finding of this month was told on the day of the audit."""
    due = [row["Jawaban paling lambat"].date() for row in table_rows(published.workbook, "TindakLanjut")]
    assert len(due) > 3
    assert set(due) == {published.facts.scope.as_of + datetime.timedelta(days=60)}


def test_a_text_that_looks_like_a_formula_stays_text(published: Published) -> None:
    name = next(row["Nama"] for row in table_cells(published.workbook, "Kehadiran") if row["Nama"].value == INJECTED)
    assert name.data_type == "s"
    assert name.quotePrefix
    with zipfile.ZipFile(published.path) as archive:
        sheets = [archive.read(part).decode() for part in archive.namelist() if part.startswith("xl/worksheets/sheet")]
        parts = archive.namelist()
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    assert not any("externalLink" in part or "vba" in part.casefold() for part in parts)


def test_dates_and_numbers_are_real(published: Published) -> None:
    finding = next(row for row in table_rows(published.workbook, "RincianTemuan") if row["Tanggal"] is not None)
    assert isinstance(finding["Tanggal"], datetime.datetime)
    assert finding["Tanggal"].time() == datetime.time()
    village = next(row for row in table_rows(published.workbook, "RekapDesa") if row["SKN"] != "–")
    assert isinstance(village["SKN"], float)


def test_overview_shows_key_figures_chart_priorities_and_heat(published: Published) -> None:
    sheet = published.workbook["Ikhtisar"]
    figures = {row["Kode"]: row for row in table_rows(published.workbook, "AngkaKunci")}
    share = published.tables["indicators"].set_index(["area_code", "indicator"]).loc[("35.03.01", "skn")]
    assert figures["SKN"]["Nilai"] == pytest.approx(share["value"])
    grades = {row["Predikat"]: row["Jumlah desa"] for row in table_rows(published.workbook, "SebaranPredikat")}
    assert grades == {
        grade["grade"]: int((published.tables["villages"]["grade"] == grade["grade"]).sum())
        for grade in records("grades")
    }
    with zipfile.ZipFile(published.path) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert all(title in chart for title in ("Sebaran predikat desa", "Predikat", "Jumlah desa"))
    first = published.tables["villages"].sort_values(["priority", "village_code"], ascending=[False, True])
    listed = [row["Desa"] for row in table_rows(published.workbook, "PrioritasKunjungan")]
    assert listed == first["village_name"].head(15).to_list()
    assert "PetaPanasKecamatan" in sheet.tables


def test_cover_tells_from_whom_about_what_and_has_room_for_number_and_signatures(published: Published) -> None:
    shown = texts(published.workbook["Sampul"])
    facts = published.facts
    for told in (
        "PEMERINTAH KABUPATEN TRENGGALEK\nINSPEKTORAT",
        "Kecamatan Panggul",
        "Oktober 2024",
        "6 November 2024",
        facts.audit_id,
        "Nomor LHP",
        "Tanggal LHP",
        "Tanda tangan",
    ):
        assert told in shown
    assert "\nRAHASIA. " in shown


def test_versions_stand_on_control_and_in_one_line_of_the_cover(published: Published) -> None:
    versions = published.facts.versions
    for title in ("Sampul", "Kontrol"):
        lines = [line for line in texts(published.workbook[title]).splitlines() if versions.rules in line]
        assert [versions.product in line and versions.calendar in line for line in lines] == [True], title


def test_control_shows_every_file_with_its_hash(published: Published) -> None:
    rows = {row["Berkas"]: row for row in table_rows(published.workbook, "KontrolBerkas")}
    files = published.tables["files"].set_index("file")
    assert {file: row["SHA-256"] for file, row in rows.items()} == files["sha256"].to_dict()
    assert {row["Hasil"] for row in table_rows(published.workbook, "KontrolPembukuan")} == {"Cocok"}


def test_text_that_a_cell_cannot_hold_is_replaced_and_cut() -> None:
    assert written_text("a\x00b\x1fc\ufffe") == "a�b�c�"
    assert written_text("x" * 40_000) == "x" * LONGEST_TEXT + "…"


def test_changed_cells_and_resolved_findings_stand_beside_each_other(published: Published) -> None:
    [change] = table_rows(published.workbook, "Perubahan")
    assert (change["Kolom"], change["Semula"], change["Menjadi"], change["Sel"]) == ("tanggal 3", "TK", INJECTED, "I7")
    shown = texts(published.workbook["Perubahan"])
    assert published.tables["resolved"].iloc[0]["statement"] in shown
    assert "Temuan yang selesai" in shown


def test_every_indicator_is_followed_month_by_month(published: Published) -> None:
    table = published.workbook["Ikhtisar"].tables["Kecenderungan"]
    rows = [[cell.value for cell in row] for row in published.workbook["Ikhtisar"][table.ref]]
    assert rows[0] == ["Singkatan", "Indikator", "Sep 2024", "Okt 2024"]
    figures = {row[1]: row[2:] for row in rows[1:]}
    assert figures["Temuan sementara di folder desa"] == [0, published.tables["findings"]["group_id"].nunique()]
    assert len(published.workbook["Ikhtisar"]._charts) == 2


def test_numerators_and_denominators_are_folded_and_out_of_print(published: Published) -> None:
    for name in ("Rekap Desa", "Rekap Kecamatan"):
        sheet = published.workbook[name]
        for cell in sheet[HEADING_ROW]:
            heading, look = str(cell.value), sheet.column_dimensions[cell.column_letter]
            assert look.hidden == heading.endswith((" pembilang", " penyebut")), heading


def test_the_halves_of_a_row_are_printed_one_after_the_other(published: Published) -> None:
    wide = {plan.title for plan in sheet_plans() if plan.pages_wide > 1}
    for sheet in published.workbook.worksheets:
        assert sheet.page_setup.pageOrder == "overThenDown"
        assert (sheet.print_title_cols is not None) == (sheet.title in wide), "a right-hand page names its rows"


def test_every_fact_of_law_in_use_stands_with_its_source_and_how_it_was_checked(published: Published) -> None:
    rows = table_rows(published.workbook, "KetentuanLain")
    words = {row["value"]: row["word_id"] for row in records("workbook_marks") if row["mark"] == "verification"}
    facts = [*records("case_routes"), *(row for row in records("limits") if row["verified"] != "own")]
    facts += [row for row in records("case_stages") if row["limit_days"] or row["clock_package"]]
    facts += [*records("pledge_duties"), *records("stages"), *records("calendar")]
    known = {(row.get("basis") or row["source"], words[row["verified"]]) for row in facts}
    known |= {(row["basis"], words[row["verified"]]) for row in records("absence_thresholds")}
    assert {(row["Sumber"], row["Kepastian rujukan"]) for row in rows} == known
    told = {row["Ketentuan"]: row for row in rows}
    assert "PNS: 21, 25, 28 hari kerja dalam satu tahun tanpa alasan yang sah" in told
    assert "Jam kerja mulai pukul 07.30" in told
    assert "kepala desa, perangkat desa: wajib menandatangani ikrar netralitas di wilayah Kabupaten Trenggalek" in told
    assert "Masa tenang: 24 November 2024 sampai 26 November 2024" in told
    assert "27 November 2024: hari libur (Pemungutan suara Pilkada serentak)" in told
    forces = told["P-01; TNI, Polri, pejabat daerah: Gakkumdu berwenang"]
    assert forces["Berlaku sejak"] == datetime.datetime(2024, 11, 14)  # noqa: DTZ001
    unsure = [sum(row["Kepastian rujukan"] == words[name] for row in rows) for name in ("press", "unverified")]
    assert f"Dari {len(rows)} ketentuan ini {unsure[0]} baru menurut berita dan {unsure[1]} belum diperiksa" in texts(
        published.workbook["Dasar Hukum"]
    )


def test_further_facts_widen_the_basis_by_nothing() -> None:
    facts, violations = (column_plans(block, "id") for block in ("legal_facts", "legal_violations"))
    assert [fact.heading for fact, known in zip(facts, violations, strict=False) if fact.width > known.width] == []
    assert len(facts) <= len(violations)
