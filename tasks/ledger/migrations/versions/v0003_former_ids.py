"""Ids of findings and groups without identifiers: which ones were made before, and what groups they belong to now.

A finding's own new id is known to the first audit that finds it again (``tasks.findings.former_ids``); until then its
row has no current_id. So it is with groups of a person, whose name alone may not tell namesakes apart. Where the groups
of several persons become one, the name of each stays beside its id, so that what was written about each is told apart.
"""

import hashlib
import re
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_IDENTIFIER = re.compile(r"\s*\([^()]*\)\Z")
_OF_A_PERSON = frozenset({"N04", "N05", "N10"})
_OF_A_CASE = frozenset({"N01", "N02", "N03", "N06"})


def upgrade() -> None:
    former = op.create_table(
        "former_ids",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("former_id", sa.String(length=16), nullable=False),
        sa.Column("current_id", sa.String(length=16), nullable=True, comment="missing until an audit knows it"),
        sa.Column("person", sa.Text(), nullable=True, comment="whom the group of before was about"),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_former_ids_former_id"), "former_ids", ["former_id"], unique=False)
    columns = ("finding_id", "group_id", "rule", "village_code", "subject")
    findings = sa.table("findings", *(sa.column(name) for name in columns))
    told = op.get_bind().execute(sa.select(findings).distinct().order_by(findings.c.finding_id)).all()
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    rows = {row.finding_id: _row(row.finding_id, None, None, now) for row in told}
    for row in told:
        current = _group_of_today(row.group_id, row.rule, row.village_code)
        person = _name(row.subject) if current not in {None, row.group_id} else None
        rows[row.group_id] = _row(row.group_id, current, person, now)
    if rows:
        op.bulk_insert(former, list(rows.values()))


def _row(former: str, current: str | None, person: str | None, now: datetime) -> dict[str, object]:
    return {"former_id": former, "current_id": current, "person": person, "recorded_at": now}


def _name(subject: str | None) -> str | None:
    """Return the name of a subject without the masked identifier that stands behind it in brackets."""
    return _IDENTIFIER.sub("", subject) if subject else None


def _group_of_today(group_id: str, rule: str, village_code: str | None) -> str | None:
    if rule in _OF_A_PERSON:
        return None
    if rule in _OF_A_CASE:
        return group_id
    return hashlib.sha256(f"{village_code or ''}|{rule}".encode()).hexdigest()[:16]
