"""One plain process that estimates all types against a simulator; prints one JSON line.

Usage: `python -m bench.estimate GONG_URL LIMIT`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from gong.hook import GongHook
from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.estimates import AT_ONCE, estimates
from include.runs import read_run


def main() -> None:
    """Estimate, and print the seconds that it took, the requests sent, and bytes by type."""
    connection = {"conn_type": "gong", "host": sys.argv[1], "login": "KEY", "password": "SECRET"}
    os.environ["AIRFLOW_CONN_GONG_BENCH"] = json.dumps(connection)
    fields = {"name": "bench", "bucket": "bench", "data_types": list(DATA_TYPES), "limit": int(sys.argv[2])}
    dataset = Dataset.from_mapping(fields, "the bench")
    run = read_run(dataset, {}, datetime.now(UTC), by_hand=True)
    hook = GongHook("gong_bench", by_hand=True)
    started = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(estimates(hook, DATA_TYPES.values(), lambda each: run.query(dataset, each, {}), pool))
    wall = time.monotonic() - started
    sizes = {each.id: each.bytes for each in found}
    print(json.dumps({"wall": wall, "sent": hook.sent, "bytes": sizes, "states": [e.state for e in found]}))


if __name__ == "__main__":
    main()
