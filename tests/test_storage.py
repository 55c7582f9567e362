"""A dataset's files in S3: their names, their replacement, and what two runs or a fault do to them."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
import time_machine
from botocore.exceptions import ConnectionClosedError

from gong.walk import Window
from include.contents import Content
from include.storage import DatasetStore, StoredFile, Written
from include.storage_errors import StorageOutage
from include.upload import PART_BYTES
from tests.servers import BUCKET, body, content, keys, moto_s3, once, refusal, uploads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_s3 import S3Client

FIRST = datetime(2026, 4, 9, 14, 0, tzinfo=UTC)
EARLIER = "sales/gong_calls_20260409_135959.txt"
CURRENT = "sales/gong_calls_20260409_140000.txt"
LATER = "sales/gong_calls_20260409_140001.txt"
WINDOW = Window(datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC))
HISTORY = "sales/history/gong_calls_20260401_000000_20260402_000000.txt"
LARGE = 2 * PART_BYTES + 5
FOREIGN = [
    "sales/gong_calls_20260101_000000.txt.bak",
    "sales/gong_calls_20260101_000000/gong_calls_20260101_000000.txt",
    "sales/gong_calls_20261301_000000.txt",
    "sales/gong_calls_20260101_250000.txt",
    "sales/gong_calls_20260101_000000.TXT",
    "sales/gong_calls_20260101_000000_20260102_000000.txt",
    "sales/gong_calls_notes.txt",
    "sales/gong_users_20260101_000000.txt",
    "sales/old/gong_calls_20260101_000000.txt",
    "sales/history/gong_calls_20260101_000000.txt",
    "sales-2/gong_calls_20260101_000000.txt",
]
HOSTILE = "|/|sales|/sales/|../|sales/..|sales/../|sales/../hr/|a//b/|./|a/./b/|..a/"


@pytest.fixture
def client() -> Iterator[S3Client]:
    """Give a client of an S3 in this process."""
    with moto_s3() as s3:
        yield s3


@pytest.fixture
def store(client: S3Client) -> DatasetStore:
    """Give the store of one dataset."""
    return DatasetStore(client, BUCKET, "sales/")


def put(client: S3Client, *names: str) -> None:
    """Store an object under each name, its text being the name."""
    for name in names:
        client.put_object(Bucket=BUCKET, Key=name, Body=name.encode())


def test_the_first_import_names_the_current_file(client: S3Client, store: DatasetStore) -> None:
    """Its stamp is the first import's time in UTC; its metadata says what is in it."""
    text = b"=== CALL ===\n"
    digest = hashlib.sha256(text).hexdigest()
    there = FIRST.astimezone(timezone(timedelta(hours=5, minutes=45)))
    written = store.replace_current("calls", there, content(text))
    assert written == Written(CURRENT, f"s3://{BUCKET}/{CURRENT}", len(text), 2, digest, changed=True)
    assert store.current("calls") == StoredFile(CURRENT, len(text), digest, 2)
    stored = client.get_object(Bucket=BUCKET, Key=CURRENT)
    assert (stored["Body"].read(), stored["ContentType"]) == (text, "text/plain; charset=utf-8")
    told = {"records": "2", "sha256": digest, "version": "0.1.0", "window": "newest 100"}
    assert stored["Metadata"] == told


def test_later_syncs_replace_the_same_object(client: S3Client, store: DatasetStore) -> None:
    """The stamp stays that of the first import, whatever a later run believes."""
    store.replace_current("calls", FIRST, content(b"old"))
    written = store.replace_current("calls", FIRST - timedelta(days=3), content(b"new"))
    assert (written.key, written.changed) == (CURRENT, True)
    assert (keys(client), body(client, CURRENT)) == ([CURRENT], b"new")


def test_the_same_content_is_not_uploaded(client: S3Client, store: DatasetStore) -> None:
    """Equal is what the caller's hash calls equal: the text is not even read, and nothing is written."""

    def unread() -> Iterator[bytes]:
        raise AssertionError

    store.replace_current("calls", FIRST, content(b"imported at 14:00", sha256="same"))
    store.replace_history("calls", WINDOW, content(b"imported at 14:00", sha256="same"))
    again = Content(unread, 16, 7, "same", "newest 100", "0.2.0")
    for written in (
        store.replace_current("calls", FIRST, again),
        store.replace_history("calls", WINDOW, again),
    ):
        assert (written.changed, written.bytes, written.records) == (False, 17, 7)
        assert body(client, written.key) == b"imported at 14:00"


def test_a_history_file_is_named_by_its_window(client: S3Client, store: DatasetStore) -> None:
    """The same interval, in any time zone, is the same file; another interval is another file."""
    east = timezone(timedelta(hours=9))
    same = Window(WINDOW.start.astimezone(east), WINDOW.end.astimezone(east))
    later = Window(WINDOW.end, WINDOW.end + timedelta(hours=1))
    store.replace_history("calls", WINDOW, content(b"old"))
    assert store.replace_history("calls", same, content(b"new")).key == HISTORY
    assert (store.history("calls", later), store.current("calls")) == (None, None)
    store.replace_history("calls", later, content(b"later"))
    stored = store.history("calls", WINDOW)
    assert stored is not None
    assert (stored.key, stored.size, body(client, HISTORY), len(keys(client))) == (HISTORY, 3, b"new", 2)


@pytest.mark.parametrize("fault", ["500", "503", "cut"])
@pytest.mark.parametrize(
    "operation", ["PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"]
)
def test_a_fault_while_writing_leaves_the_old_file(
    client: S3Client, store: DatasetStore, operation: str, fault: str
) -> None:
    """S3 failing or hanging up costs this attempt only: nothing half or unfinished stays, a retry works."""

    def happen() -> object:
        if fault == "cut":
            raise ConnectionClosedError(endpoint_url="http://s3")
        return refusal(int(fault))

    text = b"new" if operation == "PutObject" else b"n" * LARGE
    store.replace_current("calls", FIRST, content(b"old"))
    once(client, operation, happen)
    with pytest.raises(StorageOutage, match=re.escape(f"Cannot write s3://{BUCKET}/{CURRENT}")) as caught:
        store.replace_current("calls", FIRST, content(text))
    assert caught.value.retry
    assert (body(client, CURRENT), keys(client), uploads(client)) == (b"old", [CURRENT], [])
    assert store.replace_current("calls", FIRST, content(text)).changed


def test_two_first_imports_at_once_leave_one_file(client: S3Client, store: DatasetStore) -> None:
    """The one that began earlier names the file; the one that ends later gives the content."""

    def other_run() -> None:
        earlier = FIRST - timedelta(seconds=1)
        DatasetStore(client, BUCKET, "sales/").replace_current("calls", earlier, content(b"theirs"))

    once(client, "PutObject", other_run)
    written = store.replace_current("calls", FIRST, content(b"ours"))
    assert (written.key, written.changed) == (EARLIER, True)
    assert (keys(client), body(client, EARLIER)) == ([EARLIER], b"ours")


def test_a_newer_first_import_at_once_is_left_to_its_run(client: S3Client, store: DatasetStore) -> None:
    """It may still be at work; the next sync finds both, keeps the older and deletes the newer."""
    once(client, "PutObject", lambda: put(client, LATER))
    assert store.replace_current("calls", FIRST, content(b"ours")).key == CURRENT
    assert keys(client) == [CURRENT, LATER]
    assert not store.replace_current("calls", FIRST, content(b"ours")).changed
    assert keys(client) == [CURRENT]


def test_of_several_current_files_the_oldest_survives(client: S3Client, store: DatasetStore) -> None:
    """It is what is read, it gets the content, and only then the others go."""
    put(client, LATER, EARLIER, CURRENT)
    assert store.current("calls") == StoredFile(EARLIER, len(EARLIER), "", 0)
    survivor: list[bytes] = []
    once(client, "DeleteObject", lambda: survivor.append(body(client, EARLIER)))
    assert store.replace_current("calls", FIRST, content(b"new")).key == EARLIER
    assert (keys(client), survivor) == ([EARLIER], [b"new"])


def test_objects_of_other_sources_are_never_touched(client: S3Client, store: DatasetStore) -> None:
    """Neither taken for a current file, nor replaced, deleted or cleaned up, however like ours they look."""
    put(client, *FOREIGN)
    for name in FOREIGN:
        client.create_multipart_upload(Bucket=BUCKET, Key=name)
    assert store.current("calls") is None
    put(client, LATER)
    for text in (b"one", b"two"):
        store.replace_current("calls", FIRST, content(text))
        store.replace_history("calls", WINDOW, content(text))
    assert sorted(keys(client)) == sorted([*FOREIGN, LATER, HISTORY])
    assert [body(client, name) for name in FOREIGN] == [name.encode() for name in FOREIGN]
    assert uploads(client) == sorted(FOREIGN)


def test_uploads_of_a_killed_process_are_aborted(client: S3Client, store: DatasetStore) -> None:
    """Those of the current files whatever their stamp, changed or not, and of this very history file."""
    history_of_another_day = HISTORY.replace("20260402", "20260403")
    for name in (EARLIER, CURRENT, HISTORY, history_of_another_day):
        client.create_multipart_upload(Bucket=BUCKET, Key=name)
    store.replace_current("calls", FIRST, content(b"new"))
    assert uploads(client) == [HISTORY, history_of_another_day]
    client.create_multipart_upload(Bucket=BUCKET, Key=CURRENT)
    assert not store.replace_current("calls", FIRST, content(b"new")).changed
    assert uploads(client) == [HISTORY, history_of_another_day]
    store.replace_history("calls", WINDOW, content(b"new"))
    assert uploads(client) == [history_of_another_day]


def test_an_upload_that_began_after_this_run_is_not_aborted(client: S3Client) -> None:
    """It belongs to a run that is alive. Moto dates every upload 2010-11-10 20:48:33."""
    client.create_multipart_upload(Bucket=BUCKET, Key=CURRENT)
    with time_machine.travel(datetime(2010, 11, 10, 20, 48, 33, 900_000, tzinfo=UTC), tick=False):
        store = DatasetStore(client, BUCKET, "sales/")
    store.replace_current("calls", FIRST, content(b"new"))
    assert uploads(client) == [CURRENT]


@pytest.mark.parametrize("operation", ["ListMultipartUploads", "AbortMultipartUpload", "DeleteObject"])
def test_housekeeping_that_is_refused_costs_no_import(
    client: S3Client, store: DatasetStore, operation: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The log names what was left and the permission; the file is written."""
    put(client, CURRENT, LATER)
    client.create_multipart_upload(Bucket=BUCKET, Key=CURRENT)
    once(client, operation, lambda: refusal(403, "AccessDenied"))
    assert store.replace_current("calls", FIRST, content(b"new")).changed
    assert body(client, CURRENT) == b"new"
    permission = {"ListMultipartUploads": "s3:ListBucketMultipartUploads"}.get(operation, f"s3:{operation}")
    assert permission in caplog.text


@pytest.mark.parametrize(
    "prefix", [*HOSTILE.split("|"), "a\n/", "a\x00/", "a\u202ea/", "\ud800/", "a" * 901 + "/"]
)
def test_a_prefix_that_leaves_its_place_is_refused(client: S3Client, prefix: str) -> None:
    """A dataset cannot be pointed at another's files, nor at what some server takes for another folder."""
    with pytest.raises(ValueError, match=r"^prefix '.*' must "):
        DatasetStore(client, BUCKET, prefix)


@pytest.mark.parametrize("name", ["", "../calls", "calls/", "CALLS", "calls_x", "calls\n", "calls-", "*"])
def test_a_name_that_is_no_data_type_is_refused(client: S3Client, store: DatasetStore, name: str) -> None:
    """It would become part of a key."""
    with pytest.raises(ValueError, match="not the id of a data type"):
        store.replace_current(name, FIRST, content(b"text"))
    with pytest.raises(ValueError, match="not the id of a data type"):
        store.replace_history(name, WINDOW, content(b"text"))
    assert keys(client) == []


def test_a_time_without_a_zone_is_refused(store: DatasetStore) -> None:
    """It would name another file on a worker in another zone."""
    with pytest.raises(ValueError, match="no time zone"):
        store.replace_current("calls", FIRST.replace(tzinfo=None), content(b"text"))
    with pytest.raises(ValueError, match="no time zone"):
        store.history("calls", Window(WINDOW.start.replace(tzinfo=None), WINDOW.end))
