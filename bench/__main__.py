"""Measure every figure in one run and print one table. `FULL=1` for the promised sizes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from bench.figures import Figure, show
from bench.parse import parse_ratio
from bench.servers import ROOT, Gong, gong, storage
from include.data_types import DATA_TYPES

FULL = os.environ.get("FULL", "") not in {"", "0"}
TRANSCRIPT_BYTES = 54_000
PACE = 2.75
UNLIMITED = {"AIRFLOW__GONG__REQUESTS_PER_SECOND": "100000", "AIRFLOW__GONG__REQUESTS_PER_DAY": "10000000"}


def imported(
    server: Gong, s3_url: str, params: dict[str, Any], *options: str, **settings: str
) -> dict[str, Any]:
    """Import in a process of its own; return what it measured and what the simulator saw."""
    server.reset()
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "AIRFLOW_HOME": home,
            "AIRFLOW__GONG__ALLOWED_HOSTS": "127.0.0.1",
            "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
            **settings,
        }
        done = subprocess.run(
            [sys.executable, "-m", "bench.client", server.url, s3_url, json.dumps(params), *options],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured | {"gong": server.summary()}


def small_sync(s3_url: str) -> list[Figure]:
    """Sync all eleven types at Gong's real limit."""
    with gong(250, rate=3) as server:
        seen = imported(server, s3_url, {"data_types": list(DATA_TYPES), "limit": 100})["gong"]
    return [
        Figure("sync of eleven types, limit 100, 250 calls", seen["count"], "requests", 45),
        Figure("… sent twice", len(seen["duplicates"]), "requests", 0),
        Figure("… refused for the rate", seen["throttled"], "requests", 0),
        Figure("… most in any second", seen["most_per_second"], "requests", 3),
    ]


def large_import(s3_url: str) -> list[Figure]:
    """Import calls and transcripts with no limit on the server: CPU and memory."""
    params = {"data_types": ["calls", "transcripts"], "limit": None}
    sizes = (10_000, 50_000) if FULL else (1_000, 5_000)
    growths, figures = [], []
    for calls in sizes:
        options: dict[str, Any] = {"bulk_transcript_bytes": TRANSCRIPT_BYTES, "no_validate": True, "rate": 0}
        with gong(calls, **options, daily=10_000_000) as server:
            done = imported(server, s3_url, params, "--floor", **UNLIMITED)
        growths.append(done["growth"])
        limit = 9.0 * calls / 10_000 if calls == sizes[0] else None
        figures += [
            Figure(f"{calls:,} calls + transcripts: client CPU", done["cpu"], "s", limit),
            Figure(
                "… / decoding its transcripts with json", done["cpu"] / (done["floor"] * calls / 100), "times"
            ),
            Figure(f"{calls:,} calls + transcripts: memory growth", done["growth"], "MB", 64),
        ]
    ratio = growths[1] / growths[0]
    return [*figures, Figure(f"memory growth at {sizes[1]:,} / at {sizes[0]:,}", ratio, "times", 1.1)]


def paced_import(s3_url: str) -> list[Figure]:
    """Import calls and transcripts at 3 requests a second and 800 ms latency: wall time."""
    calls = 10_000 if FULL else 1_000
    options: dict[str, Any] = {"bulk_transcript_bytes": TRANSCRIPT_BYTES, "no_validate": True, "rate": 3}
    with gong(calls, **options, latency_ms=800) as server:
        done = imported(server, s3_url, {"data_types": ["calls", "transcripts"], "limit": None})
    seen = done["gong"]
    ratio = done["wall"] / (seen["count"] / PACE)
    size = f"{calls:,} calls + transcripts at 3/s, 800 ms latency"
    return [
        Figure(f"{size}: requests", seen["count"], "requests"),
        Figure(f"{size}: refused", seen["throttled"], "requests", 0),
        Figure(f"{size}: wall / (requests / {PACE})", ratio, "times", 1.08 if FULL else None),
    ]


def main() -> None:
    """Run everything."""
    figures: list[Figure] = []
    with storage() as server:
        for part in (small_sync, large_import, paced_import):
            print(f"{part.__doc__}", file=sys.stderr)
            figures += part(server.endpoint_url)
    figures += parse_ratio(200)
    show(figures)
    if any(figure.kept == "MISSED" for figure in figures):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
