"""The watch's queue, which had a database of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "queue",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column(
            "watch",
            sa.String(length=32),
            nullable=False,
            comment="of the home whose archive and replies hold these files",
        ),
        sa.Column("inbox", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column(
            "changed_ns",
            sa.BigInteger(),
            nullable=False,
            comment="when it was last written, by its folder: ns since 1970",
        ),
        sa.Column("village_code", sa.String(length=13), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False, comment="waiting, checked, failed or skipped"),
        sa.Column("period", sa.String(length=7), nullable=True),
        sa.Column("findings", sa.Integer(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("delivered", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("queue_of_inbox", "queue", ["watch", "inbox"], unique=False)
