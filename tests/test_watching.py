"""What an operator can watch: metrics through Airflow, a summary in the log, an alert for late runs."""

from __future__ import annotations

import logging
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from airflow.models.serialized_dag import SerializedDagModel
from airflow.sdk.execution_time.callback_supervisor import execute_callback
from airflow.sdk.observability import stats
from airflow.utils.session import create_session

from gong.metrics import METRICS
from tests.simulator import Fault

if TYPE_CHECKING:
    from tests.conftest import Site


class Statistics:
    """Airflow's metrics, kept: how often, or how much, by name and tags."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, ...]] = Counter()
        self.gauges: dict[str, float] = {}
        self.timings: list[str] = []

    def incr(self, name: str, count: int = 1, *_: float, tags: dict[str, str] | None = None) -> None:
        """Count."""
        self.counts[name, *(tags or {}).values()] += count

    def gauge(self, name: str, value: float, *_: Any, **__: Any) -> None:
        """Keep the latest value."""
        self.gauges[name] = value

    def timing(self, name: str, *_: Any, **__: Any) -> None:
        """Keep that there was one."""
        self.timings.append(name)

    def __getattr__(self, name: str) -> Any:
        """Take whatever else Airflow tells."""
        return lambda *_, **__: None


@pytest.fixture
def statistics(monkeypatch: pytest.MonkeyPatch) -> Statistics:
    """Give what the product counts."""
    kept = Statistics()
    for name in ("incr", "gauge", "timing"):
        monkeypatch.setattr(stats, name, getattr(kept, name))
    return kept


def test_what_is_counted(site: Site, statistics: Statistics) -> None:
    """Requests by path and answer, waits, quota, outcomes, records, bytes, under the names of the table."""
    site.gong.faults = [Fault("/v2/users", kind="503"), Fault("/v2/settings/trackers", kind="400")]
    dataset = site.dataset("users", "scorecards", "trackers")
    run = site.run(dataset)
    name, counts = dataset.name, statistics.counts
    assert counts["gong.requests", "users", "503"] == 1
    assert counts["gong.requests", "users", "200"] >= 1
    assert counts["gong.requests", "settings.trackers", "400"] == 1
    states = dict.fromkeys(("users", "scorecards"), "imported") | {"trackers": "failed"}
    assert {
        each: counts["gong.outcomes", name, each, state] for each, state in states.items()
    } == dict.fromkeys(states, 1)
    users = run.outcomes["users"]
    assert counts["gong.records", name, "users"] == users["records"]
    assert counts["gong.bytes", name, "users"] == users["bytes"]
    assert statistics.gauges["gong.quota_left"] == 10_000 - len(site.gong.exchanges)
    assert "gong.wait" in statistics.timings
    known = {metric.name for metric in METRICS}
    assert {key[0] for key in counts if key[0].startswith("gong.")} <= known


def test_a_lost_connection_is_counted(site: Site, statistics: Statistics) -> None:
    """Where there was no answer, there is no status."""
    site.gong.faults = [Fault("/v2/users", kind="drop")]
    site.run(site.dataset("users"))
    assert statistics.counts["gong.requests", "users", "lost"] == 1


def test_skips_and_unchanged_files_write_nothing(site: Site, statistics: Statistics) -> None:
    """They are outcomes, without records or bytes that were written."""
    dataset = site.dataset("users", "trackers")
    site.run(dataset)
    before = statistics.counts["gong.bytes", dataset.name, "users"]
    site.gong.key_scopes = {"api:users:read"}
    site.run(dataset)
    assert statistics.counts["gong.outcomes", dataset.name, "users", "unchanged"] == 1
    assert statistics.counts["gong.outcomes", dataset.name, "trackers", "skipped: permission"] == 1
    assert statistics.counts["gong.bytes", dataset.name, "users"] == before


def test_the_summary_of_a_task(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """One block in the log: what became of the type, how much, where, and what it cost."""
    dataset = site.dataset("users", limit=3)
    with caplog.at_level(logging.INFO, "include.tasks"):
        site.run(dataset)
    said = next(each for each in caplog.messages if each.startswith(f"Users of {dataset.name}: imported"))
    block = said.splitlines()
    words = [line.split()[0] for line in block[1:]]
    assert words == ["records", "file", "requests", "left", "note"]
    assert "s3://calls/" in block[2]


def test_a_run_that_is_late(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, statistics: Statistics
) -> None:
    """With a deadline every DAG has an alert, which Airflow keeps; it says which run is late."""
    monkeypatch.setenv("AIRFLOW__GONG__DEADLINE_MINUTES", "90")
    dataset = site.dataset("users")
    site.sync_dags()
    with create_session() as session:
        stored = SerializedDagModel.get(dataset.dag_id, session=session)
        assert stored
        assert stored.dag.deadline
    context = {"dag_run": {"dag_id": dataset.dag_id, "dag_run_id": "manual__1"}}
    with caplog.at_level(logging.ERROR):
        done = execute_callback(
            "include.deadlines.tell", {"context": context}, Path(), None, logging.getLogger()
        )
    assert done == (True, None)
    assert f"The run manual__1 of {dataset.dag_id} is not over in time" in caplog.text
    assert statistics.counts["gong.late_runs", dataset.dag_id] == 1


def test_without_a_deadline(site: Site) -> None:
    """By default no run is watched."""
    dataset = site.dataset("users")
    assert site.sync_dags()[dataset.dag_id].deadline is None
