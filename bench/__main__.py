"""Measure every figure in one run and print one table. `FULL=1` for the promised sizes.

`CALLS=200000` measures one large import of so many calls, and nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.figures import Figure, show
from bench.parse import parse_many, parse_ratio
from bench.servers import ROOT, Gong, gong, one_processor, storage
from include.data_types import DATA_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

FULL = os.environ.get("FULL", "") not in {"", "0"}
CALLS = int(os.environ.get("CALLS") or 0)
FEW, MANY = (10_000, 50_000) if FULL else (1_000, 5_000)
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


class LargeImport:
    """An import with no limit on the server: its CPU time, looked at now and then, and its memory.

    The machine may be slowed by other machines' work for minutes: what it takes is what it takes least, and
    the floor of only decoding the same bytes is taken a moment later.
    """

    def __init__(self) -> None:
        self._looks: list[tuple[list[dict[str, Any]], dict[str, Any]]] = []

    @property
    def _runs(self) -> list[dict[str, Any]]:
        return [run for runs, _ in self._looks for run in runs]

    def look(self) -> None:
        """Import twice, and once more to look at stages and floor."""
        print("Import calls and transcripts with no limit on the server: CPU.", file=sys.stderr)
        with one_processor(), storage() as near:
            runs = [_unpaced(near.endpoint_url, FEW) for _ in range(2)]
            self._looks.append((runs, _unpaced(near.endpoint_url, FEW, "--stages")))

    def at_size(self, s3_url: str) -> list[Figure]:
        """Import many calls and transcripts with no limit on the server: memory, and CPU beside servers."""
        spread = _unpaced(s3_url, FEW)
        with one_processor(), storage() as near:
            many = _unpaced(near.endpoint_url, MANY, "--disk")
        few = median(run["growth"] for run in self._runs)
        return [
            Figure(f"{FEW:,} calls + transcripts: client CPU beside servers elsewhere", spread["cpu"], "s"),
            *_room(FEW, few),
            *_room(MANY, many["growth"], many["disk"]),
            Figure(f"memory growth at {MANY:,} / at {FEW:,}", many["growth"] / few, "times", 1.1),
        ]

    def cpu(self) -> list[Figure]:
        """Return the least, where its time went, and the median of how many times the floor it is."""
        looks = [(min(run["cpu"] for run in runs), looked) for runs, looked in self._looks]
        least, looked = min(looks, key=itemgetter(0))
        times = median(spent / beside["floor"] for spent, beside in looks)
        rest = looked["cpu"] - sum(looked["stages"].values())
        what = f"{FEW:,} calls + transcripts: client CPU, least of {len(self._runs)}"
        return [
            Figure(what, least, "s", 9.0 * FEW / 10_000),
            *(Figure(f"… {stage}", spent, "s") for stage, spent in sorted(looked["stages"].items())),
            Figure("… all else: walking, spooling, sorting, hashing", rest, "s"),
            Figure("… only decoding the same bytes with json, then", looked["floor"], "s"),
            Figure(
                f"… client CPU / only decoding with json, median of {len(looks)}",
                times,
                "times",
                2.0 if FULL else None,
            ),
        ]


def huge_import() -> list[Figure]:
    """Import so many calls and transcripts as CALLS says, with no limit on the server: memory and disk."""
    with storage() as server:
        done = _unpaced(server.endpoint_url, CALLS, "--disk")
    return [
        *_room(CALLS, done["growth"], done["disk"]),
        Figure("… client CPU", done["cpu"], "s"),
        Figure("… files", done["bytes"] / 1024**3, "GB"),
    ]


def _unpaced(s3_url: str, calls: int, *options: str) -> dict[str, Any]:
    params = {"data_types": ["calls", "transcripts"], "limit": None}
    unlimited: dict[str, Any] = {"no_validate": True, "rate": 0, "daily": 10_000_000}
    with gong(calls, bulk_transcript_bytes=TRANSCRIPT_BYTES, **unlimited) as server:
        return imported(server, s3_url, params, *options, **UNLIMITED)


def _room(calls: int, growth: float, disk: float | None = None) -> list[Figure]:
    memory = Figure(f"{calls:,} calls + transcripts: memory growth", growth, "MB", 64)
    return [memory, *([Figure("… largest use of local disk", disk, "MB")] if disk else [])]


def paced_import(s3_url: str) -> list[Figure]:
    """Import calls and transcripts at 3 requests a second, without and with latency: wall time.

    The promise is for 200 requests. An import of both types sends more: each type reads the calls for itself,
    because each is a task that stands alone, and finding out how to cut the time costs some.
    """
    options: dict[str, Any] = {"bulk_transcript_bytes": TRANSCRIPT_BYTES, "no_validate": True, "rate": 3}
    figures = []
    for latency, limit in ((0, 76), (800, 80)):
        with gong(FEW, **options, latency_ms=latency) as server:
            done = imported(server, s3_url, {"data_types": ["calls", "transcripts"], "limit": None})
        sent, wall = done["gong"]["count"], done["wall"]
        figures += [
            Figure(f"{FEW:,} calls + transcripts at 3/s, {latency} ms latency: all of it", wall, "s"),
            Figure("… requests", sent, "requests"),
            Figure("… refused", done["gong"]["throttled"], "requests", 0),
            Figure("… for each 200 of its requests", wall / sent * 200, "s", limit if FULL else None),
            Figure(f"… / (requests / {PACE})", wall / (sent / PACE), "times", 1.08 if FULL else None),
        ]
    return figures


def everything() -> list[Figure]:
    """Measure all figures but those of a huge import."""
    figures: list[Figure] = []
    large = LargeImport()
    with storage() as server:
        for part in (small_sync, estimate, large.at_size, paced_import):
            large.look()
            print(f"{part.__doc__}", file=sys.stderr)
            figures += part(server.endpoint_url)
    figures += parse_ratio(200)
    figures += parse_many(1_000)
    large.look()
    return figures + large.cpu()


def main() -> None:
    """Measure everything, or one import of so many calls as CALLS says."""
    measure = huge_import if CALLS else everything
    print(f"{measure.__doc__}", file=sys.stderr)
    figures = measure()
    show(figures)
    if any(figure.kept == "MISSED" for figure in figures):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
