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


@pytest.mark.parametrize(
    ("arguments", "indonesian", "english"),
    [
        (["audit", "--kabupaten", "35.03"], "Pilihan --kabupaten tidak ada", "no option --kabupaten"),
        (["audit", "--jobs", "many"], "Isi --jobs tidak dapat dipakai", "value of --jobs cannot"),
        (["serve", "--port", "0"], "Isi --port tidak dapat dipakai", "value of --port cannot"),
        (["audit", "--period"], "Pilihan --period ditulis tanpa isinya", "Option --period has no value"),
        (["template"], "--period belum diisi", "--period is missing"),
        (["sample"], "DIR belum diisi", "DIR is missing"),
        (["audti"], "tidak dikenal pada perintah itu: audti", "does not know: audti"),
        (["account", "ad"], "Petunjuk: netralitas account --help", "does not know: ad"),
        (["check", "a.xlsx", "b.xlsx"], "tidak dikenal pada perintah itu: b.xlsx", "does not know: b.xlsx"),
    ],
)
def test_a_command_line_that_is_none_is_told_in_both_languages(
    arguments: list[str], indonesian: str, english: str
) -> None:
    run = CliRunner().invoke(app, arguments, prog_name="netralitas")
    assert (run.exit_code, run.stdout) == (2, "")
    assert indonesian in run.stderr
    assert english in run.stderr


def test_the_systems_words_are_told_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "berkas").touch()
    out = str(tmp_path / "berkas" / "formulir")
    run = CliRunner().invoke(app, ["template", "--period", "2024-10", "--village", "35.03.01.2001", "--out", out])
    assert run.exit_code == 1
    assert "tidak dapat ditulis (bukan folder)" in run.stderr
    assert "cannot be written (not a folder)" in run.stderr


def test_settings_that_cannot_be_used_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRALITAS_JOBS", "many")
    run = CliRunner().invoke(app, ["audit"])
    assert run.exit_code == 2
    assert "jobs" in run.stderr
