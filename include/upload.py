"""One object put into S3-compatible storage, whole or not at all, in the memory of about two parts."""

from __future__ import annotations

import tempfile
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypedDict, cast

from include.spool import Room
from include.storage_errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Future

    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef
    from mypy_boto3_s3.type_defs import MultipartUploadTypeDef as Unfinished

PART_BYTES = 5 * 1024 * 1024  # the least that S3 takes
MOST_PARTS = 10_000
AT_ONCE = 2
"""Parts on their way to the store: one is made and sent while the store digests the other."""
CONTENT_TYPE = "text/plain; charset=utf-8"


class Extra(TypedDict, total=False):
    """What an object has besides its bytes, as boto3 takes it."""

    ContentType: str
    Metadata: dict[str, str]


@dataclass(frozen=True)
class Payload:
    """What an object will be: ``size`` bytes, None if nobody knows, and what it has besides.

    Who gives an unknown number of bytes must raise if there should be more.
    """

    chunks: Iterable[bytes]
    size: int | None
    metadata: Mapping[str, str]
    content_type: str = CONTENT_TYPE

    @property
    def extra(self) -> Extra:
        """What it has besides, as its headers may have it."""
        return Extra(ContentType=self.content_type, Metadata=harmless(self.metadata))

    def read(self) -> Iterator[bytes]:
        """Yield the bytes; raise StorageError if there are more or fewer than ``size``."""
        seen = 0
        for chunk in self.chunks:
            seen += len(chunk)
            if self.size is not None and seen > self.size:
                break
            yield chunk
        if self.size is not None and seen != self.size:
            raise StorageError(
                f"The text to upload should have {self.size} bytes, but {seen} were read. Nothing was "
                "stored. Run again; if it happens twice, check the disk of the temporary folder."
            )


def upload(
    client: S3Client, bucket: str, key: str, payload: Payload, *, part_bytes: int = PART_BYTES
) -> None:
    """Put an object in one PUT, or from ``part_bytes`` on in parts; on any error the upload is aborted.

    Raises botocore's errors, and whatever reading ``payload`` raises.
    """
    parts = in_parts(payload.read(), max(part_bytes, -(-(payload.size or 0) // MOST_PARTS)))
    first = next(parts, bytearray())
    if len(first) < part_bytes:
        client.put_object(Bucket=bucket, Key=key, Body=bytes(first), **payload.extra)
        return
    large = PartUpload.begin(client, bucket, key, payload.extra)
    try:
        large.send(enumerate(chain([first], parts), 1))
        large.complete()
    except BaseException:  # a task that is told to stop leaves nothing, either
        with suppress(Exception):  # what cannot be aborted now is tidied up later; the first error counts
            large.abort()
        raise


def put_whole(client: S3Client, bucket: str, key: str, payload: Payload) -> None:
    """Put an object with one PUT whatever its size, for servers that take no parts; S3 takes 5 GiB so.

    It goes through a temporary file, for its hash comes before it. Raises what `upload` does, and DiskFull.
    """
    with Room(), tempfile.TemporaryFile() as file:
        file.writelines(payload.read())
        file.seek(0)
        client.put_object(Bucket=bucket, Key=key, Body=file, **payload.extra)


def in_parts(chunks: Iterable[bytes], length: int) -> Iterator[bytearray]:
    """Yield the bytes in parts of ``length``, the last one shorter.

    A part is good until the one after the next is asked for.
    """
    # The memory of two for all parts: while one is made, the one before it is sent. Both grow as bytes come,
    # so that what is only announced takes none; from then on they are written over.
    part, before, filled = bytearray(), bytearray(), 0
    for chunk in chunks:
        rest = memoryview(chunk)
        while filled + len(rest) >= length:
            part[filled:], rest, filled = rest[: length - filled], rest[length - filled :], 0
            yield part
            part, before = before, part
        part[filled : filled + len(rest)] = rest
        filled += len(rest)
    if filled:
        del part[filled:]  # not a slice, which would be as much memory once more
        yield part


class _Where(TypedDict):
    Bucket: str
    Key: str
    UploadId: str


class PartUpload:
    """A multipart upload whose parts are sent one by one, in any order, if need be by several processes.

    ``sent`` has the tags of its parts by their numbers. All raise botocore's errors.
    """

    def __init__(self, client: S3Client, bucket: str, key: str, upload_id: str) -> None:
        self._client = client
        self._where = _Where(Bucket=bucket, Key=key, UploadId=upload_id)
        self.key, self.upload_id = key, upload_id
        self.sent: dict[int, str] = {}

    @classmethod
    def begin(cls, client: S3Client, bucket: str, key: str, extra: Extra | None = None) -> PartUpload:
        """Begin an upload, by default of text; nothing of it is visible before `complete`."""
        extra = extra or Extra(ContentType=CONTENT_TYPE)
        answer = client.create_multipart_upload(Bucket=bucket, Key=key, **extra)
        return cls(client, bucket, key, answer["UploadId"])

    def find_sent(self) -> dict[int, str]:
        """Return the tags of all parts that were ever sent, by their numbers."""
        pages = self._client.get_paginator("list_parts").paginate(**self._where)
        return {part["PartNumber"]: part["ETag"] for page in pages for part in page.get("Parts", [])}

    def send(self, parts: Iterable[tuple[int, bytearray]]) -> None:
        """Send parts with their numbers, `AT_ONCE`; each at least `PART_BYTES`, unless it is the last.

        A part is asked for when there is room for it on the way, so no more than these are in memory.
        """
        with ThreadPoolExecutor(AT_ONCE, "upload") as pool:
            under_way: deque[Future[None]] = deque()
            for number, data in parts:
                under_way.append(pool.submit(self._send, number, data))
                if len(under_way) == AT_ONCE:
                    under_way.popleft().result()
            for each in under_way:
                each.result()

    def _send(self, number: int, data: bytearray) -> None:
        body = cast("bytes", data)  # boto3 takes what its types do not name
        self.sent[number] = self._client.upload_part(**self._where, PartNumber=number, Body=body)["ETag"]

    def complete(self) -> None:
        """Make the object of the parts, in the order of their numbers."""
        parts: list[CompletedPartTypeDef] = [
            {"PartNumber": number, "ETag": self.sent[number]} for number in sorted(self.sent)
        ]
        self._client.complete_multipart_upload(**self._where, MultipartUpload={"Parts": parts})

    def abort(self) -> None:
        """Leave nothing of it."""
        self._client.abort_multipart_upload(**self._where)


def abort_unfinished(client: S3Client, bucket: str, stem: str, ours: Callable[[Unfinished], bool]) -> None:
    """Abort the multipart uploads to keys that begin with ``stem`` and that are ``ours``.

    Raises botocore's errors.
    """
    for page in client.get_paginator("list_multipart_uploads").paginate(Bucket=bucket, Prefix=stem):
        for each in filter(ours, page.get("Uploads", [])):
            with suppress(client.exceptions.NoSuchUpload):  # whose process has just ended it
                PartUpload(client, bucket, each["Key"], each["UploadId"]).abort()


def harmless(metadata: Mapping[str, str]) -> dict[str, str]:
    """Return metadata as its headers may have it."""
    return {name: _ascii(value) for name, value in metadata.items()}


def _ascii(text: str) -> str:
    """Return `text` as a header's value may be: S3 metadata is printable ASCII."""
    return "".join(c if " " <= c <= "~" else "?" for c in text).strip()
