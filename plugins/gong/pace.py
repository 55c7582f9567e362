"""The pace of requests to Gong: who may send next, and when. Pure arithmetic over one company's state.

Gong allows 3 requests a second and 10,000 a day per company, over all its integrations
(https://help.gong.io/apidocs/introduction-2). When the day begins is not documented: midnight UTC is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

DAY = 86_400
LATE = 0.05
"""Seconds that a request may leave late without those behind it having to wait for it."""
WINDOW = 3
"""So many requests may come in one second: every request keeps its distance from the third one before it."""


@dataclass(frozen=True)
class Pace:
    """How fast a company may be asked: requests a second, a day, and how many of the day only people may use.

    2.75 a second and not 3: at the full rate the network's jitter alone makes Gong refuse some (measured).
    """

    per_second: float = 2.75
    per_day: int = 10_000
    reserve: int = 500

    @property
    def problem(self) -> str:
        """What makes it no pace, as the end of a sentence; or nothing."""
        if not self.per_second > 0:
            return "[gong] requests_per_second must be more than 0"
        if self.per_day < 1:
            return "[gong] requests_per_day must be at least 1"
        if not 0 <= self.reserve <= self.per_day:
            return "[gong] daily_reserve must be between 0 and requests_per_day"
        return ""

    @property
    def spacing(self) -> float:
        """Seconds from one request to the next."""
        return 1.0 / self.per_second

    def budget(self, *, by_hand: bool, begun: bool) -> int:
        """Return how many requests a day may have seen for one more to be sent.

        Who waits in person uses all of them. Work that has begun may take half of the reserve to come to its
        end, so that little is fetched twice because a day ended in the middle of it.
        """
        if by_hand:
            return self.per_day
        return self.per_day - (self.reserve - self.reserve // 2 if begun else self.reserve)


@dataclass(frozen=True)
class State:
    """What the senders of one company share. Times are seconds by one clock that all of them read.

    ``seen`` is the latest time that anybody read there, ``sent`` when the last `WINDOW` requests were, oldest
    first. ``day`` counts days since 1970, ``used`` that day's requests.
    """

    next_slot: float = 0.0
    held_until: float = 0.0
    seen: float = 0.0
    day: int = 0
    used: int = 0
    sent: tuple[float, ...] = (float("-inf"),) * WINDOW


class Ask(NamedTuple):
    """The question whether one request may be sent now.

    ``spacing`` is the seconds from one to the next, ``budget`` how many the day may have seen before it,
    ``longest`` how many seconds whoever asks would wait, and ``slot`` that of an earlier answer, or None.
    """

    spacing: float
    budget: int
    longest: float
    slot: float | None = None


@dataclass(frozen=True)
class Turn:
    """An answer: the request is counted and may be sent now (``wait`` 0), or ask again in ``wait`` seconds.

    ``slot`` is the place in the row to come back with; without one, the wait is too long and nothing was
    kept. ``over`` says that the day's requests are used up, and there are more in ``wait`` seconds. ``used``
    is how many the day has seen with one that may be sent now.
    """

    wait: float
    slot: float | None = None
    over: bool = False
    used: int = 0


class Store(Protocol):
    """Where one company's `State` is kept; each method is one step that nobody else can come between.

    Raises `gong.errors.GongError` when it cannot be reached or used.
    """

    def take(self, ask: Ask) -> Turn:
        """Apply `take` to the state, at this moment."""

    def hold(self, seconds: float) -> None:
        """Apply `hold` to the state, at this moment."""


def take(state: State, now: float, day: int, ask: Ask) -> tuple[State, Turn]:
    """Count one request if it may be sent at ``now``, or tell when to ask again.

    A slot lapses when a pause was asked for after it was given. Who would not wait for one leaves it to
    others.
    """
    spacing, budget, longest, slot = ask
    state = moved(state, now, day)
    if state.used >= budget:
        return state, Turn(0.0, over=True)
    next_slot = state.next_slot
    if slot is None or slot < state.held_until or slot > next_slot:
        slot = max(now, next_slot)
        next_slot = slot + spacing
    room = max(state.sent[-1] + spacing, state.sent[0] + WINDOW * spacing) - LATE
    ready = max(slot, room)
    if ready - now > longest:
        return state, Turn(ready - now)
    state = replace(state, next_slot=next_slot)
    if now < ready:
        return state, Turn(ready - now, slot)
    used = state.used + 1
    return replace(state, sent=(*state.sent[1:], now), used=used), Turn(0.0, slot, used=used)


def hold(state: State, now: float, seconds: float) -> State:
    """Let nobody send for so many seconds, not even those who have a slot already."""
    state = moved(state, now, state.day)
    until = max(state.held_until, now + seconds)
    return replace(state, held_until=until, next_slot=max(state.next_slot, until))


def moved(state: State, now: float, day: int) -> State:
    """Bring a state to this moment: a clock that was set back takes all times along, a new day begins at 0.

    The day before the state's is the same one, told by a slow clock; if it is longer ago, a clock was wrong.
    """
    if (back := state.seen - now) > 0:
        state = replace(
            state,
            next_slot=state.next_slot - back,
            held_until=state.held_until - back,
            sent=tuple(moment - back for moment in state.sent),
        )
    if day > state.day or day < state.day - 1:
        state = replace(state, day=day, used=0)
    return replace(state, seen=now)
