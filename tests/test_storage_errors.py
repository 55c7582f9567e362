"""What storage's errors become: a class by what to do about it, and a sentence without secrets."""

from __future__ import annotations

import socket
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore import exceptions
from botocore.config import Config
from botocore.parsers import ResponseParserError

from include import storage_errors as errors
from include.storage import DatasetStore
from include.storage_errors import StorageError
from tests.servers import ADMIN, BUCKET, content, moto_s3, once, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_s3 import S3Client

FIRST = datetime(2026, 4, 9, 14, 0, tzinfo=UTC)
KEY = "sales/gong_calls_20260409_140000.txt"


@pytest.fixture
def client() -> Iterator[S3Client]:
    """Give a client of an S3 in this process."""
    with moto_s3() as s3:
        yield s3


@pytest.fixture
def page() -> Iterator[HTTPServer]:
    """Give a web server on loopback that is no S3 server; its `body` and `status` can be set."""
    with HTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class _Page(BaseHTTPRequestHandler):
    status = 200
    body = b""

    def do_GET(self) -> None:
        """Answer anything with the same page."""
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def import_calls(client: S3Client) -> StorageError:
    """Import once and return the error."""
    with pytest.raises(StorageError) as caught:
        DatasetStore(client, BUCKET, "sales/").replace_current("calls", FIRST, content(b"text"))
    return caught.value


@pytest.mark.parametrize(
    ("status", "code", "kind", "advice"),
    [
        (403, "AccessDenied", errors.StorageDenied, "Allow s3:PutObject"),
        (403, "", errors.StorageDenied, "Allow s3:PutObject"),
        (404, "NoSuchBucket", errors.BucketMissing, "Create it"),
        (404, "", errors.WrongEndpoint, "`endpoint_url`"),
        (405, "MethodNotAllowed", errors.WrongEndpoint, "`endpoint_url`"),
        (507, "", errors.StorageFull, "Free space"),
        (500, "InsufficientStorage", errors.StorageFull, "Free space"),
        (403, "QuotaExceeded", errors.StorageFull, "raise the limit"),
        (507, "XMinioStorageFull", errors.StorageFull, "Free space"),
        (400, "EntityTooLarge", errors.StorageFull, "raise the limit"),
        (403, "InvalidAccessKeyId", errors.BadCredentials, "Renew"),
        (403, "SignatureDoesNotMatch", errors.BadCredentials, "Renew"),
        (400, "ExpiredToken", errors.BadCredentials, "Renew"),
        (301, "PermanentRedirect", errors.WrongRegion, "`region_name`"),
        (400, "AuthorizationHeaderMalformed", errors.WrongRegion, "`region_name`"),
        (403, "RequestTimeTooSkewed", errors.ClockSkew, "Synchronize"),
        (411, "", errors.ChecksumsRefused, "when_required"),
        (411, "MissingContentLength", errors.ChecksumsRefused, "when_required"),
        (501, "NotImplemented", errors.ChecksumsRefused, '"config_kwargs": {"request_checksum_'),
        (503, "SlowDown", errors.StorageOutage, "Run again later"),
        (503, "", errors.StorageOutage, "Run again later"),
        (500, "", errors.StorageOutage, "Run again later"),
        (500, "SomethingNew", errors.StorageOutage, "Run again later"),
        (404, "NoSuchUpload", errors.UploadGone, "Run again later"),
        (400, "SomethingNew", StorageError, "look its code up"),
        (404, "SomethingNew", StorageError, "look its code up"),
    ],
)
def test_an_answer_of_s3_says_what_to_do(
    client: S3Client, status: int, code: str, kind: type[StorageError], advice: str
) -> None:
    """The class follows code and status; the message names file, code, request id and remedy, no prose."""
    once(client, "PutObject", lambda: refusal(status, code))
    error = import_calls(client)
    assert type(error) is kind
    assert error.retry == issubclass(kind, errors.StorageOutage)
    told = (
        f"Cannot write s3://{BUCKET}/{KEY}: {code or status} (HTTP {status}, request id 4442587FB7D0A2F9). "
    )
    assert str(error).startswith(told)
    assert advice in str(error)
    assert "prose" not in str(error)


@pytest.mark.parametrize(
    ("operation", "doing", "permission"),
    [("ListObjectsV2", "list", "s3:ListBucket"), ("HeadObject", "read", "s3:GetObject")],
)
def test_a_refusal_names_the_permission(
    client: S3Client, operation: str, doing: str, permission: str
) -> None:
    """An administrator can act on it without reading our code."""
    once(client, operation, lambda: refusal(403, "AccessDenied"))
    error = import_calls(client)
    assert type(error) is errors.StorageDenied
    assert f"Cannot {doing} s3://{BUCKET}/sales/" in str(error)
    assert f"Allow {permission} " in str(error)


def test_what_a_server_lacks_is_not_always_checksums(
    client: S3Client, caplog: pytest.LogCaptureFixture
) -> None:
    """Some cannot list unfinished uploads: the import succeeds, and the log gives no wrong advice."""
    once(client, "ListMultipartUploads", lambda: refusal(501, "NotImplemented"))
    DatasetStore(client, BUCKET, "sales/").replace_current("calls", FIRST, content(b"text"))
    assert "NotImplemented (HTTP 501" in caplog.text
    assert "cannot list unfinished uploads" in caplog.text
    assert "when_required" not in caplog.text


def test_the_right_region_is_told(client: S3Client) -> None:
    """S3 says where the bucket is, so the message does too."""
    http, parsed = refusal(301, "PermanentRedirect")
    parsed["ResponseMetadata"]["HTTPHeaders"] = {"x-amz-bucket-region": "eu-central-1"}
    once(client, "PutObject", lambda: (http, parsed))
    assert "another region (eu-central-1)" in str(import_calls(client))


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (exceptions.EndpointConnectionError(endpoint_url="http://s3"), errors.Unreachable),
        (exceptions.ConnectTimeoutError(endpoint_url="http://s3"), errors.Unreachable),
        (exceptions.SSLError(endpoint_url="https://s3", error=OSError()), errors.WrongEndpoint),
        (ResponseParserError("<html>hunter2</html>"), errors.WrongEndpoint),
        (exceptions.NoCredentialsError(), errors.BadCredentials),
        (exceptions.UnauthorizedSSOTokenError(), errors.BadCredentials),
        (exceptions.ConnectionClosedError(endpoint_url="http://s3"), errors.StorageOutage),
        (exceptions.ReadTimeoutError(endpoint_url="http://s3"), errors.StorageOutage),
        (exceptions.ParamValidationError(report="Bucket"), errors.BucketMissing),
        (exceptions.PaginationError(message="loop"), StorageError),
    ],
)
def test_an_error_before_any_answer_says_what_to_do(
    client: S3Client, fault: Exception, kind: type[StorageError]
) -> None:
    """Names, connections, certificates, credentials: by botocore's class; its text is not passed on."""

    def happen() -> None:
        raise fault

    once(client, "ListObjectsV2", happen)
    error = import_calls(client)
    assert type(error) is kind
    assert error.retry == (kind in {errors.Unreachable, errors.StorageOutage})
    assert f"s3://{BUCKET}/sales/gong_calls_: {type(fault).__name__}." in str(error)
    assert "hunter2" not in str(error)
    assert error.__cause__ is None


def at(endpoint_url: str) -> S3Client:
    """Give a client of this endpoint."""
    config = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
    return boto3.client(
        "s3",
        endpoint_url=endpoint_url,
        region_name="us-east-1",
        aws_access_key_id=ADMIN.access_key,
        aws_secret_access_key=ADMIN.secret_key,
        config=config,
    )


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<!doctype html><title>Welcome<br>"),
        (200, b"<html><body><p>Welcome</p></body></html>"),
        (200, b'{"status": "ok"}'),
        (404, b"<html><body>Not Found</body></html>"),
        (404, b'{"detail": "Not Found"}'),
        (400, b"Client sent an HTTP request to an HTTPS server."),
    ],
)
def test_a_web_server_is_not_taken_for_an_empty_bucket(page: HTTPServer, status: int, body: bytes) -> None:
    """A page that happens to be well-formed lists no files; it must not read as `no files`."""
    _Page.status, _Page.body = status, body
    endpoint = f"http://127.0.0.1:{page.server_port}"
    error = import_calls(at(endpoint))
    assert type(error) is errors.WrongEndpoint
    assert f"{endpoint} does not answer as a trusted S3 server" in str(error)


def test_nobody_listening_names_the_endpoint_without_its_password() -> None:
    """A URL may carry one; the message shows scheme, host and port."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        error = import_calls(at(f"http://dana:hunter2@127.0.0.1:{port}"))
    assert type(error) is errors.Unreachable
    assert f"Nothing answers at http://127.0.0.1:{port}." in str(error)
    assert "hunter2" not in str(error)
    assert ADMIN.secret_key not in str(error)
