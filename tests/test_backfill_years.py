"""Two years of calls, one an hour, in a company whose clocks change: no history file loses or doubles one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from airflow.sdk.configuration import conf
from airflow.serialization.serialized_objects import DagSerialization
from hypothesis import given, settings
from hypothesis import strategies as st

from gong.api import Answer, Page, Request, read_page
from include.data_types import DATA_TYPES
from include.dataset_dag import build_dag
from include.datasets import Dataset
from include.ingest import import_type
from include.runs import read_run
from scripts.generate_docs import ROOT
from tests.gong_fixtures import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gong.sequence import Sequence

FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
HOUR, PAGE = timedelta(hours=1), 100
SCHEDULES = ["@hourly", "@daily", "@weekly", "@monthly", "30 2 * * *", None]
ZONES = ["America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "UTC"]
CHANGES = [
    datetime(2024, 3, 10, tzinfo=UTC),
    datetime(2024, 10, 27, tzinfo=UTC),
    datetime(2025, 4, 6, tzinfo=UTC),
]
"""Days on which clocks change in one of the zones."""


class HourlyGong:
    """A company with a call at every full hour, told in its own time as Gong does: with an offset."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)

    def page(self, request: Request) -> Page:
        """Answer with the calls of the filter, a hundred a page, oldest first."""
        edges = (request.body["filter"][name] for name in ("fromDateTime", "toDateTime"))
        start, end = (datetime.fromisoformat(edge) for edge in edges)
        begun = int(request.body.get("cursor", "0"))
        first, last = (-(-(edge - FIRST) // HOUR) for edge in (max(start, FIRST), min(end, LAST)))
        wanted = range(first + begun, min(first + begun + PAGE, last))
        records: dict[str, Any] = {"totalRecords": max(0, last - first)}
        if first + begun + PAGE < last:
            records["cursor"] = str(begun + PAGE)
        body = {"requestId": "1", "records": records, "calls": [self._call(number) for number in wanted]}
        return read_page(request, Answer(200, {}, json.dumps(body).encode()), 0)

    def _call(self, number: int) -> dict[str, Any]:
        started = (FIRST + number * HOUR).astimezone(self._zone).isoformat()
        about = {"id": str(10**6 + number), "started": started, "isPrivate": False, "title": "Weekly"}
        return {"metaData": about}

    def read(self, request: Request) -> Iterator[Any]:
        """Answer what calls do not ask."""
        raise NotImplementedError(request.path)

    def crawl(self, sequences: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, Iterator[Any]]]:
        """Follow every sequence to its end."""
        for sequence in sequences:
            while sequence.request:
                yield sequence.tag, sequence.accept(self.page(sequence.request))


@cache
def dataset(schedule: str | None) -> Dataset:
    """Return a dataset with this schedule."""
    sync = {"schedule": schedule} if schedule else None
    mapping = {"name": "hourly", "bucket": "text", "data_types": ["calls"], "sync": sync}
    return Dataset.from_mapping({key: value for key, value in mapping.items() if value}, "test")


@cache
def intervals(schedule: str | None) -> tuple[tuple[datetime, datetime], ...]:
    """Return the intervals of a backfill of two years, as Airflow makes them of the DAG."""
    dag = DagSerialization.deserialize_dag(DagSerialization.serialize_dag(build_dag(dataset(schedule), 4)))
    found = dag.iter_dagrun_infos_between(FIRST - timedelta(days=40), LAST + timedelta(days=40))
    edges = [(info.data_interval.start, info.data_interval.end) for info in found if info.data_interval]
    plain = [(_plain(start), _plain(end)) for start, end in edges]
    return tuple((start, end) for start, end in plain if start < LAST and end > FIRST)


def _plain(moment: datetime) -> datetime:
    """Return Airflow's kind of a time as Python's."""
    return datetime.fromtimestamp(moment.timestamp(), UTC)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_moment_is_in_one_interval(schedule: str | None) -> None:
    """Interval follows interval without gap or overlap."""
    found = intervals(schedule)
    assert found[0][0] <= FIRST
    assert found[-1][1] >= LAST
    assert all(end == start for (_, end), (start, _) in pairwise(found))


def told() -> list[Any]:
    """Return Airflow's time zone, the machine's, and the intervals from a day on as text."""
    every = [str(edge) for schedule in SCHEDULES[1:] for pair in intervals(schedule) for edge in pair]
    return [str(conf.get("core", "default_timezone")), time.tzname[0], every]


def test_a_scheduler_in_another_time_zone() -> None:
    """Neither Airflow's zone nor the machine's moves an interval: a process in others says the same."""
    elsewhere = {"AIRFLOW__CORE__DEFAULT_TIMEZONE": "America/Los_Angeles", "TZ": "Asia/Kathmandu"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.test_backfill_years"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'plugins'}", **elsewhere},
        stdout=subprocess.PIPE,
        check=True,
    )
    zone, machine, every = json.loads(done.stdout.splitlines()[-1])
    assert (zone, machine) == ("America/Los_Angeles", "+0545")
    assert every == told()[-1]


def imported(zone: str, schedule: str | None, chosen: Iterable[tuple[datetime, datetime]]) -> list[str]:
    """Import intervals as a backfill does; return the ids in all history files together."""
    gong, store, one = HourlyGong(zone), MemoryStore(), dataset(schedule)
    chosen = list(chosen)
    for interval in chosen:
        run = read_run(one, {}, LAST + timedelta(days=50), backfilled=interval)
        import_type(DATA_TYPES["calls"], run.query(one, DATA_TYPES["calls"], {}), gong, store)
    assert len(store.files) == len(chosen)
    return [call for file in store.files.values() for call in re.findall(rb"(?m)^Call ID: (.+)$", file)]


@pytest.mark.parametrize("zone", ZONES)
def test_two_years_by_months(zone: str) -> None:
    """Every one of 17,544 calls is in exactly one of the files."""
    counts = Counter(imported(zone, "@monthly", intervals("@monthly")))
    assert set(counts.values()) == {1}
    assert len(counts) == (LAST - FIRST) // HOUR


@settings(max_examples=25, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    schedule=st.sampled_from(SCHEDULES),
    day=st.sampled_from(CHANGES),
    hours=st.integers(-30, 30),
)
def test_days_on_which_clocks_change(zone: str, schedule: str | None, day: datetime, hours: int) -> None:
    """The intervals around a change hold the calls of exactly their time, each once."""
    middle = day + hours * HOUR
    near = [(start, end) for start, end in intervals(schedule) if start <= middle < end + 2 * HOUR]
    start, end = near[0][0], near[-1][1]
    assert len(imported(zone, schedule, near)) == (end - start) // HOUR


if __name__ == "__main__":
    sys.stdout.write(json.dumps(told()) + "\n")
