"""A clock that tests move: nothing sleeps, and nothing reads the real time."""

from __future__ import annotations

import threading

EPOCH = 1_795_000_000.0
"""2026-11-18 11:06:40 UTC."""


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self, now: float = EPOCH) -> None:
        self._now = now
        self._lock = threading.Lock()

    def now(self) -> float:
        """Return the time in seconds since 1970."""
        with self._lock:
            return self._now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self._now += seconds
