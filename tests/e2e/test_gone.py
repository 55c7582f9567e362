"""Datasets that go while Airflow is at work on them: on the page, and by hand with the name used again."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from include.names import IMPORT
from tests.e2e.conftest import picture
from tests.e2e.stack import until
from tests.e2e.steps import ask, connect, fill_form, forget, make, more, wait_for_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.e2e.stack import Stack

LONGEST = 300.0
"""Seconds for which Gong keeps an answer back at most."""
STALE_SECONDS = 180
"""Airflow reads a file twice a minute; a DAG that was not in it for a while is stale (tests/e2e/stack.py)."""


@pytest.fixture
def answers(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Return what all answers of Gong wait for: while it is not set, a task that imports is at work."""
    come = Event()
    come.set()
    monkeypatch.setattr(stack.gong, "sleep", come.wait)
    monkeypatch.setattr(stack.gong, "latency", LONGEST)
    yield come
    come.set()


def backfill(stack: Stack, name: str, answers: Event) -> None:
    """Let dana backfill five days of a new dataset, and wait for the first import, which gets no answers."""
    connect(stack, "dana")
    forget(stack, "dana", name)
    make(stack, "dana", name, data_types=["calls"])
    dag_id = f"gong__{name}"
    until("the DAG", lambda: ask(stack, "dana", "GET", f"api/v2/dags/{dag_id}").ok)
    days = {"from_date": "2026-01-05T00:00:00Z", "to_date": "2026-01-09T00:00:00Z"}
    # On SQLite, Airflow answers 503 while something else writes, and takes back the runs that it has made.
    # Its scheduler, which may have begun one, ends of that (3.3.2); so the DAG is paused meanwhile.
    ask(stack, "dana", "PATCH", f"api/v2/dags/{dag_id}", {"is_paused": True}).raise_for_status()
    until(
        "the backfill", lambda: ask(stack, "dana", "POST", "api/v2/backfills", {"dag_id": dag_id, **days}).ok
    )
    answers.clear()
    ask(stack, "dana", "PATCH", f"api/v2/dags/{dag_id}", {"is_paused": False}).raise_for_status()
    # Tasks that ask Gong for nothing end at once, and between two tasks a dataset may be deleted.
    until("an import", lambda: IMPORT in running(stack, name))


def running(stack: Stack, name: str) -> list[str]:
    """Return the ids of the tasks that are at work in a dataset's runs."""
    path = f"api/v2/dags/gong__{name}/dagRuns/~/taskInstances?state=running"
    return [task["task_id"] for task in ask(stack, "dana", "GET", path).json()["task_instances"]]


def delete(page: Page) -> None:
    """Delete the dataset whose page is open."""
    more(page, "Delete")
    page.get_by_role("button", name="Delete dataset").click()


def test_deleting_a_dataset_in_the_midst_of_a_backfill(
    stack: Stack, sign_in: Callable[..., Page], answers: Event
) -> None:
    """What the refusal advises is there and works; then all is gone at once."""
    backfill(stack, "unwanted", answers)
    page = sign_in("dana", "/datasets/unwanted")
    delete(page)
    refusal = page.get_by_role("alert").filter(has_text="Tasks of this dataset are running.")
    expect(refusal).to_contain_text("Pause syncing")
    expect(refusal).to_contain_text("cancel the backfill")
    picture(page, "delete-busy")
    page.goto(f"{stack.url}/dags/gong__unwanted")
    expect(page.get_by_role("button", name="Cancel backfill")).to_be_visible()
    picture(page, "cancel-backfill")
    page.goto(f"{stack.url}/plugin/gong/datasets/unwanted")
    more(page, "Pause syncing")
    expect(page.get_by_text("paused", exact=True)).to_be_visible()
    answers.set()
    until("no task at work", lambda: not running(stack, "unwanted"))
    delete(page)
    expect(page.get_by_role("link", name="New dataset").first).to_be_visible()
    assert ask(stack, "ada", "GET", "api/v2/dags/gong__unwanted").status_code == 404
    found = ask(stack, "ada", "GET", "api/v2/backfills?dag_id=gong__unwanted").json()
    assert found["total_entries"] == 0


def test_a_name_that_is_used_again(stack: Stack, sign_in: Callable[..., Page], answers: Event) -> None:
    """Removed by hand during a backfill: others may not have the name, and for its owner it begins anew."""
    backfill(stack, "again", answers)
    # Not through Airflow's API: on SQLite, what it logs of that waits for a lock that its own tasks' requests
    # may hold, and these wait for it, until one gives up after a minute (3.3.2).
    words = ["-m", "airflow", "variables", "delete", "gong_dataset__again"]
    stack.processes.run("Airflow variables", words, stack.settings)
    answers.set()
    connect(stack, "marcus")
    page = sign_in("marcus", "/new")
    fill_form(page, "again", "Users")
    expect(page.get_by_text("Try again in two minutes")).to_be_visible()
    until(
        "Airflow to notice",
        lambda: ask(stack, "ada", "GET", "api/v2/dags/gong__again").json()["is_stale"],
        STALE_SECONDS,
    )
    for typed in ("agai", "again"):
        page.get_by_role("textbox", name="Name", exact=True).fill(typed)
    expect(page.get_by_text("which was not yours")).to_be_visible()
    picture(page, "name-again")
    assert ask(stack, "ada", "GET", "api/v2/dags/gong__again/dagRuns").json()["total_entries"] == 5
    mine = sign_in("dana", "/new")
    fill_form(mine, "again", "Users")
    mine.get_by_role("button", name="Create and import").click()
    wait_for_run(mine)
    [run] = ask(stack, "dana", "GET", "gong/api/datasets/again/runs").json()["runs"]
    assert (run["kind"], run["state"]) == ("manual", "success")
    assert ask(stack, "ada", "GET", "api/v2/backfills?dag_id=gong__again").json()["total_entries"] == 0
