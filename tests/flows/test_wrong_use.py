"""Wrong options end with exit code 2 and a sentence, before anything is started."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app

_WRONG = {
    "unknown area": (["audit", "--area", "99.99"], "Kode wilayah '99.99' tidak dikenal", "unknown"),
    "unreadable period": (["audit", "--period", "Oktober"], "Periode 'Oktober'", "unreadable"),
    "unreadable date": (["audit", "--as-of", "6/11/2024"], "Tanggal '6/11/2024'", "unreadable"),
    "unknown language": (["audit", "--lang", "jv"], "Bahasa 'jv'", "unknown"),
    "no inbox": (["audit", "--inbox", "/no/such/folder"], "'/no/such/folder' tidak ada", "no inbox folder"),
    "too few processes": (["audit", "--jobs", "-1"], "Jumlah proses '-1'", "cannot be used"),
    "too many processes": (["audit", "--jobs", "257"], "Jumlah proses '257'", "cannot be used"),
    "share above one": (["sample", "{new}", "--messy", "1.5"], "(1.5)", "must lie between 0 and 1"),
    "folder in use": (["sample", "{used}"], "sudah berisi", "is not empty"),
}


@pytest.mark.parametrize("case", _WRONG)
def test_wrong_options_are_told_in_both_languages(case: str, tmp_path: Path) -> None:
    arguments, indonesian, english = _WRONG[case]
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "surat.txt").touch()
    places = {"{new}": str(tmp_path / "new"), "{used}": str(tmp_path / "used")}
    run = CliRunner().invoke(app, [places.get(argument, argument) for argument in arguments])
    assert run.exit_code == 2
    assert run.stdout == ""
    assert indonesian in run.stderr
    assert english in run.stderr


def test_options_that_are_no_options_end_with_2_as_well() -> None:
    assert CliRunner().invoke(app, ["audit", "--kabupaten", "35.03"]).exit_code == 2
    assert CliRunner().invoke(app, ["audit", "--jobs", "many"]).exit_code == 2


def test_settings_that_cannot_be_used_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRALITAS_JOBS", "many")
    run = CliRunner().invoke(app, ["audit"])
    assert run.exit_code == 2
    assert "jobs" in run.stderr
