"""Decisions from the command line: what was recorded is said, what cannot be is refused in both languages."""

import inspect
import re
from pathlib import Path
from typing import get_args

import pytest
from click.testing import Result
from typer.testing import CliRunner

from data.decisions import decision_kinds
from flows.cli import app
from flows.decision import take_decision
from tests.builders import VILLAGE

_PEOPLE = ["--by", "Drs. Sutrisno", "--approved-by", "Siti Aminah"]
_WAIVER = ["waiver", "--rule", "d10", "--village", VILLAGE.replace(".", ""), "--period", "2024-10"]
_WAIVER += ["--until", "2024-12-31", "--on", "2024-11-07", "--reason", "Kantor banjir", *_PEOPLE]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRALITAS_HOME", str(tmp_path))


def decide(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["decide", *arguments])


def changed(**options: str) -> list[str]:
    """Return the waiver with other values for some of its options."""
    arguments = list(_WAIVER)
    for name, value in options.items():
        arguments[arguments.index(f"--{name.replace('_', '-')}") + 1] = value
    return arguments


def test_a_decision_is_recorded_once_and_listed() -> None:
    assert decide("--list").stdout == "Belum ada keputusan yang tercatat.\n"
    first = decide(*_WAIVER)
    assert first.exit_code == 0, first.stderr
    told = f"Aturan D10 dikecualikan untuk {VILLAGE} Besuki bulan Oktober 2024 sampai 31 Desember 2024"
    found = re.match(r"Tercatat ([0-9a-f]{16}): ", first.stdout)
    assert found
    assert told in first.stdout
    assert first.stdout.endswith(
        "Alasan: Kantor banjir. Diajukan oleh Drs. Sutrisno, disetujui oleh Siti Aminah, 7 November 2024.\n"
    )
    assert decide(*_WAIVER, "--lang", "en").stdout.startswith(f"Recorded before {found[1]}: Rule D10 is waived")
    assert decide(*changed(reason="Longsor")).exit_code == 0
    listed = decide("--list").stdout.splitlines()
    assert listed[0].startswith(f"{found[1]} 7 November 2024 ")
    assert len(listed) == 2


@pytest.mark.parametrize(
    ("arguments", "indonesian", "english"),
    [
        ([], "Pilih salah satu: Penjelasan diterima;", "Choose one of"),
        (changed(rule="D99"), "Aturan 'D99' tidak ada", "no rule 'D99'"),
        (changed(approved_by="sutrisno"), "disetujui orang lain", "Somebody else"),
        (changed(until="2024-11-06"), "mendahului tanggal keputusan", "before the day"),
        (changed(until="31/12/2024"), "Tanggal '31/12/2024'", "unreadable"),
        (changed(period="Oktober"), "Periode 'Oktober'", "unreadable"),
        (changed(village="99.99.99.9999"), "Kode desa '99.99.99.9999'", "unknown"),
        (
            ["clarification", "--finding", "ab", "--reason", "x", *_PEOPLE],
            "netralitas clarify",
            "only by the deployment",
        ),
        (["DISCLOSURE", "--village", VILLAGE, "--period", "2024-10"], "perintah netralitas disclose", "only by"),
        (["penjelasan-diterima", "--finding", "ab", "--reason", "x", *_PEOPLE], "ID temuan 'ab'", "No finding 'ab'"),
    ],
)
def test_what_cannot_be_recorded_is_wrong_use(arguments: list[str], indonesian: str, english: str) -> None:
    run = decide(*arguments)
    assert (run.exit_code, run.stdout) == (2, "")
    assert indonesian in run.stderr
    assert english in run.stderr
    assert decide("--list").stdout == "Belum ada keputusan yang tercatat.\n"


def test_the_deployment_offers_what_no_other_command_records() -> None:
    offered = get_args(inspect.signature(take_decision.fn).parameters["jenis"].annotation)
    assert set(offered) == {kind.kind for kind in decision_kinds().values() if not kind.command}
    commands = {kind.command for kind in decision_kinds().values() if kind.command}
    assert commands <= {command.callback.__name__ for command in app.registered_commands if command.callback}
