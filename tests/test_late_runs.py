"""Runs that do not go as planned: held up, tried again, out of requests, or good only in part."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from airflow.models.asset import AssetEvent, AssetModel
from airflow.utils.session import create_session
from sqlalchemy import select

from gong import sender
from gong.errors import Outage
from gong.hook import GongHook
from include import dataset_dag, tasks, telling
from include.data_types import scopes
from include.ingest import import_type
from tests.conftest import NOW
from tests.gong_fixtures import ids, public, truth
from tests.servers import body, keys
from tests.simulator import Fault, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

CALLS = "/v2/calls/extensive"
INTEGRATIONS = "api:crm:integrations:read"
LACKS = f"lacks the optional scope {INTEGRATIONS}."


def after_the_plan(monkeypatch: pytest.MonkeyPatch, happen: Callable[[], None]) -> None:
    """Let something happen between a run's plan and its types."""
    plan = tasks.plan

    def planned(*args: Any) -> list[str]:
        names = plan(*args)
        happen()
        return names

    monkeypatch.setattr(tasks, "plan", planned)


def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait before the next try."""
    defaults = dataset_dag.DEFAULTS | {"retry_delay": timedelta(0), "retry_exponential_backoff": 0}
    monkeypatch.setattr(dataset_dag, "DEFAULTS", defaults)


def hold_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pace's time stand still, so that its day does not end in mid-test."""
    monkeypatch.setattr(sender, "time", SimpleNamespace(time=NOW.timestamp, sleep=lambda _: None))


def text(site: Site, name: str) -> str:
    """Return the one file of a type."""
    [key] = [key for key in keys(site.s3) if f"gong_{name}_" in key]
    return body(site.s3, key).decode()


def changes(dataset_id: str) -> list[Any]:
    """Return the extra of each of the dataset's asset events."""
    with create_session() as session:
        query = select(AssetEvent.extra).join(AssetModel, AssetEvent.asset_id == AssetModel.id)
        return list(session.scalars(query.where(AssetModel.name == dataset_id)))


@pytest.mark.parametrize(("minutes", "anew"), [(59, False), (61, True)])
def test_a_sync_that_was_held_up_looks_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch, minutes: int, *, anew: bool
) -> None:
    """A type that begins more than an hour after the plan goes by its own time and its own look at Gong."""
    world = World(seed=7, calls=40, now=NOW, late=3)
    site.gong.world = world
    later = NOW + timedelta(minutes=minutes)

    def pass_time() -> None:
        world.release()
        site.gong.reset()
        monkeypatch.setattr(telling, "datetime", SimpleNamespace(now=lambda _zone: later))

    after_the_plan(monkeypatch, pass_time)
    run = site.run(site.dataset("calls", "transcripts"))
    assert run.types == {"calls": "success", "transcripts": "success"}
    everything = truth(world, "POST", CALLS, "calls")[::-1]
    assert ids(text(site, "calls")) == public(everything)[0 if anew else 3 :]
    moment = later if anew else NOW
    assert all(f"_{moment:%Y%m%d_%H%M%S}.txt" in key for key in keys(site.s3))
    walks = [each.body for each in site.gong.exchanges if "fromDateTime" in str(each.body)]
    assert len(walks) == (2 if anew else 0)


def test_a_range_that_is_cleared_days_later_lacks_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Gong had not counted when the run was planned is there by then; the range stays the same."""
    today = NOW.replace(hour=0, minute=0, second=0)
    later = NOW + timedelta(days=2)

    def pass_time() -> None:
        monkeypatch.setattr(site.gong, "clock", later.timestamp)
        monkeypatch.setattr(telling, "datetime", SimpleNamespace(now=lambda _zone: later))

    after_the_plan(monkeypatch, pass_time)
    end = today + timedelta(days=1)
    run = site.run(site.dataset("user-stats"), start=today.isoformat(), end=end.isoformat())
    assert (run.types, run.errors) == ({"user-stats": "success"}, {})
    found = text(site, "user-stats")
    assert "Gong has no statistics yet" not in found
    assert f"\nPeriod: the days {today:%Y-%m-%d} to {today:%Y-%m-%d}\n" in found


def test_a_second_try_does_not_believe_in_a_missing_scope(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan lacked a scope that is granted meanwhile: who tries again has it, who goes on has not."""
    at_once(monkeypatch)
    site.gong.world = World(seed=7, calls=40, now=NOW, crm="generic")
    site.gong.key_scopes = {*scopes()} - {INTEGRATIONS}

    def grant() -> None:
        site.gong.key_scopes = {*scopes()}
        site.gong.faults = [Fault(CALLS, kind="503", times=6)]

    after_the_plan(monkeypatch, grant)
    run = site.run(site.dataset("crm-deals", "crm-accounts"))
    assert run.types == {"crm-deals": "success", "crm-accounts": "success"}
    assert [run.task(name).try_number for name in run.types] == [2, 1]
    assert LACKS not in text(site, "crm-deals")
    assert LACKS in text(site, "crm-accounts")


def test_an_import_that_needs_more_than_a_day_fails(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tomorrow it would begin anew and get no further, so it fails for good and says what to change."""
    hold_the_clock(monkeypatch)
    monkeypatch.setenv("AIRFLOW__GONG__REQUESTS_PER_DAY", "8")
    monkeypatch.setenv("AIRFLOW__GONG__DAILY_RESERVE", "0")
    run = site.run(site.dataset("libraries"))
    assert run.state == "failed"
    assert (run.task("libraries").state, run.task("libraries").try_number) == ("failed", 1)
    assert run.errors["libraries"].startswith(
        "Libraries need more requests than a day has (8). Give a limit, fewer days to look back, or import"
    )
    assert len(site.gong.exchanges) == 8


def test_an_import_that_meets_the_end_of_a_day_waits(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where others used the day's requests up, the type gives its slot back until there are more."""
    hold_the_clock(monkeypatch)
    far = datetime(2100, 1, 1, tzinfo=UTC)  # beyond the machine's clock, which Airflow compares with
    monkeypatch.setattr(telling, "datetime", SimpleNamespace(now=lambda _zone: far))
    monkeypatch.setenv("AIRFLOW__GONG__REQUESTS_PER_DAY", "20")
    monkeypatch.setenv("AIRFLOW__GONG__DAILY_RESERVE", "0")
    others = GongHook(by_hand=True)
    for _ in range(12):
        others.limiter.acquire()
    run = site.run(site.dataset("libraries"))
    assert run.state == "running"
    assert (run.task("libraries").state, run.task("libraries").try_number) == ("up_for_reschedule", 1)
    assert len(site.gong.exchanges) == 8
    assert keys(site.s3) == []


def test_what_was_imported_is_published_though_a_type_failed(site: Site) -> None:
    """One type fails: the others' changes are the dataset's event all the same, and the run is failed."""
    site.gong.faults = [Fault("/v2/users", kind="400", times=None)]
    dataset = site.dataset("users", "scorecards", "trackers")
    run = site.run(dataset)
    assert run.state == "failed"
    assert run.types == {"users": "failed", "scorecards": "success", "trackers": "success"}
    assert run.task("publish").state == "success"
    [extra] = changes(dataset.dag_id)
    assert extra["changed"] == ["scorecards", "trackers"]
    assert extra["records"] == sum(each["records"] for each in run.outcomes.values()) > 0


def test_nothing_is_published_where_every_type_failed(site: Site) -> None:
    """Who waits for the dataset is not told of a run that changed no file."""
    site.gong.faults = [Fault("/v2/users", kind="400", times=None)]
    dataset = site.dataset("users")
    run = site.run(dataset)
    assert (run.state, run.task("publish").state) == ("failed", "skipped")
    assert changes(dataset.dag_id) == []


def test_a_file_of_a_try_that_died_counts_as_imported(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first try stores the file and dies before it can tell; the second finds it unchanged, and tells."""
    at_once(monkeypatch)
    died: list[str] = []

    def die_once(data_type: Any, *args: Any) -> Any:
        outcome = import_type(data_type, *args)
        if data_type.id not in died and data_type.id == "users":
            died.append(data_type.id)
            raise Outage
        return outcome

    monkeypatch.setattr(tasks, "import_type", die_once)
    dataset = site.dataset("users", "trackers")
    run = site.run(dataset)
    assert run.task("users").try_number == 2
    assert {name: each["state"] for name, each in run.outcomes.items()} == {
        "users": "imported",
        "trackers": "imported",
    }
    assert changes(dataset.dag_id)[0]["changed"] == ["users", "trackers"]
    assert set(site.run(dataset).types.values()) == {"success"}
    assert len(changes(dataset.dag_id)) == 1
