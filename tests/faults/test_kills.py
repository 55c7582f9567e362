"""A worker that dies: at each request to Gong and to the storage in turn, then runs again."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import NOW
from tests.faults.rig import EVERY, Rig, when
from tests.simulator import Fault, World

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.faults.rig import Passed

LARGE = {"types": ["transcripts"], "limit": None}


@dataclass
class Course:
    """An import that went well: the files before and after it, and what it asked Gong."""

    before: str
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]
    requests: int


def undisturbed(rig: Rig, **job: Any) -> Course:
    """Import a small file of each type a day earlier, then what the job wants; tell both."""
    before, after = rig.name(), rig.name()
    rig.run(before, **{**job, "limit": 5, "now": (NOW - timedelta(days=1)).isoformat()})
    old = rig.files(before)
    rig.copy(before, after)
    rig.gong.reset()
    assert rig.run(after, **job).states <= {"imported", "unchanged", "empty"}
    return Course(before, old, rig.files(after), len(rig.gong.exchanges))


def again(rig: Rig, name: str, course: Course, **job: Any) -> None:
    """Judge what a killed import left; run it again, and judge that: files, requests, uploads."""
    rig.whole_or_old(name, course.old, course.new)
    rig.later()
    rig.gong.faults = []
    rig.gong.reset()
    ended = rig.run(name, **job)
    assert ended.states <= {"imported", "unchanged", "empty"}, ended.types
    rig.complete(name, course.new)
    assert len(rig.gong.exchanges) <= course.requests
    assert rig.gong.ledger.duplicates() == []


def test_killed_at_each_request_to_gong(rig: Rig, passed: Passed) -> None:
    """Of eleven types; whatever was under way, files are whole, and the next run completes them."""
    course = undisturbed(rig)
    numbers = range(1, course.requests + 1, EVERY)
    for number in numbers:
        name = rig.name()
        rig.copy(course.before, name)
        pids: list[int] = []
        rig.gong.reset()
        strike = when(number, lambda pids=pids: os.kill(pids[0], signal.SIGKILL))  # type: ignore[misc]
        rig.gong.faults = [Fault(match=strike)]
        pids.append(rig.start(name))
        assert rig.end().killed
        again(rig, name, course)
    passed("kill -9 at a request to Gong, in turn", len(numbers))


@pytest.mark.parametrize("kind", ["small files", "a file in parts"])
def test_killed_at_each_request_to_the_storage(rig: Rig, passed: Passed, kind: str) -> None:
    """During listing, single uploads, parts of a large one and its completion."""
    job = {} if kind == "small files" else LARGE
    if job:
        rig.gong.world = World.bulk(7, 200, 54_000, NOW)
    died = killed_in_turn(rig, 1 if job else EVERY, **job)
    assert died >= (4 if job else 3)
    passed(f"kill -9 at a request to the storage, in turn: {kind}", died)


def killed_in_turn(rig: Rig, every: int, **job: Any) -> int:
    """Kill an import at each so manieth request to the storage, then run it again; tell how often it died."""
    course = undisturbed(rig, **job)
    died, number = 0, every
    while True:
        name = rig.name()
        rig.copy(course.before, name)
        if not rig.run(name, die_at_s3=number, **job).killed:
            return died
        again(rig, name, course, **job)
        died, number = died + 1, number + every
