"""One object put into S3-compatible storage, whole or not at all, in the memory of fewer than four parts."""

from __future__ import annotations

import shutil
import sys
import tempfile
from typing import IO, TYPE_CHECKING, TypedDict, cast

from include.spool import room
from include.storage_errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

PART_BYTES = 5 * 1024 * 1024  # the least that S3 takes
AT_ONCE = 2
"""Parts on their way to the store: one is made and sent while the store digests the other."""
CONTENT_TYPE = "text/plain; charset=utf-8"


class Source:
    """An iterator of bytes as the file that boto3 reads. Its end is `size` bytes away, or an error.

    Without a `size`, the iterator's end is that of the file; who gives the bytes must raise if there should
    be more.

    boto3 completes an upload only after it has read the end, so a text of another size is never visible.
    """

    def __init__(self, parts: Iterator[bytes], size: int | None) -> None:
        self._parts = filter(None, parts)
        self._size = size
        self._seen = 0
        self._rest = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """Return exactly `size` bytes, fewer only at the end. Raises StorageError for a wrong end."""
        missing = sys.maxsize if size < 0 else size
        block: list[memoryview] = []
        while missing and (part := self._rest or memoryview(self._next())):
            block.append(part[:missing])
            self._rest = part[missing:]
            missing -= len(block[-1])
        return b"".join(block)

    def _next(self) -> bytes:
        part = next(self._parts, b"")
        self._seen += len(part)
        if self._size is None:
            return part
        if self._seen > self._size or (not part and self._seen < self._size):
            raise StorageError(
                f"The text to upload should have {self._size} bytes, but {self._seen} were read. Nothing was "
                "stored. Run again; if it happens twice, check the disk of the temporary folder."
            )
        return part


def upload(  # noqa: PLR0913 - what, where, and how
    client: S3Client,
    bucket: str,
    key: str,
    source: Source,
    metadata: Mapping[str, str],
    *,
    content_type: str = CONTENT_TYPE,
    part_bytes: int = PART_BYTES,
) -> None:
    """Put `source` with one PUT or, from `part_bytes` on, in parts; on any error boto3 aborts the upload.

    Raises botocore's errors, and whatever reading `source` raises.
    """
    from boto3.s3.transfer import TransferConfig  # noqa: PLC0415 - costs nothing while DAGs are parsed

    config = TransferConfig(
        multipart_threshold=part_bytes,
        multipart_chunksize=part_bytes,
        max_concurrency=AT_ONCE,
        preferred_transfer_client="classic",  # the other one does not count what it reads
    )
    config.max_in_memory_upload_chunks = AT_ONCE  # which the constructor does not take
    extra = {"ContentType": content_type, "Metadata": harmless(metadata)}
    client.upload_fileobj(cast("IO[bytes]", source), bucket, key, ExtraArgs=extra, Config=config)


def put_whole(client: S3Client, bucket: str, key: str, source: Source, metadata: Mapping[str, str]) -> None:
    """Put `source` with one PUT whatever its size, for servers that take no parts; S3 takes 5 GiB so.

    It goes through a temporary file, for its hash comes before it. Raises what `upload` does, and DiskFull.
    """
    with room(), tempfile.TemporaryFile() as file:
        shutil.copyfileobj(source, file, PART_BYTES)
        file.seek(0)
        extra = {"ContentType": CONTENT_TYPE, "Metadata": harmless(metadata)}
        client.put_object(Bucket=bucket, Key=key, Body=file, **extra)  # type: ignore[arg-type] # unpacked


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
    def begin(cls, client: S3Client, bucket: str, key: str) -> PartUpload:
        """Begin an upload; nothing of it is visible before `complete`."""
        answer = client.create_multipart_upload(Bucket=bucket, Key=key, ContentType=CONTENT_TYPE)
        return cls(client, bucket, key, answer["UploadId"])

    def find_sent(self) -> dict[int, str]:
        """Return the tags of all parts that were ever sent, by their numbers."""
        pages = self._client.get_paginator("list_parts").paginate(**self._where)
        return {part["PartNumber"]: part["ETag"] for page in pages for part in page.get("Parts", [])}

    def send(self, number: int, data: bytes | bytearray) -> None:
        """Send a part: at least `PART_BYTES`, unless it is the last."""
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


def harmless(metadata: Mapping[str, str]) -> dict[str, str]:
    """Return metadata as its headers may have it."""
    return {name: _ascii(value) for name, value in metadata.items()}


def _ascii(text: str) -> str:
    """Return `text` as a header's value may be: S3 metadata is printable ASCII."""
    return "".join(c if " " <= c <= "~" else "?" for c in text).strip()
