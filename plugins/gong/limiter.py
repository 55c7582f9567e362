"""The pace of requests to Gong, shared by every process that sends any for the same company."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from gong.errors import PaceMisconfigured, QuotaExhausted, Throttled
from gong.limiter_redis import RedisStore
from gong.limiter_sqlite import SQLiteStore
from gong.pace import Ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from gong.pace import Pace, Store

LONGEST_WAIT = 900.0
"""Seconds that a task keeps its slot for. A longer pause is the end of the day's quota."""
_IS_HELD = Ask(spacing=0.0, budget=sys.maxsize, longest=0.0)
"""Asks a store that keeps nobody's pace whether it is held."""


class Limiter:
    """Lets one request through at a time.

    ``by_hand`` says that a person waits for this work, so that it may use the day's reserve; ``sleep`` takes
    seconds. ``patience`` is how long a request may wait for its turn, in seconds. ``left`` is how many more
    the day had when the last request was let through.

    ``quota`` is where Gong's own word that the day is over is kept, if not in ``store``: for those alone who
    certainly are of the same company.
    """

    def __init__(
        self,
        store: Store,
        pace: Pace,
        *,
        quota: Store | None = None,
        by_hand: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.pace = pace
        self.by_hand = by_hand
        self.sleep = sleep
        self.patience = float("inf")
        self.left = pace.per_day
        self._store, self._quota = store, quota
        self._begun = False

    @property
    def budget(self) -> int:
        """How many requests a day may have seen for one more to be sent now."""
        return self.pace.budget(by_hand=self.by_hand, begun=self._begun)

    def acquire(self) -> float:
        """Wait until one request may be sent, count it, and return how many seconds that took.

        Raises `QuotaExhausted` when the day's requests are used up or Gong has said that they are, also by a
        pause of more than `LONGEST_WAIT`; `Throttled` when the wait would be longer than a shorter
        ``patience``; and whatever the store raises. Whoever is refused keeps no place in the row.
        """
        longest = min(self.patience, LONGEST_WAIT)
        slot: float | None = None
        waited = 0.0
        while True:
            if self._quota and (turn := self._quota.take(_IS_HELD)).wait > 0:
                raise QuotaExhausted(turn.wait)
            turn = self._store.take(Ask(self.pace.spacing, self.budget, longest, slot))
            if turn.over:
                raise QuotaExhausted(turn.wait)
            if turn.wait <= 0:
                self._begun = True
                self.left = self.pace.per_day - turn.used
                return waited
            if turn.slot is None:
                raise (Throttled if self.patience < LONGEST_WAIT else QuotaExhausted)(turn.wait)
            self.sleep(turn.wait)
            waited += turn.wait
            slot = turn.slot

    def push_back(self, seconds: float) -> None:
        """Let nobody send for so many seconds, not even those who have a slot already."""
        self._store.hold(seconds)

    def end_day(self, seconds: float) -> None:
        """Let nobody send for so many seconds whose requests Gong counts with these."""
        (self._quota or self._store).hold(seconds)


def open_limiter(url: str, company: str, pace: Pace, quota_key: str | None = None, **options: Any) -> Limiter:
    """Return a limiter for ``company`` in the place that ``url`` names.

    ``quota_key`` is `gong.account.Account.quota_key`; ``options`` are those of `Limiter`, and ``clock`` and
    ``timer`` of `SQLiteStore`. Raises `PaceMisconfigured`.
    """
    times = {name: options.pop(name) for name in ("clock", "timer") if name in options}
    quota = _open_store(url, quota_key, **times) if quota_key else None
    return Limiter(_open_store(url, company, **times), pace, quota=quota, **options)


def _open_store(url: str, key: str, **times: Callable[[], float]) -> Store:
    """Return what ``url`` names: `sqlite:///<absolute path>`, or Redis by its usual URLs."""
    scheme, _, path = url.partition("://")
    if scheme == "sqlite" and path.startswith("/"):
        return SQLiteStore(path, key, **times)
    if scheme in {"redis", "rediss", "unix"}:
        return RedisStore(url, key)
    # Nothing of it is shown: it may hold a password.
    raise PaceMisconfigured(
        "It must look like sqlite:////path/to/file, or like redis://host:6379/1, rediss:// or unix://."
    )
