"""The synthetic inbox: what lies in it, and that the same seed makes the same bytes."""

import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from data.calendar import Period, working_days
from data.errors import UsageError
from data.forms import column_label, form_columns, form_label
from data.identifiers import NIK, NIP
from data.register import area
from tasks.sample.composing import Assignment
from tasks.sample.inbox import assign, write_sample
from tasks.sample.reports import fitting_codes
from tasks.sample.returns import VillageReturn, village_return
from tasks.sample.villages import sample_villages
from tests.data.sample_reading import sheets, table, tree, truths

OCTOBER = Period(2024, 10)
DISTRICT = "35.03.07"
TOWN = "35.03.11"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "inbox"
    write_sample(folder, area(TOWN), OCTOBER, messy=0, seed=1)
    return folder


@pytest.fixture(scope="module")
def returns() -> list[VillageReturn]:
    return [village_return(village, OCTOBER, 1) for village in sample_villages("35.03")]


def test_same_seed_same_bytes_on_any_number_of_processes(tmp_path: Path) -> None:
    write_sample(tmp_path / "one", area(DISTRICT), OCTOBER, messy=0.6, seed=3)
    write_sample(tmp_path / "two", area(DISTRICT), OCTOBER, messy=0.6, seed=3, jobs=2)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_another_seed_makes_other_villages() -> None:
    village = sample_villages(DISTRICT)[0]
    assert village_return(village, OCTOBER, 1).officials != village_return(village, OCTOBER, 2).officials


def test_village_is_the_same_whatever_area_is_made(tmp_path: Path, clean: Path) -> None:
    write_sample(tmp_path / "one", area(f"{TOWN}.1007"), OCTOBER, messy=0, seed=1)
    alone = {name: content for name, content in tree(tmp_path / "one").items() if name[0].isdigit()}
    assert alone
    assert alone.items() <= tree(clean).items()


def test_every_village_has_a_folder_and_the_regency_its_two_workbooks(clean: Path) -> None:
    folders = {path.name for path in clean.iterdir() if path.is_dir()}
    codes = {re.sub(r"\D", "", name.split()[0]) for name in folders - {"_kabupaten"}}
    assert codes == {village.code.replace(".", "") for village in sample_villages(TOWN)}
    assert {path.name for path in (clean / "_kabupaten").iterdir()} == {"daftar-pejabat.xlsx", "agenda.xlsx"}
    assert truths(clean) == []


def test_regency_has_157_villages_of_8_to_18_officials_in_realistic_shares(returns: list[VillageReturn]) -> None:
    assert len(returns) == 157
    assert all(8 <= len(found.officials) <= 18 for found in returns)
    assert 95 <= sum(found.arrangement == "grid" for found in returns) <= 120
    assert {found.packing for found in returns} == {"one", "two", "three"}
    assert 12 <= sum(bool(found.rows["reports"]) for found in returns) <= 28
    assert 62 <= sum(bool(found.rows["vulnerabilities"]) for found in returns) <= 95
    codes = Counter(code for found in returns for days in found.codes.values() for code in days.values())
    assert {"H", "T", "PSW", "DL", "S", "I", "C", "TK"} == set(codes)
    assert codes["H"] > 0.75 * codes.total()
    assert codes["TK"] < 0.02 * codes.total()


def test_identifiers_fit_the_persons_and_are_never_given_twice(returns: list[VillageReturn]) -> None:
    officials = [official for found in returns for official in found.officials]
    assert len({official.identifier for official in officials}) == len(officials)
    for official in officials:
        number = official.identifier
        if official.category in {"PNS", "PPPK"}:
            assert NIP.match(number)
            born, sex = datetime.strptime(number[:8], "%Y%m%d").date(), number[14]  # noqa: DTZ007
            assert sex == ("1" if official.sex == "L" else "2")
            assert 18 <= int(number[8:12]) - born.year <= 58
            month = int(number[12:14])
            assert 21 <= month <= 29 if official.category == "PPPK" else 1 <= month <= 12
            assert number[15:] != "000"
        else:
            assert NIK.match(number)
            day = int(number[6:8])
            assert (day > 40) == (official.sex == "P")
            century = 2000 if int(number[10:12]) < 24 else 1900
            assert date(century + int(number[10:12]), int(number[8:10]), day % 40)
            assert number[12:] != "0000"


def test_kelurahan_are_led_by_civil_servants(returns: list[VillageReturn]) -> None:
    urban = [found for found in returns if found.village.kind == "kelurahan"]
    assert len(urban) == 5
    for found in urban:
        assert (found.officials[0].position, found.officials[0].category) == ("Lurah", "PNS")
        assert {official.category for official in found.officials} <= {"PNS", "PPPK", "HONORER"}


def test_reports_fit_person_stage_and_order_of_dates(returns: list[VillageReturn]) -> None:
    for row in (row for found in returns for row in found.rows["reports"]):
        assert row["violation_code"] in fitting_codes(str(row["category"]), date(2024, 10, 1))
        dates = [row[name] for name in ("incident_date", "known_date", "reported_date", "forwarded_date")]
        assert all(isinstance(day, date) and day.month == 10 for day in dates)
        assert sorted(map(str, dates)) == list(map(str, dates))


def test_events_of_the_agenda_and_marks_of_attendance_agree(returns: list[VillageReturn]) -> None:
    for found in returns:
        for row in found.rows["activities"]:
            code = found.codes[str(row["identifier"])].get(row["date"])  # type: ignore[arg-type]
            assert row["attended"] != "YA" or code in {"H", "T", "PSW", "DL"}


def test_workbooks_print_the_labels_of_the_catalogue(clean: Path) -> None:
    forms = ("attendance", "activities", "reports", "vulnerabilities")
    named = {form_label(form): form for form in forms}
    seen = set()
    for path in clean.glob("*/*.xlsx"):
        for title, sheet in sheets(path).items():
            form = named.get(title)
            if form is None:
                continue
            words = {str(cell) for row in sheet.iter_rows(max_row=8, values_only=True) for cell in row}
            arrangements = ("grid", "list") if form == "attendance" else ("table",)
            wanted = [
                {column_label(form, c.field) for c in form_columns(form, kind) if c.field not in {"day", "total"}}
                for kind in arrangements
            ]
            assert any(labels <= words for labels in wanted), (path, title)
            seen.add(form)
    assert seen == set(forms)


def test_clean_attendance_fills_working_days_and_adds_up(clean: Path) -> None:
    layouts: Counter[str] = Counter()
    returned = {v.code.replace(".", ""): village_return(v, OCTOBER, 1) for v in sample_villages(TOWN)}
    for path in clean.glob("*/*.xlsx"):
        if path.parent.name == "_kabupaten":
            continue
        found = returned[re.sub(r"\D", "", path.parent.name.split()[0])]
        workdays = working_days(OCTOBER, found.work_pattern)
        for sheet in sheets(path).values():
            words = {str(cell) for row in sheet.iter_rows(max_row=8, values_only=True) for cell in row}
            if "Jumlah TK" in words:
                rows = table(sheet, "Jumlah TK")
                _check_grid(rows, found, workdays)
                layouts["grid"] += 1
            elif "Status Kehadiran" in words:
                rows = table(sheet, "Status Kehadiran")
                due = [(o.identifier, day) for o in found.officials for day in workdays if o.serves(day)]
                assert [(row["NIP/NIK"], row["Tanggal"].date()) for row in rows] == due  # type: ignore[attr-defined]
                assert all(row["Status Kehadiran"] for row in rows)
                layouts["list"] += 1
    assert layouts.total() == len(returned)
    assert set(layouts) == {"grid", "list"}


def _check_grid(rows: list[dict[str, object]], found: VillageReturn, workdays: list[date]) -> None:
    assert [row["NIP/NIK"] for row in rows] == [official.identifier for official in found.officials]
    for row, official in zip(rows, found.officials, strict=True):
        for day in OCTOBER.days():
            due = day in workdays and official.serves(day)
            assert (row[str(day.day)] not in {None, "L"}) == due
        written = [row[str(day.day)] for day in OCTOBER.days()]
        for label in (label for label in row if label.startswith("Jumlah ")):
            assert row[label] == written.count(label.removeprefix("Jumlah "))


def test_register_is_the_officials_of_the_sheets(clean: Path) -> None:
    sheet = sheets(clean / "_kabupaten/daftar-pejabat.xlsx")["Pejabat"]
    numbers = [row[2] for row in sheet.iter_rows(min_row=4, values_only=True)]
    due = [o.identifier for v in sample_villages(TOWN) for o in village_return(v, OCTOBER, 1).officials]
    assert numbers == due


def test_official_whose_term_turns_inside_the_month_has_no_days_outside(returns: list[VillageReturn]) -> None:
    turning = [(f, o) for f in returns for o in f.officials if not o.serves_all(OCTOBER)]
    assert turning
    for found, official in turning:
        days = set(found.codes[official.identifier])
        assert days == {day for day in working_days(OCTOBER, found.work_pattern) if official.serves(day)}


def test_assignment_without_a_task_plants_nothing() -> None:
    clean: list[Assignment] = assign(area(DISTRICT), OCTOBER, 0, 1)
    assert all(not found.task.faults and found.draft().truths() == [] for found in clean)


@pytest.mark.parametrize("share", [-0.1, 1.5])
def test_share_that_is_none_is_wrong_use(tmp_path: Path, share: float) -> None:
    with pytest.raises(UsageError, match="antara 0 dan 1"):
        write_sample(tmp_path / "inbox", area(DISTRICT), OCTOBER, messy=share, seed=1)


def test_folder_in_use_is_never_written_to(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="sudah berisi"):
        write_sample(tmp_path, area(DISTRICT), OCTOBER, messy=0, seed=1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
