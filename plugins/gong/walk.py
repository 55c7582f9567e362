"""Walking back in time: Gong lists calls oldest first, so the newest are reached in windows from the end.

Pure arithmetic. Gong has no descending order and no page size (observed: ascending by `started`), and
page one of a long range holds its oldest records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

WIDEST = timedelta(days=366 * 50)
SURPLUS, SPARE = 1.5, 300
"""A window with more than `SURPLUS` x wanted + `SPARE` records is narrowed, which costs one request."""


@dataclass(frozen=True)
class Window:
    """The time from ``start`` (inclusive) to ``end`` (exclusive), both aware and UTC.

    It is cut only into pieces of whole ``grain``: a day for what Gong lists by day.
    """

    start: datetime
    end: datetime
    grain: timedelta = timedelta(seconds=1)

    @property
    def width(self) -> timedelta:
        """How long it is."""
        return self.end - self.start

    def split(self, parts: int) -> list[Window]:
        """Return at most ``parts`` windows of equal length that cover this one exactly, newest first."""
        step = self.whole_grains(self.width / parts)
        edges = [min(self.start + step * part, self.end) for part in range(parts)] + [self.end]
        return [Window(start, end, self.grain) for start, end in pairwise(edges) if start < end][::-1]

    def whole_grains(self, width: timedelta) -> timedelta:
        """Return ``width`` rounded up to whole grains, one at least."""
        return max(1, -(-width // self.grain)) * self.grain


class Walk:
    """Windows from ``end`` back to ``start``, each made to hold about as many records as are still wanted."""

    def __init__(self, whole: Window) -> None:
        self.whole = whole
        self._end, self._width = whole.end, whole.width

    @property
    def window(self) -> Window | None:
        """The window to read now; None when the walk has arrived."""
        if self._end <= self.whole.start:
            return None
        return Window(max(self._end - self._width, self.whole.start), self._end, self.whole.grain)

    def narrow(self, found: int, wanted: int) -> bool:
        """Take a shorter window if it holds far more than ``wanted`` records; tell whether that was done."""
        if found <= SURPLUS * wanted + SPARE:
            return False
        width = min(self._width, self._end - self.whole.start)
        narrowed = self.whole.whole_grains(width * 1.5 * max(wanted, 20) / found)
        # In whole grains it may be as long as before.
        if narrowed >= width:
            return False
        self._width = narrowed
        return True

    def step(self, found: int, wanted: int) -> None:
        """Go on to the next window, after ``found`` records in this one and ``wanted`` still missing."""
        window = self.window
        if window is None:
            return
        self._end = window.start
        # What is wanted may be rare among what is found, so windows grow here; `narrow` makes them short.
        factor = max(1.5, min(1.5 * wanted / found, 1000.0)) if found else 4.0
        self._width = self.whole.whole_grains(min(WIDEST, window.width * factor))
