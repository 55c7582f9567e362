"""Whether a place in an object store can be listed, written, read and deleted in; parts are not tried."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from include.file_names import check_prefix, probe_key
from include.storage_errors import NotAListingError, StorageError, translated

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_s3 import S3Client

_TEXT = b"Written by a test of a Gong dataset's destination; it can be deleted.\n"


@dataclass(frozen=True)
class Check:
    """One right, whether it is there, and a sentence."""

    name: str
    ok: bool
    message: str


def probe(client: S3Client, bucket: str, prefix: str) -> list[Check]:
    """List, write, read and delete an object below ``prefix``. Raises ValueError for what is no folder."""
    check_prefix(prefix)
    key = probe_key(prefix, secrets.token_hex(8))
    where = f"s3://{bucket}/{prefix}"

    def listed() -> None:
        page = client.list_objects_v2(Bucket=bucket, Prefix=prefix, MaxKeys=1)
        if not {"IsTruncated", "Name"} & page.keys():
            raise NotAListingError

    def read() -> None:
        if client.get_object(Bucket=bucket, Key=key)["Body"].read() != _TEXT:
            raise NotAListingError

    def check(name: str, done: str, act: Callable[[], object]) -> Check:
        try:
            with translated(name, where, client.meta.endpoint_url):
                act()
        except StorageError as error:
            return Check(name, ok=False, message=str(error))
        return Check(name, ok=True, message=done)

    def write() -> None:
        client.put_object(Bucket=bucket, Key=key, Body=_TEXT)

    checks = [
        check("list", "The folder can be listed.", listed),
        check("write", "Files can be written.", write),
    ]
    if not checks[1].ok:
        left = "Not tried, because nothing could be written."
        return [*checks, Check("read", ok=False, message=left), Check("delete", ok=False, message=left)]
    return [
        *checks,
        check("read", "Files can be read.", read),
        check("delete", "Files can be deleted.", lambda: client.delete_object(Bucket=bucket, Key=key)),
    ]


def bucket_names(client: S3Client) -> list[str]:
    """Return the buckets that the credentials may list. Raises `StorageError`."""
    with translated("list", "the buckets", client.meta.endpoint_url):
        return sorted(bucket["Name"] for bucket in client.list_buckets()["Buckets"])
