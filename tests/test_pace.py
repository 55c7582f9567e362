"""The arithmetic of the pace: what holds for every order of requests, pauses, naps and clocks that jump."""

from __future__ import annotations

from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gong.limiter_redis import STEP
from gong.pace import DAY, LATE, WINDOW, Ask, Pace, State, Turn, hold, moved, take
from scripts.valkey import valkey
from tests.clocks import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from redis.commands.core import Script

PACE = Pace()
TODAY = int(EPOCH // DAY)
HURRIED, WILLING = 0.5, 900.0
"""Seconds that a sender waits at most."""
_companies = count()

naps = st.floats(0, 3)
kinds = st.sampled_from(["ask", "hurry", "pause", "back"])
steps = st.lists(st.tuples(kinds, st.integers(0, 4), naps), min_size=1, max_size=60)
"""What one of five senders does after a nap of some seconds; some are in a hurry."""


def sent_times(actions: list[tuple[str, int, float]], spacing: float = PACE.spacing) -> list[float]:
    """Return when requests were let through: five senders ask in any order, after naps of any length."""
    state, now, times = State(), EPOCH, list[float]()
    slots: list[float | None] = [None] * 5
    for kind, sender, nap in actions:
        now += nap if kind in {"ask", "hurry"} else 0
        if kind == "pause":
            state = hold(state, now, nap)
            continue
        longest = HURRIED if kind == "hurry" else WILLING
        state, turn = take(state, now, TODAY, Ask(spacing, 10**9, longest, slots[sender]))
        slots[sender] = turn.slot if turn.wait else None
        if not turn.wait:
            times.append(now)
    return times


@given(steps)
def test_whoever_oversleeps_there_are_never_too_many_at_once(actions: list[tuple[str, int, float]]) -> None:
    """Not more than three in a second, and no two that touch, however late the senders wake."""
    times = sent_times(actions)
    assert all(later - earlier >= PACE.spacing - LATE - 1e-6 for earlier, later in pairwise(times))
    windows = zip(times, times[WINDOW:], strict=False)
    assert all(last - first > 1.0 for first, last in windows)


def test_who_is_a_little_late_costs_nobody_anything() -> None:
    """Five senders that each wake up to 40 ms late send as many in a minute as if they were punctual."""
    state, now = State(), EPOCH
    times: list[float] = []
    waiting: list[tuple[float, float | None]] = [(EPOCH, None)] * 5
    while now < EPOCH + 60:
        waiting.sort(key=lambda each: each[0])
        now, slot = waiting.pop(0)
        state, turn = take(state, now, TODAY, Ask(PACE.spacing, 10**9, WILLING, slot))
        if turn.wait:
            waiting.append((now + turn.wait + 0.01 * (len(times) % 5), turn.slot))
        else:
            times.append(now)
            waiting.append((now + 0.001, None))
    assert len(times) == pytest.approx(60 * PACE.per_second, abs=2)


def test_a_clock_that_is_set_back_holds_nobody_up() -> None:
    """Slots and pauses move along, so the next request comes when it would have come."""
    state, _ = take(State(), EPOCH, TODAY, Ask(1.0, 9, WILLING))
    back = EPOCH - 3_600
    state, turn = take(state, back, TODAY, Ask(1.0, 9, WILLING))
    assert turn.wait == pytest.approx(1.0)
    _, turn = take(state, back + 1, TODAY, Ask(1.0, 9, WILLING, turn.slot))
    assert turn.wait == 0


def test_a_slot_of_a_clock_that_was_set_back_is_given_anew() -> None:
    """Who sleeps towards an hour that is an hour away now does not sleep on."""
    state, _ = take(State(), EPOCH, TODAY, Ask(1.0, 9, WILLING))
    state, early = take(state, EPOCH, TODAY, Ask(1.0, 9, WILLING))
    _, turn = take(state, EPOCH - 3_600, TODAY, Ask(1.0, 9, WILLING, early.slot))
    assert turn.wait < 5


def test_who_would_not_wait_takes_no_place() -> None:
    """However many are refused, those who wait do not wait longer, and the day has not seen them."""
    state, _ = take(State(), EPOCH, TODAY, Ask(1.0, 9, WILLING))
    for _ in range(5):
        before = state
        state, turn = take(state, EPOCH, TODAY, Ask(1.0, 9, HURRIED))
        assert (state, turn) == (before, Turn(1.0))
    state, turn = take(state, EPOCH, TODAY, Ask(1.0, 9, WILLING))
    assert turn.wait == pytest.approx(1.0)
    _, turn = take(state, EPOCH + 1, TODAY, Ask(1.0, 9, HURRIED, turn.slot))
    assert (turn.wait, turn.used) == (0.0, 2)


@pytest.mark.parametrize(("day", "used"), [(TODAY, 7), (TODAY - 1, 7), (TODAY + 1, 0), (TODAY - 400, 0)])
def test_when_a_day_begins(day: int, used: int) -> None:
    """The next one does; the one before is a slow clock's; long ago the clock was wrong, and is not now."""
    assert moved(State(day=TODAY, used=7), EPOCH, day).used == used


def test_what_has_begun_may_be_brought_to_its_end() -> None:
    """New work stops at the reserve, work in hand half of it later, people at the day's end."""
    pace = Pace(per_day=100, reserve=21)
    budgets = [
        pace.budget(by_hand=by_hand, begun=begun) for by_hand in (False, True) for begun in (False, True)
    ]
    assert budgets == [79, 89, 100, 100]


class Lua:
    """The same arithmetic as Redis does it, at moments that the test gives."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def ask(self, key: str, now: float, *ask: Any) -> list[str]:
        """Return the script's answer at ``now``."""
        answer = self._script(keys=[key], args=[*ask, LATE, WINDOW, DAY, 60, repr(now)])
        return [field.decode() for field in answer]


@pytest.fixture(scope="module")
def lua(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lua]:
    """Give the script in a server, with the time as an argument."""
    from redis import Redis  # noqa: PLC0415 - as the product does

    folder: Path = tmp_path_factory.mktemp("valkey")
    with valkey(folder) as server, Redis.from_url(server.url()) as client:
        yield Lua(client.register_script("local now = tonumber(ARGV[10])\n" + STEP))


@settings(deadline=None)  # a server answers, on a machine that may be busy
@given(actions=steps)
def test_both_stores_answer_alike(lua: Lua, actions: list[tuple[str, int, float]]) -> None:
    """The script in Redis and the arithmetic in Python: same questions, same answers, clocks set back too."""
    company, state, now = f"company {next(_companies)}", State(), EPOCH
    slots: list[float | None] = [None] * 5
    for kind, sender, nap in actions:
        now += nap if kind in {"ask", "hurry"} else -nap if kind == "back" else 0
        if kind == "pause":
            state = hold(state, now, nap)
            assert lua.ask(company, now, 0, 0, 0, "", nap) == ["held"]
            continue
        slot, longest = slots[sender], HURRIED if kind == "hurry" else WILLING
        state, turn = take(state, now, int(now // DAY), Ask(PACE.spacing, 40, longest, slot))
        found = lua.ask(company, now, PACE.spacing, 40, longest, "" if slot is None else repr(slot), "")
        slots[sender] = turn.slot if turn.wait else None
        assert found[0] == _name(turn)
        if turn.wait:
            told = [turn.wait] if turn.slot is None else [turn.wait, turn.slot]
            assert [float(each) for each in found[1:]] == pytest.approx(told, abs=1e-5)


def _name(turn: Turn) -> str:
    if turn.over:
        return "over"
    if not turn.wait:
        return "sent"
    return "late" if turn.slot is None else "wait"
