"""Measure every figure in one run and print one table. `FULL=1` for the promised sizes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.figures import Figure, show
from bench.parse import parse_many, parse_ratio
from bench.servers import ROOT, Gong, gong, storage
from include.data_types import DATA_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

FULL = os.environ.get("FULL", "") not in {"", "0"}
TRANSCRIPT_BYTES = 54_000
PACE = 2.75
UNLIMITED = {"AIRFLOW__GONG__REQUESTS_PER_SECOND": "100000", "AIRFLOW__GONG__REQUESTS_PER_DAY": "10000000"}


def imported(
    server: Gong, s3_url: str, params: dict[str, Any], *options: str, **settings: str
) -> dict[str, Any]:
    """Import in a process of its own; return what it measured and what the simulator saw."""
    server.reset()
    measured = _measured(
        ["bench.client", server.url, s3_url, json.dumps(params), *options], settings=settings
    )
    return measured | {"gong": server.summary()}


def _measured(
    arguments: list[str], home: Path | None = None, settings: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Run a module in a process of its own; return the JSON that it prints last."""
    with tempfile.TemporaryDirectory() as own:
        environment = {
            **os.environ,
            "AIRFLOW_HOME": str(home or own),
            "AIRFLOW__GONG__ALLOWED_HOSTS": "127.0.0.1",
            "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
            **(settings or {}),
        }
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


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


def estimate(s3_url: str) -> list[Figure]:
    """Estimate all types at Gong's real limit, alone and beside a sync of all types."""
    figures: list[Figure] = []
    with gong(250, rate=3, latency_ms=200) as server, tempfile.TemporaryDirectory() as home:
        for limit in (100, 1_000):
            sync = [
                "bench.client",
                server.url,
                s3_url,
                json.dumps({"data_types": list(DATA_TYPES), "limit": limit}),
            ]
            guess = ["bench.estimate", server.url, str(limit)]
            alone = _measured(guess, Path(home))
            server.reset()
            with ThreadPoolExecutor(2) as pool:
                real, beside = pool.map(lambda arguments: _measured(arguments, Path(home)), (sync, guess))
            errors = [abs(alone["bytes"][name] / size - 1) for name, size in real["sizes"].items()]
            what = f"estimate of eleven types, limit {limit:,}"
            figures += [
                Figure(f"{what}: requests", alone["sent"], "requests", 25),
                Figure("… at 3/s, 200 ms latency", alone["wall"], "s", 12),
                Figure("… largest error of a type", max(errors) * 100, "%", 20),
                Figure("… beside a sync: refused", server.summary()["throttled"], "requests", 0),
                Figure("… beside a sync: took", beside["wall"], "s"),
            ]
    return figures


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
        for part in (small_sync, estimate, large_import, paced_import):
            print(f"{part.__doc__}", file=sys.stderr)
            figures += part(server.endpoint_url)
    figures += parse_ratio(200)
    figures += parse_many(1_000)
    show(figures)
    if any(figure.kept == "MISSED" for figure in figures):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
