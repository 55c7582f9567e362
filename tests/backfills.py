"""Backfills as Airflow makes them; their runs wait for a scheduler, or for a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from airflow.models.backfill import ReprocessBehavior, _create_backfill
from airflow.models.dagrun import DagRun
from airflow.utils.session import create_session
from sqlalchemy import select

if TYPE_CHECKING:
    from datetime import datetime


def backfill(dag_id: str, first: datetime, last: datetime) -> list[DagRun]:
    """Create a backfill as `airflow backfill create` does, and return its runs."""
    _create_backfill(
        dag_id=dag_id,
        from_date=first,
        to_date=last,
        max_active_runs=2,
        reverse=False,
        dag_run_conf=None,
        triggering_user_name="dana",
        reprocess_behavior=ReprocessBehavior.NONE,
    )
    with create_session() as session:
        query = select(DagRun).where(DagRun.dag_id == dag_id).order_by(DagRun.logical_date)
        runs = list(session.scalars(query))
        session.expunge_all()
    return runs
