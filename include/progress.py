"""What an import tells while it is under way."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY = 10.0
"""Seconds between two tellings; what takes less tells nothing."""


class Progress:
    """Tells now and then how many records there are.

    ``say`` gets a sentence. ``tell`` gets how many records there are and how many there will be at most, or
    None where nobody knows. ``clock`` gives seconds.
    """

    def __init__(
        self,
        say: Callable[[str], None] = lambda _: None,
        tell: Callable[[int, int | None], None] = lambda *_: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.say, self._tell, self._clock = say, tell, clock
        self._told_at = clock()
        self.most: int | None = None

    def count(self, records: int) -> None:
        """Note how many records there are now."""
        if (now := self._clock()) < self._told_at + EVERY:
            return
        self._told_at = now
        # More than will stay are read where a limit is to hold the newest ones.
        self._tell(records if self.most is None else min(records, self.most), self.most)
