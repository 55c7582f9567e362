"""What takes its time, for `make test-faults`: bad answers, cursors that die young, a rate that is shared."""

from __future__ import annotations

import random
import re
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
import requests

from scripts.valkey import valkey
from tests.conftest import NOW
from tests.faults.rig import IMPATIENT, Rig, when
from tests.faults.test_kills import again, undisturbed
from tests.simulator import Fault, World

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.rig import Passed

KINDS = ("500", "502", "503", "drop", "truncate", "stall")
STALLED = {**IMPATIENT, "TIMEOUT": [2, 0.7]}
GOOD = {"imported", "unchanged", "empty"}
NOBODY = "http://127.0.0.1:9"
PACED = {"AIRFLOW__GONG__REQUESTS_PER_SECOND": "2.75"}


def sometimes(share: float, seed: int) -> Callable[[Any], bool]:
    """Return a condition that holds for a share of all requests."""
    dice = random.Random(seed)
    return lambda _: dice.random() < share


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_bad_answers(rig: Rig, passed: Passed, share: float) -> None:
    """A share of answers is bad, in six ways: every file is complete, no good one is asked for twice."""
    course = undisturbed(rig)
    for seed in range(2):
        name = rig.name()
        rig.copy(course.before, name)
        rig.gong.reset()
        rig.gong.faults = [
            Fault(kind=kind, times=None, seconds=1.0, match=sometimes(share / len(KINDS), seed * 10 + place))
            for place, kind in enumerate(KINDS)
        ]
        assert rig.run(name, hook=STALLED).states <= GOOD
        rig.complete(name, course.new)
        assert len([each for each in rig.gong.exchanges if each.fault is None]) <= course.requests
        passed(f"{share:.0%} of answers are 500, 502, 503, dropped, truncated or stalled")


def test_cursors_that_live_three_seconds(rig: Rig, passed: Passed) -> None:
    """At the real pace a sequence of ten pages takes longer: its window is cut, every call is there once."""
    rig.gong.world = World(seed=7, calls=1_400, now=NOW)
    rig.gong.clock, rig.gong.cursor_lifetime = time.time, 3.0
    name = rig.name()
    ended = rig.run(name, types=["calls"], limit=None, environment=PACED)
    assert ended.states == {"imported"}
    assert any(each.status == 400 for each in rig.gong.exchanges)
    [text] = rig.files(name).values()
    found = re.findall(rb"(?m)^Call ID: (.+)$", text)
    private = sum(each["metaData"]["isPrivate"] for each in map(rig.gong.world.call, range(1_400)))
    assert len(found) == len(set(found)) == 1_400 - private
    passed("cursors live 3 seconds")


def test_a_poison_record_among_ten_thousand(rig: Rig, passed: Passed) -> None:
    """A record in which nothing is what it should be costs itself alone."""
    rig.gong.world = World.bulk(7, 10_000, 1_000, NOW)
    clean = rig.name()
    rig.run(clean, types=["calls"], limit=None)

    def poison(answer: dict[str, Any]) -> None:
        answer["calls"][50] = {
            "metaData": ["not", {"an": "object"}],
            "parties": 7,
            "content": "x",
            "context": {},
        }

    rig.gong.faults = [Fault("/v2/calls/extensive", nth=50, kind="mutate", mutate=poison)]
    name = rig.name()
    assert rig.run(name, types=["calls"], limit=None).states == {"imported"}
    files = [text for each in (clean, name) for text in rig.files(each).values()]
    ids = [re.findall(rb"(?m)^Call ID: (.+)$", text) for text in files]
    assert len(ids[0]) > 9_000
    assert len(set(ids[0]) - set(ids[1])) == 1
    passed("a poison record among 10,000")


def test_a_storage_that_refuses(rig: Rig, passed: Passed) -> None:
    """Nobody listens there: every type fails for now; the next run completes all."""
    course = undisturbed(rig)
    name = rig.name()
    rig.copy(course.before, name)
    ended = rig.run(name, s3=NOBODY)
    assert ended.states == {"failed"}
    assert all(each["retry"] for each in ended.types.values())
    again(rig, name, course)
    passed("the storage refuses connections")


def test_a_redis_that_stays_away(rig: Rig, passed: Passed, tmp_path: Path) -> None:
    """Nothing is sent without it, and each task tries again later."""
    course = undisturbed(rig)
    name = rig.name()
    rig.copy(course.before, name)
    rig.gong.reset()
    with valkey(tmp_path) as server:
        rig.gong.faults = [Fault(match=when(9, server.kill))]
        ended = rig.run(name, environment={"AIRFLOW__GONG__LIMITER_URL": server.url()})
    assert len(rig.gong.exchanges) <= 9 + 5
    failed = [each for each in ended.types.values() if each["state"] == "failed"]
    assert {(each["error"], each["retry"]) for each in failed} == {("PaceUnreachable", True)}
    again(rig, name, course)
    passed("Redis is killed and stays away")


def test_another_integration_takes_half_of_the_rate(rig: Rig, passed: Passed) -> None:
    """It sends one and a half requests a second: Gong refuses some of ours, and all files are complete."""
    course = undisturbed(rig)
    name = rig.name()
    rig.copy(course.before, name)
    rig.gong.reset()
    rig.gong.limiter.rate = 3
    over = threading.Event()

    def others() -> None:
        while not over.wait(0.66):
            access = (rig.gong.access_key, rig.gong.access_key_secret)
            requests.get(f"{rig.gong.url}/v2/workspaces", auth=access, timeout=10)

    rig.gong.clock = time.time
    thread = threading.Thread(target=others)
    thread.start()
    ended = rig.run(name, environment=PACED)
    over.set()
    thread.join()
    assert ended.states <= {"imported", "unchanged", "empty"}
    rig.complete(name, course.new)
    assert rig.gong.ledger.requests_per_second() <= 6
    passed("another integration takes half of the company's rate")
