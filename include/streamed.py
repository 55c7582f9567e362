"""A file that is too large to wait for: its parts are sent while it is made, and it appears when it is whole.

What comes first in the file, its head, is known last: the header counts the records. So the head's parts have
the first numbers and are sent at the end. What it takes to go on after a crash fits into a small JSON object.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from include.storage_errors import StorageError
from include.upload import CONTENT_TYPE, MOST_PARTS, PART_BYTES, Extra, PartUpload, harmless, in_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CopySourceTypeDef

    Translated = Callable[[str, str], AbstractContextManager[None]]

HEAD_PARTS = 100
"""Numbers kept free for the head; S3 counts parts to 10,000, but does not ask for every number."""


class StreamedFile:
    """One such file. ``translated`` gives the context in which botocore's errors become ours."""

    def __init__(self, client: S3Client, bucket: str, upload: PartUpload, translated: Translated) -> None:
        self._client = client
        self._bucket = bucket
        self._upload = upload
        self._translated = translated

    @property
    def key(self) -> str:
        """The key that the file will have."""
        return self._upload.key

    def to_json(self) -> dict[str, Any]:
        """Return what another process needs to go on after all that was sent so far."""
        return {"key": self.key, "upload_id": self._upload.upload_id, "sent": max(self._upload.sent)}

    def go_on(self, last: int) -> None:
        """Go on after the part of this number.

        What another try sent after it, or of the head, comes anew: it did not live to tell how far it was.
        """
        sent = self._upload.find_sent()
        self._upload.sent = {number: sent[number] for number in sent if HEAD_PARTS < number <= last}

    def send(self, chunks: Iterable[bytes], size: int) -> None:
        """Send ``size`` bytes that come after all that was sent before; at least `PART_BYTES`."""
        with self._translated("write", self.key):
            following = max([HEAD_PARTS, *self._upload.sent]) + 1
            self._upload.send(enumerate(in_parts(chunks, even(size)), following))

    def finish(self, rest: Iterable[bytes], rest_size: int, head: Iterable[bytes], head_size: int) -> None:
        """Send what is left and the head, and let the file appear."""
        if rest_size:
            self.send(rest, rest_size)
        with self._translated("write", self.key):
            self._upload.send(enumerate(in_parts(head, even(head_size, HEAD_PARTS)), 1))
            self._upload.complete()

    def settle(self, key: str, metadata: dict[str, str]) -> None:
        """Give the file its metadata, which S3 takes only with an object's bytes, and its final ``key``.

        A copy that replaces metadata replaces the content type, too.
        """
        source: CopySourceTypeDef = {"Bucket": self._bucket, "Key": self.key}
        extra = {
            **Extra(ContentType=CONTENT_TYPE, Metadata=harmless(metadata)),
            "MetadataDirective": "REPLACE",
        }
        with self._translated("write", key):
            self._client.copy(source, self._bucket, key, ExtraArgs=extra)

    def abort(self) -> None:
        """Leave nothing of it. If that fails, the next import tidies up."""
        with suppress(StorageError), self._translated("clean up uploads to", self.key):
            self._upload.abort()


def even(size: int, most: int = MOST_PARTS) -> int:
    """Return the length of equal parts that make ``size`` bytes: `PART_BYTES` to twice that.

    There are at most ``most`` of them; so many bytes as need more come in larger ones.
    """
    return -(-size // max(1, min(most, size // PART_BYTES)))
