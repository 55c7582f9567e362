"""The object stores of datasets as the API server reaches them: always by an operator's connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gong.web.errors import Refusal
from include.storage_errors import translated

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

CONNECT_SECONDS, READ_SECONDS = 5, 30


def client(conn_id: str) -> S3Client:
    """Return a client of the store that a connection leads to; somebody waits, so it gives up early."""
    # Imported late: boto3 and the Amazon provider take a second, and most API servers' time is not for this.
    from airflow.providers.amazon.aws.hooks.s3 import S3Hook  # noqa: PLC0415
    from airflow.sdk.exceptions import AirflowNotFoundException  # noqa: PLC0415
    from botocore.config import Config  # noqa: PLC0415

    impatient = Config(
        connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 2}
    )
    try:
        S3Hook.get_connection(conn_id)  # the hook would take the API server's own credentials instead
        hook = S3Hook(aws_conn_id=conn_id)
        own = hook.conn_config.botocore_config
        hook = S3Hook(aws_conn_id=conn_id, config=own.merge(impatient) if own else impatient)
        with translated("connect to", f"the store of {conn_id}", ""):
            return hook.get_conn()
    except AirflowNotFoundException:
        raise Refusal(
            409, f"There is no connection {conn_id!r}; an administrator has to create it."
        ) from None
    except ValueError:
        raise Refusal(
            409, f"Connection {conn_id!r} cannot be used for S3; check its endpoint_url and region_name."
        ) from None
