"""One plain process that imports some types and measures itself; prints one JSON line.

Usage: `python -m bench.client GONG_URL S3_URL '{"data_types": [...], "limit": null}' [--stages] [--disk]`.
To look at stages of the CPU time, or at the disk, costs a little: the import's figures are those without.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from threading import Event, Thread

import boto3

from bench.breakdown import Breakdown, floor
from bench.servers import BUCKET
from gong.hook import GongHook
from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.ingest import import_type, prepare
from include.runs import read_run
from include.storage import DatasetStore


def main() -> None:
    """Import, and print CPU seconds, wall seconds, memory growth and largest local files in MB, and sizes."""
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
            "name": f"bench-{os.getpid()}",  # what one process has stored would be no news of another
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
    stages = Breakdown() if "--stages" in sys.argv else None
    spool = _Spool() if "--disk" in sys.argv else None
    before, cpu, start = _resident(), time.process_time(), time.monotonic()
    run = read_run(dataset, {}, datetime.now(UTC))
    types = [stages.rendering(DATA_TYPES[name]) if stages else DATA_TYPES[name] for name in names]
    shared = prepare(hook, types, run.query(dataset, types[0], {}))
    done = [import_type(one, run.query(dataset, one, shared), hook, store) for one in types]
    spent, wall = time.process_time() - cpu, time.monotonic() - start
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    print(
        json.dumps(
            {
                "cpu": spent,
                "stages": dict(stages.seconds) if stages else None,
                "disk": spool.stop() if spool else None,
                "floor": floor(hook, [*stages.requests]) if stages else None,
                "wall": wall,
                "growth": growth,
                "records": {outcome.data_type: outcome.records for outcome in done},
                "bytes": sum(outcome.bytes for outcome in done),
                "sizes": {outcome.data_type: outcome.bytes for outcome in done},
            }
        )
    )


class _Spool(Thread):
    """Watches how much local disk the process's nameless files take at most."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self._over = 0, Event()
        self.start()

    def run(self) -> None:
        """Look four times a second."""
        while not self._over.wait(0.25):
            self.most = max(self.most, sum(map(_nameless_bytes, Path("/proc/self/fd").iterdir())))

    def stop(self) -> float:
        """Return the most in MB."""
        self._over.set()
        self.join()
        return self.most / 1024**2


def _nameless_bytes(open_file: Path) -> int:
    try:
        found = open_file.stat()
    except OSError:
        return 0
    return found.st_blocks * 512 if S_ISREG(found.st_mode) and found.st_nlink == 0 else 0


def _resident() -> float:
    """Return the resident memory in MB."""
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * resource.getpagesize() / 1024**2


if __name__ == "__main__":
    main()
