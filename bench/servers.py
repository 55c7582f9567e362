"""The simulator and SeaweedFS as processes of their own, so that only the client's work is measured."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests

from scripts.seaweedfs import Identity, Server, seaweedfs

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
BUCKET = "bench"
TOKEN = "bench"  # noqa: S105 - opens the simulator's log, on loopback


@dataclass(frozen=True)
class Gong:
    """A simulator that runs."""

    url: str

    def summary(self) -> dict[str, Any]:
        """Return what it has seen."""
        answer = requests.get(
            f"{self.url}/_simulator/summary", headers={"X-Simulator-Token": TOKEN}, timeout=60
        )
        found: dict[str, Any] = answer.json()
        return found

    def reset(self) -> None:
        """Forget what it has seen."""
        requests.post(f"{self.url}/_simulator/reset", headers={"X-Simulator-Token": TOKEN}, timeout=60)


@contextmanager
def gong(calls: int, **options: Any) -> Iterator[Gong]:
    """Run a simulator; ``options`` are its command line's."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tests.simulator", f"--port={port}", f"--calls={calls}"]
    command += [f"--control-token={TOKEN}", "--access-key=KEY", "--access-key-secret=SECRET"]
    for name, value in options.items():
        command += [f"--{name.replace('_', '-')}"] + ([] if value is True else [str(value)])
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None or not process.stdout.readline():
            raise SystemExit("The simulator did not start.")
        yield Gong(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()


@contextmanager
def storage() -> Iterator[Server]:
    """Run SeaweedFS with an empty bucket; its first object was stored, for which it takes a second more."""
    with (
        tempfile.TemporaryDirectory() as folder,
        seaweedfs(Path(folder), identity=Identity("bench-key", "bench-secret"), buckets=[BUCKET]) as server,
    ):
        client = server.client()
        client.put_object(Bucket=BUCKET, Key="first", Body=bytes(1024 * 1024))
        client.delete_object(Bucket=BUCKET, Key="first")
        yield server


@contextmanager
def one_processor() -> Iterator[None]:
    """Keep this process and all that it starts meanwhile on one processor: the one that is quickest now.

    Virtual processors are often halves of one core: what the servers do on the other half then makes the
    client's own CPU time longer, by a quarter where it was compared. Other machines' work does the same, and
    not to all processors alike.
    """
    before = os.sched_getaffinity(0)
    took: dict[int, float] = {}
    try:
        for _ in range(5):
            for each in before:
                os.sched_setaffinity(0, {each})
                took[each] = took.get(each, 0.0) + _loop()
        os.sched_setaffinity(0, {min(took, key=lambda each: took[each])})
        yield
    finally:
        os.sched_setaffinity(0, before)


def _loop() -> float:
    """Return the CPU seconds that a little work takes."""
    began = time.process_time()
    sum(range(5_000_000))
    return time.process_time() - began
