"""Signing: only the very audit that the ledger recorded."""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select

from data.errors import UsageError
from tasks.ledger.schema import AUDITS, SIGN_OFFS
from tasks.ledger.sign_offs import APPROVED, SignOff, sign
from tests.ledger.rows import an_audit

NOW = datetime(2024, 11, 6, tzinfo=UTC)


def _write(folder: Path, content: str) -> str:
    """Write an audit whose own hashes agree; return the hash of its record."""
    folder.mkdir(exist_ok=True)
    (folder / "findings.csv").write_text(content, encoding="utf-8")
    outputs = {"findings.csv": hashlib.sha256(content.encode()).hexdigest()}
    record = json.dumps({"audit_id": "278a37577f8e", "outputs": outputs}).encode()
    (folder / "audit.json").write_bytes(record)
    return hashlib.sha256(record).hexdigest()


def _said(digest: str) -> SignOff:
    return SignOff("35.03.01", "2024-10", digest, APPROVED, "Siti Aminah", "Saya mengesahkan.", date(2024, 11, 6))


def test_an_audit_that_was_changed_together_with_its_record_is_not_signed(ledger: Engine, tmp_path: Path) -> None:
    """R6: its own hashes agree, the ledger's does not."""
    folder = tmp_path / "audit"
    recorded = _write(folder, "block")
    with ledger.begin() as connection:
        connection.execute(insert(AUDITS), [an_audit(audit_id="278a37577f8e", record_sha256=recorded)])
    forged = _write(folder, "advise")
    with pytest.raises(UsageError, match="not the one that the ledger recorded"):
        sign(ledger, folder, _said(forged), NOW)
    assert not (folder / "pengesahan.json").exists()
    _write(folder, "block")
    assert sign(ledger, folder, _said(recorded), NOW) == "278a37577f8e"
    with ledger.connect() as connection:
        assert connection.scalars(select(SIGN_OFFS.c.record_sha256)).all() == [recorded]


def test_a_sign_off_that_was_killed_is_made_again(ledger: Engine, tmp_path: Path) -> None:
    """Killed before the ledger had it, it left its mark, or half of that, and no sign-off was possible any more."""
    folder = tmp_path / "audit"
    recorded = _write(folder, "block")
    with ledger.begin() as connection:
        connection.execute(insert(AUDITS), [an_audit(audit_id="278a37577f8e", record_sha256=recorded)])
    (folder / "pengesahan.json").write_text("{}", encoding="utf-8")
    (folder / ".pengesahan.json.0123456789abcdef.tmp").write_text("{", encoding="utf-8")
    assert sign(ledger, folder, _said(recorded), NOW) == "278a37577f8e"
    assert json.loads((folder / "pengesahan.json").read_bytes())["inspector"] == "Siti Aminah"
    assert [path.name for path in folder.glob(".*")] == []
    with pytest.raises(UsageError, match="sudah disahkan"):
        sign(ledger, folder, _said(recorded), NOW)
