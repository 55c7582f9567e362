"""Users' Gong accounts."""

from __future__ import annotations

import sqlalchemy as sa
from airflow.utils.sqlalchemy import UtcDateTime
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "gong_account",
        sa.Column("conn_id", sa.String(250), primary_key=True),
        sa.Column("owner", sa.String(512), nullable=False),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("host", sa.String(512), nullable=False),
        sa.Column("hint", sa.String(8)),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("scopes", sa.Text),
        sa.Column("connected_at", UtcDateTime, nullable=False),
        sa.Column("issued_at", UtcDateTime),
        sa.Column("expires_at", UtcDateTime),
        sa.Column("used_at", UtcDateTime),
        sa.Column("renewing_since", UtcDateTime),
        sa.Column("problem", sa.Text),
        sa.Column("problem_since", UtcDateTime),
    )
    op.create_table("gong_renewal", sa.Column("conn_id", sa.String(250), primary_key=True))
    op.create_table(
        "gong_oauth_state",
        sa.Column("nonce", sa.String(64), primary_key=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )


def downgrade() -> None:
    """Drop the tables, and the accounts with them."""
    for table in ("gong_oauth_state", "gong_renewal", "gong_account"):
        op.drop_table(table)
