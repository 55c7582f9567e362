"""Very many simulated calls, and the command that serves them."""

from __future__ import annotations

import json
import random
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime
from subprocess import PIPE, Popen
from typing import Any

import orjson
import pytest

from tests.clocks import Clock
from tests.simulator import Simulator, World
from tests.simulator.bulk import BulkWorld
from tests.simulator.client import EVERYTHING, TRANSCRIPT, Client
from tests.simulator.world import DEFAULT_NOW

pytest_plugins = ["tests.simulator.fixtures"]


# --- very many calls ---------------------------------------------------------------------------------


def test_bulk_calls_are_computed_and_as_big_as_wanted() -> None:
    """A hundred transcripts of about 54 kB each; every call has its own id and time."""
    world = World.bulk(seed=7, calls=10_000)
    with Simulator(world, clock=Clock().now, rate=1000) as sim:
        client = Client(sim)
        pages = client.pages("/v2/calls/extensive", {"filter": {}, "contentSelector": EVERYTHING})
        first, second = next(pages), next(pages)
        ids = [call["metaData"]["id"] for page in (first, second) for call in page["calls"]]
        assert ids == list(world.ids[:200])
        assert first["records"]["totalRecords"] == 10_000
        answer = client.post(TRANSCRIPT, {"filter": {"callIds": ids[:100]}})
        sizes = [len(orjson.dumps(each)) for each in answer.json()["callTranscripts"]]
        assert len(sizes) == 100
        assert all(54_000 <= size < 57_000 for size in sizes)
        known = {party["speakerId"] for call in first["calls"] for party in call["parties"]}
        said = {each["speakerId"] for text in answer.json()["callTranscripts"] for each in text["transcript"]}
        assert said <= known
        assert sim.violations == []


def test_bulk_calls_lie_in_order_and_can_be_cut_into_windows() -> None:
    """Windows of time add up to all calls."""
    world = World.bulk(seed=7, calls=5_000, transcript_bytes=2_000)
    assert isinstance(world, BulkWorld)
    assert list(world.starts) == sorted(world.starts)
    cut = random.Random(1).choice(world.starts)
    assert len(world.find(0, end=cut)) + len(world.find(0, start=cut)) == 5_000
    assert [world.index[world.ids[place]] for place in (0, 17, 4_999)] == [0, 17, 4_999]
    assert world.index.get("17") is None


# --- the command -------------------------------------------------------------------------------------


def test_the_command_serves_until_it_is_terminated() -> None:
    """One line says where; the side door shows what was asked; SIGTERM ends it with 0."""
    command = [
        sys.executable,
        "-m",
        "tests.simulator",
        "--port",
        "0",
        "--calls",
        "20",
        "--control-token",
        "t",
    ]
    command += ["--access-key", "K", "--access-key-secret", "S"]
    with Popen(command, stdout=PIPE, text=True) as process:  # noqa: S603 - our own command
        assert process.stdout is not None
        line = process.stdout.readline()
        url = line.split()[3]
        assert line.startswith("Gong simulator on http://127.0.0.1:")

        def side_door(name: str, method: str = "GET") -> Any:
            request = urllib.request.Request(f"{url}/_simulator/{name}", method=method)
            request.add_header("X-Simulator-Token", "t")
            with urllib.request.urlopen(request, timeout=5) as answer:
                return json.load(answer)

        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{url}/v2/users", timeout=5)
        assert side_door("summary")["paths"] == {"GET /v2/users": 1}
        assert [each["status"] for each in side_door("exchanges")] == [401]
        side_door("reset", "POST")
        assert side_door("summary")["count"] == 0
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{url}/_simulator/summary", timeout=5)
        process.terminate()
        assert process.wait(10) == 0


def test_the_default_present_is_fixed() -> None:
    """Without another moment the company lives on the same day for everybody."""
    assert World(calls=1).now == DEFAULT_NOW == datetime(2026, 11, 20, 12, tzinfo=UTC)
