"""S3 for the tests: moto in this process, with faults; SeaweedFS as the demo runs it, with users and TLS."""

from __future__ import annotations

import hashlib
import ipaddress
import json
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from moto import mock_aws

from include.contents import Content
from scripts.demo_processes import HOST
from scripts.seaweedfs import Identity, Server, Tls, seaweedfs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mypy_boto3_s3 import S3Client

BUCKET = "calls"
ADMIN = Identity("admin-key", "the-secret-of-the-admin")
WRITER = Identity("writer-key", "the-secret-of-the-writer")
READER = Identity("reader-key", "the-secret-of-the-reader")
BLIND = Identity("blind-key", "the-secret-of-one-who-may-not-list")
_RIGHTS = {
    ADMIN: ["Admin", "Read", "Write", "List"],
    WRITER: [f"Read:{BUCKET}", f"Write:{BUCKET}", f"List:{BUCKET}"],
    READER: [f"Read:{BUCKET}", f"List:{BUCKET}"],
    BLIND: [f"Read:{BUCKET}", f"Write:{BUCKET}"],
}


@contextmanager
def s3_server(folder: Path, *, tls: bool = False) -> Iterator[Server]:
    """Run SeaweedFS with the bucket BUCKET and the users above; its own identity is ADMIN."""
    with seaweedfs(
        folder / "data",
        identity=ADMIN,
        buckets=[BUCKET],
        tls=self_signed(folder) if tls else None,
        identities=_identities(folder),
    ) as server:
        yield server


def self_signed(folder: Path) -> Tls:
    """Write a new certificate of HOST and its private key into `folder`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    host = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(host, critical=False)
        .sign(key, hashes.SHA256())
    )
    tls = Tls(folder / "certificate.pem", folder / "key.pem")
    tls.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    tls.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return tls


def _identities(folder: Path) -> Path:
    users = [
        {
            "name": identity.access_key,
            "credentials": [{"accessKey": identity.access_key, "secretKey": identity.secret_key}],
            "actions": rights,
        }
        for identity, rights in _RIGHTS.items()
    ]
    path = folder / "identities.json"
    path.write_text(json.dumps({"identities": users}))
    return path


@contextmanager
def moto_s3() -> Iterator[S3Client]:
    """Give a client of an S3 in this process, with the bucket BUCKET."""
    with mock_aws():
        client = _session().client("s3", config=Config(retries={"total_max_attempts": 1}))
        client.create_bucket(Bucket=BUCKET)
        yield client


@cache
def _session() -> boto3.Session:
    """Read boto3's description of S3 once: it takes most of the time that a client takes."""
    return boto3.Session(ADMIN.access_key, ADMIN.secret_key, region_name="us-east-1")


def content(text: bytes, *, size: int | None = None, **told: str) -> Content:
    """Give a file of `text` that announces `size` bytes (default: its own), in parts of odd sizes.

    `told` replaces its sha256, window or version.
    """
    step = 999_983
    told = {"sha256": hashlib.sha256(text).hexdigest(), "window": "newest 100", "version": "0.1.0"} | told
    return Content(
        parts=lambda: (text[i : i + step] for i in range(0, len(text), step)),
        size=len(text) if size is None else size,
        records=text.count(b"==="),
        **told,
    )


def once(client: S3Client, operation: str, happen: Callable[[], object]) -> None:
    """Let `happen` run instead of the next `operation` if it raises or returns an answer, else before it."""

    def handler(**_: object) -> Any:
        client.meta.events.unregister(f"before-call.s3.{operation}", handler)
        return happen()

    client.meta.events.register_first(f"before-call.s3.{operation}", handler)


def refusal(status: int, code: str = "") -> tuple[AWSResponse, dict[str, Any]]:
    """Give S3's answer with an error, as botocore hands it on; without a code it is the status."""
    error = {"Code": code or str(status), "Message": "prose of the server"}
    parsed = {"Error": error, "ResponseMetadata": {"HTTPStatusCode": status, "RequestId": "4442587FB7D0A2F9"}}
    return AWSResponse("http://s3", status, HTTPHeaders(), None), parsed


def keys(client: S3Client) -> list[str]:
    """Return every key in the bucket."""
    return [entry["Key"] for entry in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])]


def uploads(client: S3Client) -> list[str]:
    """Return the key of every unfinished upload."""
    return sorted(entry["Key"] for entry in client.list_multipart_uploads(Bucket=BUCKET).get("Uploads", []))


def body(client: S3Client, key: str) -> bytes:
    """Return an object's bytes."""
    return client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
