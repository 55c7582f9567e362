"""Fixtures for the simulator's own tests: a company told once, served with or without a history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.clocks import Clock
from tests.simulator import Simulator, World
from tests.simulator.client import TRANSCRIPT, Client

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def company() -> World:
    """Return the company, told once for all tests."""
    return World(seed=7)


@pytest.fixture
def clock(company: World) -> Clock:
    """Return a clock that shows the company's present."""
    return Clock(company.now.timestamp())


@pytest.fixture
def sim(company: World, clock: Clock) -> Iterator[Simulator]:
    """Run a fresh simulator without a rate limit, whose sleep moves the clock."""
    with Simulator(company, clock=clock.now, rate=10_000, sleep=clock.sleep) as simulator:
        yield simulator


@pytest.fixture
def client(sim: Simulator) -> Client:
    """Return a client of the fresh simulator."""
    return Client(sim)


@pytest.fixture(scope="session")
def served(company: World) -> Iterator[Simulator]:
    """Run one simulator for all tests that only read."""
    with Simulator(company, clock=Clock(company.now.timestamp()).now, rate=10_000) as simulator:
        yield simulator


@pytest.fixture(scope="session")
def reader(served: Simulator) -> Client:
    """Return a client of the simulator that is only read."""
    return Client(served)


@pytest.fixture(scope="session")
def calls(reader: Client) -> list[dict[str, Any]]:
    """Return all calls with all blocks, as they came over the wire."""
    return reader.calls()


@pytest.fixture(scope="session")
def transcripts(reader: Client) -> dict[str, list[dict[str, Any]]]:
    """Return all transcripts by call id (as text)."""
    pages = reader.pages(TRANSCRIPT, {"filter": {}})
    return {str(each["callId"]): each["transcript"] for page in pages for each in page["callTranscripts"]}
