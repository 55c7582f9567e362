"""Runs as the pages show them: what becomes of each type, live and afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from airflow.models.dagrun import DagRun
from airflow.models.taskinstance import TaskInstance
from airflow.utils.session import create_session
from sqlalchemy import event, select, update

from tests.simulator import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from include.datasets import Dataset
    from tests.conftest import Run, Site
    from tests.web.conftest import Pages

API = "/gong/api/datasets"


def view(pages: Pages, dataset: Dataset, run: Run | None = None) -> dict[str, Any]:
    """Return a run as its page shows it; without one, the newest of the list."""
    client = pages.client("vera")
    if run is None:
        found: dict[str, Any] = client.get(f"{API}/{dataset.name}/runs").json()["runs"][0]
        return found
    answer = client.get(f"{API}/{dataset.name}/runs/{run.dag_run.run_id}")
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


def types(shown: dict[str, Any]) -> dict[str, str]:
    """Return the state of each type of a run."""
    return {each["id"]: each["state"] for each in shown["types"]}


def test_a_run_that_went_well(pages: Pages, site: Site) -> None:
    """Each type with its records and bytes; a second run finds the same."""
    dataset = site.dataset("calls", "users")
    run = site.run(dataset, limit=3)
    shown = view(pages, dataset, run)
    assert (shown["state"], shown["kind"], shown["range"]) == ("success", "manual", None)
    calls = shown["types"][0]
    outcome = run.outcomes["calls"]
    assert {key: calls[key] for key in ("id", "label", "state", "why")} == {
        "id": "calls",
        "label": "Calls",
        "state": "imported",
        "why": None,
    }
    assert (calls["records"], calls["bytes"]) == (3, outcome["bytes"])
    assert "Limit: 3 calls" in calls["note"]
    again = view(pages, dataset, site.run(dataset, limit=3))
    assert types(again) == {"calls": "unchanged", "users": "unchanged"}
    assert again["types"][0]["bytes"] == outcome["bytes"]


def test_what_a_type_is_skipped_for(pages: Pages, site: Site) -> None:
    """The scope and what to do; a range says which types have no past."""
    dataset = site.dataset("calls", "users")
    site.gong.faults = [
        Fault("/v2/users", kind="401", text="You do not have the needed permission api:users:read")
    ]
    users = view(pages, dataset, site.run(dataset))["types"][1]
    assert users["state"] == "skipped"
    assert "It needs the scope api:users:read. Grant it in Gong" in users["why"]
    site.gong.faults = []
    ranged = site.run(dataset, start="2025-01-01T00:00:00Z", end="2025-03-01T00:00:00Z")
    shown = view(pages, dataset, ranged)
    assert shown["range"] == ["2025-01-01T00:00:00+00:00", "2025-03-01T00:00:00+00:00"]
    assert types(shown) == {"calls": "imported", "users": "skipped"}


def test_what_a_type_failed_for(pages: Pages, site: Site) -> None:
    """The sentence of the log, without the log."""
    dataset = site.dataset("users", bucket="nowhere")
    [users] = view(pages, dataset, site.run(dataset))["types"]
    assert users["state"] == "failed"
    assert "There is no such bucket. Create it" in users["why"]


def test_a_plan_that_fails(pages: Pages, site: Site) -> None:
    """Every type that was wanted has failed, with the plan's sentence."""
    site.gong.revoke()
    dataset = site.dataset("calls", "transcripts", "users")
    shown = view(pages, dataset, site.run(dataset, data_types=["calls", "transcripts"]))
    assert types(shown) == {"calls": "failed", "transcripts": "failed"}
    assert all("Reconnect your Gong account" in each["why"] for each in shown["types"])


def test_a_type_that_is_tried_again(pages: Pages, site: Site) -> None:
    """It waits, and says why and for which try; its name is known though Airflow forgets it."""
    site.gong.faults = [Fault("/v2/users", kind="503", times=None)]
    dataset = site.dataset("users", "trackers")
    shown = view(pages, dataset, site.run(dataset))
    assert shown["state"] == "running"
    assert types(shown) == {"users": "waiting", "trackers": "imported"}
    users = shown["types"][0]
    assert "Gong did not answer properly." in users["why"]
    assert users["note"] == "It is tried again in a few minutes: try 2 of 4."


def test_a_run_on_its_way(pages: Pages, site: Site) -> None:
    """Before the plan the types wait; a task at work is running; what a stopped run left is not waiting."""
    dataset = site.dataset("users", "trackers")
    run = site.run(dataset)
    assert set_state(run, "import", "running", over="running") == 2
    assert types(view(pages, dataset)) == {"users": "running", "trackers": "running"}
    set_state(run, "import", None, over="failed")
    left = view(pages, dataset)
    assert types(left) == {"users": "failed", "trackers": "failed"}
    with create_session() as session:
        for each in session.scalars(select(TaskInstance).where(TaskInstance.run_id == run.dag_run.run_id)):
            session.delete(each)
        session.execute(
            update(DagRun).where(DagRun.run_id == run.dag_run.run_id).values({DagRun._state: "queued"})
        )
    assert types(view(pages, dataset)) == {"users": "waiting", "trackers": "waiting"}


@pytest.mark.parametrize(("limit", "most"), [(None, 40), (3, 3)])
def test_how_far_a_type_has_come(
    pages: Pages, site: Site, monkeypatch: pytest.MonkeyPatch, limit: int | None, most: int
) -> None:
    """While it is at work, the page has what its try has told; not what a try before it had."""
    monkeypatch.setattr("include.progress.EVERY", 0)
    dataset = site.dataset("calls", limit=limit)
    run = site.run(dataset)
    [calls] = view(pages, dataset, run)["types"]
    assert (calls["state"], calls["so_far"]) == ("imported", None)
    set_state(run, "import", "running", over="running")
    [calls] = view(pages, dataset, run)["types"]
    assert (calls["state"], calls["records"]) == ("running", None)
    assert calls["so_far"] == {"records": run.outcomes["calls"]["records"], "most": most}
    with create_session() as session:
        session.execute(
            update(TaskInstance).where(TaskInstance.run_id == run.dag_run.run_id).values(try_number=2)
        )
    assert view(pages, dataset, run)["types"][0]["so_far"] is None


def set_state(run: Run, task_id: str, state: str | None, *, over: str) -> int:
    """Let a run's tasks, and the run, be in these states; return how many tasks there are."""
    with create_session() as session:
        wanted = (TaskInstance.run_id == run.dag_run.run_id, TaskInstance.task_id == task_id)
        found = session.scalars(select(TaskInstance).where(*wanted)).all()
        session.execute(update(TaskInstance).where(*wanted).values(state=state))
        session.execute(
            update(DagRun).where(DagRun.run_id == run.dag_run.run_id).values({DagRun._state: over})
        )
    return len(found)


def test_a_type_that_failed_unforeseen(pages: Pages, site: Site) -> None:
    """Where no sentence was left, the page says where to look."""
    dataset = site.dataset("users")
    set_state(site.run(dataset), "import", "failed", over="failed")
    [users] = view(pages, dataset)["types"]
    assert users["state"] == "failed"
    assert users["why"].startswith("It failed in a way that was not foreseen")


def test_the_list_and_the_dataset_tell_the_last_sync(pages: Pages, site: Site) -> None:
    """Ranges are no syncs; a type that was left out keeps its figures; sizes are those of the files there."""
    dataset = site.dataset("calls", "users")
    first = site.run(dataset, limit=3)
    second = site.run(dataset, data_types=["users"], limit=2)
    site.run(dataset, start="2025-01-01T00:00:00Z", end="2025-03-01T00:00:00Z")
    client = pages.client("vera")
    [row] = client.get(API, params={"search": dataset.name}).json()["datasets"]
    assert row["last_sync"]["run_id"] == second.dag_run.run_id
    assert row["last_sync"]["types"]["users"]["records"] == 2
    assert row["size"] == first.outcomes["calls"]["bytes"] + second.outcomes["users"]["bytes"]
    assert (row["paused"], row["may_run"], row["may_edit"]) == (False, False, False)
    site.gong.faults = [Fault("/v2/users", kind="400", times=None)]
    site.run(dataset, data_types=["users"])
    detail = client.get(f"{API}/{dataset.name}").json()
    calls, users = (each["last"] for each in detail["types"])
    assert (calls["state"], calls["run_id"], calls["records"]) == ("imported", first.dag_run.run_id, 3)
    assert (users["state"], users["records"]) == ("failed", 2)
    assert "Gong refused the request" in users["why"]


def test_who_may_not_see_a_dataset_sees_no_run(pages: Pages, site: Site) -> None:
    """Neither by name nor by run id; a run of another dataset is not found under this one."""
    one, other = site.dataset("users"), site.dataset("users", owner="uma")
    run = site.run(one)
    assert pages.client("vera").get(f"{API}/{other.name}/runs/{run.dag_run.run_id}").status_code == 404
    assert pages.client("vera").get(f"{API}/nothing/runs/{run.dag_run.run_id}").status_code == 404
    assert pages.client("nora").get(f"{API}/{one.name}/runs").status_code == 403


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Record every statement that Airflow's database is sent."""
    from airflow import settings  # noqa: PLC0415 - it has no engine before the database is made

    sent: list[str] = []

    def record(*args: Any) -> None:
        sent.append(str(args[2]))

    event.listen(settings.engine, "before_cursor_execute", record)
    yield sent
    event.remove(settings.engine, "before_cursor_execute", record)


def test_the_list_sends_as_many_queries_for_many_datasets(
    pages: Pages, site: Site, statements: list[str]
) -> None:
    """Their number does not grow with the datasets; no request goes to storage or to Gong."""
    dataset = site.dataset("users")
    site.run(dataset)
    client = pages.client("vera")
    client.get(API)
    before, asked = len(statements), len(site.gong.exchanges)
    client.get(API)
    of_one = len(statements) - before
    for _ in range(20):
        site.dataset("users", "calls", sync="@daily")
    site.sync_dags()
    del statements[:]
    assert client.get(API).json()["total"] == 21
    assert len(statements) == of_one
    assert of_one <= 12
    assert len(site.gong.exchanges) == asked


def test_backfills_are_runs_too(pages: Pages, site: Site) -> None:
    """With the interval that they are for."""
    start = datetime(2025, 3, 1, tzinfo=UTC)
    dataset = site.dataset("users")
    shown = view(pages, dataset, site.run(dataset, "backfill", (start, start + timedelta(days=1))))
    assert (shown["kind"], shown["range"]) == (
        "backfill",
        ["2025-03-01T00:00:00+00:00", "2025-03-02T00:00:00+00:00"],
    )
    assert (
        pages.client("vera").get(API, params={"search": dataset.name}).json()["datasets"][0]["last_sync"]
        is None
    )
