"""Alembic's environment: Airflow's database, our tables, our own version table."""

from __future__ import annotations

from typing import Any

from airflow import settings
from alembic import context

from gong.vault.database import engine
from gong.vault.manager import GongDBManager

_OPTIONS: dict[str, Any] = {
    "target_metadata": GongDBManager.metadata,
    "version_table": GongDBManager.version_table_name,
    "include_name": lambda name, kind, _: kind != "table" or name in GongDBManager.metadata.tables,
    "compare_type": True,
    "render_as_batch": True,
}


def run() -> None:
    """Bring the tables up to date, or print the SQL that would."""
    if context.is_offline_mode():
        context.configure(url=settings.SQL_ALCHEMY_CONN, literal_binds=True, **_OPTIONS)
        with context.begin_transaction():
            context.run_migrations()
        return
    with engine().connect() as connection:
        context.configure(connection=connection, transaction_per_migration=True, **_OPTIONS)
        with context.begin_transaction():
            context.run_migrations()


run()
