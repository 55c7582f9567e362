"""Looks for secrets where none may be: in files, in every table of a database, in a bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import LargeBinary, MetaData, Text, cast, create_engine, select

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mypy_boto3_s3 import S3Client

LOGS = ("logs", "airflow", "worker-1", "worker-2")


def found_in_files(folder: Path, secrets: Sequence[str]) -> list[str]:
    """Return a line for each secret in each file that Airflow wrote below ``folder``, its logs above all."""
    files = [path for name in LOGS for path in (folder / name).rglob("*") if path.is_file()]
    if not any(path.suffix == ".log" for path in files):
        return [f"There are no logs below {folder}, so nothing was looked at."]
    return [line for path in files for line in _found(str(path), path.read_bytes(), secrets)]


def found_in_database(url: str, secrets: Sequence[str]) -> list[str]:
    """Return a line for each secret in each table: XCom, connections, rendered fields, ours, all of them."""
    engine = create_engine(url)
    metadata = MetaData()
    metadata.reflect(engine)
    found = []
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            for column in table.columns:
                binary = isinstance(column.type, LargeBinary)
                wanted = select(column if binary else cast(column, Text)).where(column.is_not(None))
                values = connection.execute(wanted).scalars()
                content = b"\n".join(each if binary else str(each).encode() for each in values)
                found += _found(f"{table.name}.{column.name}", content, secrets)
    engine.dispose()
    return found


def found_in_store(client: S3Client, bucket: str, secrets: Sequence[str]) -> list[str]:
    """Return a line for each secret in each object."""
    listed = client.list_objects_v2(Bucket=bucket).get("Contents", [])
    if not listed:
        return [f"There are no files in {bucket}, so nothing was looked at."]
    return [
        line
        for entry in listed
        for line in _found(
            entry["Key"], client.get_object(Bucket=bucket, Key=entry["Key"])["Body"].read(), secrets
        )
    ]


def _found(place: str, content: bytes, secrets: Sequence[str]) -> list[str]:
    return [f"{place} has the secret …{secret[-6:]}" for secret in secrets if secret.encode() in content]
