"""Files that are sent in parts while they are made, for `make test-faults`: killed, refused, gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import NOW
from tests.faults.proxy import refusal, way_to
from tests.faults.test_kills import LARGE, killed_in_turn, undisturbed
from tests.faults.test_storages import through
from tests.simulator import World

if TYPE_CHECKING:
    from tests.faults.rig import Passed, Rig

STREAMED = {
    **LARGE,
    "sizes": {
        "include.assembly.LARGE_BYTES": 5 * 1024**2,
        "include.sources.walking.ONE_SEQUENCE": 60,
        "include.sources.walking.MOST_AT_ONCE": 2,
    },
}
UPLOADS, PARTS, BEGINNING = r"GET \S+\?uploads", r"GET \S+uploadId=", r"POST \S+\?uploads"


@pytest.fixture(autouse=True)
def _large(rig: Rig) -> None:
    """Let the company have calls for a file of 32 MB."""
    rig.gong.world = World.bulk(7, 600, 54_000, NOW)


def test_killed_at_each_request_to_the_storage(rig: Rig, passed: Passed) -> None:
    """Also between a part and the word that it was sent: the next try goes on, or begins anew."""
    died = killed_in_turn(rig, 1, **STREAMED)
    assert died >= 12
    passed("kill -9 at a request to the storage, in turn: a file sent while it is made", died)


@pytest.mark.parametrize("job", [LARGE, STREAMED], ids=["waits", "streamed"])
@pytest.mark.parametrize(("status", "code"), [(501, "NotImplemented"), (405, "MethodNotAllowed")])
def test_a_storage_without_parts(
    rig: Rig, passed: Passed, job: dict[str, Any], status: int, code: str
) -> None:
    """What would go in parts goes as one."""
    course = undisturbed(rig, **job)
    name, ended = through(rig, course, refusal(BEGINNING, status, code), **job)
    assert ended.states == {"imported"}
    rig.complete(name, course.new)
    passed("the storage takes no files in parts")


@pytest.mark.parametrize("code", ["AccessDenied", "NotImplemented"])
def test_uploads_that_may_not_be_listed(rig: Rig, passed: Passed, code: str) -> None:
    """Only tidying up needs it: the import is complete."""
    course = undisturbed(rig, **STREAMED)
    name, ended = through(rig, course, refusal(UPLOADS, 403, code), **STREAMED)
    assert ended.states == {"imported"}
    rig.complete(name, course.new)
    passed("unfinished uploads may not be listed")


@pytest.mark.parametrize("kind", ["parts may not be listed", "the storage is away for a moment"])
def test_a_retry_that_cannot_look(rig: Rig, passed: Passed, kind: str) -> None:
    """Where parts may not be listed a retry begins anew, and leaves no upload; an outage costs a try."""
    course = undisturbed(rig, **STREAMED)
    denied = kind.startswith("parts")
    name, ended = through(rig, course, refusal(r"PUT \S+partNumber=10[2-9]", 503, "SlowDown"), **STREAMED)
    assert ended.states == {"failed"}
    assert rig.uploads(name)
    answer = refusal(PARTS, 403, "AccessDenied") if denied else refusal(PARTS, 503, "SlowDown")
    with way_to(rig.store.endpoint_url) as way:
        way.instead = [answer]
        ended = rig.run(name, s3=way.url, **STREAMED)
    assert ended.states == ({"imported"} if denied else {"failed"})
    if not denied:
        assert rig.files(name) == course.old
        rig.gong.reset()
        assert rig.run(name, **STREAMED).states == {"imported"}
        assert len(rig.gong.exchanges) < course.requests
    rig.complete(name, course.new)
    passed(f"a retry of a file in parts: {kind}")
