"""The pace of requests to Gong, shared by every process that sends any for the same company.

Gong allows 3 requests a second and 10,000 a day per company, over all its integrations
(https://help.gong.io/apidocs/introduction-2). When the day begins is not documented: midnight UTC is assumed.
"""

from __future__ import annotations

import sqlite3
import time
from abc import ABC, abstractmethod
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gong.errors import ConfigurationError, QuotaExhausted, Throttled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DAY = 86_400
LATE = 0.05
"""Seconds. Who wakes later than this gives its slot up, or it would come too close to the next one."""


@dataclass(frozen=True)
class Pace:
    """How fast a company may be asked: requests a second, a day, and how many of the day only people may use.

    2.75 a second and not 3: at the full rate the network's jitter alone makes Gong refuse some (measured).
    """

    per_second: float = 2.75
    per_day: int = 10_000
    reserve: int = 500


class Limiter(ABC):
    """Hands out moments at which one request may be sent.

    ``company`` is the key that processes share. ``by_hand`` says that a person waits for this work, so that
    it may use the day's reserve. ``clock`` and ``sleep`` are in seconds and may be replaced in tests.
    """

    def __init__(
        self,
        company: str,
        pace: Pace,
        *,
        by_hand: bool = False,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.company = company
        self.pace = pace
        self.budget = pace.per_day - (0 if by_hand else pace.reserve)
        self.clock = clock
        self.sleep = sleep
        self.patience = float("inf")

    def acquire(self) -> None:
        """Wait until one request may be sent, and count it.

        Raises `QuotaExhausted` when the day's requests are used up, and `Throttled` when the wait would be
        longer than ``patience``.
        """
        while True:
            slot, used = self._reserve(1.0 / self.pace.per_second)
            if used >= self.budget:
                raise QuotaExhausted(DAY - self.clock() % DAY)
            pause = slot - self.clock()
            if pause > self.patience:
                raise Throttled(pause)
            if pause > 0:
                self.sleep(pause)
            if self.clock() - slot <= LATE and self._confirm(slot):
                return

    @abstractmethod
    def push_back(self, seconds: float) -> None:
        """Let nobody send for so many seconds, not even those who have a slot already."""

    @abstractmethod
    def _reserve(self, spacing: float) -> tuple[float, int]:
        """Take the next slot in one step: its time, and how many requests the day has seen."""

    @abstractmethod
    def _confirm(self, slot: float) -> bool:
        """Count one request and tell so.

        Not if a pause was asked for, or others used the day up, after ``slot`` was taken.
        """


class SQLiteLimiter(Limiter):
    """Shared by the processes of one machine through a file."""

    def __init__(self, path: Path, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._path = path
        with self._transaction() as database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS pace (company TEXT PRIMARY KEY, next_slot REAL NOT NULL, "
                "held_until REAL NOT NULL, day INTEGER NOT NULL, used INTEGER NOT NULL)"
            )

    def push_back(self, seconds: float) -> None:
        """Let nobody send for so many seconds."""
        until = self.clock() + seconds
        with self._transaction() as database:
            database.execute(
                "UPDATE pace SET held_until = max(held_until, ?), next_slot = max(next_slot, ?) "
                "WHERE company = ?",
                (until, until, self.company),
            )

    def _reserve(self, spacing: float) -> tuple[float, int]:
        now = self.clock()
        with self._transaction() as database:
            next_slot, used = self._row(database)
            slot = max(now, next_slot)
            if used < self.budget:
                database.execute(
                    "UPDATE pace SET next_slot = ? WHERE company = ?", (slot + spacing, self.company)
                )
        return slot, used

    def _confirm(self, slot: float) -> bool:
        with self._transaction() as database:
            counted = database.execute(
                "UPDATE pace SET used = used + 1 WHERE company = ? AND held_until <= ? AND used < ?",
                (self.company, slot, self.budget),
            )
            return counted.rowcount == 1

    def _row(self, database: sqlite3.Connection) -> tuple[float, int]:
        """Return the next slot and the day's count; a new company and a new day begin at nothing."""
        day = int(self.clock() // DAY)
        database.execute("INSERT OR IGNORE INTO pace VALUES (?, 0, 0, ?, 0)", (self.company, day))
        database.execute(
            "UPDATE pace SET day = ?, used = 0 WHERE company = ? AND day <> ?", (day, self.company, day)
        )
        row = database.execute(
            "SELECT next_slot, used FROM pace WHERE company = ?", (self.company,)
        ).fetchone()
        return float(row[0]), int(row[1])

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Open the file, hold its write lock, commit; every process and thread has its own connection."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=60, isolation_level=None)) as database:
                database.execute("PRAGMA synchronous = NORMAL")
                database.execute("BEGIN IMMEDIATE")
                yield database
                database.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise ConfigurationError(
                f"The file of [gong] limiter_url, {self._path}, cannot be used "
                f"({type(error).__name__}); nothing is sent without it."
            ) from None


def open_limiter(url: str, company: str, pace: Pace, **options: Any) -> Limiter:
    """Return the limiter that ``url`` names: `sqlite:///<absolute path>`.

    Raises `ConfigurationError` for anything else; several machines need one that they all reach.
    """
    scheme, _, path = url.partition("://")
    if scheme == "sqlite" and path.startswith("/"):
        return SQLiteLimiter(Path(path), company, pace, **options)
    raise ConfigurationError(f"[gong] limiter_url is {url!r}; it must look like sqlite:////path/to/file.")
