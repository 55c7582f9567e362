"""Sessions with Airflow's database: short ones of its pool, and long ones on connections of their own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from airflow import settings
from airflow.utils.session import create_session
from sqlalchemy import inspect
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from gong.errors import AccountsUnavailable, StoreOutage
from gong.vault.tables import AccountRow

if TYPE_CHECKING:
    from collections.abc import Iterator

BARRED = "airflow-db-not-allowed"
"""With this begins the address of the database in a task's process (Airflow 3.3.2, checked)."""


def engine() -> Engine:
    """Return the engine of Airflow's database."""
    if settings.engine is None:
        raise StoreOutage("It is not open in this process.")
    return settings.engine


def is_barred() -> bool:
    """Tell whether this process may not use the database."""
    return (settings.SQL_ALCHEMY_CONN or BARRED).startswith(BARRED)


@contextmanager
def session() -> Iterator[Session]:
    """Open a session that waits for nothing but the database, commit it at the end; raises as `_told`."""
    with _told(), create_session(scoped=False) as opened:
        yield opened


@contextmanager
def long_session() -> Iterator[Session]:
    """Open a session that may wait for others, roll it back at the end; raises as `_told`.

    Its connection is not one of Airflow's pool, where those who wait would keep all connections from those
    who are waited for; it is made and configured as they are.
    """
    pooled = engine()
    own = Engine(pooled.pool.recreate(), pooled.dialect, pooled.url)
    try:
        with _told(), Session(own) as opened:
            yield opened
    finally:
        own.dispose()


@contextmanager
def _told() -> Iterator[None]:
    """Tell what is wrong with the database.

    Raises `AccountsUnavailable` when the tables are missing, `StoreOutage` for other trouble. A violated
    constraint is the caller's to understand.
    """
    try:
        yield
    except IntegrityError:
        raise
    except SQLAlchemyError as error:
        if problem := tables_problem():
            raise AccountsUnavailable(problem) from None
        raise StoreOutage(f"({type(error).__name__})") from None


def tables_problem() -> str | None:
    """Say that the tables are missing, if they are."""
    return "Their tables are missing: run `airflow db migrate`." if _tables_are_missing() else None


def _tables_are_missing() -> bool:
    try:
        return not inspect(engine()).has_table(AccountRow.__tablename__)
    except SQLAlchemyError:
        return False
