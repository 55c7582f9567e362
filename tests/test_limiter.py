"""The shared pace: spacing, the day's budget, and pauses that hold for everybody."""

from __future__ import annotations

import threading
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from gong.errors import ConfigurationError, QuotaExhausted
from gong.limiter import DAY, Limiter, Pace, open_limiter
from tests.clocks import Clock

if TYPE_CHECKING:
    from pathlib import Path


def limiter(folder: Path, clock: Clock, pace: Pace = Pace(), **options: bool) -> Limiter:  # noqa: B008 - frozen
    """Return a limiter whose time is the test's."""
    url = f"sqlite://{folder}/limiter.db"
    return open_limiter(url, "acme", pace, clock=clock.now, sleep=clock.sleep, **options)


def test_requests_keep_their_distance_across_limiters(tmp_path: Path) -> None:
    """Two processes of one company share one row of slots, 2.75 a second."""
    clock = Clock()
    two = [limiter(tmp_path, clock), limiter(tmp_path, clock)]
    times = []
    for turn in range(12):
        two[turn % 2].acquire()
        times.append(clock.now())
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert all(gap == pytest.approx(1 / 2.75) for gap in gaps)


def test_companies_do_not_wait_for_each_other(tmp_path: Path) -> None:
    """The pace is kept by company."""
    clock = Clock()
    started = clock.now()
    for company in ("a", "b"):
        open_limiter(
            f"sqlite://{tmp_path}/l.db", company, Pace(), clock=clock.now, sleep=clock.sleep
        ).acquire()
    assert clock.now() == started


def test_a_pause_that_gong_asks_for_holds_for_everybody(tmp_path: Path) -> None:
    """Who has a slot already waits too."""
    clock = Clock()
    one, other = limiter(tmp_path, clock), limiter(tmp_path, clock)
    one.acquire()
    pushed = clock.now() + 30

    def push_once(seconds: float) -> None:
        if clock.now() < pushed - 29:
            one.push_back(pushed - clock.now())
        clock.advance(seconds)

    other.sleep = push_once
    other.acquire()
    assert clock.now() >= pushed


def test_a_slot_that_was_slept_through_is_given_up(tmp_path: Path) -> None:
    """A process that wakes too late would come too close to the next one, so it takes another slot."""
    clock = Clock()
    first = limiter(tmp_path, clock)
    first.acquire()
    late = limiter(tmp_path, clock)
    sleeps: list[float] = []

    def oversleep(seconds: float) -> None:
        sleeps.append(seconds)
        clock.advance(seconds + (0.2 if len(sleeps) == 1 else 0))

    late.sleep = oversleep
    late.acquire()
    assert len(sleeps) == 2


def test_the_days_requests_end(tmp_path: Path) -> None:
    """When the day is used up, the error says when there are more; the next day there are."""
    clock = Clock()
    pace = Pace(per_second=1000.0, per_day=5, reserve=2)
    scheduled, by_hand = limiter(tmp_path, clock, pace), limiter(tmp_path, clock, pace, by_hand=True)
    for _ in range(3):
        scheduled.acquire()
    with pytest.raises(QuotaExhausted) as caught:
        scheduled.acquire()
    assert 0 < caught.value.reset_in <= DAY
    for _ in range(2):
        by_hand.acquire()
    with pytest.raises(QuotaExhausted):
        by_hand.acquire()
    clock.advance(caught.value.reset_in)
    scheduled.acquire()


def test_a_slot_that_was_given_up_is_no_request(tmp_path: Path) -> None:
    """The day's count has what was sent: not the turns that were slept through, or lost to a pause."""
    clock = Clock()
    one = limiter(tmp_path, clock, Pace(per_day=3, reserve=0))
    naps: list[float] = []

    def oversleep(seconds: float) -> None:
        naps.append(seconds)
        clock.advance(seconds + 1)

    one.sleep = oversleep
    for _ in range(3):
        one.acquire()
        one.push_back(5)
    assert len(naps) == 2
    with pytest.raises(QuotaExhausted):
        one.acquire()


def test_a_day_that_others_used_up_meanwhile_is_over(tmp_path: Path) -> None:
    """Who waits for a turn while the last requests are sent does not send one more."""
    clock = Clock()
    pace = Pace(per_day=3, reserve=0)
    one, other = limiter(tmp_path, clock, pace), limiter(tmp_path, clock, pace)
    one.acquire()

    def use_up(seconds: float) -> None:
        one.sleep = clock.sleep
        other.acquire()
        other.acquire()
        clock.advance(seconds)

    one.sleep = use_up
    with pytest.raises(QuotaExhausted):
        one.acquire()


def test_threads_share_the_row_of_slots(tmp_path: Path) -> None:
    """However many wait at once, each slot is given out once."""
    clock = Clock()
    started = clock.now()
    shared = limiter(tmp_path, clock)
    slots: list[float] = []
    lock = threading.Lock()

    def reserve() -> None:
        for _ in range(10):
            slot, _ = shared._reserve(1.0)
            with lock:
                slots.append(slot)

    threads = [threading.Thread(target=reserve) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(slots) == [started + turn for turn in range(40)]


@pytest.mark.parametrize("url", ["", "redis://x", "sqlite://relative", "/tmp/x.db"])  # noqa: S108 - never opened
def test_an_address_that_is_not_understood_is_refused(url: str) -> None:
    """The message names the setting."""
    with pytest.raises(ConfigurationError, match="limiter_url"):
        open_limiter(url, "acme", Pace())


@pytest.mark.parametrize("spoiled", ["a folder", "no database", "below a file"])
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, spoiled: str) -> None:
    """Without its count nothing may be sent; the message names the setting and the file."""
    path = tmp_path / "limiter.db"
    if spoiled == "a folder":
        path.mkdir()
    else:
        path.write_bytes(b"no database at all" * 100)
    path = path / "limiter.db" if spoiled == "below a file" else path
    with pytest.raises(ConfigurationError, match=rf"\[gong\] limiter_url, {path}, cannot be used"):
        open_limiter(f"sqlite://{path}", "acme", Pace())


def test_a_file_that_breaks_in_between_is_told(tmp_path: Path) -> None:
    """The same holds later on, for every step of a request's turn."""
    clock = Clock()
    one = limiter(tmp_path, clock)
    one.acquire()
    (tmp_path / "limiter.db").write_bytes(b"no database at all" * 1_000)
    for step in (one.acquire, lambda: one.push_back(1)):
        with pytest.raises(ConfigurationError, match="limiter_url"):
            step()
