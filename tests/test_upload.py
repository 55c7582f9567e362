"""One object, whole or not at all: every size, a text of another size than announced, a text that breaks."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from include.storage_errors import StorageError
from include.upload import PART_BYTES, Payload, in_parts, upload
from tests.servers import BUCKET, body, moto_s3, uploads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_s3 import S3Client

KEY = "sales/gong_calls_20260409_140000.txt"
LARGE = 2 * PART_BYTES + 5


@pytest.fixture
def client() -> Iterator[S3Client]:
    """Give a client of an S3 in this process that holds an old object."""
    with moto_s3() as s3:
        s3.put_object(Bucket=BUCKET, Key=KEY, Body=b"old")
        yield s3


def cut(text: bytes, step: int) -> Iterator[bytes]:
    """Yield `text` in parts, with an empty one after each."""
    for i in range(0, len(text), step):
        yield text[i : i + step]
        yield b""


@pytest.mark.parametrize("step", [999_983, 3 * PART_BYTES])
@pytest.mark.parametrize("size", [0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, LARGE])
def test_every_size_arrives_as_it_is(client: S3Client, size: int, step: int) -> None:
    """One PUT or several parts, read in small or large pieces: the bytes are the same."""
    text = (bytes(range(251)) * (size // 251 + 1))[:size]
    upload(client, BUCKET, KEY, Payload(cut(text, step), size, {}))
    assert body(client, KEY) == text
    assert uploads(client) == []


def test_two_parts_are_under_way_at_once(client: S3Client) -> None:
    """Each part of four leaves only when nearly all of the next is made, and still has its own bytes."""
    made = [Event() for _ in range(4)]

    def chunks() -> Iterator[bytes]:
        for part in range(4):
            yield bytes([part]) * (PART_BYTES - 1)
            made[part].set()
            yield bytes([part])

    def wait(params: dict[str, Any], **_: object) -> None:
        assert made[min(int(params["query_string"]["partNumber"]), 3)].wait(20)

    client.meta.events.register("before-call.s3.UploadPart", wait)
    upload(client, BUCKET, KEY, Payload(chunks(), 4 * PART_BYTES, {}))
    assert body(client, KEY) == b"".join(bytes([part]) * PART_BYTES for part in range(4))


@pytest.mark.parametrize(
    ("size", "announced"), [(5, 6), (5, 4), (1, 0), (0, 1), (LARGE, LARGE + 1), (LARGE, LARGE - 1)]
)
def test_a_text_of_another_size_is_never_seen(client: S3Client, size: int, announced: int) -> None:
    """Cut short or grown on its way, it is an error; the old object stays, and nothing unfinished."""
    with pytest.raises(StorageError, match=f"should have {announced} bytes"):
        upload(client, BUCKET, KEY, Payload(cut(b"x" * size, 999_983), announced, {}))
    assert (body(client, KEY), uploads(client)) == (b"old", [])


@pytest.mark.parametrize("before", [0, 10, PART_BYTES + 1])
def test_a_text_that_cannot_be_read_leaves_the_old_object(client: S3Client, before: int) -> None:
    """An error of the temporary disk, also in the middle of an upload, comes through as it is."""

    def parts() -> Iterator[bytes]:
        yield b"x" * before
        raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output error"):
        upload(client, BUCKET, KEY, Payload(parts(), LARGE, {}))
    assert (body(client, KEY), uploads(client)) == (b"old", [])


def test_what_is_only_announced_takes_no_memory() -> None:
    """A part takes the memory of the bytes that came, however many it might have."""
    tracemalloc.start()
    try:
        assert [bytes(part) for part in in_parts([b"x"], 1024**4)] == [b"x"]
        assert tracemalloc.get_traced_memory()[1] < PART_BYTES
    finally:
        tracemalloc.stop()


def test_metadata_survives_any_text(client: S3Client) -> None:
    """Headers take ASCII only, and a line break in one would forge another."""
    upload(client, BUCKET, KEY, Payload(iter(()), 0, {"window": "Avr\u00ea\r\nx-amz-acl: public-read "}))
    told = client.head_object(Bucket=BUCKET, Key=KEY)
    assert told["Metadata"] == {"window": "Avr???x-amz-acl: public-read"}
    assert told["ContentType"] == "text/plain; charset=utf-8"


def test_importing_storage_costs_a_dag_file_nothing() -> None:
    """DAG files are parsed all the time: boto3 and Airflow are not loaded with the modules."""
    program = (
        "import sys, include.spool, include.storage\n"
        "print({'boto3', 'botocore', 's3transfer', 'airflow'} & sys.modules.keys())"
    )
    printed = subprocess.check_output([sys.executable, "-c", program], text=True)  # noqa: S603 - this Python
    assert printed == "set()\n"
