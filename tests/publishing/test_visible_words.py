"""No output of a spoilt district shows an ISO date, a code of the program or one of its tables."""

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from data.catalogue import case_stages, rules
from data.reference import reference_tables
from tasks.publishing.publishing import publish
from tasks.publishing.replies.replies import write_receipts
from tests.conftest import DISTRICT
from tests.publishing.audited import audit

pytestmark = pytest.mark.process

_FORM_CODES = "|".join(stage for stage in case_stages() if "_" in stage)
"""Codes that the forms themselves offer: a village typed them, so its cell's own text is shown."""

_OURS = {
    "an ISO date": re.compile(r"\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b"),
    "a code of the program": re.compile(rf"\b(?!(?:{_FORM_CODES})\b)[A-Z]{{2,}}_[A-Z_]+\b"),
    "a table of ours": re.compile(rf"\b(?:{'|'.join(table.table for table in reference_tables())})\.csv\b"),
}
_FILE_NAME = re.compile(r"[^;,()'\"]*\.(?:xlsx|xlsm|xlsb|xls|ods|pdf|jpe?g|png|docx?|zip)\b", re.IGNORECASE)
"""Villages name their files as they like; forms and replies bear the month in their names."""


@pytest.fixture(scope="module")
def outputs(sample_inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    audited = audit(sample_inbox, folder / "home", DISTRICT)
    publish(folder, audited.facts, audited.results, jobs=1, packages=True)
    write_receipts(folder / "balasan", audited.facts, audited.results, 1)
    return folder


def _cells(path: Path) -> Iterator[tuple[str, str]]:
    workbook = openpyxl.load_workbook(path)
    sheets = workbook.worksheets[:1] if path.parent.name == "balasan" else workbook.worksheets
    for sheet in sheets:  # of a reply its first: the others are the village's own
        for row in sheet.iter_rows():
            yield from ((f"{sheet.title}!{cell.coordinate}", cell.value) for cell in row if isinstance(cell.value, str))


@pytest.mark.parametrize("kind", list(_OURS))
@pytest.mark.parametrize("pattern", ["audit-*.xlsx", "kecamatan/*.xlsx", "paket/*.xlsx", "balasan/*.xlsx"])
def test_no_output_shows(outputs: Path, pattern: str, kind: str) -> None:
    found = [
        f"{path.name} {place}: {told}"
        for path in sorted(outputs.rglob(pattern))
        for place, told in _cells(path)
        if _OURS[kind].search(_FILE_NAME.sub("", told))
    ]
    assert not found, "\n".join(found[:20])


def test_outputs_of_each_kind_are_there(outputs: Path) -> None:
    kinds = {path.parent.name for path in outputs.rglob("*.xlsx")}
    assert {"balasan", "paket"} <= kinds


def test_every_criterion_is_a_whole_sentence() -> None:
    for rule in rules().values():
        for language in ("id", "en"):
            assert re.fullmatch(r"[A-Z].{20,}\.", rule.criterion(language)), rule.code
