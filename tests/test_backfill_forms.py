"""Backfills by the command line and by REST: order, repetition, and what is refused with which words."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from airflow.cli.cli_parser import get_parser
from airflow.models.backfill import BackfillDagRun
from airflow.models.dagrun import DagRun
from airflow.utils.session import create_session
from sqlalchemy import select, update
from starlette.testclient import TestClient

from tests.servers import body, keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from airflow.sdk import DAG

    from include.datasets import Dataset
    from tests.conftest import Site

DAY = timedelta(days=1)
FIRST = datetime(2025, 3, 1, tzinfo=UTC)
WORDS = {
    "@hourly": (timedelta(hours=1), 3),
    "@daily": (DAY, 3),
    "@weekly": (7 * DAY, 3),
    "@monthly": (28 * DAY, 3),
    None: (DAY, 3),
}


def command(dataset: Dataset, first: datetime, last: datetime, *words: str) -> None:
    """Run `airflow backfill create`."""
    edges = ["--from-date", first.isoformat(), "--to-date", last.isoformat()]
    args = get_parser().parse_args(["backfill", "create", "--dag-id", dataset.dag_id, *edges, *words])
    args.func(args)


def runs(dataset: Dataset) -> list[DagRun]:
    """Return the runs of a dataset, in the order in which the latest backfill has them."""
    with create_session() as session:
        query = (
            select(DagRun)
            .join(BackfillDagRun, BackfillDagRun.dag_run_id == DagRun.id)
            .where(DagRun.dag_id == dataset.dag_id)
            .order_by(BackfillDagRun.backfill_id.desc(), BackfillDagRun.sort_ordinal)
        )
        found = list(session.scalars(query))
        session.expunge_all()
    return found


def finish(dataset: Dataset) -> None:
    """Let Airflow take the backfill for completed, as its scheduler does when all runs are over."""
    from airflow.models.backfill import Backfill  # noqa: PLC0415 - as Airflow loads its models

    with create_session() as session:
        session.execute(update(Backfill).where(Backfill.dag_id == dataset.dag_id).values(completed_at=FIRST))


@pytest.fixture(scope="module")
def rest(airflow_db: None) -> Iterator[TestClient]:
    """Give Airflow's REST API with an administrator's token."""
    from airflow.api_fastapi.app import create_app, get_auth_manager  # noqa: PLC0415 - after Airflow's home
    from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser  # noqa: PLC0415 - the same

    assert airflow_db is None
    app = create_app(apps="core")
    token = get_auth_manager().generate_jwt(SimpleAuthManagerUser(username="dana", role="admin"))
    with TestClient(app, headers={"Authorization": f"Bearer {token}"}) as client:
        yield client


def ask(rest: TestClient, dataset_id: str, first: datetime, last: datetime, **more: Any) -> Any:
    """Ask for a backfill by REST."""
    asked = {"dag_id": dataset_id, "from_date": first.isoformat(), "to_date": last.isoformat(), **more}
    return rest.post("/api/v2/backfills", json=asked)


@pytest.mark.parametrize("schedule", WORDS)
def test_intervals_of_every_schedule(site: Site, schedule: str | None) -> None:
    """The command line makes a run for each interval of the schedule, or for each day without one."""
    dataset = site.dataset("calls", sync=schedule)
    site.sync_dags()
    step, count = WORDS[schedule]
    command(dataset, FIRST - (count - 1) * step, FIRST)
    found = runs(dataset)
    assert count - 1 <= len(found) <= count
    edges = [
        (run.data_interval_start, run.data_interval_end)
        for run in found
        if run.data_interval_start and run.data_interval_end
    ]
    assert all(end - start >= step for start, end in edges)
    assert all(end == start for (_, end), (start, _) in pairwise(edges))


def test_backwards_with_chosen_types(site: Site, rest: TestClient) -> None:
    """By REST: the newest interval first, and the types that were asked for."""
    dataset = site.dataset("calls", "transcripts", sync="@daily")
    site.sync_dags()
    conf = {"data_types": ["calls"]}
    answer = ask(rest, dataset.dag_id, FIRST, FIRST + 2 * DAY, run_backwards=True, dag_run_conf=conf)
    assert answer.status_code == 200
    found = runs(dataset)
    assert [run.data_interval_start for run in found] == [FIRST + number * DAY for number in (2, 1, 0)]
    assert all(run.conf == conf for run in found)


def test_an_interval_again_replaces_its_own_file_only(site: Site) -> None:
    """Reprocessing writes the same key; transcripts that came late appear; other intervals stay untouched."""
    dataset = site.dataset("transcripts", sync="@daily")
    dag = site.sync_dags()[dataset.dag_id]
    newest = datetime.fromtimestamp(site.gong.world.starts[-12], UTC)
    day = newest.replace(hour=0, minute=0, second=0, microsecond=0)
    command(dataset, day - DAY, day)
    _go(site, dag, dataset)
    before = _objects(site)
    assert len(before) == 2
    _spoil(site)
    spoiled = _objects(site)
    finish(dataset)
    command(dataset, day, day, "--reprocess-behavior", "completed")
    _go(site, dag, dataset)
    after = _objects(site)
    [changed] = [key for key in spoiled if spoiled[key] != after[key]]
    assert set(before) == set(after)
    assert f"_{day:%Y%m%d}_000000_" in changed
    assert after[changed] == before[changed]


def _go(site: Site, dag: DAG, dataset: Dataset) -> None:
    """Run what the latest backfill has made or cleared."""
    for run in runs(dataset):
        if run.state != "success":
            assert site.go_on(dag, run.id).state == "success"


def _objects(site: Site) -> dict[str, str]:
    return {key: body(site.s3, key).decode() for key in keys(site.s3)}


def _spoil(site: Site) -> None:
    """Replace every file by one of another content, as an import of fewer transcripts would have left it."""
    for key in keys(site.s3):
        text = body(site.s3, key)
        site.s3.put_object(Bucket="calls", Key=key, Body=b"older " + text, Metadata={"sha256": "older"})


def test_an_interval_that_a_sync_has_had_gets_its_file_when_completed_ones_are_asked_for(site: Site) -> None:
    """For Airflow the sync's run has done that interval; the option makes the backfill's of it."""
    dataset = site.dataset("calls", sync="@daily")
    dag = site.sync_dags()[dataset.dag_id]
    newest = datetime.fromtimestamp(site.gong.world.starts[-1], UTC)
    day = newest.replace(hour=0, minute=0, second=0, microsecond=0)
    assert site.run(dataset, "scheduled", (day, day + DAY)).state == "success"
    command(dataset, day, day)
    assert not any("/history/" in key for key in keys(site.s3))
    finish(dataset)
    command(dataset, day, day, "--reprocess-behavior", "completed")
    _go(site, dag, dataset)
    [file] = [key for key in keys(site.s3) if "/history/" in key]
    assert f"_{day:%Y%m%d}_000000_" in file


def test_completed_intervals_are_left_alone(site: Site) -> None:
    """Without that option a second backfill over the same days makes no run anew."""
    dataset = site.dataset("calls", sync="@daily")
    dag = site.sync_dags()[dataset.dag_id]
    command(dataset, FIRST, FIRST)
    _go(site, dag, dataset)
    finish(dataset)
    command(dataset, FIRST, FIRST + DAY)
    states = {run.data_interval_start: run.state for run in runs(dataset)}
    assert states == {FIRST: "success", FIRST + DAY: "queued"}


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (FIRST, FIRST - DAY, "must not be after to_date"),
        (datetime(2100, 1, 1, tzinfo=UTC), datetime(2100, 2, 1, tzinfo=UTC), "future dates"),
    ],
)
def test_dates_that_make_no_sense(
    site: Site, rest: TestClient, first: datetime, last: datetime, words: str
) -> None:
    """An end before the start and the future are refused before a run is made, and the words say why."""
    dataset = site.dataset("calls", sync="@daily")
    site.sync_dags()
    answer = ask(rest, dataset.dag_id, first, last)
    assert answer.status_code == 422
    assert words in answer.text
    assert runs(dataset) == []


def test_a_dataset_that_was_deleted(site: Site, rest: TestClient) -> None:
    """A backfill of a DAG that is gone is a 404 with its name."""
    answer = ask(rest, "gong__gone", FIRST, FIRST)
    assert (answer.status_code, "gong__gone" in answer.text) == (404, True)
    assert site.gong.exchanges == []


def test_a_type_that_the_dataset_has_not(site: Site, rest: TestClient) -> None:
    """The parameters are checked when the backfill is asked for, not a run at a time."""
    dataset = site.dataset("calls", sync="@daily")
    site.sync_dags()
    answer = ask(rest, dataset.dag_id, FIRST, FIRST, dag_run_conf={"data_types": ["users"]})
    assert answer.status_code == 422
    assert json.dumps(answer.json()).count("users") >= 1


def test_ten_years(site: Site) -> None:
    """Ten years by months are 120 runs, made at once; one before the first call writes an empty file."""
    dataset = site.dataset("calls", sync="@monthly")
    dag = site.sync_dags()[dataset.dag_id]
    command(dataset, datetime(2015, 1, 1, tzinfo=UTC), datetime(2024, 12, 1, tzinfo=UTC))
    found = runs(dataset)
    assert len(found) == 120
    run = site.go_on(dag, found[0].id)
    assert run.outcomes["calls"]["records"] == 0
    assert "No records" in body(site.s3, keys(site.s3)[0]).decode()
