"""Which published audits the ledger recorded: whoever changes an audit together with its record can't change that."""

from pathlib import Path

from data.errors import EnvironmentUnavailable, UsageError
from data.settings import Settings
from tasks.ledger.engine import opened_ledger
from tasks.ledger.recording import recorded_audits


def ask_ledger(home: Path) -> frozenset[str] | None:
    """Return the SHA-256 of every recorded ``audit.json``; None while the ledger cannot be asked."""
    try:
        with opened_ledger(home, Settings().ledger) as ledger:
            return recorded_audits(ledger)
    except (EnvironmentUnavailable, UsageError):
        return None
