"""The watch as a process of its own, and what one can see of it from outside: ledger, replies, Prefect's database."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Installation:
    """A home, its inbox, and the Prefect server that its watch tells of its runs."""

    home: Path
    inbox: Path
    api: str
    prefect_database: Path
    begun: str = field(default_factory=lambda: f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}")

    @contextmanager
    def watching(self, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
        """Run the watch for the length of the block; then end it politely, unless it was killed."""
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.watch"], stdin=subprocess.PIPE, env=self._environment() | environment
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(60)
            assert process.stdin is not None
            process.stdin.close()

    def check_again(self, village: str) -> Any:
        """Run *Periksa kiriman* for a village as an inspector would; return what the run returned."""
        run = [sys.executable, "-m", "tests.flows.running", "periksa-kiriman", json.dumps({"desa": village})]
        done = subprocess.run(run, env=self._environment(), capture_output=True, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "NETRALITAS_HOME": str(self.home),
            "NETRALITAS_INBOX": str(self.inbox),
            "PREFECT_API_URL": self.api,
            "PREFECT_HOME": str(self.home / "prefect"),
        }

    def replies(self) -> dict[str, Path]:
        """Return the watch's replies in the villages' folders by their path inside the inbox."""
        found = self.inbox.glob("*/balasan/*-balasan.xlsx")
        return {path.relative_to(self.inbox).as_posix(): path for path in found}

    def receipts(self) -> list[tuple[str, str]]:
        """Return file and SHA-256 of every receipt of a village's file in the ledger."""
        return self._rows(
            self.home / "ledger.sqlite", "select file, sha256 from receipts where place = 'village' order by id"
        )

    def queue(self) -> list[tuple[str, str, int]]:
        """Return file, state and whether it was told, of everything that was received."""
        if not (self.home / "replies" / "watch.id").exists():  # made once the ledger has its tables
            return []
        return self._rows(self.home / "ledger.sqlite", "select file, state, told from queue order by file")

    def events(self) -> list[tuple[str]]:
        """Return the SHA-256 of every file that an event of Prefect's feed tells of."""
        query = "select json_extract(payload, '$.sha256') from events where event = ? and occurred >= ?"
        return self._rows(self.prefect_database, query, "netralitas.kiriman.diperiksa", self.begun)

    def runs(self) -> list[tuple[str, str, str]]:
        """Return name, state and parameters of the watch's flow runs."""
        query = (
            "select r.name, r.state_type, r.parameters from flow_run r join flow f on f.id = r.flow_id"
            " where f.name = 'periksa-kiriman' and r.start_time >= ?"
        )
        return self._rows(self.prefect_database, query, self.begun)

    @staticmethod
    def _rows(database: Path, query: str, *values: str) -> list[tuple]:  # type: ignore[type-arg]
        if not database.exists():
            return []
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=60)) as connection:
            return connection.execute(query, values).fetchall()
