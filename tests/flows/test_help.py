"""``--help`` answers at once."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.process

_PROGRAM = """
import sys
from typer.testing import CliRunner
from flows.cli import app
print(CliRunner().invoke(app, sys.argv[1:]).stdout)
heavy = {"prefect", "pandas", "great_expectations", "openpyxl", "fastapi"} & set(sys.modules)
sys.exit(f"imported: {heavy}" if heavy else 0)
"""


@pytest.mark.parametrize(
    "arguments", [["--help"], ["audit", "--help"], ["sample", "--help"], ["ledger", "export", "--help"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 0, run.stderr
    assert "Usage" in run.stdout
