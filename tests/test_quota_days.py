"""Days with few requests: a year's backfill over as many of them as it takes, and a walk cut by midnight."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from gong import sender
from gong.hook import GongHook
from gong.pace import DAY
from include import telling
from tests.backfills import backfill
from tests.clocks import Clock
from tests.conftest import NOW
from tests.gong_fixtures import ids, public, truth
from tests.servers import body, keys
from tests.simulator import World

if TYPE_CHECKING:
    from tests.conftest import Run, Site

A_DAY, RESERVE = 8, 2
CALLS = "/v2/calls/extensive"


@pytest.fixture
def clock(site: Site, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Give the time that the product and its Gong go by: it stands still until the test lets a night pass."""
    clock = Clock(NOW.timestamp())
    site.gong.clock = clock.now
    monkeypatch.setattr(sender, "time", SimpleNamespace(time=clock.now, sleep=lambda _: None))
    monkeypatch.setattr(
        telling, "datetime", SimpleNamespace(now=lambda zone: datetime.fromtimestamp(clock.now(), zone))
    )
    monkeypatch.setenv("AIRFLOW__GONG__REQUESTS_PER_DAY", str(A_DAY))
    monkeypatch.setenv("AIRFLOW__GONG__DAILY_RESERVE", str(RESERVE))
    return clock


def until_over(site: Site, clock: Clock, run: Run) -> Run:
    """Let nights pass until the run is over. Not one of its tasks fails or takes a second try."""
    dag = site.sync_dags()[run.dag_run.dag_id]
    while run.state == "running":
        waiting = [each for each in run.instances if each.state == "up_for_reschedule"]
        assert {each.try_number for each in waiting} == {1}
        clock.advance(DAY - clock.now() % DAY)
        run = site.go_on(dag, run.dag_run.id)
    assert run.state == "success"
    return run


def test_a_years_backfill_takes_the_days_it_needs(site: Site, clock: Clock) -> None:
    """A year by two months, 8 requests a day: no run fails, no day is overdrawn, nothing is fetched twice."""
    dataset = site.dataset("calls", "transcripts", sync="0 0 1 */2 *")
    dag = site.sync_dags()[dataset.dag_id]
    first, last = datetime(2024, 3, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    created = backfill(dataset.dag_id, first, last)
    for one in created:
        until_over(site, clock, site.go_on(dag, one.id))
    assert len(created) == 6
    days = Counter(int(each.time // DAY) for each in site.gong.exchanges)
    assert len(days) >= 3
    assert max(days.values()) <= A_DAY - RESERVE // 2
    assert site.gong.ledger.duplicates() == []
    files = [body(site.s3, key).decode() for key in keys(site.s3) if "gong_calls" in key]
    assert len(files) == 6
    calls = public(
        truth(site.gong.world, "POST", CALLS, "calls", year(first, datetime(2025, 3, 1, tzinfo=UTC)))
    )
    assert sorted(call for file in files for call in ids(file)) == sorted(calls)


def year(first: datetime, last: datetime) -> dict[str, Any]:
    """Return a question about the calls of a time."""
    return {"filter": {"fromDateTime": first.isoformat(), "toDateTime": last.isoformat()}}


def test_a_walk_that_midnight_cuts(site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others use the day up while pages are walked: the old file stays, and the next day's is complete."""
    site.gong.world = World(seed=7, calls=900, now=NOW)
    dataset = site.dataset("calls", limit=None)
    others = GongHook(by_hand=True)
    for _ in range(A_DAY - RESERVE - 1):
        others.limiter.acquire()
    run = site.run(dataset, "scheduled")
    assert run.task("calls").state == "up_for_reschedule"
    assert len(site.gong.exchanges) == 1 + RESERVE // 2
    assert keys(site.s3) == []
    monkeypatch.setenv("AIRFLOW__GONG__REQUESTS_PER_DAY", "100")
    until_over(site, clock, run)
    [key] = keys(site.s3)
    everything = truth(site.gong.world, "POST", CALLS, "calls")
    assert sorted(ids(body(site.s3, key).decode())) == sorted(public(everything))
