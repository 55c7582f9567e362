"""The Gong hook: what it is asked for, as records."""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Semaphore
from typing import TYPE_CHECKING, Any, TypeVar

from gong import endpoints
from gong.api import Answer, Page, Request, read_page
from gong.errors import (
    CursorExpired,
    GongError,
    MissingScope,
    Outage,
)
from gong.sender import Sender, pause
from gong.sequence import Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


T = TypeVar("T")

FIRST_AT_ONCE = 3
"""Requests under way in the first crawl: so many it takes at 800 ms to keep Gong's pace."""
IN_MEMORY = 3
"""Answers whose bodies are in memory: the one that is read, one that waits, one that arrives."""
LONGEST_TEST = 10.0
"""Seconds that somebody who tests a connection waits for a request's turn."""


class GongHook(Sender):
    """Reads from Gong within its limits.

    :param gong_conn_id: the connection of type ``gong``: an API key, or an OAuth access token.
    :param by_hand: a person waits for this; it may use the daily reserve.
    :param in_flight: how many requests may be under way at once, so that latency costs no rate.
    :param attempts: how often a request is sent before its error is raised.
    """

    _at_once = FIRST_AT_ONCE

    def test_connection(self) -> tuple[bool, str]:
        """Return a verdict and a sentence, after one request."""
        try:
            return True, self.probe()
        except GongError as error:
            return False, str(error)

    def probe(self) -> str:
        """Send one request for somebody who waits; return the sentence for success, or raise `GongError`."""
        self.attempts = self.patience = 1
        self.by_hand = True
        self.limiter.patience = LONGEST_TEST
        try:
            self.page(endpoints.workspaces())
        except MissingScope:
            return "Gong accepts the credential. It cannot list workspaces; its data types may still work."
        return f"Connected to Gong at {self.account.base_url}."

    def page(self, request: Request) -> Page:
        """Return the first page of ``request``; raises `GongError`."""
        failures = 0
        while True:
            answer = self._exchange(request)
            try:
                return read_page(request, answer, self.clock())
            except Outage:
                failures += 1
                if failures >= self.attempts:
                    raise
                self.sleep(pause(failures))

    def read(self, request: Request) -> Iterator[Any]:
        """Yield every record of ``request``, page after page; raises `GongError`."""
        for _, items in self.crawl([Sequence(request, None)]):
            yield from items

    def crawl(self, sequences: Iterable[Sequence[T]]) -> Iterator[tuple[T, Iterator[Any]]]:
        """Read all pages of all ``sequences``, several at once; yield tag and records as they come.

        ``sequences`` is drawn from as places become free, so it may itself wait for another crawl. Records
        are decoded a few at a time, so memory holds those and the bodies of `IN_MEMORY` pages. More
        requests are under way while the caller waits for Gong, fewer while answers wait for the caller. The
        next crawl begins with as many.
        """
        waiting, ready = iter(sequences), deque[Sequence[T]]()
        flying: dict[Future[Answer], Sequence[T]] = {}
        at_once, room = min(self._at_once, self.in_flight), Semaphore(IN_MEMORY)
        with ThreadPoolExecutor(self.in_flight, "gong") as pool, _left_open(room, self.in_flight):

            def fill() -> None:
                while len(flying) < at_once:
                    following = ready.popleft() if ready else next(waiting, None)
                    if following is None:
                        return
                    if following.request is not None:
                        flying[pool.submit(self._exchange, following.request, room)] = following

            fill()
            while flying:
                landed = sum(future.done() for future in flying)
                if landed == 0:
                    at_once = min(at_once + 1, self.in_flight)
                elif landed > 1:
                    at_once = max(at_once - 1, 1)
                self._at_once = at_once
                future = next(iter(wait(flying, return_when=FIRST_COMPLETED).done))
                sequence = flying.pop(future)
                items, going_on = self._land(sequence, future)
                landed_well = not future.exception()
                del future  # with its body, which is gone when the caller has read the records
                ready.extend(going_on)
                fill()
                yield sequence.tag, items
                if landed_well:
                    room.release()

    def _land(self, sequence: Sequence[T], future: Future[Answer]) -> tuple[Iterator[Any], list[Sequence[T]]]:
        """Return an answer's new records, and the sequences to go on with."""
        request = sequence.request
        if request is None:
            return iter(()), []
        try:
            page = read_page(request, future.result(), self.clock())
        except CursorExpired as error:
            return iter(()), sequence.restart(error)
        except Outage:
            sequence.failures += 1
            if future.exception() or sequence.failures >= self.attempts:
                raise
            self.sleep(pause(sequence.failures))
            return iter(()), [sequence]
        return sequence.accept(page), [sequence]


@contextmanager
def _left_open(room: Semaphore, places: int) -> Iterator[None]:
    """Let nobody wait for a place any more when a crawl ends."""
    try:
        yield
    finally:
        room.release(places)
