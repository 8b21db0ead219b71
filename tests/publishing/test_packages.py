"""Packages: each body gets just what is routed to it, as allegations, masked, in the audit's record."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl import Workbook

from data.forms import code_list
from data.packages import package_routes, packages
from data.reference import records
from data.tables import frame
from tasks.publishing.packages.clocks import clock_rows
from tasks.publishing.packages.package_rows import routed
from tasks.publishing.packages.packages import PACKAGES, packaged_rows
from tasks.publishing.publishing import publish
from tasks.scoring.results import Results
from tests.publishing.made_up import Row, digest, path_of
from tests.publishing.reading_back import heading, table_rows
from tests.publishing.synthetic import Tables, facts_for, tables_for

AREA = "35.03.01"
VILLAGE = "35.03.01.2001"
SENT = "Diteruskan ke lembaga ini menurut laporan desa"
OWN = "Berwenang menurut ketentuan"
PERSONNEL = "Pejabat pembina kepegawaian: pemeriksaan oleh atasan langsung"
EVERY = "Pengawas menerima setiap laporan"
CASES: dict[str, Row] = {
    "servant": {"category": "PNS", "violation_code": "D-04"},
    "servant sent to Bupati": {"category": "PNS", "violation_code": "D-04", "forwarded_to": "BUPATI"},
    "servant sent to BKN": {"category": "PPPK", "forwarded_to": "BKN", "stage": "DITERUSKAN_BKN"},
    "head": {"category": "KADES", "violation_code": "V-02"},
    "acting head": {"category": "KADES", "second_category": "PNS", "violation_code": "V-02"},
    "head charged as a servant": {"category": "KADES", "violation_code": "D-04"},
    "staff": {"category": "PERANGKAT", "violation_code": "V-05"},
    "criminal": {"category": "KADES", "violation_code": "P-01"},
    "nobody's": {"category": "HONORER", "violation_code": "D-04"},
    "soldier": {"violation_code": "P-01", "stage": "DITERUSKAN_TNI_POLRI"},
    "unknown": {},
}
ROUTED = {
    "BKN": {"servant": OWN, "servant sent to Bupati": OWN, "servant sent to BKN": f"{OWN}; {SENT}"},
    "BUPATI": {
        "servant": PERSONNEL,
        "servant sent to Bupati": f"{SENT}; {PERSONNEL}",
        "servant sent to BKN": PERSONNEL,
        "head": OWN,
        "acting head": f"{OWN}; {PERSONNEL}",
        "head charged as a servant": OWN,
        "staff": OWN,
    },
    "BAWASLU": dict.fromkeys(CASES, EVERY),
    "GAKKUMDU": {"criminal": OWN},
    "TNI-POLRI": {"soldier": SENT},
}
VARIABLES = {
    "BKN": {"NETRALITAS APARATUR"},
    "BUPATI": {"NETRALITAS APARATUR"},
    "BAWASLU": {entry.code for entry in code_list("variable")},
    "GAKKUMDU": {"NETRALITAS APARATUR", "POLITIK UANG"},
    "TNI-POLRI": {entry.code for entry in code_list("variable")},
}
BODIES = list(ROUTED)


def tables_with(cases: dict[str, Row], points: list[Row]) -> Tables:
    common: Row = {"village_code": VILLAGE, "open": True, "file": path_of(VILLAGE), "sheet": "Laporan", "cell": "A9"}
    told = [common | {"case_id": digest(name)[:16], "subject": name} | case for name, case in cases.items()]
    return tables_for(AREA, people=1, findings=0) | {
        "cases": frame("cases", "result", told),
        "vulnerabilities": frame("vulnerabilities", "result", points),
    }


def every_point() -> list[Row]:
    return [
        {"village_code": VILLAGE, "variable": entry.code, "level": 1, "source": source.code, "cell": "B7"}
        for entry in code_list("variable")
        for source in code_list("source")
    ]


def written(folder: Path, tables: Tables) -> dict[str, Workbook]:
    place = publish(folder, facts_for(AREA), Results(**tables), jobs=1, packages=True).parent / PACKAGES
    return {body: openpyxl.load_workbook(place / f"paket-{body}-{AREA}-2024-10.xlsx") for body in BODIES}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    return written(tmp_path_factory.mktemp("full"), tables_with(CASES, every_point()))


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    return written(tmp_path_factory.mktemp("blank"), tables_with({}, []))


def texts(workbook: Workbook) -> list[str]:
    cells = (cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.value is not None]


def test_every_body_has_its_routes_and_every_route_its_source() -> None:
    assert [package.package for package in packages()] == ["BKN", "BUPATI", "BAWASLU", "GAKKUMDU", "TNI-POLRI"]
    rows = records("package_routes")
    assert all(row[name] for row in rows for name in ("reason_id", "reason_en", "source_id", "source_en"))
    assert {row["package"] for row in rows} == set(BODIES)
    stages = {row["stage"] for row in records("case_stages")}
    known = {"stage": stages, "forwarded_to": {entry.code for entry in code_list("channel")}}
    known |= {
        "variable": VARIABLES["BAWASLU"],
        "competent": {row["channel"] for row in records("case_routes")},
        "category": {"PNS", "PPPK"},
        "second_category": {"PNS"},
        "": {""},
    }
    assert [row for row in rows if row["value"] not in known[row["field"]]] == []


@pytest.mark.parametrize("body", BODIES)
def test_a_case_goes_to_the_competent_body_and_to_the_one_it_was_sent_to(books: dict[str, Workbook], body: str) -> None:
    rows = table_rows(books[body], "Dugaan")
    subject, reason = heading("package_cases", "subject"), heading("package_cases", "routed_by")
    assert {row[subject]: row[reason] for row in rows} == ROUTED[body]
    assert len(rows) == len(ROUTED[body])


def test_the_competent_body_of_a_case_is_named_or_said_to_be_unknown(books: dict[str, Workbook]) -> None:
    subject, body = heading("package_cases", "subject"), heading("package_cases", "competent")
    told = {row[subject]: row[body] for row in table_rows(books["BAWASLU"], "Dugaan")}
    assert (told["servant sent to Bupati"], told["criminal"]) == ("BKN", "Gakkumdu")
    assert told["nobody's"] == told["soldier"] == told["unknown"] == "Belum dapat ditentukan"


@pytest.mark.parametrize("body", BODIES)
def test_map_rows_are_those_of_the_bodys_task(books: dict[str, Workbook], body: str) -> None:
    rows = table_rows(books[body], "PetaKerawanan")
    assert {row[heading("vulnerability_rows", "variable")] for row in rows} == VARIABLES[body]
    assert len(rows) == len(VARIABLES[body]) * len(code_list("source"))


@pytest.mark.parametrize("body", BODIES)
def test_the_cover_says_for_whom_what_and_when(books: dict[str, Workbook], body: str) -> None:
    package = next(package for package in packages() if package.package == body)
    told = [str(cell.value) for row in books[body]["Sampul"].iter_rows() for cell in row if cell.value is not None]
    assert {f"Bahan untuk {package.addressee('id')}", package.content("id"), "Oktober 2024", "6 November 2024"} <= set(
        told
    )
    assert any(line.startswith(f"{len(ROUTED[body])} dugaan") for line in told)


@pytest.mark.parametrize("body", BODIES)
def test_a_body_without_a_row_is_told_so(blank: dict[str, Workbook], body: str) -> None:
    addressee = next(package.addressee("id") for package in packages() if package.package == body)
    told = texts(blank[body])
    assert f"Tidak ada dugaan dan tidak ada catatan peta kerawanan untuk {addressee} pada periode ini." in told
    assert any(line.startswith(f"Dugaan untuk {addressee}: tidak ada.") for line in told)
    assert any(line.startswith(f"Catatan peta kerawanan untuk {addressee}: tidak ada.") for line in told)


@pytest.mark.parametrize("body", BODIES)
def test_the_basis_names_every_route_and_only_the_codes_of_its_cases(books: dict[str, Workbook], body: str) -> None:
    basis = table_rows(books[body], "DasarMuatan")
    assert [row["Dasar"] for row in basis] == [route.source("id") for route in package_routes(body)]
    codes = {CASES[name].get("violation_code") for name in ROUTED[body]} - {None}
    assert {row["Kode"] for row in table_rows(books[body], "KatalogDugaan")} - {None} == codes


@pytest.mark.parametrize("body", BODIES)
def test_an_allegation_is_never_called_a_violation(
    books: dict[str, Workbook], blank: dict[str, Workbook], body: str
) -> None:
    catalogue = {row["description"] for row in records("violations")}
    for line in texts(books[body]) + texts(blank[body]):
        if "pelanggaran" in line.casefold() and line not in catalogue:
            assert re.search(r"dugaan pelanggaran|bukan pelanggaran", line, re.IGNORECASE), line


@pytest.mark.parametrize("body", BODIES)
def test_every_sheet_prints_on_a4_landscape(books: dict[str, Workbook], body: str) -> None:
    assert books[body].sheetnames == ["Sampul", "Dugaan", "Batas Waktu", "Peta Kerawanan", "Dasar Hukum"]
    for sheet in books[body].worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.oddFooter.right.text == "Halaman &P dari &N"


def test_an_identifier_typed_as_a_place_is_masked(tmp_path: Path) -> None:
    case: Row = {"category": "PNS", "place": "rumah 3503010101700001", "subject": "197003152001121003"}
    for workbook in written(tmp_path, tables_with({"typed": case}, [])).values():
        assert not [line for line in texts(workbook) if re.search(r"3503010101700001|197003152001121003", line)]


def test_the_ledger_is_told_every_row_of_every_package() -> None:
    rows = packaged_rows(facts_for(AREA), Results(**tables_with(CASES, every_point())))
    told = {body: set(of_body["case_id"].dropna()) for body, of_body in rows.groupby("package")}
    assert told == {body: {digest(name)[:16] for name in names} for body, names in ROUTED.items()}
    points = rows[rows["case_id"].isna()].groupby("package").size().to_dict()
    assert points == {body: len(names) * len(code_list("source")) for body, names in VARIABLES.items()}
    assert set(rows["cell"]) == {"A9", "B7"}
    assert packaged_rows(facts_for(AREA), None).empty


def test_packages_are_recorded_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    tables = tables_with(CASES, every_point())
    shuffled = {name: tables[name].sample(frac=1, random_state=1) for name in ("cases", "vulnerabilities")}
    hashes = []
    for name, given in (("first", tables), ("second", tables | shuffled)):
        path = publish(tmp_path / name, facts_for(AREA), Results(**given), jobs=1, packages=True)
        record = json.loads((path.parent / "audit.json").read_text(encoding="utf-8"))["outputs"]
        kept = {file: found for file, found in record.items() if file.startswith(f"{PACKAGES}/")}
        assert kept == {
            f"{PACKAGES}/{file.name}": hashlib.sha256(file.read_bytes()).hexdigest()
            for file in (path.parent / PACKAGES).iterdir()
        }
        hashes.append(kept)
    assert hashes[0] == hashes[1]
    assert len(hashes[0]) == len(BODIES)


def test_without_the_option_there_are_none(tmp_path: Path) -> None:
    path = publish(tmp_path, facts_for(VILLAGE), Results(**tables_for(VILLAGE, findings=0)), jobs=1)
    assert not (path.parent / PACKAGES).exists()


def test_no_case_is_lost_between_the_packages() -> None:
    cases = tables_for("35.03", people=1, findings=0)["cases"].assign(competent=pd.Series(dtype="str"))
    found = {case for package in packages() for case in routed(cases, "cases", package, "id")["case_id"]}
    assert found == set(cases["case_id"]) != set()


_FORWARDED: Row = {"forwarded_date": pd.Timestamp("2024-11-08"), "reported_date": pd.Timestamp("2024-11-04")}


@pytest.mark.parametrize(
    ("package", "case", "due"),
    [
        ("BKN", {"category": "PNS"}, ["2024-11-15", "2024-11-20", None, None, None]),
        # a Friday; Saturdays, Sundays and voting day (27 November) are no working days
        ("GAKKUMDU", {"category": "KADES"}, ["2024-11-09", "2024-11-29", "2024-12-04", "2024-12-09", "2024-12-16"]),
        ("BAWASLU", {"category": "KADES"}, ["2024-11-07", "2024-11-09"]),
        ("BUPATI", {"category": "PNS"}, ["2024-11-15", "2024-11-26", *[None] * 5]),
        ("BUPATI", {"category": "KADES", "second_category": "PNS"}, ["2024-11-15", "2024-11-26", *[None] * 5]),
        ("BUPATI", {"category": "KADES"}, []),
        ("BKN", {"category": "PNS", "open": False}, []),
    ],
)
def test_each_body_is_told_its_time_limits(package: str, case: Row, due: list[str | None]) -> None:
    """PP 94/2021 art. 26, 37, 38 for PNS; UU 10/2016 art. 146; UU 1/2015 art. 134; the clocks of SBT."""
    cases = tables_with({"one": _FORWARDED | case}, [])["cases"]
    rows = clock_rows(cases, package, date(2024, 11, 6), "id")
    assert [None if pd.isna(day) else day.date().isoformat() for day in rows["due"]] == due
    assert rows["source"].notna().all()


@pytest.mark.parametrize(("reported", "steps"), [("2021-08-30", 0), ("2021-08-31", 7)])
def test_a_step_is_told_since_it_is_law(reported: str, steps: int) -> None:
    """PP 94/2021 is in force since 31 August 2021."""
    case: Row = {"category": "PNS", "reported_date": pd.Timestamp(reported)}
    assert len(clock_rows(tables_with({"one": case}, [])["cases"], "BUPATI", date(2021, 9, 6), "id")) == steps


def test_the_steps_after_the_clocks_are_told_although_no_days_are_named_for_them() -> None:
    """PP 94/2021 art. 27, 29 and 32: team, record, report; of SBT: personnel officer, I'DIS, SIASN."""
    cases = tables_with({"one": _FORWARDED | {"category": "PNS"}}, [])["cases"]
    for package, words in {
        "BKN": ("Pejabat pembina kepegawaian", "I'DIS", "SIASN"),
        "BUPATI": ("Tim pemeriksa", "Berita acara pemeriksaan ditandatangani", "melaporkan berita acara"),
    }.items():
        rows = clock_rows(cases, package, date(2024, 11, 6), "id")
        unlimited = rows[rows["allowed"] == "tanpa batas hari dalam sumbernya"]
        assert unlimited["due"].isna().all()
        assert all(word in step for word, step in zip(words, unlimited["step"], strict=True))


def test_bkn_writes_the_number_of_its_complaint_beside_each_case(books: dict[str, Workbook]) -> None:
    number = heading("package_cases_BKN", "complaint_number")
    assert {row[number] for row in table_rows(books["BKN"], "Dugaan")} == {None}
    assert number not in table_rows(books["BAWASLU"], "Dugaan")[0]


def test_a_limit_whose_beginning_is_not_known_has_no_date() -> None:
    cases = tables_with({"one": {"category": "PNS"}}, [])["cases"]
    assert clock_rows(cases, "GAKKUMDU", date(2024, 11, 6), "id")["due"].isna().all()


def test_the_supervisor_gets_the_fields_of_its_report_form(tmp_path: Path) -> None:
    """Annex of Perbawaslu 9/2024: event, place, days, evidence, description; witnesses stay in the original."""
    case: Row = {
        "category": "KADES", "election": "BUPATI", "target": "Kotak kosong", "description": "Diduga mengajak warga",
        "evidence_kind": "foto", "evidence_count": 2, "register_number": "012/LP/PB/X/2024", "place": "Balai desa",
        "incident_time": "19:30", "letter_number": "005/17/X/2024",
    }  # fmt: skip
    own: Row = {"address": "RT 3 RW 1", "information_source": "media sosial"}
    books = written(tmp_path, tables_with({"one": case | own, "two": {"category": "KADES"}}, []))
    rows = {row[heading("package_cases", "subject")]: row for row in table_rows(books["BAWASLU"], "Dugaan")}
    told = case | {"election": "Bupati", "category": "kepala desa"}
    assert {name: rows["one"][heading("package_cases", name)] for name in told} == told
    asked = {name: heading("package_cases_BAWASLU", name) for name in own}
    assert {name: rows["one"][asked[name]] for name in own} == own
    assert [rows["two"][name] for name in asked.values()] == [None, None]
    of_regent, _ = table_rows(books["BUPATI"], "Dugaan")
    assert not set(asked.values()) & of_regent.keys()
