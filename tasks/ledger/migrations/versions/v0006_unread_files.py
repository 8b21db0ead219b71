"""Which files a look saw and could not read, so that it is not taken for proof that they were not there yet."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "unread_files",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("look", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["look"],
            ["looks.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
