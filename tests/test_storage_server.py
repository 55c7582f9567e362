"""The same against a real server, SeaweedFS: large files, rights, credentials, killed processes, TLS."""

from __future__ import annotations

import hashlib
import tracemalloc
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from botocore import UNSIGNED

from gong.walk import Window
from include.contents import Content
from include.storage import DatasetStore, StoredFile
from include.storage_errors import BadCredentials, BucketMissing, StorageDenied, StorageOutage, WrongEndpoint
from include.upload import PART_BYTES
from scripts.seaweedfs import Identity, Server
from tests.servers import (
    ADMIN,
    BLIND,
    BUCKET,
    READER,
    WRITER,
    body,
    content,
    keys,
    once,
    refusal,
    s3_server,
    uploads,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_s3 import S3Client

FIRST = datetime(2026, 4, 9, 14, 0, tzinfo=UTC)
CURRENT = "sales/gong_calls_20260409_140000.txt"
WINDOW = Window(datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC))
MIB = 1024 * 1024
TEXT = bytes(range(256)) * 4096 * 20  # 20 MiB: three parts


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give one server for the tests of this module."""
    with s3_server(tmp_path_factory.mktemp("seaweedfs")) as running:
        yield running


@pytest.fixture
def client(server: Server) -> S3Client:
    """Give the administrator's client of an empty bucket."""
    client = server.client()
    for upload in client.list_multipart_uploads(Bucket=BUCKET).get("Uploads", []):
        client.abort_multipart_upload(Bucket=BUCKET, Key=upload["Key"], UploadId=upload["UploadId"])
    for key in keys(client):
        client.delete_object(Bucket=BUCKET, Key=key)
    return client


def import_calls(client: S3Client, text: bytes, bucket: str = BUCKET) -> str:
    """Replace the current file of calls and return its key."""
    return DatasetStore(client, bucket, "sales/").replace_current("calls", FIRST, content(text)).key


def test_a_file_of_20_mib_round_trips(client: S3Client) -> None:
    """In parts and, once smaller again, in one PUT: byte for byte, with its metadata."""
    store = DatasetStore(client, BUCKET, "sales/")
    for text in (TEXT, b"small"):
        store.replace_current("calls", FIRST, content(text))
        assert body(client, CURRENT) == text
        digest = hashlib.sha256(text).hexdigest()
        assert store.current("calls") == StoredFile(CURRENT, len(text), digest, 0)
    assert (keys(client), uploads(client)) == ([CURRENT], [])
    assert not store.replace_current("calls", FIRST, content(b"small")).changed


def test_a_part_that_fails_leaves_the_old_file(client: S3Client) -> None:
    """The upload is aborted on the server, and the next attempt succeeds."""
    import_calls(client, b"old")
    once(client, "CompleteMultipartUpload", lambda: refusal(500))
    with pytest.raises(StorageOutage):
        import_calls(client, TEXT)
    assert (body(client, CURRENT), uploads(client)) == (b"old", [])
    import_calls(client, TEXT)
    assert len(body(client, CURRENT)) == len(TEXT)


def test_uploads_of_a_killed_process_are_aborted(client: S3Client) -> None:
    """Those of the type itself that are older than the run go; those of a run that is alive stay."""
    running = DatasetStore(client, BUCKET, "sales/")
    with time_machine.travel(datetime(2100, 1, 1, tzinfo=UTC)):
        later = DatasetStore(client, BUCKET, "sales/")
    others = "sales/gong_calls_notes.txt"
    for key in (CURRENT, others):
        upload = client.create_multipart_upload(Bucket=BUCKET, Key=key)["UploadId"]
        client.upload_part(Bucket=BUCKET, Key=key, UploadId=upload, PartNumber=1, Body=b"x" * 5 * MIB)
    running.replace_current("calls", FIRST, content(b"new"))
    assert uploads(client) == [CURRENT, others]
    later.replace_current("calls", FIRST, content(b"newer"))
    assert uploads(client) == [others]


def test_two_first_imports_at_once_leave_one_file(client: S3Client) -> None:
    """The earlier stamp survives with the content that was written last."""

    def other_run() -> None:
        earlier = FIRST - timedelta(seconds=1)
        DatasetStore(client, BUCKET, "sales/").replace_current("calls", earlier, content(b"theirs"))

    once(client, "PutObject", other_run)
    assert import_calls(client, b"ours") == "sales/gong_calls_20260409_135959.txt"
    assert keys(client) == ["sales/gong_calls_20260409_135959.txt"]
    assert body(client, keys(client)[0]) == b"ours"


@pytest.mark.usefixtures("client")
def test_a_writer_with_least_rights_does_everything(server: Server) -> None:
    """Read, write and list in the one bucket is all that a dataset needs."""
    writer = server.client(WRITER)
    store = DatasetStore(writer, BUCKET, "sales/")
    for text in (b"one", TEXT):
        store.replace_current("calls", FIRST, content(text))
        store.replace_history("calls", WINDOW, content(text))
    writer.put_object(Bucket=BUCKET, Key=CURRENT.replace("14", "15"), Body=b"duplicate")
    store.replace_current("calls", FIRST, content(b"two"))
    assert keys(writer) == [CURRENT, "sales/history/gong_calls_20260401_000000_20260402_000000.txt"]


def test_a_reader_is_told_which_right_is_missing(client: S3Client, server: Server) -> None:
    """The old file stays; the message names the file and s3:PutObject."""
    import_calls(client, b"old")
    with pytest.raises(StorageDenied, match=rf"Cannot write s3://{BUCKET}/{CURRENT}: .*s3:PutObject"):
        import_calls(server.client(READER), b"new")
    assert body(client, CURRENT) == b"old"


@pytest.mark.parametrize("kind", ["versioned", "locked"])
def test_a_bucket_that_keeps_versions(server: Server, kind: str) -> None:
    """Files are replaced as ever; what they were before stays under the same keys, locked or not."""
    client = server.client()
    client.create_bucket(Bucket=kind, ObjectLockEnabledForBucket=kind == "locked")
    if kind == "locked":
        lock: Any = {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 1}}
        client.put_object_lock_configuration(
            Bucket=kind, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": lock}
        )
    else:
        client.put_bucket_versioning(Bucket=kind, VersioningConfiguration={"Status": "Enabled"})
    store = DatasetStore(client, kind, "sales/")
    for text in (b"one", TEXT, b"two"):
        store.replace_current("calls", FIRST, content(text))
        store.replace_history("calls", WINDOW, content(text))
    client.put_object(Bucket=kind, Key=CURRENT.replace("14", "15"), Body=b"duplicate")
    store.replace_current("calls", FIRST, content(b"three"))
    streamed = store.begin("calls", FIRST, None)
    assert streamed
    streamed.send([TEXT], len(TEXT))
    store.finish("calls", streamed, content(TEXT), ([b"end"], 3))
    found = [entry["Key"] for entry in client.list_objects_v2(Bucket=kind)["Contents"]]
    assert found == [CURRENT, "sales/history/gong_calls_20260401_000000_20260402_000000.txt"]
    assert client.get_object(Bucket=kind, Key=CURRENT)["Body"].read() == TEXT + TEXT + b"end"
    versions = client.list_object_versions(Bucket=kind, Prefix=CURRENT)["Versions"]
    assert len(versions) == 6
    assert client.list_multipart_uploads(Bucket=kind).get("Uploads", []) == []


def test_one_who_may_not_list_is_told_so(server: Server) -> None:
    """Without listing the current file cannot be found; the message names s3:ListBucket."""
    with pytest.raises(StorageDenied, match=r"Cannot list .*s3:ListBucket"):
        import_calls(server.client(BLIND), b"new")


@pytest.mark.parametrize(
    "identity", [Identity(ADMIN.access_key, "wrong"), Identity("unknown", ADMIN.secret_key)]
)
def test_wrong_credentials_are_told_from_missing_rights(server: Server, identity: Identity) -> None:
    """Also for a history file, whose existence S3 would answer without a reason."""
    store = DatasetStore(server.client(identity), BUCKET, "sales/")
    for act in (
        lambda: store.replace_current("calls", FIRST, content(b"new")),
        lambda: store.replace_history("calls", WINDOW, content(b"new")),
        lambda: store.history("calls", WINDOW),
    ):
        with pytest.raises(BadCredentials) as caught:
            act()
        assert "Renew the access key" in str(caught.value)
        assert ADMIN.secret_key not in str(caught.value)


def test_an_anonymous_client_is_denied(server: Server) -> None:
    """The server of the demo is not open to anybody."""
    with pytest.raises(StorageDenied):
        import_calls(server.client(signature_version=UNSIGNED), b"new")


def test_a_missing_bucket_is_named(server: Server) -> None:
    """It is not created: a misspelt name must not look like success."""
    with pytest.raises(BucketMissing, match=r"s3://cals/sales/.* Create it, or correct `bucket`"):
        import_calls(server.client(), b"new", bucket="cals")


@pytest.mark.usefixtures("client")
def test_memory_stays_at_about_two_parts(server: Server) -> None:
    """64 MiB take what 16 MiB take: a part on its way, one that is made, and the buffers around them."""
    client = server.client()
    piece = b"x" * MIB
    peaks = []
    for size in (16, 64):
        text = Content(lambda: (piece for _ in range(size)), size * MIB, 1, str(size), "", "")  # noqa: B023 - used at once
        store = DatasetStore(client, BUCKET, f"{size}/")
        tracemalloc.start()
        store.replace_current("calls", FIRST, text)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert max(peaks) < 2.5 * PART_BYTES
    assert abs(peaks[1] - peaks[0]) < MIB


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server that speaks TLS with a certificate of its own."""
    with s3_server(tmp_path_factory.mktemp("tls"), tls=True) as running:
        yield running


@pytest.mark.parametrize(("checksums", "trailers"), [("when_supported", True), ("when_required", False)])
def test_tls_with_and_without_checksums(secure: Server, checksums: str, *, trailers: bool) -> None:
    """Over TLS boto3 sends checksums after the bodies, which older servers refuse: both ways must work."""
    client = secure.client(request_checksum_calculation=checksums, response_checksum_validation=checksums)
    sent: list[bool] = []
    client.meta.events.register(
        "before-send.s3", lambda request, **_: sent.append("x-amz-trailer" in request.headers)
    )
    for text in (b"small " + checksums.encode(), TEXT + checksums.encode()):
        import_calls(client, text)
        assert body(client, CURRENT) == text
    bodies = 1 + -(-len(TEXT + checksums.encode()) // PART_BYTES)
    assert sum(sent) == (bodies if trailers else 0)


def test_a_certificate_that_is_not_trusted_is_refused(secure: Server) -> None:
    """The message says where to name the certificate authority; nothing is sent."""
    stranger = Server(secure.endpoint_url, ADMIN)
    with pytest.raises(WrongEndpoint, match="set `verify` there"):
        import_calls(stranger.client(), b"new")
