"""One plain process that imports some types and measures itself; prints one JSON line.

Usage: `python -m bench.client GONG_URL S3_URL '{"data_types": [...], "limit": null}'`.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3

from bench.servers import BUCKET
from gong import endpoints
from gong.hook import GongHook
from gong.walk import Window
from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.ingest import import_type, prepare
from include.runs import read_run
from include.storage import DatasetStore


def main() -> None:
    """Import, and print CPU seconds, wall seconds, memory growth in MB, and what was imported."""
    gong_url, s3_url, params = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    connection = {"conn_type": "gong", "host": gong_url, "login": "KEY", "password": "SECRET"}
    os.environ["AIRFLOW_CONN_GONG_BENCH"] = json.dumps(connection)
    client = boto3.client(
        "s3",
        endpoint_url=s3_url,
        region_name="us-east-1",
        aws_access_key_id="bench-key",
        aws_secret_access_key="bench-secret",  # noqa: S106 - of a server that lives as long as the bench
    )
    names = params["data_types"]
    dataset = Dataset.from_mapping(
        {
            "name": "bench",
            "bucket": BUCKET,
            "data_types": names,
            "limit": params["limit"],
            "gong_conn_id": "gong_bench",
        },
        "the bench",
    )
    store = DatasetStore(client, BUCKET, dataset.prefix)
    client.list_buckets()
    hook = GongHook(dataset.gong_conn_id)
    hook.limiter.acquire()
    before, cpu, start = _resident(), time.process_time(), time.monotonic()
    run = read_run(dataset, {}, datetime.now(UTC))
    types = [DATA_TYPES[name] for name in names]
    shared = prepare(hook, types, run.query(dataset, types[0], {}))
    done = [import_type(one, run.query(dataset, one, shared), hook, store) for one in types]
    spent, wall = time.process_time() - cpu, time.monotonic() - start
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    print(
        json.dumps(
            {
                "cpu": spent,
                "floor": _floor(hook) if "--floor" in sys.argv else None,
                "wall": wall,
                "growth": growth,
                "records": {outcome.data_type: outcome.records for outcome in done},
                "bytes": sum(outcome.bytes for outcome in done),
                "sizes": {outcome.data_type: outcome.bytes for outcome in done},
            }
        )
    )


def _floor(hook: GongHook) -> float:
    """Return the CPU seconds of decoding a hundred transcripts with json, the least of five tries.

    It tells how fast this machine is at this moment: measured beside the import, it makes a ratio.
    """
    window = Window(datetime.now(UTC) - timedelta(days=365), datetime.now(UTC))
    body = bytes(hook._exchange(endpoints.transcripts(window)).body)  # noqa: SLF001 - the undecoded answer
    costs = []
    for _ in range(5):
        began = time.process_time()
        json.loads(body)
        costs.append(time.process_time() - began)
    return min(costs)


def _resident() -> float:
    """Return the resident memory in MB."""
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * resource.getpagesize() / 1024**2


if __name__ == "__main__":
    main()
