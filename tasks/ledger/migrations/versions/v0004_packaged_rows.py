"""What went into the package of which body, so that a body can be told when a finding about it is withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "packaged_rows",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("audit", sa.Integer(), nullable=False),
        sa.Column("package", sa.String(length=16), nullable=False, comment="packages.csv"),
        sa.Column("village_code", sa.String(length=13), nullable=False),
        sa.Column(
            "case_id", sa.String(length=16), nullable=True, comment="missing for a point of the vulnerability map"
        ),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("cell", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["audit"],
            ["audits.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_packaged_rows_audit"), "packaged_rows", ["audit"], unique=False)
