"""Reading forms wherever they stand, and nothing that is not a form's row."""

from datetime import date

import openpyxl
import pytest

from tests.builders import full_month, full_return, grid_rows, identity_rows, labels, put, read, workbook

PERSON = [1, "Sutrisno", "3503010101700001", "Kepala Desa", "KADES", *full_month()]


def test_all_five_forms_of_one_file_are_read() -> None:
    found = read(workbook(full_return()))
    assert [sheet["form"] for sheet in found["sheets"]] == ["attendance", "activities", "reports", "vulnerabilities"]
    assert found["identities"][0]["stated_code"] == "35.03.01.2001"
    assert found["identities"][0]["reports_nil"] == "YA"
    assert len([row for row in found["mentions"] if row["form"] == "attendance"]) == 2
    assert found["activities"][0]["pledge_signed"] == "YA"


def test_a_grid_is_found_wherever_it_stands_and_only_people_are_read() -> None:
    def surround(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Lembar1")
        put(sheet, [["PEMERINTAH DESA BESUKI"], ["DAFTAR HADIR BULAN OKTOBER 2024"]], top=2, left=3)
        put(sheet, grid_rows([]), top=6, left=3)
        put(sheet, [list(range(1, 38)), PERSON, ["Jumlah", None, None, None, None, 1, 1]], top=7, left=3)
        put(sheet, [["Keterangan: H = Hadir, TK = Tanpa Keterangan"]], top=11, left=3)
        put(sheet, [["Mengetahui,"], ["Kepala Desa Besuki"], [None], ["SUTRISNO", "3503010101700001", "H", "H"]], 13, 5)

    found = read(workbook({}, surround))
    assert [(row["row"], row["name"]) for row in found["mentions"]] == [(8, "Sutrisno")]
    assert [(row["year"], row["month"]) for row in found["stated_months"]] == [(2024, 10)]
    cells = {row["field"]: row["cell"] for row in found["attendance"]}
    assert (found["mentions"][0]["name_cell"], cells["day_1"], cells["day_31"]) == ("D8", "H8", "AL8")


def test_a_name_with_room_behind_it_opens_no_signature_block() -> None:
    entries = [
        [1, "10 Oktober 2024", "RAKOR", "Ahmad, ………", None, None, "YA"],
        [None, "10 Oktober 2024", "RAKOR", "Budi, ........"],
        [None, "11 Oktober 2024", "RAKOR", "Sutrisno"],
    ]
    signed = [[None] * 6 + ["Besuki, ………………"], [None] * 6 + ["Mengetahui,"], [None] * 6 + ["Siti Aminah"]]
    found = read(workbook({"Rakor dan Ikrar": [labels("activities")[:7], *entries, *signed]}))
    assert [row["row"] for row in found["mentions"]] == [2, 3, 4]
    assert "row" not in {cell["field"] for cell in found["cells"]}


def test_headings_in_two_merged_rows() -> None:
    def head(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Absen")
        put(sheet, [["No", "Nama", "NIP/NIK", "Jabatan", "Status Kepegawaian", "Tanggal"]])
        put(sheet, [[*range(1, 32), "H", "TK"]], top=2, left=6)
        sheet.cell(1, 37, "Jumlah")
        sheet.merge_cells("F1:AJ1")
        put(sheet, [[*PERSON, 23, 0]], top=3)

    found = read(workbook({}, head))
    assert found["sheets"][0]["arrangement"] == "grid"
    assert found["sheets"][0]["missing_columns"] is None
    assert {(row["code"], row["written"]) for row in found["totals"]} == {("H", 23), ("TK", 0)}


def test_a_list_keeps_the_rows_of_one_person_together() -> None:
    rows = [
        labels("attendance", "list"),
        [1, "Siti", "3503014202850002", "Kaur", date(2024, 10, 1), "07:30", "15:30", "8 jam", "Hadir", None],
        [2, "Siti", "3503014202850002", "Kaur", "2 Oktober 2024", None, None, None, "Sakit", "surat dokter"],
    ]
    found = read(workbook({"Kehadiran": rows}))
    assert found["sheets"][0]["arrangement"] == "list"
    assert len(found["mentions"]) == 1
    assert [(row["row"], row["code"], row["date"]) for row in found["attendance"]] == [
        (2, "H", date(2024, 10, 1)),
        (3, "S", date(2024, 10, 2)),
    ]
    assert {row["reason"] for row in found["repairs"]} == {"date_text"}


def test_a_blank_cell_is_unknown_and_an_ambiguous_code_too() -> None:
    days = full_month()
    days[0], days[1], days[2], days[3] = None, "A", "l", "C?"
    found = read(workbook({"Hadir": grid_rows([[*PERSON[:5], *days]])}))
    codes = {row["day"]: (row["shown"], row["code"]) for row in found["attendance"]}
    assert [codes[day] for day in (1, 2, 3, 4)] == [(None, None), ("A", None), ("l", None), ("C?", None)]


def test_a_legend_on_the_sheet_goes_before_the_aliases() -> None:
    days = full_month()
    days[1] = "A"
    rows = [*grid_rows([[*PERSON[:5], *days]]), [], [None, "Keterangan : H = Hadir ; A = Alpa"]]
    found = read(workbook({"Hadir": rows}))
    assert {row["day"]: row["code"] for row in found["attendance"]}[2] == "TK"
    assert found["sheets"][0]["has_legend"] is True


def test_an_error_cell_and_a_formula_without_value_are_told_from_a_blank() -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        sheet = book["Hadir"]
        sheet["F2"] = "#REF!"
        sheet["F2"].data_type = "e"
        sheet["G2"] = '=IF(1=1,"H","")'

    found = read(workbook({"Hadir": grid_rows([PERSON])}, spoil))
    errors = {row["field"]: row["error"] for row in found["attendance"] if row["error"]}
    assert errors == {"day_1": "#REF!", "day_2": "rumus"}


def test_a_missing_column_is_named_and_a_near_heading_only_suggested() -> None:
    rows = [["No", "Nama", "NIP/NIKK", "Jabatan", "Status Kepegawaian", *range(1, 32)], PERSON]
    found = read(workbook({"Hadir": rows}))
    assert found["sheets"][0]["missing_columns"] == "NIP/NIK"
    assert found["sheets"][0]["suggestions"] == "NIP/NIKK → NIP/NIK"
    assert found["mentions"][0]["identifier"] is None


_NEW_COLUMNS = {"Status Kedua", "Pemilihan", "Nomor Register", "Alamat Terlapor"}
_OLD_FORM = [label for label in labels("reports") if label not in _NEW_COLUMNS]
_REPORT = [1, date(2024, 10, 2), *[None] * 3, "Budi", None, None, "KADES", "V-02", None, "Hadir", *[None] * 9]


@pytest.mark.parametrize("heading", ["Nama Pelapor", "Saksi", "Nama Saksi", "Alamat Saksi"])
def test_the_name_of_a_reporter_or_witness_is_dropped(heading: str) -> None:
    rows = [
        [*labels("reports"), heading],
        [1, date(2024, 10, 2), None, None, None, "Budi", *[None] * (len(labels("reports")) - 6), "RAHASIA"],
    ]
    found = read(workbook({"Laporan": rows}))
    assert found["reports"][0]["name"] == "Budi"
    assert "RAHASIA" not in repr(found)


def test_second_status_election_register_number_and_address_are_read_where_the_form_has_them() -> None:
    told = {"Status Kedua": "Pegawai Negeri Sipil", "Pemilihan": "Pilgub", "No. Register": "012/LP/PB/X/2024"}
    told |= {"Alamat Terlapor": "RT 3 RW 1"}
    (row,) = read(workbook({"Laporan": [[*_OLD_FORM, *told], [*_REPORT, *told.values()]]}))["reports"]
    assert (row["second_category"], row["election"], row["register_number"]) == ("PNS", "GUBERNUR", "012/LP/PB/X/2024")
    assert row["address"] == "RT 3 RW 1"


def test_a_form_of_before_without_the_new_columns_is_read_as_it_was() -> None:
    found = read(workbook({"Laporan": [_OLD_FORM, _REPORT]}))
    (row,) = found["reports"]
    assert (row["violation_code"], row["second_category"], row["election"]) == ("V-02", None, None)
    assert found["sheets"][0]["missing_columns"] is None


def test_two_tables_on_one_sheet_are_two_forms() -> None:
    reports = [labels("reports"), [1, date(2024, 10, 2), None, None, None, "Budi", None, None, "PNS", "K-01"]]
    rows = [*reports, [], [], labels("vulnerabilities"), [1, "NETRALITAS", "TPS 1", None, 2, "TNI"]]
    found = read(workbook({"Gabungan": rows}))
    assert [(sheet["form"], sheet["row_count"]) for sheet in found["sheets"]] == [
        ("reports", 1),
        ("vulnerabilities", 1),
    ]


@pytest.mark.parametrize("spelling", ["Bulan", "BULAN "])
def test_month_and_year_together_state_the_period(spelling: str) -> None:
    rows = identity_rows(**{"Periode": None, spelling: "Oktober", "Tahun": 2024})
    found = read(workbook({"Identitas": [row for row in rows if row[1] is not None]}))
    assert found["identities"][0]["stated_period"] == "2024-10"


def test_a_sheet_that_is_no_form_stays_unknown() -> None:
    found = read(
        workbook({"Data": [["Name", "Date", "Status"], ["x", 1, 2]], "Nama": [["Nama", "Alamat"], ["a", "b"]]})
    )
    assert "sheets" not in found
    assert found["opened"][0]["form_count"] == 0


def test_a_list_of_codes_with_their_meanings_is_no_form_and_a_run_of_codes_is() -> None:
    meanings = [["H", "Hadir"], ["S", "Sakit"], ["TK", "Tanpa keterangan"], ["L", "hari libur menurut SKB"]]
    persons = [["Sutrisno", "H", "H", "S"], ["Siti Aminah", "H", "TK", "TK"]]
    found = read(workbook({"Kode": meanings, "Rekap": persons}))
    assert {row["sheet"]: row["meant_cell"] for row in found["worksheets"]} == {"Kode": None, "Rekap": "A1"}
