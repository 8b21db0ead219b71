"""The mess of a sample: every rule that can be planted is, and each finding stands where the truth says."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.calendar import Period, is_day_off
from data.catalogue import rules, violations
from data.forms import code_reader
from data.identifiers import NIK, NIP
from data.register import area
from tasks.sample.composing import Assignment
from tasks.sample.inbox import assign, write_sample
from tasks.sample.returns import VillageReturn, village_return
from tasks.sample.spoiling.broken_files import locked
from tasks.sample.spoiling.draft import Draft
from tasks.sample.spoiling.plan import FAULTS, Task
from tasks.sample.truth import Truth
from tasks.sample.villages import sample_villages
from tests.data.sample_reading import sheets, truths

OCTOBER = Period(2024, 10)
NOT_PLANTABLE = {"S02", "S12", "S13", "D13"}
PLANTABLE = {code for code, rule in rules().items() if rule.family in {"submission", "quality"}} - NOT_PLANTABLE
WITHOUT_FILE = {"S01"}
WITHOUT_SHEET = {"S03", "S06", "S08"}


@pytest.fixture(scope="module")
def returns() -> list[VillageReturn]:
    return [village_return(village, OCTOBER, 1) for village in sample_villages("35.03")]


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "inbox"
    write_sample(folder, area("35.03.01"), OCTOBER, messy=1, seed=2)
    return folder


@pytest.mark.parametrize("share", [0.2, 0.5])
def test_every_rule_that_can_arise_is_planted_in_a_regency(share: float) -> None:
    assignments = assign(area("35.03"), OCTOBER, share, 1)
    spoiled = [assignment for assignment in assignments if assignment.task.faults]
    assert len(spoiled) == round(share * 157)
    assert {truth.rule for assignment in spoiled for truth in assignment.draft().truths()} == PLANTABLE


def test_faults_name_the_plantable_rules_and_no_others() -> None:
    assert {fault.rule for fault in FAULTS.values()} == PLANTABLE


def test_every_truth_points_into_the_inbox(messy: Path) -> None:
    planted = truths(messy)
    assert planted == sorted(planted)
    assert len(planted) > 20
    for truth in planted:
        if truth.rule in WITHOUT_FILE:
            assert truth[:3] == ("", "", "")
            continue
        assert (messy / truth.file).is_file(), truth
        if truth.rule in WITHOUT_SHEET:
            assert (truth.sheet, truth.cell) == ("", "")
        elif truth.sheet:
            found = sheets(messy / truth.file)
            assert truth.sheet in found, truth
            if truth.cell:
                sheet = found[truth.sheet]
                column, row = sheet[truth.cell].column, sheet[truth.cell].row
                assert row <= sheet.max_row, truth
                assert column <= sheet.max_column, truth


def test_cells_hold_what_the_rule_forbids(messy: Path) -> None:
    checked: Counter[str] = Counter()
    for truth in truths(messy):
        if truth.rule in FORBIDDEN and truth.cell:
            assert FORBIDDEN[truth.rule](_value(messy, truth)), truth
            checked[truth.rule] += 1
    assert len(checked) >= 6, checked


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_each_fault_plants_its_rule_and_no_other_but_missing_forms(name: str, returns: list[VillageReturn]) -> None:
    fitting = [found for found in returns if FAULTS[name].fits(found)][-1]
    rules_planted = {truth.rule for truth in _spoiled(fitting, name, returns[0]).truths()}
    assert FAULTS[name].rule in rules_planted
    assert rules_planted <= {FAULTS[name].rule, "S01"}


def test_grid_of_a_short_month_may_fill_a_day_that_does_not_exist() -> None:
    november = [village_return(village, Period(2024, 11), 1) for village in sample_villages("35.03.02")]
    grid = next(found for found in november if found.arrangement == "grid")
    draft = _spoiled(grid, "day_of_another_month", grid)
    _, page = draft.page("attendance")
    (filled,) = (row for row in page.rows if row.get("day_31"))
    assert [truth.cell for truth in draft.truths()] == [page.cell(filled, "day_31")]


def test_locked_workbook_is_an_ole_container_with_the_two_streams() -> None:
    content = locked()
    assert len(content) == 3 * 512
    assert content.startswith(bytes.fromhex("d0cf11e0a1b11ae1"))
    assert "EncryptedPackage".encode("utf-16-le") in content


def _value(folder: Path, truth: Truth) -> object:
    value: object = sheets(folder / truth.file)[truth.sheet][truth.cell].value
    return value


def _is_error_or_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("#REF!", "="))


def _is_no_identifier(value: object) -> bool:
    return not (NIP.match(str(value)) or NIK.match(str(value)))


def _is_number(value: object) -> bool:
    return isinstance(value, int)


def _is_unknown_status(value: object) -> bool:
    return code_reader("attendance").read(str(value))[0] in {None, "?"}


def _is_blank(value: object) -> bool:
    return value is None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_unknown_violation(value: object) -> bool:
    return value not in violations()


FORBIDDEN: dict[str, Callable[[object], bool]] = {
    "D01": _is_no_identifier,
    "D02": _is_number,
    "D05": _is_blank,
    "D09": _is_unknown_status,
    "D10": _is_blank,
    "D15": _is_text,
    "D16": _is_unknown_violation,
    "D21": _is_blank,
    "D23": _is_error_or_formula,
    "D29": _is_text,
}


@pytest.mark.parametrize("arrangement", ["grid", "list"])
def test_present_on_day_off_really_is_one(arrangement: str, returns: list[VillageReturn]) -> None:
    found = next(found for found in returns if found.arrangement == arrangement)
    draft = _spoiled(found, "present_on_day_off", found)
    _, page = draft.page("attendance")
    (cell,) = (truth.cell for truth in draft.truths())
    (entry,) = ((row, name) for row in page.rows for name in page.labels if page.cell(row, name) == cell)
    row, name = entry
    day = OCTOBER.days()[int(name.removeprefix("day_")) - 1] if arrangement == "grid" else row["date"]
    assert row[name] == "H"
    assert isinstance(day, date)
    assert is_day_off(day, found.work_pattern)


def _spoiled(found: VillageReturn, name: str, partner: VillageReturn) -> Draft:
    return Assignment(found.village, found.period, 1, Task([name]), partner.village).draft()
