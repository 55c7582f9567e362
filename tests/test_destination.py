"""Whether a place is fit for a dataset: every right is tried, and each that is missing is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from include.destination import bucket_names, probe
from tests.servers import BUCKET, keys, moto_s3, once, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_s3 import S3Client


@pytest.fixture
def client() -> Iterator[S3Client]:
    """Give a client of an S3 in this process."""
    with moto_s3() as s3:
        yield s3


def test_a_destination_that_is_fit(client: S3Client) -> None:
    """Every right is tried, and nothing is left."""
    checks = probe(client, BUCKET, "sales/")
    assert [(each.name, each.ok) for each in checks] == [
        ("list", True),
        ("write", True),
        ("read", True),
        ("delete", True),
    ]
    assert keys(client) == []
    assert bucket_names(client) == [BUCKET]


@pytest.mark.parametrize(
    ("operation", "failing"),
    [
        ("ListObjectsV2", ["list"]),
        ("PutObject", ["write", "read", "delete"]),
        ("GetObject", ["read"]),
        ("DeleteObject", ["delete"]),
    ],
)
def test_a_destination_that_lacks_a_right(client: S3Client, operation: str, failing: list[str]) -> None:
    """Each missing right is named; what depends on it is not tried."""
    once(client, operation, lambda: refusal(403, "AccessDenied"))
    checks = probe(client, BUCKET, "sales/")
    assert [each.name for each in checks if not each.ok] == failing
    message = next(each.message for each in checks if not each.ok)
    right = {"ListObjectsV2": "s3:ListBucket"}.get(operation, f"s3:{operation}")
    assert f"Allow {right} for the user or role" in message


def test_a_destination_that_is_not_there(client: S3Client) -> None:
    """A missing bucket is told at every step; a prefix that is no folder is refused."""
    assert all("There is no such bucket" in each.message for each in probe(client, "nowhere", "a/")[:2])
    with pytest.raises(ValueError, match="for example 'sales-calls/'"):
        probe(client, BUCKET, "../")


def test_a_destination_in_another_region(client: S3Client) -> None:
    """The check says what to set."""
    once(client, "PutObject", lambda: refusal(301, "PermanentRedirect"))
    [_, written, *_] = probe(client, BUCKET, "sales/")
    assert not written.ok
    assert "The bucket is in another region" in written.message
    assert "Set `region_name`" in written.message
