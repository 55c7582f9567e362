"""Backfills and schedules: which runs Airflow makes of a dataset, and what a backfill's run writes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from airflow.models.dag import DagModel
from airflow.models.dagrun import DagRun
from airflow.utils.session import create_session
from sqlalchemy import select

from tests.backfills import backfill
from tests.servers import body, keys

if TYPE_CHECKING:
    from tests.conftest import Site

DAY = timedelta(days=1)


@pytest.mark.parametrize("sync", [None, "@daily"])
def test_a_backfill_of_three_days(site: Site, sync: str | None) -> None:
    """With and without a schedule, a backfill of three days is a run for each, from midnight to midnight."""
    dataset = site.dataset("calls", sync=sync)
    site.sync_dags()
    first = datetime(2025, 3, 1, tzinfo=UTC)
    runs = backfill(dataset.dag_id, first, first + 2 * DAY)
    assert {run.run_type for run in runs} == {"backfill"}
    assert [(run.data_interval_start, run.data_interval_end) for run in runs] == [
        (first + number * DAY, first + (number + 1) * DAY) for number in range(3)
    ]


def test_a_backfill_follows_the_schedule(site: Site) -> None:
    """A backfill of a weekly dataset is made of its weeks."""
    dataset = site.dataset("calls", sync="@weekly")
    site.sync_dags()
    first = datetime(2025, 3, 2, tzinfo=UTC)
    runs = backfill(dataset.dag_id, first, first + 7 * DAY)
    assert [(run.data_interval_start, run.data_interval_end) for run in runs] == [
        (first, first + 7 * DAY),
        (first + 7 * DAY, first + 14 * DAY),
    ]


def test_what_a_backfills_run_writes(site: Site) -> None:
    """It writes a history file of exactly its interval, with all records, and skips what has no past."""
    dataset = site.dataset("calls", "users", limit=1)
    dag = site.sync_dags()[dataset.dag_id]
    newest = datetime.fromtimestamp(site.gong.world.starts[-1], UTC)
    day = newest.replace(hour=0, minute=0, second=0, microsecond=0)
    [created] = backfill(dataset.dag_id, day, day)
    run = site.go_on(dag, created.id)
    assert run.state == "success"
    assert run.types == {"calls": "success", "users": "skipped"}
    [key] = keys(site.s3)
    assert key == f"{dataset.prefix}history/gong_calls_{day:%Y%m%d}_000000_{day + DAY:%Y%m%d}_000000.txt"
    within = [start for start in site.gong.world.starts if day.timestamp() <= start < (day + DAY).timestamp()]
    assert body(site.s3, key).count(b"=== CALL ===") == len(within) >= 1


def test_no_run_unasked(site: Site) -> None:
    """The scheduler makes a run of a dataset with a schedule, its newest one, and none of one without."""
    on_demand, daily = site.dataset("calls"), site.dataset("calls", sync="@daily")
    site.sync_dags()
    with create_session() as session:
        model = session.get_one(DagModel, on_demand.dag_id)
        assert (model.next_dagrun, model.next_dagrun_create_after) == (None, None)
        assert model.timetable_summary == "On demand"
    site.schedule()
    with create_session() as session:
        query = select(DagRun.dag_id, DagRun.run_type).where(
            DagRun.dag_id.in_([on_demand.dag_id, daily.dag_id])
        )
        assert session.execute(query).all() == [(daily.dag_id, "scheduled")]
