"""Our tables are made by `airflow db migrate`, and the migrations make what the code expects."""

from __future__ import annotations

from typing import Any

import pytest
from airflow.providers_manager import ProvidersManager
from airflow.utils.db_manager import RunDBManager
from airflow.utils.session import create_session
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import mysql
from sqlalchemy.schema import CreateTable

from gong.vault.manager import GongDBManager
from gong.vault.tables import Base
from gong.vault.turns import free_row

# Airflow's own are not typed.
_PROVIDERS: Any = ProvidersManager
_RUNNER: Any = RunDBManager
_MANAGER: Any = GongDBManager
UTF8MB4_BYTES, INNODB_KEY_BYTES = 4, 3072


def migrated(connection: Any) -> MigrationContext:
    """Run all migrations on an empty database."""
    context = MigrationContext.configure(connection)
    script = ScriptDirectory(GongDBManager.migration_dir)
    with Operations.context(context):
        for revision in reversed(list(script.walk_revisions())):
            revision.module.upgrade()
    return context


def test_the_migrations_make_the_tables() -> None:
    """Table by table and column by column; and back again."""
    with create_engine("sqlite://").connect() as connection:
        context = migrated(connection)
        assert compare_metadata(context, Base.metadata) == []
        script = ScriptDirectory(GongDBManager.migration_dir)
        with Operations.context(context):
            for revision in script.walk_revisions():
                revision.module.downgrade()
        assert inspect(connection).get_table_names() == []


def test_the_newest_revision_is_the_one_that_the_manager_names() -> None:
    """`airflow db check-migrations` goes by it."""
    heads = ScriptDirectory(GongDBManager.migration_dir).get_heads()
    assert list(GongDBManager.revision_heads_map.values())[-1:] == heads


@pytest.mark.usefixtures("airflow_db")
def test_airflow_made_them() -> None:
    """Through the provider's information, as for every installation, with a version table of our own."""
    managers = _PROVIDERS()
    assert "gong.vault.manager.GongDBManager" in managers.db_managers
    runner = _RUNNER()
    runner.validate()
    assert runner.get_required_table_names() >= {*Base.metadata.tables, "alembic_version_gong"}
    with create_session() as session:
        assert inspect(session.get_bind()).has_table("alembic_version_gong")
        assert _MANAGER(session).check_migration()


def test_mysql_takes_the_tables_and_the_lock() -> None:
    """Indexed texts fit into InnoDB's keys, times keep their microseconds, a locked row is passed over."""
    dialect = mysql.dialect()
    made = {
        table.name: str(CreateTable(table).compile(dialect=dialect)) for table in Base.metadata.sorted_tables
    }
    assert "TIMESTAMP(6)" in made["gong_account"]
    tables: Any = Base.metadata.tables
    keys = [column.type.length for table in tables.values() for column in table.primary_key]
    assert max(keys) * UTF8MB4_BYTES <= INNODB_KEY_BYTES
    assert str(free_row("gong_account__uma").compile(dialect=dialect)).endswith("FOR UPDATE SKIP LOCKED")
