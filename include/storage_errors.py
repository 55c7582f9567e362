"""What can go wrong with S3-compatible storage, arranged by what the reader of the message can do about it.

Errors are told apart by S3's error code, by HTTP status where a server sends no code, and by botocore's
exception class; never by a message's text. Codes: Amazon's "Error responses" page of the S3 API reference,
https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, those of Ceph, MinIO and SeaweedFS as
observed.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACTIONS = {
    "AssumeRole": "sts:AssumeRole",
    "ListObjectsV2": "s3:ListBucket",
    "HeadObject": "s3:GetObject",
    "GetObject": "s3:GetObject",
    "ListBuckets": "s3:ListAllMyBuckets",
    "DeleteObject": "s3:DeleteObject",
    "ListMultipartUploads": "s3:ListBucketMultipartUploads",
    "AbortMultipartUpload": "s3:AbortMultipartUpload",
    "ListParts": "s3:ListMultipartUploadParts",
}
_OTHER_ACTION = "s3:PutObject"
# A bare one of these means that no S3 server answered; beside an S3 error code it adds nothing.
_BARE_STATUSES = frozenset({400, 404, 405})
_SERVER_ERROR = 500


class StorageError(Exception):
    """Storage refused or failed in a way that has no class of its own.

    `retry`: the same call may succeed later without anybody doing anything. `advice`: what the reader of the
    message learns and should do.
    """

    retry: ClassVar[bool] = False
    advice: ClassVar[str] = (
        "The server gave an answer that is not foreseen; look its code up, then run again."
    )


class StorageDenied(StorageError):
    """The credentials are good, but may not do this."""

    advice = "The credentials may not do this. Allow {action} for the user or role of the `aws` connection."


class BucketMissing(StorageError):
    """There is no such bucket, or no bucket can have this name."""

    advice = "There is no such bucket. Create it, or correct `bucket` in the dataset's definition."


class WrongEndpoint(StorageError):
    """What answered is not an S3 server, or its certificate is not trusted."""

    advice = (
        "{endpoint} does not answer as a trusted S3 server. Correct `endpoint_url` in the extra of the `aws` "
        "connection: scheme, host, port. For a private certificate authority set `verify` there to its file."
    )


class Unreachable(WrongEndpoint):
    """Nothing answers at the endpoint; the address may be wrong, or the server may be down for now."""

    retry = True
    advice = (
        "Nothing answers at {endpoint}. Check `endpoint_url` in the extra of the `aws` connection, the name "
        "resolution and the network of the Airflow worker, and that the server is up."
    )


class StorageFull(StorageError):
    """No room, or a quota is used up."""

    advice = "The server has no room for the file. Free space or raise the limit there, then run again."


class BadCredentials(StorageError):
    """The key is unknown, its secret wrong, the token expired, or there is no credential at all."""

    advice = "The credentials are not valid. Renew the access key, secret or role of the `aws` connection."


class WrongRegion(StorageError):
    """The bucket lives in another region than the requests are signed for."""

    advice = (
        "The bucket is in another region{region}. Set `region_name` in the extra of the `aws` connection."
    )


class ClockSkew(StorageError):
    """The worker's clock and the server's are too far apart for a signature to be believed."""

    advice = "The clocks of the Airflow worker and the server are too far apart. Synchronize them (NTP)."


class ChecksumsRefused(StorageError):
    """An older server does not take the checksums that boto3 sends after the body by default."""

    advice = (
        "An older server does not take the checksums that boto3 sends. Add to the `aws` connection's extra: "
        '"config_kwargs": {{"request_checksum_calculation": "when_required", '
        '"response_checksum_validation": "when_required"}}.'
    )


class NoParts(StorageError):
    """The server takes no files in parts (multipart uploads)."""

    advice = (
        "The server takes no files in parts (multipart uploads), as those from 5 MiB on are sent. Use one "
        "that does, or smaller files."
    )


class NoUploadsListed(StorageError):
    """The server cannot tell which multipart uploads are unfinished, perhaps because it has none."""

    advice = (
        "The server cannot list unfinished uploads. If it takes files in parts, let it abort those that are "
        "unfinished after a day, for instance by a lifecycle rule."
    )


class StorageOutage(StorageError):
    """The server is overloaded or failed, the connection broke, or another run took over the upload."""

    retry = True
    advice = "The server or the way to it failed for now. Run again later; the stored file stays whole."


class UploadGone(StorageOutage):
    """The upload that was under way is not there any more: another run took it over or cleaned it up."""


# S3's codes, HTTP statuses and botocore's exception classes, by what they mean.
_NAMES = {
    StorageDenied: "AccessDenied AllAccessDisabled AccountProblem Forbidden 403",
    BucketMissing: "NoSuchBucket InvalidBucketName ParamValidationError",
    WrongEndpoint: "NotAListingError ResponseParserError SSLError MethodNotAllowed 400 404 405",
    Unreachable: "EndpointConnectionError ConnectTimeoutError ProxyConnectionError",
    StorageFull: "InsufficientStorage InsufficientCapacity QuotaExceeded EntityTooLarge XMinioStorageFull "
    "XMinioAdminBucketQuotaExceeded 413 507",
    BadCredentials: "InvalidAccessKeyId SignatureDoesNotMatch ExpiredToken ExpiredTokenException "
    "InvalidToken TokenRefreshRequired InvalidClientTokenId UnrecognizedClientException InvalidSecurity "
    "NotSignedUp 401 NoCredentialsError PartialCredentialsError CredentialRetrievalError SSOError "
    "TokenRetrievalError NoAuthTokenError",
    WrongRegion: "PermanentRedirect TemporaryRedirect AuthorizationHeaderMalformed InvalidRegionError "
    "IllegalLocationConstraintException NoRegionError 301 307",
    ClockSkew: "RequestTimeTooSkewed",
    ChecksumsRefused: "MissingContentLength NotImplemented 411 501",
    StorageOutage: "SlowDown ServiceUnavailable InternalError RequestTimeout Throttling ThrottlingException "
    "TooManyRequests RequestLimitExceeded OperationAborted IncompleteBody BadDigest "
    "XAmzContentChecksumMismatch ConditionalRequestConflict ConnectionError HTTPClientError "
    "ResponseStreamingError IncompleteReadError 429",
    UploadGone: "NoSuchUpload",
}
# What servers say that have no multipart uploads, or cannot list them.
_LACKING = frozenset({"NotImplemented", "501", "MethodNotAllowed", "405"})
_LACKS = {"CreateMultipartUpload": NoParts, "ListMultipartUploads": NoUploadsListed}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}


class NotAListingError(Exception):
    """The server answered a listing with something that has none of a listing's parts."""


@contextmanager
def translated(doing: str, where: str, endpoint: str) -> Iterator[None]:
    """Raise botocore's errors as ours, cut off from their own text: it may quote a server's whole answer."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - not while DAGs are parsed
    from botocore.parsers import ResponseParserError  # noqa: PLC0415 - the same

    try:
        yield
    except (BotoCoreError, ClientError, ResponseParserError, NotAListingError) as error:
        raise storage_error(error, doing, where, endpoint) from None


def storage_error(error: Exception, doing: str, where: str, endpoint: str) -> StorageError:
    """Return what a botocore error means: its kind, with a sentence for the person who reads the log.

    `doing` is a verb, `where` an s3:// address, `endpoint` the server's URL. Of the server's answer only the
    error code, the status, the request id and the bucket's region are told, never its prose.
    """
    answer = getattr(error, "response", None)
    if not isinstance(answer, dict):
        names = [kind.__name__ for kind in type(error).__mro__]
        return _error(_kind(names), f"Cannot {doing} {where}: {names[0]}.", endpoint=_address(endpoint))
    about = answer.get("ResponseMetadata", {})
    status = about.get("HTTPStatusCode", 0)
    code = _plain(answer.get("Error", {}).get("Code")) or str(status)
    request = _plain(about.get("RequestId"))
    operation = getattr(error, "operation_name", "")
    kind = _kind([code] if status in _BARE_STATUSES else [code, str(status)], status)
    if code in _LACKING:
        kind = _LACKS.get(operation, kind)
    if kind is ChecksumsRefused and operation in _ACTIONS:
        kind = StorageError  # it has no checksum that could be refused
    if code == "500" and operation == "ListObjectsV2" and not request:
        kind = WrongEndpoint  # so botocore calls a page of another kind of server, whatever its status
    return _error(
        kind,
        f"Cannot {doing} {where}: {code} (HTTP {status}, request id {request or 'not given'}).",
        endpoint=_address(endpoint),
        action=_ACTIONS.get(operation, _OTHER_ACTION),
        region=_region(answer, about),
    )


def _kind(names: list[str], status: int = 0) -> type[StorageError]:
    other = StorageOutage if status >= _SERVER_ERROR else StorageError
    return next((_KINDS[name] for name in names if name in _KINDS), other)


def _error(kind: type[StorageError], what: str, **facts: str) -> StorageError:
    return kind(f"{what} {kind.advice.format(**{'action': _OTHER_ACTION, 'region': '', **facts})}")


def _region(answer: dict[str, Any], about: dict[str, Any]) -> str:
    """Return the bucket's region as S3 tells it, in parentheses; empty when it does not."""
    region = answer.get("Error", {}).get("Region") or about.get("HTTPHeaders", {}).get("x-amz-bucket-region")
    return f" ({_plain(region)})" if region else ""


def _address(endpoint: str) -> str:
    """Return scheme, host and port only: a URL may carry a password."""
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _plain(value: object) -> str:
    """Return a server's short word as harmless text: printable ASCII, at most 80 characters."""
    return "".join(c for c in str(value or "") if " " < c <= "~")[:80]
