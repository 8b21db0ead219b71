"""The tables of the ledger; ``migrations/`` brings an existing ledger to this shape.

Moments are UTC without a zone; days are days in Jakarta. Identifiers stand here masked or as an HMAC, never whole.
Rows are added, never changed; only ``receipts.gone_at`` is filled in later and emptied when the file is back. The
*queue* alone is working state: its rows change as the watch goes on, and may be deleted.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData()


def _key() -> "Column[int]":
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _of_audit() -> "Column[int]":
    return Column("audit", Integer, ForeignKey("audits.id"), nullable=False, index=True)


LOOKS = Table(
    "looks",
    METADATA,
    _key(),
    Column("inbox", Text, nullable=False),
    Column("area_code", String(13), nullable=False),
    Column("looked_at", DateTime, nullable=False, comment="by the clock of the audit: never after its as_of"),
    Column("recorded_at", DateTime, nullable=False, comment="by the clock of the machine"),
)

LOOK_CORRECTIONS = Table(
    "look_corrections",
    METADATA,
    _key(),
    Column("look", Integer, ForeignKey("looks.id"), nullable=False),
    Column("looked_at", DateTime, comment="when it was made; missing: it dates nothing"),
    Column("reason", Text, nullable=False),
    Column("corrected_by", Text, nullable=False),
    Column("recorded_at", DateTime, nullable=False),
)

UNREAD_FILES = Table(
    "unread_files",
    METADATA,
    _key(),
    Column("look", Integer, ForeignKey("looks.id"), nullable=False),
    Column("file", Text, nullable=False),
)

RECEIPTS = Table(
    "receipts",
    METADATA,
    _key(),
    Column("inbox", Text, nullable=False),
    Column("place", String(16), nullable=False),
    Column("village_code", String(13)),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("received_at", DateTime, nullable=False, comment="when these bytes were first seen, by the audit's clock"),
    Column("look", Integer, ForeignKey("looks.id"), nullable=False, comment="the look that first saw these bytes"),
    Column("found_at_first_look", Boolean, nullable=False, comment="it lay there already: counts as received in time"),
    Column("gone_at", DateTime, comment="when the file was first missed, by the audit's clock"),
    Column("recorded_at", DateTime, nullable=False),
    Index("receipts_of_inbox", "inbox", "village_code"),
)

AUDITS = Table(
    "audits",
    METADATA,
    _key(),
    Column("audit_id", String(12), nullable=False),
    Column("inbox", Text, nullable=False),
    Column("area_code", String(13), nullable=False),
    Column("period", String(7), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("language", String(2), nullable=False),
    Column("revision", Integer, nullable=False, comment="0 up to the lock, then 1, 2, …"),
    Column("product", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("calendar", Text, nullable=False),
    Column("record_sha256", String(64), nullable=False, comment="of audit.json"),
    Column("recorded_at", DateTime, nullable=False),
    Index("audits_of_area", "inbox", "area_code", "period"),
)

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    _key(),
    _of_audit(),
    Column("village_code", String(13), nullable=False),
    Column("period", String(7), nullable=False),
    Column("form", String(32), nullable=False),
    Column("file", Text),
    Column("sha256", String(64)),
    Column("content_hash", Text),
    Column("received_at", DateTime),
    Column("state", String(16), nullable=False),
    Column("reason", Text),
)

RESULTS = Table(
    "results",
    METADATA,
    _key(),
    _of_audit(),
    Column("rule", String(8), nullable=False),
    Column("applied", Integer, nullable=False),
    Column("passed", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("not_applied", Integer, nullable=False),
    Column("reason", Text),
)

FINDINGS = Table(
    "findings",
    METADATA,
    _key(),
    _of_audit(),
    Column("finding_id", String(16), nullable=False, index=True),
    Column("group_id", String(16), nullable=False, index=True),
    Column("rule", String(8), nullable=False),
    Column("severity", String(16), nullable=False),
    Column("village_code", String(13)),
    Column("district_code", String(8)),
    Column("form", String(32)),
    Column("subject", Text),
    Column("date", Date),
    Column("file", Text),
    Column("sheet", Text),
    Column("cell", Text),
    Column("value", Text),
    Column("statement", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("first_period", String(7), nullable=False),
)

CASES = Table(
    "cases",
    METADATA,
    _key(),
    _of_audit(),
    Column("case_id", String(16), nullable=False, index=True),
    Column("village_code", String(13), nullable=False),
    Column("person_key", String(64), comment="HMAC of what tells the person apart"),
    Column("violation_code", String(16)),
    Column("incident_date", Date),
    Column("stage", String(32)),
    Column("open", Boolean, nullable=False),
)

INDICATORS = Table(
    "indicators",
    METADATA,
    _key(),
    _of_audit(),
    Column("area_code", String(13), nullable=False),
    Column("indicator", String(16), nullable=False),
    Column("numerator", Float),
    Column("denominator", Float),
    Column("value", Float),
)

ABSENCES = Table(
    "absences",
    METADATA,
    _key(),
    _of_audit(),
    Column("village_code", String(13), nullable=False),
    Column("person_key", String(64), nullable=False, comment="HMAC of what tells the person apart"),
    Column("workdays", Integer, nullable=False),
    Column("unexcused", Integer, nullable=False),
    Column("run_at_start", Integer, nullable=False, comment="unexcused working days in a row from the month's first"),
    Column("run_at_end", Integer, nullable=False, comment="unexcused working days in a row up to the month's last"),
)

VULNERABILITIES = Table(
    "vulnerabilities",
    METADATA,
    _key(),
    _of_audit(),
    Column("village_code", String(13), nullable=False),
    Column("variable", String(64), nullable=False),
    Column("source", String(16), nullable=False),
    Column("level", Integer, nullable=False),
)

PACKAGED_ROWS = Table(
    "packaged_rows",
    METADATA,
    _key(),
    _of_audit(),
    Column("package", String(16), nullable=False, comment="packages.csv"),
    Column("village_code", String(13), nullable=False),
    Column("case_id", String(16), comment="missing for a point of the vulnerability map"),
    Column("file", Text),
    Column("sheet", Text),
    Column("cell", Text),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    _key(),
    Column("decision_id", String(16), nullable=False, unique=True),
    Column("kind", String(32), nullable=False, comment="decision_kinds.csv"),
    Column("finding", String(16), comment="finding_id or group_id, of an explanation"),
    Column("rule", String(8), comment="of a waiver"),
    Column("village_code", String(13)),
    Column("period", String(7)),
    Column("new_date", Date, comment="the due date that an extension grants"),
    Column("expires_on", Date, comment="last day of a waiver"),
    Column("reason", Text, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("origin", Text, nullable=False, comment="command, ui, or the decisions sheet: file, sheet and cell"),
    Column("recorded_at", DateTime, nullable=False),
)

FOLLOW_UPS = Table(
    "follow_ups",
    METADATA,
    _key(),
    Column("follow_up_id", String(16), nullable=False, unique=True),
    Column("group_id", String(16), nullable=False, index=True),
    Column("village_code", String(13), nullable=False),
    Column("status", Integer),
    Column("date", Date),
    Column("evidence", Text),
    Column("verifier", Text),
    Column("remark", Text),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("sheet", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("recorded_at", DateTime, nullable=False),
)

FORMER_IDS = Table(
    "former_ids",
    METADATA,
    _key(),
    Column("former_id", String(16), nullable=False, index=True),
    Column("current_id", String(16), comment="missing until an audit knows it"),
    Column("person", Text, comment="whom the group of before was about"),
    Column("recorded_at", DateTime, nullable=False),
)

SIGN_OFFS = Table(
    "sign_offs",
    METADATA,
    _key(),
    Column("audit_id", String(12), nullable=False),
    Column("area_code", String(13), nullable=False),
    Column("period", String(7), nullable=False),
    Column("record_sha256", String(64), nullable=False),
    Column("verdict", String(16), nullable=False, comment="approved or returned"),
    Column("inspector", Text, nullable=False),
    Column("statement", Text, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("recorded_at", DateTime, nullable=False),
)

INSTALLATION_KEYS = Table(
    "installation_keys",
    METADATA,
    _key(),
    Column("name", String(16), nullable=False),
    Column("fingerprint", String(64), nullable=False, comment="HMAC by the key, which it does not tell"),
    Column("recorded_at", DateTime, nullable=False),
)

QUEUE = Table(
    "queue",
    METADATA,
    _key(),
    Column("watch", String(32), nullable=False, comment="of the home whose archive and replies hold these files"),
    Column("inbox", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("changed_ns", BigInteger, nullable=False, comment="when it was last written, by its folder: ns since 1970"),
    Column("village_code", String(13), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("state", String(16), nullable=False, comment="waiting, checked, failed or skipped"),
    Column("period", String(7)),
    Column("findings", Integer),
    Column("reply", Text),
    Column("delivered", Boolean, nullable=False),
    Column("told", Boolean, nullable=False),
    Index("queue_of_inbox", "watch", "inbox"),
)

COPIED_TABLES = tuple(table for table in METADATA.sorted_tables if table is not QUEUE)
"""What a copy of the ledger holds: the queue is about the files and replies on one machine."""

AUDIT_TABLES = (SUBMISSIONS, RESULTS, FINDINGS, CASES, INDICATORS, ABSENCES, VULNERABILITIES, PACKAGED_ROWS)
"""What one audit leaves behind, besides its own row."""
