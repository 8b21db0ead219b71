"""The switch that makes a machine look bare, and the marker of tests that start processes."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests import parts

pytest_plugins = ["pytester"]


def test_hidden_programs_are_not_found_and_all_others_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there, folder = tmp_path / "there", tmp_path / "bare"
    for place in (there, folder):
        place.mkdir()
    for name in ("soffice", "caddy", "sed"):
        (there / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (there / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{there}{os.pathsep}{tmp_path / 'no-such-folder'}")
    monkeypatch.setenv("PATH", parts.path_without_parts(folder))
    assert (shutil.which("soffice"), shutil.which("caddy")) == (None, None)
    assert shutil.which("sed") == str(folder / "sed")
    assert shutil.which(Path(sys.executable).name) == sys.executable


@pytest.mark.parametrize(
    ("arguments", "which"),
    [
        ([], {"test_here"}),
        (["-k", "test_"], {"test_here"}),
        (["-m", "process"], {"test_with_a_server", "test_of_a_command"}),
        (["test_example.py"], {"test_here", "test_with_a_server", "test_of_a_command"}),
    ],
)
def test_a_plain_run_leaves_processes_out_and_a_named_one_does_not(
    arguments: list[str], which: set[str], pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makeini("[pytest]\ntestpaths = .\nmarkers = process\n")
    pytester.makeconftest(
        "from tests.processes import pytest_collection_modifyitems\nimport pytest\n@pytest.fixture\ndef served(): ...\n"
    )
    pytester.makepyfile(
        test_example="import pytest\ndef test_here(): ...\ndef test_with_a_server(served): ...\n"
        "@pytest.mark.process\ndef test_of_a_command(): ...\n"
    )
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    ran = pytester.inline_run(*arguments)
    passed, _, _ = ran.listoutcomes()
    assert {report.nodeid.partition("::")[2] for report in passed} == which


def test_a_plain_run_on_every_core_leaves_processes_out_too(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)  # this test may itself run on one of several cores
    pytester.makeini("[pytest]\ntestpaths = .\nmarkers = process\naddopts = -n auto -p no:playwright\n")
    pytester.makeconftest(
        "from tests.processes import pytest_collection_modifyitems, pytest_configure_node\n"
        "from tests.processes import pytest_xdist_auto_num_workers\n"
    )
    pytester.makepyfile(
        "import os, pytest\ndef test_here():\n    assert 'PYTEST_XDIST_WORKER' in os.environ\n"
        "@pytest.mark.process\ndef test_of_a_command():\n    assert 'PYTEST_XDIST_WORKER' not in os.environ\n"
    )
    pytester.syspathinsert(Path(__file__).parents[1])
    pytester.runpytest_subprocess().assert_outcomes(passed=1)
    pytester.runpytest_subprocess("-m", "process").assert_outcomes(passed=1, deselected=1)
