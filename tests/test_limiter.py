"""The shared pace: spacing, the day's budget, and pauses that hold for everybody."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from gong import limiter_sqlite
from gong.errors import PaceMisconfigured, PaceUnreachable, QuotaExhausted, Throttled
from gong.limiter import Limiter, open_limiter
from gong.limiter_sqlite import SQLiteStore
from gong.pace import DAY, LATE, Ask, Pace
from gong.settings import unshared_limiter
from tests.clocks import EPOCH, Clock

if TYPE_CHECKING:
    from pathlib import Path


def limiter(folder: Path, clock: Clock, pace: Pace = Pace(), **options: Any) -> Limiter:  # noqa: B008 - frozen
    """Return a limiter whose time is the test's."""
    url = f"sqlite://{folder}/limiter.db"
    return open_limiter(url, "acme", pace, clock=clock.now, timer=clock.now, sleep=clock.sleep, **options)


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
            f"sqlite://{tmp_path}/l.db", company, Pace(), clock=clock.now, timer=clock.now, sleep=clock.sleep
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


def test_who_wakes_far_too_late_keeps_the_distance_to_the_others(tmp_path: Path) -> None:
    """A process that slept through its slot sends at once if nobody just did, else it waits a little."""
    clock = Clock()
    late, others = limiter(tmp_path, clock), limiter(tmp_path, clock)
    others.acquire()
    naps: list[float] = []

    def oversleep(seconds: float) -> None:
        naps.append(seconds)
        clock.advance(seconds + 5)
        if len(naps) == 1:
            others.acquire()

    late.sleep = oversleep
    late.acquire()
    assert naps[1:] == [pytest.approx(1 / 2.75 - LATE)]


def test_the_days_requests_end(tmp_path: Path) -> None:
    """When the day is used up, the error says when there are more; the next day there are."""
    clock = Clock()
    pace = Pace(per_second=1000.0, per_day=5, reserve=2)
    begun, anew, by_hand = (
        limiter(tmp_path, clock, pace, by_hand=by_hand) for by_hand in (False, False, True)
    )
    for _ in range(3):
        begun.acquire()
    with pytest.raises(QuotaExhausted):
        anew.acquire()
    begun.acquire()
    with pytest.raises(QuotaExhausted):
        begun.acquire()
    by_hand.acquire()
    with pytest.raises(QuotaExhausted) as caught:
        by_hand.acquire()
    assert 0 < caught.value.reset_in <= DAY
    clock.advance(caught.value.reset_in)
    anew.acquire()


def test_a_slot_that_was_given_up_is_no_request(tmp_path: Path) -> None:
    """The day's count has what was sent, not the turns that were lost to a pause."""
    clock = Clock()
    one = limiter(tmp_path, clock, Pace(per_day=3, reserve=0))
    naps: list[float] = []

    def push_once(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 1:
            one.push_back(5)
        clock.advance(seconds)

    one.sleep = push_once
    for _ in range(3):
        one.acquire()
    assert len(naps) == 3
    with pytest.raises(QuotaExhausted):
        one.acquire()


def test_a_pause_of_hours_is_the_end_of_the_day_for_everybody(tmp_path: Path) -> None:
    """Who would wait for hours gives its slot back instead, and so does who waits already."""
    clock = Clock()
    one, other = limiter(tmp_path, clock), limiter(tmp_path, clock)
    one.acquire()

    def push(seconds: float) -> None:
        one.push_back(4 * 3_600)
        clock.advance(seconds)

    other.sleep = push
    for each in (other, one):
        with pytest.raises(QuotaExhausted) as caught:
            each.acquire()
        assert caught.value.reset_in == pytest.approx(4 * 3_600, abs=2)


def test_the_end_of_a_day_is_for_those_whose_requests_gong_counts_together(tmp_path: Path) -> None:
    """Where no company is named that is one credential, in whatever process; the others keep their pace."""
    clock = Clock()
    one, same, other = (limiter(tmp_path, clock, quota_key=key) for key in ("a", "a", "b"))
    one.acquire()
    one.end_day(4 * 3_600)
    for each in (one, same):
        with pytest.raises(QuotaExhausted) as caught:
            each.acquire()
        assert caught.value.reset_in == pytest.approx(4 * 3_600)
    other.acquire()
    assert clock.now() - EPOCH == pytest.approx(1 / 2.75)
    clock.advance(4 * 3_600)
    one.acquire()
    assert one.left == one.pace.per_day - 3


def test_who_waits_when_the_day_ends_sends_nothing_more(tmp_path: Path) -> None:
    """Also where that is kept for a credential alone."""
    clock = Clock()
    one, same = (limiter(tmp_path, clock, quota_key="a") for _ in range(2))
    one.acquire()

    def end(seconds: float) -> None:
        one.end_day(4 * 3_600)
        clock.advance(seconds)

    same.sleep = end
    with pytest.raises(QuotaExhausted):
        same.acquire()


@pytest.mark.parametrize(("pause", "patience", "error"), [(12, 10, Throttled), (901, 1e9, QuotaExhausted)])
def test_who_is_refused_leaves_the_row_as_it_was(
    tmp_path: Path, pause: float, patience: float, error: type[Exception]
) -> None:
    """A thousand people who would not wait so long hold nobody up, and use up nothing of the day."""
    clock = Clock()
    hurried, patient = limiter(tmp_path, clock), limiter(tmp_path, clock)
    patient.push_back(pause)
    hurried.patience = patience
    for _ in range(1_000):
        with pytest.raises(error):
            hurried.acquire()
    clock.advance(2)
    patient.acquire()
    assert patient.left == patient.pace.per_day - 1
    assert clock.now() - EPOCH == pytest.approx(pause)


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
    """However many ask at once, each slot is given out once."""
    clock = Clock()
    store = SQLiteStore(f"{tmp_path}/limiter.db", "acme", clock=clock.now, timer=clock.now)
    slots: list[float] = []

    def reserve() -> None:
        slots.extend(turn.slot for turn in (store.take(Ask(1.0, 99, 900.0)) for _ in range(10)) if turn.slot)

    threads = [threading.Thread(target=reserve) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(slots) == [clock.now() + turn for turn in range(40)]


@pytest.mark.parametrize("url", ["", "sqlite://relative", "/tmp/x.db", "rediss:/x", "memcached://host"])  # noqa: S108 - never opened
def test_an_address_that_is_not_understood_is_refused(url: str) -> None:
    """The message names the setting."""
    with pytest.raises(PaceMisconfigured, match="limiter_url"):
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
    with pytest.raises(PaceMisconfigured, match=rf"\[gong\] limiter_url, .*{path} cannot be used"):
        open_limiter(f"sqlite://{path}", "acme", Pace())


def test_a_file_that_breaks_in_between_is_told(tmp_path: Path) -> None:
    """The same holds later on, for every step of a request's turn."""
    one = limiter(tmp_path, Clock())
    one.acquire()
    for path in tmp_path.iterdir():
        path.unlink()
    (tmp_path / "limiter.db").write_bytes(b"no database at all" * 1_000)
    for step in (one.acquire, lambda: one.push_back(1)):
        with pytest.raises(PaceMisconfigured, match="limiter_url"):
            step()


def test_a_file_that_was_removed_is_made_again(tmp_path: Path) -> None:
    """Who has the old one open goes over to the new one: two files would be two paces."""
    clock = Clock()
    old = limiter(tmp_path, clock)
    old.acquire()
    for path in tmp_path.iterdir():
        path.unlink()
    limiter(tmp_path, clock).acquire()
    began = clock.now()
    old.acquire()
    assert clock.now() - began == pytest.approx(1 / 2.75)


def test_a_forked_process_opens_the_file_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite forbids to carry a connection over a fork."""
    store = SQLiteStore(f"{tmp_path}/limiter.db", "acme")
    before = store._open()
    assert store._open() is before
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert store._open() is not before


def test_a_file_that_is_busy_for_too_long_may_be_free_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else holds the lock: that passes, so the task tries again."""
    monkeypatch.setattr(limiter_sqlite, "PATIENCE", 0.01)
    one = limiter(tmp_path, Clock())
    with closing(sqlite3.connect(tmp_path / "limiter.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(PaceUnreachable, match="SQLITE_BUSY"):
            one.acquire()
        other.execute("ROLLBACK")
    one.acquire()


FILE, REDIS = "sqlite:////tmp/limiter.db", "redis://limiter:6379/1"


@pytest.mark.parametrize(
    "executors",
    [
        "CeleryExecutor",
        "LocalExecutor,KubernetesExecutor",
        "LocalExecutor, remote:airflow.providers.celery.executors.celery_executor.CeleryExecutor",
        "LocalExecutor;team=CeleryExecutor",
    ],
)
def test_a_file_is_not_shared_by_workers_of_several_machines(executors: str) -> None:
    """Wherever an executor may run tasks elsewhere, the pace must be in a Redis."""
    assert "name a Redis" in str(unshared_limiter(FILE, executors))
    assert unshared_limiter(REDIS, executors) is None


@pytest.mark.parametrize(
    "executors",
    [
        "LocalExecutor",
        "airflow.executors.local_executor.LocalExecutor",
        "here:LocalExecutor",
        "a=LocalExecutor",
    ],
)
def test_a_file_is_enough_for_one_machine(executors: str) -> None:
    """The local executor's tasks are processes of one machine."""
    assert unshared_limiter(FILE, executors) is None
