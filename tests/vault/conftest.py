"""A Gong with accounts, and a database to keep them in: SQLite, and PostgreSQL where it is installed."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from scripts.cluster_services import postgresql, postgresql_programs
from scripts.demo_processes import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.account_fixtures import Accounts

_MISSING = pytest.mark.skipif(
    postgresql_programs() is None, reason="PostgreSQL is not installed. On Debian: make setup-cluster"
)
DATABASES = ["sqlite", pytest.param("postgresql", marks=_MISSING)]


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Give the address of a PostgreSQL with our tables."""
    from sqlalchemy import create_engine  # noqa: PLC0415 - only for the tests that ask for it

    from gong.vault.tables import Base  # noqa: PLC0415 - after Airflow's home is set

    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    with postgresql(port, "airflow"):
        url = f"postgresql+psycopg://airflow:airflow@{HOST}:{port}/airflow"
        engine = create_engine(url)
        Base.metadata.create_all(engine)
        engine.dispose()
        yield url


@pytest.fixture(params=DATABASES)
def database(
    airflow_db: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Let Airflow use one kind of database after the other; give its URL."""
    from airflow import settings  # noqa: PLC0415 - after Airflow's home is set
    from sqlalchemy import create_engine  # noqa: PLC0415 - the same
    from sqlalchemy.orm import scoped_session, sessionmaker  # noqa: PLC0415 - the same

    assert airflow_db is None
    if request.param == "sqlite":
        yield str(settings.SQL_ALCHEMY_CONN)
        return
    url = request.getfixturevalue("postgresql_url")
    engine = create_engine(url)
    maker = sessionmaker(engine, expire_on_commit=False, autoflush=False)
    monkeypatch.setattr(settings, "SQL_ALCHEMY_CONN", url)
    monkeypatch.setattr(settings, "engine", engine)
    monkeypatch.setattr(settings, "NonScopedSession", maker)
    monkeypatch.setattr(settings, "Session", scoped_session(maker))
    yield url
    engine.dispose()


@pytest.fixture
def gong(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Accounts]:
    """Give a Gong whose access tokens live 60 seconds, and its clock."""
    from tests.account_fixtures import serve_accounts  # noqa: PLC0415 - after Airflow's home is set

    assert database
    for made in serve_accounts(monkeypatch, tmp_path):
        made.sim.oauth.lifetime = 61
        yield made
