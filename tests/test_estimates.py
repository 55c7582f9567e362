"""How large a dataset will be: against the files that a sync then writes, at a price, and beside a sync."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.estimates import Estimate, estimates
from include.ingest import Outcome
from include.runs import read_run
from tests.gong_fixtures import ALL, Rig, company, rig
from tests.simulator import Fault

if TYPE_CHECKING:
    from gong.hook import GongHook

WITHIN = 0.2
MOST_REQUESTS, MOST_SECONDS = 25, 12
SHARED = {"/v2/calls/extensive", "/v2/settings/scorecards", "/v2/workspaces"}
"""What several types, or the form, ask for as well."""


def estimated(of: Rig, *names: str, hook: GongHook | None = None, **fields: Any) -> dict[str, Estimate]:
    """Estimate the named types (default: all) of a dataset with these fields."""
    chosen = list(names or ALL)
    dataset = Dataset.from_mapping({"name": "acme", "bucket": "acme", "data_types": chosen, **fields}, "test")
    run = read_run(dataset, {}, datetime.fromtimestamp(of.clock.now(), UTC))
    types = [DATA_TYPES[name] for name in chosen]
    with ThreadPoolExecutor(1) as pool:
        found = estimates(hook or of.hook(), types, lambda each: run.query(dataset, each, {}), pool)
        return {each.id: each for each in found}


@pytest.mark.parametrize("limit", [100, 1_000])
@pytest.mark.parametrize(
    ("calls", "traits"),
    [(250, {}), (1_000, {}), (2_500, {}), (250, {"crm": "generic"}), (250, {"crm": None})],
)
def test_estimates_come_true(calls: int, traits: dict[str, Any], limit: int) -> None:
    """Records and bytes of every type are within a fifth of the file's; the price is bounded."""
    with rig(company(calls, **traits), s3=False) as of:
        real = of.sync(limit=limit)
        before, began = len(of.sim.exchanges), of.clock.now()
        found = estimated(of, limit=limit)
        sent, took = of.sim.exchanges[before:], of.clock.now() - began
        assert of.sim.violations == []
    for name, outcome in real.items():
        assert isinstance(outcome, Outcome)
        estimate = found[name]
        assert estimate.state == "ok"
        assert estimate.bytes is not None
        assert estimate.records is not None
        error = estimate.bytes / outcome.bytes - 1
        assert abs(error) <= WITHIN, (
            f"{name}: {outcome.bytes:,} bytes, estimated {estimate.bytes:,} ({error:+.1%})"
        )
        assert abs(estimate.records - outcome.records) <= WITHIN * outcome.records, name
    assert len(sent) <= MOST_REQUESTS
    assert took <= MOST_SECONDS


@pytest.mark.parametrize("name", ALL)
def test_a_type_alone_costs_few_requests(name: str) -> None:
    """At most three beyond what several types share."""
    with rig(company(2_500), s3=False) as of:
        assert estimated(of, name)[name].state == "ok"
        own = [each.path for each in of.sim.exchanges if each.path not in SHARED]
        assert len(own) <= 3, own
        assert len(of.sim.exchanges) <= 9


def test_what_the_limit_and_the_days_back_do() -> None:
    """A small limit is exact; all that there is, without one; nothing where nothing lies."""
    with rig(company(2_500), s3=False) as of:
        few = estimated(of, "calls", limit=7)["calls"]
        real = of.sync("calls", limit=7)["calls"]
        assert isinstance(real, Outcome)
        assert (few.records, few.bytes) == (real.records, real.bytes)
        everything = estimated(of, "calls", "answered-scorecards", limit=None)
        real_calls = of.sync("calls", limit=None)["calls"]
        assert isinstance(real_calls, Outcome)
        assert everything["calls"].records == pytest.approx(real_calls.records, rel=WITHIN)
        assert everything["calls"].bytes == pytest.approx(real_calls.bytes, rel=WITHIN)
        short = estimated(of, "calls", limit=None, lookback_days=30)["calls"]
        assert short.records is not None
        assert everything["calls"].records is not None
        assert 0 < short.records < everything["calls"].records / 5


def test_workspaces_and_private_calls_count() -> None:
    """What the dataset leaves out is not estimated."""
    world = company(1_000)
    with rig(world, s3=False) as of:
        for wishes in (
            {"workspace_ids": [world.workspace_ids[1]]},
            {"workspace_ids": list(world.workspace_ids)},
            {"include_private_calls": True},
        ):
            real = of.sync("calls", "trackers", limit=None, **wishes)
            found = estimated(of, "calls", "trackers", limit=None, **wishes)
            for name, outcome in real.items():
                assert isinstance(outcome, Outcome)
                assert found[name].bytes == pytest.approx(outcome.bytes, rel=WITHIN), (name, wishes)


def test_an_empty_company() -> None:
    """No calls is no error."""
    with rig(company(0), s3=False) as of:
        found = estimated(of)
        assert {each.state for each in found.values()} == {"ok"}
        assert found["calls"].records == 0


def test_a_scope_that_is_missing() -> None:
    """The type says which and how to get it; the others are estimated."""
    with rig(s3=False) as of:
        of.sim.key_scopes = {"api:users:read", "api:settings:trackers:read"}
        found = estimated(of)
    assert {name for name, each in found.items() if each.state == "ok"} == {"users", "trackers"}
    assert found["calls"].state == "missing_scope"
    assert found["calls"].why
    assert "It needs the scope api:calls:read:extensive. Grant it in Gong" in found["calls"].why


def test_transcripts_without_the_scope_for_calls() -> None:
    """They can be had without; so the estimate says how large they are then."""
    with rig(s3=False) as of:
        of.sim.key_scopes = {"api:calls:read:transcript"}
        found = estimated(of, "calls", "transcripts", limit=None)
        outcome = of.sync("transcripts", limit=None)["transcripts"]
    assert isinstance(outcome, Outcome)
    assert found["calls"].state == "missing_scope"
    assert found["transcripts"].records == outcome.records
    assert found["transcripts"].bytes == pytest.approx(outcome.bytes, rel=WITHIN)


def test_an_error_of_one_type_is_its_own() -> None:
    """A sentence, and no number."""
    with rig(s3=False) as of:
        of.sim.faults = [Fault("/v2/users", kind="400", times=None)]
        found = estimated(of, "users", "trackers")
    assert (found["users"].state, found["users"].bytes) == ("failed", None)
    assert found["users"].why
    assert "Gong refused the request as invalid." in found["users"].why
    assert found["trackers"].state == "ok"


def test_a_dead_credential_fails_every_type() -> None:
    """Each says to reconnect."""
    with rig(s3=False) as of:
        of.sim.revoke()
        found = estimated(of, "calls", "users", "crm-deals")
    assert all("Reconnect your Gong account" in (each.why or "") for each in found.values())


def test_who_stops_to_listen_stops_the_requests() -> None:
    """What has not begun is not asked for any more; what has is kept."""
    kept: list[Estimate] = []
    with rig(s3=False) as of:
        dataset = Dataset.from_mapping({"name": "acme", "bucket": "acme", "data_types": list(ALL)}, "test")
        run = read_run(dataset, {}, datetime.fromtimestamp(of.clock.now(), UTC))
        with ThreadPoolExecutor(1) as pool:
            types, keep = list(DATA_TYPES.values()), kept.append
            found = estimates(of.hook(), types, lambda each: run.query(dataset, each, {}), pool, keep=keep)
            first = next(found)
            pool.shutdown(cancel_futures=True)
        assert first in kept
        assert len(kept) < len(ALL) / 2


def test_an_estimate_beside_a_sync() -> None:
    """They share one pace: in turns, type by type, neither makes Gong refuse the other."""
    with rig(s3=False) as of:
        for name in ALL:
            assert estimated(of, name)[name].state == "ok"
            assert isinstance(of.sync(name)[name], Outcome)
        assert [each.path for each in of.sim.exchanges if each.status == 429] == []
        moments = sorted(each.time for each in of.sim.exchanges)
        assert len(moments) > 60
        assert min(late - early for early, late in pairwise(moments)) > 1 / 3
