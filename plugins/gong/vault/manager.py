"""How `airflow db migrate` makes and changes our tables; Airflow finds this through the provider's info."""

from __future__ import annotations

from pathlib import Path

from airflow.utils.db_manager import BaseDBManager

from gong.vault.tables import Base

_FOLDER = Path(__file__).parent


class GongDBManager(BaseDBManager):
    """Keeps our tables at the newest revision, with a version table of their own."""

    metadata = Base.metadata
    version_table_name = "alembic_version_gong"
    migration_dir = str(_FOLDER / "migrations")
    alembic_file = str(_FOLDER / "alembic.ini")
    supports_table_dropping = True
    revision_heads_map = {"0.1.0": "0001"}  # noqa: RUF012 - Airflow's own attribute
