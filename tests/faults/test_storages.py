"""Storage that may not be listed, or whose listing is not up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.faults.proxy import Instead, refusal, way_to
from tests.faults.test_kills import undisturbed
from tests.servers import BUCKET

if TYPE_CHECKING:
    from tests.faults.rig import Ended, Passed, Rig
    from tests.faults.test_kills import Course

LISTING = r"GET \S+list-type=2"
NOTHING = (
    '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
    f"<Name>{BUCKET}</Name><IsTruncated>false</IsTruncated><KeyCount>0</KeyCount></ListBucketResult>"
)


def through(rig: Rig, course: Course, *instead: Instead, **job: Any) -> tuple[str, Ended]:
    """Import to a storage that gives these answers; return the dataset's name and how it ended."""
    name = rig.name()
    rig.copy(course.before, name)
    with way_to(rig.store.endpoint_url) as way:
        way.instead = list(instead)
        return name, rig.run(name, s3=way.url, **job)


def test_a_storage_that_may_not_be_listed(rig: Rig, passed: Passed) -> None:
    """Without a listing nobody knows the current file: every type fails for good, its file stays."""
    course = undisturbed(rig)
    name, ended = through(rig, course, refusal(LISTING, 403, "AccessDenied"))
    failed = {(each.get("error"), each.get("retry")) for each in ended.types.values()}
    assert failed == {("StorageDenied", False)}
    assert rig.files(name) == course.old
    passed("the storage may not be listed")


def test_a_listing_that_is_old(rig: Rig, passed: Passed) -> None:
    """It hides the current files: others appear beside them, whole; the next run leaves one of each."""
    course = undisturbed(rig)
    name, ended = through(rig, course, Instead(LISTING, 200, NOTHING))
    assert ended.states <= {"imported", "empty"}
    found = rig.files(name)
    assert {key: found[key] for key in course.old} == course.old
    added = {text for key, text in found.items() if key not in course.old}
    assert added <= set(course.new.values())
    assert rig.run(name).states <= {"imported", "unchanged", "empty"}
    rig.complete(name, course.new)
    passed("the storage's listing is old")
