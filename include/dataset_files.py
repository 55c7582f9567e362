"""The files of a dataset as people deal with them: list, read in pieces, download, upload, delete.

It takes a boto3 client and knows no Airflow. Names are those below the dataset's folder. What something else
has put there is listed and can be read, and is never changed. What goes wrong is one of
`include.storage_errors`, or `FileMissing`, or `NotOurs`.
"""

from __future__ import annotations

import mimetypes
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from include.file_names import BEGINNINGS, GongFile, check_prefix, read_name
from include.storage_errors import NotAListingError, NoUploadsListed, StorageError, translated
from include.text_piece import Piece, piece
from include.upload import MOST_PARTS, Payload, abort_unfinished, upload

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import MultipartUploadTypeDef as Unfinished

MOST_LISTED = 1_000
MOST_COUNTED = 100
"""Gong files whose number of records is looked up: one request each."""
UPLOADED = {"source": "upload"}
"""The metadata by which an uploaded file is known to be one."""
_PART_BYTES = 8 * 1024 * 1024
MOST_BYTES = MOST_PARTS * _PART_BYTES
"""Of one upload. Larger parts would hold more, but it is the browser that says how large a file is, and the
memory of an API server is not the browser's to give away."""
_BLOCK_BYTES = 1024 * 1024
_MISSING = {"NoSuchKey", "404", "NotFound"}
_BEHIND_THE_END = {"InvalidRange", "416"}


class FileMissing(Exception):
    """There is no such file."""


class NotOurs(Exception):
    """The file was put there by something else, so it is neither replaced nor deleted."""


@dataclass(frozen=True)
class Entry:
    """A file: ``gong`` tells what its name says if it came from Gong, ``records`` if that is known."""

    name: str
    size: int
    changed: datetime
    gong: GongFile | None
    records: int | None = None


class Body(Protocol):
    """What boto3 gives to read an object from."""

    def iter_chunks(self, chunk_size: int) -> Iterator[bytes]:
        """Yield the rest in blocks."""


class DatasetFiles:
    """The files below `prefix` of `bucket`. Raises ValueError for a prefix that is no folder."""

    def __init__(self, client: S3Client, bucket: str, prefix: str) -> None:
        check_prefix(prefix)
        self._client, self._bucket, self._prefix = client, bucket, prefix

    def listing(self) -> tuple[list[Entry], bool]:
        """Return the files, Gong's first, and whether there are more than are listed."""
        found: dict[str, Entry] = {}
        truncated = False
        for folder in (*BEGINNINGS, ""):
            entries, more = self._list(folder)
            found = {**{each.name: each for each in entries}, **found}
            truncated |= more
        ordered = sorted(found.values(), key=lambda each: (each.gong is None, each.name))
        return self._counted(ordered), truncated

    def read_text(self, name: str, offset: int, length: int) -> Piece:
        """Return the text from ``offset`` on, at most ``length`` bytes of it. Raises `FileMissing`."""
        span = f"bytes={offset}-{offset + length - 1}"
        with self._translated("read", name):
            try:
                answer = self._client.get_object(Bucket=self._bucket, Key=self._key(name), Range=span)
            except self._client.exceptions.ClientError as error:
                if error.response["Error"]["Code"] in _BEHIND_THE_END:
                    return Piece("", None, self.head(name).size)
                raise _or_missing(error, name) from None
            raw = answer["Body"].read()
        size = int(answer.get("ContentRange", "").rpartition("/")[2] or answer["ContentLength"])
        return piece(raw, offset, size)

    def open(self, name: str) -> tuple[int, Iterator[bytes]]:
        """Return a file's size and its bytes, block by block."""
        with self._translated("read", name):
            try:
                answer = self._client.get_object(Bucket=self._bucket, Key=self._key(name))
            except self._client.exceptions.ClientError as error:
                raise _or_missing(error, name) from None
        return answer["ContentLength"], self._blocks(name, answer["Body"])

    def head(self, name: str) -> Entry:
        """Return what is known of one file. Raises `FileMissing`."""
        answer = self._head(name)
        if answer is None:
            raise FileMissing(name)
        told = {key.lower(): value for key, value in answer["Metadata"].items()}
        records = told.get("records", "")
        return Entry(
            name,
            answer["ContentLength"],
            answer["LastModified"],
            read_name(name),
            int(records) if records.isdecimal() and read_name(name) else None,
        )

    def upload(self, name: str, parts: Iterator[bytes], size: int | None) -> Entry:
        """Store a file of ``size`` bytes, if that is known, at most `MOST_BYTES`; whole, or nothing.

        Raises `NotOurs`.
        """
        self.check_replaceable(name)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        payload = Payload(parts, size, UPLOADED, kind)
        with self._translated("write", name):
            upload(self._client, self._bucket, self._key(name), payload, part_bytes=_PART_BYTES)
        return self.head(name)

    def check_replaceable(self, name: str) -> None:
        """Raise `NotOurs` if there is a file of this name that was not uploaded."""
        answer = self._head(name)
        if answer is not None and not _was_uploaded(answer):
            raise NotOurs(name)

    def delete_upload(self, name: str) -> None:
        """Delete an uploaded file. Raises `FileMissing` or `NotOurs`."""
        answer = self._head(name)
        if answer is None:
            raise FileMissing(name)
        if not _was_uploaded(answer):
            raise NotOurs(name)
        self._delete(name)

    def delete_all(self) -> tuple[int, int]:
        """Delete what came from Gong and what was uploaded; return how many files went and how many stay."""
        deleted = kept = 0
        for entry in self._everything():
            answer = None if entry.gong else self._head(entry.name)
            if entry.gong or (answer is not None and _was_uploaded(answer)):
                self._delete(entry.name)
                deleted += 1
            else:
                kept += answer is not None
        return deleted, kept

    def abort_unfinished(self) -> None:
        """Abort what of Gong's a killed process has left in parts: no later import would tidy it up."""

        def of_gong(unfinished: Unfinished) -> bool:
            return read_name(unfinished["Key"].removeprefix(self._prefix)) is not None

        with suppress(NoUploadsListed), self._translated("clean up uploads to", ""):
            abort_unfinished(self._client, self._bucket, self._prefix, of_gong)

    def _list(self, folder: str) -> tuple[list[Entry], bool]:
        with self._translated("list", folder):
            page = self._client.list_objects_v2(
                Bucket=self._bucket, Prefix=self._prefix + folder, MaxKeys=MOST_LISTED
            )
            if not {"IsTruncated", "Name"} & page.keys():
                raise NotAListingError
        return self._entries(page), bool(page.get("IsTruncated"))

    def _everything(self) -> Iterator[Entry]:
        with self._translated("list", ""):
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix):
                yield from self._entries(page)

    def _entries(self, page: Any) -> list[Entry]:
        """Return a listing's files; a key that ends in a slash is a folder, which some tools make."""
        found = [
            (each["Key"].removeprefix(self._prefix), each["Size"], each["LastModified"])
            for each in page.get("Contents", [])
            if not each["Key"].endswith("/")
        ]
        return [Entry(name, size, changed, read_name(name)) for name, size, changed in found]

    def _counted(self, entries: list[Entry]) -> list[Entry]:
        """Return the entries with the first Gong files' numbers of records, several asked for at once."""
        wanted = [each for each in entries if each.gong][:MOST_COUNTED]
        with ThreadPoolExecutor(8, "heads") as pool:
            counts = dict(zip([each.name for each in wanted], pool.map(self._records, wanted), strict=True))
        return [replace(each, records=counts.get(each.name)) for each in entries]

    def _records(self, entry: Entry) -> int | None:
        try:
            return self.head(entry.name).records
        except (FileMissing, StorageError):
            return None  # the list is as good without

    def _head(self, name: str) -> Any:
        with self._translated("read", name):
            try:
                return self._client.head_object(Bucket=self._bucket, Key=self._key(name))
            except self._client.exceptions.ClientError as error:
                if error.response["Error"]["Code"] in _MISSING:
                    return None
                raise

    def _delete(self, name: str) -> None:
        with self._translated("delete", name):
            self._client.delete_object(Bucket=self._bucket, Key=self._key(name))

    def _blocks(self, name: str, body: Body) -> Iterator[bytes]:
        with self._translated("read", name):
            yield from body.iter_chunks(_BLOCK_BYTES)

    def _key(self, name: str) -> str:
        """Return a file's key; a name that might lead elsewhere on a server with files on disk is none."""
        if not name.isprintable() or not {"", ".", ".."}.isdisjoint(name.split("/")):
            raise FileMissing(name)
        return self._prefix + name

    def _translated(self, doing: str, name: str) -> AbstractContextManager[None]:
        where = f"s3://{self._bucket}/{self._prefix}{name}"
        return translated(doing, where, self._client.meta.endpoint_url)


def _was_uploaded(answer: Any) -> bool:
    told = {key.lower(): value for key, value in answer["Metadata"].items()}
    return UPLOADED.items() <= told.items()


def _or_missing(error: Any, name: str) -> Exception:
    return FileMissing(name) if error.response["Error"]["Code"] in _MISSING else error
