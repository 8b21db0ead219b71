"""The sign-off of a published audit: which very bytes an inspector approved or returned, and with which words."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine, insert, select

from data.errors import UsageError
from data.sentences import both
from tasks.findings.masked_text import without_identifiers
from tasks.ledger.engine import answering
from tasks.ledger.receipts import utc
from tasks.ledger.schema import AUDITS, SIGN_OFFS
from tasks.manifest.manifest import RECORD, SIGNED, output_hashes, recorded_outputs
from tasks.storage.atomic_write import atomic_write, clear_unfinished

APPROVED, RETURNED = "approved", "returned"


@dataclass(frozen=True)
class SignOff:
    """What an inspector says about one draft.

    ``record_sha256`` is the SHA-256 of the draft's ``audit.json``, which holds the hash of every other file.
    """

    area_code: str
    period: str
    record_sha256: str
    verdict: str
    inspector: str
    statement: str
    signed_on: date


def sign(ledger: Engine, folder: Path, said: SignOff, now: datetime) -> str:
    """Record a sign-off and lay it beside an approved audit; return the audit's number.

    Raises ``UsageError`` when the audit is not the one that was named or that the ledger knows, was approved already,
    or a name or the reason for returning it is missing. An approved audit's folder is never overwritten
    (``publishing``).
    """
    record = folder / RECORD
    if not record.is_file():
        raise UsageError(both("sign_no_audit", folder=folder))
    content = record.read_bytes()
    if hashlib.sha256(content).hexdigest() != said.record_sha256.strip().casefold():
        raise UsageError(both("sign_other_audit", file=record))
    if not said.inspector.strip() or not said.statement.strip():
        raise UsageError(both("sign_incomplete"))
    digest = hashlib.sha256(content).hexdigest()
    audit_id = str(json.loads(content)["audit_id"])
    if (folder / SIGNED).exists() and _is_approved(ledger, audit_id, digest):
        raise UsageError(both("sign_already", file=folder / SIGNED))
    _clear_after_crash(folder)
    if output_hashes(folder) != recorded_outputs(folder):
        raise UsageError(both("sign_changed_files", folder=folder))
    if not _is_recorded(ledger, audit_id, digest):
        raise UsageError(both("sign_not_recorded", folder=folder))
    words = {name: without_identifiers(getattr(said, name)) for name in ("inspector", "statement")}
    told = asdict(said) | words
    try:
        with answering(ledger), ledger.begin() as connection:
            connection.execute(insert(SIGN_OFFS).values(audit_id=audit_id, recorded_at=utc(now), **told))
            if said.verdict == APPROVED:
                _lay_beside(folder, {"audit_id": audit_id, **told, "signed_on": said.signed_on.isoformat()})
    except BaseException:  # without its row in the ledger the mark would approve nothing
        (folder / SIGNED).unlink(missing_ok=True)
        raise
    return audit_id


def _clear_after_crash(folder: Path) -> None:
    """Remove the mark of a sign-off that was killed before the ledger had it: without its row it approves nothing."""
    (folder / SIGNED).unlink(missing_ok=True)
    clear_unfinished(folder)


def _is_approved(ledger: Engine, audit_id: str, record_sha256: str) -> bool:
    of_audit = SIGN_OFFS.c.audit_id == audit_id, SIGN_OFFS.c.record_sha256 == record_sha256
    asked = select(SIGN_OFFS.c.id).where(*of_audit, SIGN_OFFS.c.verdict == APPROVED)
    with answering(ledger), ledger.connect() as connection:
        return connection.execute(asked).first() is not None


def _is_recorded(ledger: Engine, audit_id: str, record_sha256: str) -> bool:
    """Tell whether an audit was recorded with these bytes of its ``audit.json``, which whoever forges can't change."""
    asked = select(AUDITS.c.id).where(AUDITS.c.audit_id == audit_id, AUDITS.c.record_sha256 == record_sha256)
    with answering(ledger), ledger.connect() as connection:
        return connection.execute(asked).first() is not None


def _lay_beside(folder: Path, told: dict[str, object]) -> None:
    with atomic_write(folder / SIGNED) as unfinished:
        unfinished.write_text(f"{json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)}\n", encoding="utf-8")
