"""``netralitas template``: whoever gets forms without names is told why."""

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.builders import VILLAGE
from tests.publishing.audited import send_register

_ASKED = ["template", "--period", "2024-10", "--village", VILLAGE, "--out"]


def test_forms_without_an_inbox_say_that_no_official_is_in_them(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, [*_ASKED, str(tmp_path)])
    assert run.exit_code == 0
    assert "Ulangi dengan --inbox FOLDER" in run.stderr
    assert "Repeat it with --inbox FOLDER" in run.stderr


@pytest.mark.parametrize("registered", [True, False])
def test_forms_with_an_inbox_bear_the_officials_or_say_why_not(tmp_path: Path, *, registered: bool) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    if registered:
        send_register(inbox)
    run = CliRunner().invoke(app, [*_ASKED, str(out), "--inbox", str(inbox)])
    assert run.exit_code == 0
    assert ("Nama aparatur belum terisi" in run.stderr) is not registered
    (form,) = out.rglob("*.xlsx")
    named = openpyxl.load_workbook(form)["Daftar Hadir"]["B7"].value
    assert (named is not None) is registered
