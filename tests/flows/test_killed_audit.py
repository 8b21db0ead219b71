"""An audit whose process is killed: only what it saw is kept, nothing half-written stands, the next one goes on."""

import os
import signal
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import select

from tasks.ledger.engine import opened_ledger
from tasks.ledger.schema import LOOKS, METADATA, RECEIPTS
from tests.builders import VILLAGE
from tests.flows.conftest import COMMAND, netralitas
from tests.ledger.returns import fill

pytestmark = pytest.mark.process


def _contents(home: Path) -> object:
    """Return what the ledger holds but looks and receipts: an audit records those before it reads anything."""
    judged = [table for table in METADATA.sorted_tables if table not in (LOOKS, RECEIPTS)]
    with opened_ledger(home) as ledger, ledger.connect() as connection:
        return {table.name: connection.execute(select(table)).all() for table in judged}


def _receipts(home: Path) -> int:
    with opened_ledger(home) as ledger, ledger.connect() as connection:
        return len(connection.execute(select(RECEIPTS)).all())


def test_a_killed_audit_leaves_everything_as_it_was(tmp_path: Path, server_settings: dict[str, str]) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    arguments = ["audit", "--area", VILLAGE, "--inbox", str(inbox), "--jobs", "1"]
    fill(inbox, "2024-10", codes={3: "TK"})
    first = netralitas(*arguments, "--as-of", "2024-11-06", home=home, **server_settings)
    assert first.code == 0, first.stderr
    folder = Path(first.result["workbook"]).parent
    published, remembered = (folder / "audit.json").read_bytes(), _contents(home)

    fill(inbox, "2024-10", codes={3: "S"})
    again = [COMMAND, *arguments, "--as-of", "2024-11-07"]
    environment = os.environ | {"NETRALITAS_HOME": str(home)} | server_settings
    with subprocess.Popen(again, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "aturan diperiksa" in line:
                process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert (folder / "audit.json").read_bytes() == published
    assert _contents(home) == remembered
    assert _receipts(home) == 2, "what the killed audit saw was received then"

    after = netralitas(*arguments, "--as-of", "2024-11-07", home=home, **server_settings)
    assert after.code == 0, after.stderr
    assert "[versi 1]" in (folder / "data" / "submissions.csv").read_text(encoding="utf-8")
