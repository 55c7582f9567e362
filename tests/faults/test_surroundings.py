"""What an import rests on gives way: the way to the storage, the disk, the pace's Redis."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts.valkey import valkey
from tests.conftest import NOW
from tests.faults.proxy import way_to
from tests.faults.rig import Rig, when
from tests.faults.test_kills import LARGE, Course, again, undisturbed
from tests.simulator import Fault, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.rig import Passed


@pytest.fixture
def large(rig: Rig) -> Course:
    """Give the course of an import whose file goes up in parts."""
    rig.gong.world = World.bulk(7, 200, 54_000, NOW)
    return undisturbed(rig, **LARGE)


def fails(rig: Rig, course: Course, error: str, **job: Any) -> str:
    """Import under a fault: each type fails for now, with this error, and keeps its file. Return the name."""
    name = rig.name()
    rig.copy(course.before, name)
    rig.gong.reset()
    ended = rig.run(name, **job)
    assert {each.get("error") for each in ended.types.values()} == {error}
    return name


def test_a_storage_that_is_slow(rig: Rig, passed: Passed, large: Course) -> None:
    """A slow way only takes longer."""
    with way_to(rig.store.endpoint_url) as way:
        way.pause = 0.005
        name = rig.name()
        rig.copy(large.before, name)
        assert rig.run(name, s3=way.url, **LARGE).states == {"imported"}
    rig.complete(name, large.new)
    passed("the storage is slow")


@pytest.mark.parametrize("cut", [3_000_000, 200_000])
def test_a_connection_that_breaks_in_the_middle_of_a_part(
    rig: Rig, passed: Passed, large: Course, cut: int
) -> None:
    """The upload is given up, the old file stays, and the next run leaves nothing unfinished."""
    with way_to(rig.store.endpoint_url) as way:
        way.cut = cut
        name = rig.name()
        rig.copy(large.before, name)
        ended = rig.run(name, s3=way.url, **LARGE)
    assert ended.types["transcripts"]["state"] == "failed"
    assert ended.types["transcripts"]["retry"]
    assert rig.files(name) == large.old
    again(rig, name, large, **LARGE)
    passed("the storage loses the connection in the middle of a part")


def test_a_disk_that_is_full(rig: Rig, passed: Passed, large: Course) -> None:
    """No file may become longer than a megabyte: the import fails, the old file stays."""
    name = fails(rig, large, "DiskFull", largest_file=1_000_000, **LARGE)
    again(rig, name, large, **LARGE)
    passed("the disk is full")


@pytest.fixture
def narrow() -> Iterator[Path]:
    """Give a group of processes whose memory can be limited: the kernel then kills who takes more."""
    group = Path(f"/sys/fs/cgroup/memory/gong-faults-{os.getpid()}")
    try:
        group.mkdir()
    except OSError:
        pytest.skip("Groups with limited memory can be made by root, where the kernel has cgroup v1.")
    yield group
    group.rmdir()


def test_a_task_that_is_killed_for_want_of_memory(
    rig: Rig, passed: Passed, large: Course, narrow: Path
) -> None:
    """The kernel's OOM killer ends it in its middle: the old file stays, and nothing else is left."""

    def squeeze() -> None:
        used = int((narrow / "memory.usage_in_bytes").read_text())
        (narrow / "memory.limit_in_bytes").write_text(str(used + 256 * 1024))

    name = rig.name()
    rig.copy(large.before, name)
    rig.gong.faults = [Fault(match=when(3, squeeze))]
    assert rig.run(name, group=str(narrow), **LARGE).killed
    assert "oom_kill 1" in (narrow / "memory.oom_control").read_text()
    again(rig, name, large, **LARGE)
    passed("the kernel kills a task for want of memory")


def test_a_redis_that_is_restarted(rig: Rig, passed: Passed, tmp_path: Path) -> None:
    """Back within a second, it costs nothing: no type fails."""
    course = undisturbed(rig)
    name = rig.name()
    rig.copy(course.before, name)
    with valkey(tmp_path) as server:

        def restart() -> None:
            server.kill()
            threading.Timer(0.5, server.start).start()

        rig.gong.faults = [Fault(match=when(9, restart))]
        ended = rig.run(name, environment={"AIRFLOW__GONG__LIMITER_URL": server.url()})
    assert ended.states <= {"imported", "unchanged", "empty"}
    again(rig, name, course)
    passed("Redis is killed and restarted")
