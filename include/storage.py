"""The text files of a dataset in S3-compatible storage, as imports write them.

It takes a boto3 client and knows no Airflow. A file is always whole: one PUT, or a multipart upload that is
completed only after its last byte was counted. What goes wrong is one of `include.storage_errors`.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from include.file_names import Names, check_prefix, current_key, current_names, history_key, read_name
from include.storage_errors import NoParts, NotAListingError, StorageError, UploadGone, translated
from include.streamed import StreamedFile
from include.upload import PartUpload, Payload, abort_unfinished, put_whole, upload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import MultipartUploadTypeDef as Unfinished

    from gong.walk import Window
    from include.contents import Content

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StoredFile:
    """A file in storage. `sha256` is empty and `records` 0 where its metadata does not tell."""

    key: str
    size: int
    sha256: str
    records: int


@dataclass(frozen=True)
class Written:
    """A file after a replacement. `changed` is False when it held the same content: nothing was uploaded."""

    key: str
    uri: str
    bytes: int
    records: int
    sha256: str
    changed: bool


class DatasetStore:
    """The files of one dataset: those under `prefix` of `bucket` that have the names given here.

    Everything else there belongs to other sources and is never touched. Raises ValueError for a prefix that
    is no folder. Unfinished uploads older than this object are taken for the remains of a killed process.
    """

    def __init__(self, client: S3Client, bucket: str, prefix: str) -> None:
        check_prefix(prefix)
        self._client = client
        self._bucket = bucket
        self._prefix = prefix
        self._began = datetime.now(UTC).replace(microsecond=0)  # S3 tells the age of an upload in seconds

    def current(self, data_type_id: str) -> StoredFile | None:
        """Return the type's current file, the oldest if there are several, or None."""
        keys = self._list(current_names(self._prefix, data_type_id))
        return next(filter(None, map(self._head, keys)), None)

    def history(self, data_type_id: str, window: Window) -> StoredFile | None:
        """Return the type's history file of exactly this window, or None."""
        key = history_key(self._prefix, data_type_id, window)
        return self._head(key) if self._list(Names(key)) else None

    def replace_current(self, data_type_id: str, first_import: datetime, content: Content) -> Written:
        """Store `content` as the type's current file; `first_import` gives the first one its name.

        Of several current files, which runs that began at once may leave, the oldest gets the content and the
        others are deleted.
        """
        names = current_names(self._prefix, data_type_id)
        before = self._list(names)
        key = before[0] if before else current_key(self._prefix, data_type_id, first_import)
        written = self._replace(key, names, content)
        if before:
            self._delete(before[1:])
            return written
        oldest = min([key, *self._list(names)])
        if oldest != key:  # another first import had begun earlier
            written = self._replace(oldest, names, content)
            self._delete([key])
        return written

    def replace_history(self, data_type_id: str, window: Window, content: Content) -> Written:
        """Store `content` as the type's history file of this window."""
        key = history_key(self._prefix, data_type_id, window)
        self._list(Names(key))  # unlike HEAD, a listing tells why it was refused
        return self._replace(key, Names(key), content)

    def begin(self, data_type_id: str, first_import: datetime, window: Window | None) -> StreamedFile | None:
        """Begin the type's history file of a window, or its current file, in parts.

        Unfinished uploads to it are taken for remains. Returns None if the server takes no parts.
        """
        if window:
            names = Names(key := history_key(self._prefix, data_type_id, window))
        else:
            names = current_names(self._prefix, data_type_id)
            key = next(iter(self._list(names)), current_key(self._prefix, data_type_id, first_import))
        self._abort_abandoned(names)
        try:
            with self._translated("write", key):
                return self._streamed(PartUpload.begin(self._client, self._bucket, key))
        except NoParts as error:
            _log.warning("Everything waits on this disk. %s", error)
            return None

    def go_on(self, data_type_id: str, saved: Mapping[str, Any]) -> StreamedFile | None:
        """Return a file of the type that another process began, or None if it cannot be gone on with.

        Raises an error that may pass: the next try then goes on, instead of this one beginning anew.
        """
        key, found = saved["key"], read_name(saved["key"].removeprefix(self._prefix))
        if not key.startswith(self._prefix) or found is None or found.data_type != data_type_id:
            return None
        streamed = self._streamed(PartUpload(self._client, self._bucket, key, saved["upload_id"]))
        try:
            with self._translated("go on with", key):
                streamed.go_on(saved["sent"])
        except StorageError as error:
            if error.retry and not isinstance(error, UploadGone):
                raise
            _log.warning("Beginning anew. %s", error)
            streamed.abort()
            return None
        return streamed

    def finish(
        self, data_type_id: str, streamed: StreamedFile, content: Content, rest: tuple[Iterable[bytes], int]
    ) -> Written:
        """Send what is left of a file that was begun, and let it appear; `content` is its head.

        Where several runs made a first current file at once, the oldest name stays.
        """
        names = current_names(self._prefix, data_type_id)
        mine = names.own(streamed.key)
        keys = sorted({streamed.key, *(self._list(names) if mine else ())})
        stored = self._head(keys[0])
        if stored and stored.sha256 == content.sha256:
            streamed.abort()
            return self._written(stored.key, stored.size, content, changed=False)
        streamed.finish(*rest, content.parts(), content.size)
        streamed.settle(keys[0], _metadata(content))
        self._delete(keys[1:])
        whole = self._head(keys[0])
        return self._written(keys[0], whole.size if whole else 0, content, changed=True)

    def _streamed(self, upload: PartUpload) -> StreamedFile:
        return StreamedFile(self._client, self._bucket, upload, self._translated)

    def _list(self, names: Names) -> list[str]:
        """Return the keys that have one of `names`, oldest first. What is no listing is not an empty one."""
        keys: list[str] = []
        with self._translated("list", names.stem):
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._bucket, Prefix=names.stem):
                if not {"IsTruncated", "Name"} & page.keys():
                    raise NotAListingError
                keys += [entry["Key"] for entry in page.get("Contents", [])]
        return sorted(filter(names.own, keys))

    def _head(self, key: str) -> StoredFile | None:
        with self._translated("read", key):
            try:
                answer = self._client.head_object(Bucket=self._bucket, Key=key)
            except self._client.exceptions.ClientError as error:
                if error.response["Error"]["Code"] in {"404", "NoSuchKey"}:
                    return None
                raise
        told = {name.lower(): value for name, value in answer["Metadata"].items()}
        records = told.get("records", "")
        count = int(records) if records.isdecimal() else 0
        return StoredFile(key, answer["ContentLength"], told.get("sha256", ""), count)

    def _replace(self, key: str, names: Names, content: Content) -> Written:
        stored = self._head(key)
        changed = stored is None or stored.sha256 != content.sha256
        self._abort_abandoned(names)
        if changed:
            self._upload(key, content)
        size = content.size if stored is None or changed else stored.size
        return self._written(key, size, content, changed=changed)

    def _written(self, key: str, size: int, content: Content, *, changed: bool) -> Written:
        return Written(key, self._uri(key), size, content.records, content.sha256, changed)

    def _upload(self, key: str, content: Content) -> None:
        try:
            self._send(upload, key, content)
        except NoParts as error:
            _log.warning("Sent as one instead. %s", error)
            self._send(put_whole, key, content)

    def _send(self, how: Callable[..., None], key: str, content: Content) -> None:
        payload = Payload(content.parts(), content.size, _metadata(content))
        with self._translated("write", key):
            how(self._client, self._bucket, key, payload)

    def _abort_abandoned(self, names: Names) -> None:
        """Abort the uploads that a killed process left unfinished. An import succeeds without it."""

        def abandoned(unfinished: Unfinished) -> bool:
            return names.own(unfinished["Key"]) and unfinished["Initiated"] < self._began

        with _tidying(), self._translated("clean up uploads to", names.stem):
            abort_unfinished(self._client, self._bucket, names.stem, abandoned)

    def _delete(self, keys: Iterable[str]) -> None:
        """Delete duplicates of a current file. An import succeeds without it: the oldest counts."""
        for key in keys:
            with _tidying(), self._translated("delete the duplicate", key):
                self._client.delete_object(Bucket=self._bucket, Key=key)

    def _uri(self, key: str) -> str:
        return f"s3://{self._bucket}/{key}"

    def _translated(self, doing: str, key: str) -> AbstractContextManager[None]:
        return translated(doing, self._uri(key), self._client.meta.endpoint_url)


def _metadata(content: Content) -> dict[str, str]:
    return {
        "records": str(content.records),
        "window": content.window,
        "sha256": content.sha256,
        "version": content.version,
    }


@contextmanager
def _tidying() -> Iterator[None]:
    """Housekeeping may fail: it costs no import, and the next one does it again."""
    try:
        yield
    except StorageError as error:
        _log.warning("Left for the next run. %s", error)
