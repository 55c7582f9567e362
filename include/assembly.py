"""A file in the making: segments of records, newest first, in flat memory and on little disk.

Small files wait on local disk until they are whole. When there are `LARGE_BYTES`, all segments but the head
go to the store as they come. Every time some were sent, another try may go on from there.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Self

from include.memory import give_back
from include.spool import Spool, Totals
from include.upload import PART_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from types import TracebackType

    from include.query import Notes
    from include.spool import Selection
    from include.streamed import StreamedFile

LARGE_BYTES = 64 * 1024 * 1024


class Assembly:
    """Takes records in segments; use it as a context manager. ``limit`` is the most it takes, None: all.

    ``begin`` opens the streamed file when it is needed, or gives None: then everything waits on local disk.
    ``save`` is told what another try needs to go on.
    Raises `include.spool.DiskFull` and whatever the store raises.
    """

    def __init__(
        self,
        limit: int | None,
        begin: Callable[[], StreamedFile | None],
        save: Callable[[dict[str, Any]], None],
    ) -> None:
        self._limit, self._begin, self._save = limit, begin, save
        self._spool = Spool()
        self._waiting: list[Selection] = []
        self._head: list[Selection] = []
        self._head_until: datetime | None = None
        self._sent = Totals()
        self._whole = 0
        self._waits = False
        self.streamed: StreamedFile | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.close()
        for segment in self._segments:
            segment.close()
        # The import that made it and it know each other: Python would keep all of it for a while.
        self._head, self._waiting = [], []
        give_back()

    def go_on(self, streamed: StreamedFile, sent: Totals, head_until: datetime) -> None:
        """Go on with a file that another try began: its head comes now, then what is older than was sent."""
        self.streamed, self._sent, self._head_until = streamed, sent, head_until
        self._whole = sent.records

    def add(self, newest: float, text: bytes, gaps: int = 0) -> int:
        """Take a record of the segment at hand; return how many records there are."""
        self._spool.add(newest, text, gaps)
        return self._whole + len(self._spool)

    @property
    def _segments(self) -> list[Selection]:
        """All that are whole and were not sent yet."""
        return [*self._head, *self._waiting]

    @property
    def totals(self) -> Totals:
        """What all segments that are whole amount to."""
        total = self._sent
        for segment in self._segments:
            total = total.plus(segment.totals)
        return total

    def seal(self) -> None:
        """End a segment: what comes after is older than all of it."""
        left = None if self._limit is None else max(0, self._limit - self._whole)
        self._waiting.append(self._spool.newest(left))
        self._whole = self.totals.records
        self._spool = Spool()
        give_back()

    def seal_head(self) -> None:
        """End a segment that belongs to the head: the part of the file that is sent last."""
        self.seal()
        self._head.append(self._waiting.pop())

    def seal_resumed_head(self) -> bool:
        """End the head of a file that another try began; if they do not fit, forget the file, return False.

        A head that has grown beyond the limit would lose its oldest records, while older ones are sent. One
        that has shrunk below `PART_BYTES` is no part that others may follow.
        """
        came = len(self._spool)
        self.seal_head()
        if self._head[0].totals.records == came and _size(self._head) >= PART_BYTES:
            return True
        if self.streamed:
            self.streamed.abort()
        for segment in self._head:
            segment.close()
        self._head, self._head_until, self.streamed = [], None, None
        self._sent, self._whole = Totals(), 0
        return False

    def pass_fence(self, until: datetime, notes: Notes) -> None:
        """End a segment at a fence, and send what is ready."""
        if self._head_until is None:
            self.seal_head()
            if _size(self._head) >= PART_BYTES:
                self._head_until = until
            return
        self.seal()
        size = _size(self._waiting)
        if (self.streamed is None and (self._waits or size < LARGE_BYTES)) or size < PART_BYTES:
            return
        self.streamed = self.streamed or self._begin()
        if self.streamed is None:
            self._waits = True
            return
        self.streamed.send(_chunks(self._waiting), size)
        for segment in self._waiting:
            self._sent = self._sent.plus(segment.totals)
            segment.close()
        self._waiting.clear()
        give_back()
        self._save(self._state(until, notes))

    def _state(self, until: datetime, notes: Notes) -> dict[str, Any]:
        return {
            "streamed": self.streamed.to_json() if self.streamed else None,
            "head_until": self._head_until.isoformat() if self._head_until else None,
            "until": until.isoformat(),
            "sent": [*self._sent[:-1], str(self._sent.digest)],
            "notes": notes.to_json(),
        }

    def head_chunks(self) -> Iterator[bytes]:
        """Yield the text of the head; of everything, if nothing was sent."""
        return _chunks(self._head if self.streamed else self._segments)

    @property
    def head_size(self) -> int:
        """How many bytes `head_chunks` gives."""
        return _size(self._head if self.streamed else self._segments)

    def rest_chunks(self) -> Iterator[bytes]:
        """Yield the text that comes after all that was sent."""
        return _chunks(self._waiting)

    @property
    def rest_size(self) -> int:
        """How many bytes `rest_chunks` gives."""
        return _size(self._waiting)


def _chunks(selections: list[Selection]) -> Iterator[bytes]:
    return chain.from_iterable(selection.read_chunks() for selection in selections)


def _size(selections: list[Selection]) -> int:
    return sum(selection.totals.size for selection in selections)
