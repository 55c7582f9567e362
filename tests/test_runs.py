"""What a run is asked to do: its parameters, and the query that each type gets."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gong.walk import Window
from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.runs import Run, RunError, read_run, read_types

NOW = datetime(2026, 11, 20, 12, 0, 0, 123_456, tzinfo=UTC)
WHOLE = NOW.replace(microsecond=0)


def dataset(**fields: Any) -> Dataset:
    """Return a dataset of three types."""
    types = ["calls", "users", "user-stats"]
    return Dataset.from_mapping({"name": "acme", "bucket": "text", "data_types": types, **fields}, "test")


def test_a_sync_takes_the_datasets_limit_and_reaches_back() -> None:
    """Up to now in whole seconds, as far back as the type goes."""
    run = read_run(dataset(limit=7), {}, NOW)
    query = run.query(dataset(), DATA_TYPES["calls"], {})
    assert (query.limit, query.ranged, query.now) == (7, False, WHOLE)
    assert query.window == Window(WHOLE - timedelta(days=365), WHOLE)
    stats = run.query(dataset(), DATA_TYPES["user-stats"], {})
    assert stats.window.start == WHOLE - timedelta(days=30)


def test_a_dataset_may_look_back_further() -> None:
    """lookback_days holds for every type."""
    run = read_run(dataset(), {}, NOW)
    query = run.query(dataset(lookback_days=90), DATA_TYPES["user-stats"], {})
    assert query.window.start == WHOLE - timedelta(days=90)


def test_a_dataset_narrows_its_queries() -> None:
    """Workspaces and private calls come from the definition, lookups from the plan."""
    one = dataset(workspace_ids=["17"], include_private_calls=True)
    query = read_run(one, {}, NOW).query(one, DATA_TYPES["calls"], {"calls": 1})
    assert (query.workspace_ids, query.include_private, query.shared) == (("17",), True, {"calls": 1})


def test_a_range_has_no_limit_unless_one_is_given() -> None:
    """All records of it; the dataset's limit is for syncs."""
    params = {"start": "2026-11-01", "end": "2026-11-02T03:04:05+02:00"}
    run = read_run(dataset(), params, NOW)
    assert run.interval == Window(
        datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, 1, 4, 5, tzinfo=UTC)
    )
    assert run.limit is None
    assert read_run(dataset(), {**params, "limit": 5}, NOW).limit == 5
    assert run.query(dataset(), DATA_TYPES["calls"], {}).ranged


def test_an_open_end_is_now() -> None:
    """A start alone is a range up to now."""
    interval = read_run(dataset(), {"start": "2026-11-01"}, NOW).interval
    assert interval
    assert interval.end == WHOLE


def test_a_backfill_takes_the_interval_of_its_run() -> None:
    """Whatever the parameters say."""
    edges = (datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC))
    run = read_run(dataset(), {"start": "2020-01-01"}, NOW, backfilled=edges)
    assert run.interval == Window(*edges)
    assert run.limit is None


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"end": "2026-11-01"}, "a range needs a start"),
        ({"start": "2026-11-02", "end": "2026-11-02"}, "is not before the end"),
        ({"start": "2026-11-03", "end": "2026-11-02"}, "is not before the end"),
        ({"start": "2027-01-01"}, "is not before the end"),
        ({"start": "2027-01-01", "end": "2027-02-01"}, "has not come yet; Gong has no records of it"),
        ({"start": "yesterday"}, "'yesterday' is not a date or time such as"),
        ({"start": "2026-11-01", "end": "2026-02-30"}, "end: '2026-02-30'"),
    ],
)
def test_a_range_that_makes_no_sense_is_refused(params: dict[str, str], message: str) -> None:
    """The message names the parameter and what to change."""
    with pytest.raises(RunError, match=message):
        read_run(dataset(), params, NOW)


def test_types_keep_the_datasets_order() -> None:
    """All unless some are chosen; a scheduled run takes those of the sync."""
    assert read_types(dataset(), {}, scheduled=False) == ["calls", "users", "user-stats"]
    assert read_types(dataset(), {"data_types": ["users", "calls"]}, scheduled=False) == ["calls", "users"]
    synced = dataset(sync={"schedule": "@daily", "data_types": ["users"]})
    assert read_types(synced, {}, scheduled=True) == ["users"]
    assert read_types(synced, {}, scheduled=False) == ["calls", "users", "user-stats"]


def test_a_type_of_another_dataset_is_refused() -> None:
    """The message lists the dataset's own."""
    with pytest.raises(
        RunError, match=r"'trackers' is not among this dataset's types \(calls, users, user-stats\)"
    ):
        read_types(dataset(), {"data_types": ["trackers"]}, scheduled=False)


@pytest.mark.parametrize("params", [{}, {"start": "2026-11-01", "end": "2026-11-05"}, {"limit": 3}])
def test_a_run_travels_as_json(params: dict[str, Any]) -> None:
    """From the plan's task to the types' through XCom."""
    run = read_run(dataset(), params, NOW, by_hand=True)
    assert Run.from_json(json.loads(json.dumps(run.to_json()))) == run
