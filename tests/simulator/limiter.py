"""Gong's limits per company: so many requests in a sliding second, so many a day."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from tests.simulator.wire import RefusedError

EXCEEDED = "API request limit exceeded"


@dataclass
class Limiter:
    """Counts the requests of the company; ``rate`` per sliding second, ``daily`` per day.

    When the day is used up, ``quota_reset`` seconds are named in Retry-After; the counter starts
    again when they are over. A refused request counts for neither limit.
    """

    rate: int
    daily: int
    quota_reset: float = 4 * 3600
    used: int = 0
    _recent: deque[float] = field(default_factory=deque)
    _reset_at: float | None = None

    def take(self, now: float) -> None:
        """Count a request at ``now`` (seconds), or refuse it with 429 and Retry-After."""
        self._new_day(now)
        if self.used >= self.daily:
            self._reset_at = self._reset_at or now + self.quota_reset
            wait = max(1, round(self._reset_at - now))
            raise RefusedError(429, EXCEEDED, headers={"Retry-After": str(wait)})
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= self.rate:
            raise RefusedError(429, EXCEEDED, headers={"Retry-After": "1"})
        self.count(now)

    def count(self, now: float) -> None:
        """Count a request at ``now`` without refusing it."""
        self._recent.append(now)
        self.used += 1

    def clear(self) -> None:
        """Start again, as if nothing had been asked."""
        self._recent.clear()
        self.used, self._reset_at = 0, None

    def _new_day(self, now: float) -> None:
        if self._reset_at is not None and now >= self._reset_at:
            self.used, self._reset_at = 0, None


def most_per_second(times: list[float]) -> int:
    """Return the most entries in any half-open second of a list of times."""
    times = sorted(times)
    most = first = 0
    for last, time in enumerate(times):
        while times[first] <= time - 1:
            first += 1
        most = max(most, last - first + 1)
    return most
