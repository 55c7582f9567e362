"""A sequence of pages: follows its cursors, never in circles, and starts anew when they expire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gong.errors import CursorExpired, MalformedAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gong.api import Page, Request
    from gong.walk import Window

T = TypeVar("T")
MOST_RESTARTS = 12
"""A window that was halved so often is below a ten-thousandth of itself."""


class Sequence(Generic[T]):
    """The pages that begin with ``request``; ``tag`` is the caller's.

    Gong lets a cursor live one hour from the sequence's first page (observed). A sequence over a ``window``
    that expires is cut in halves, which ``build`` makes requests of; any other is read again from its start.
    Records that came before are left out.
    """

    def __init__(
        self,
        request: Request,
        tag: T,
        *,
        window: Window | None = None,
        build: Callable[[Window], Request] | None = None,
    ) -> None:
        self.request: Request | None = request
        self.tag = tag
        self.failures = 0
        self._first, self._window, self._build = request, window, build
        self._seen: set[str] = set()
        self._cursors: set[str] = set()
        self._restarts = 0

    def accept(self, page: Page) -> Iterator[dict[str, Any]]:
        """Take a page and go on to the next; return its records without those that came before.

        Raises `MalformedAnswer` when the pages go in circles, by cursor at once, by record when it is met.
        """
        if isinstance(page.items, dict):
            raise MalformedAnswer("Its records are no list.", request_id=page.request_id)
        self._follow(page)
        return self._fresh(page)

    def _fresh(self, page: Page) -> Iterator[dict[str, Any]]:
        """Yield the records that are new; what is no object is no record and left out."""
        fresh = False
        for item in page.items:
            if isinstance(item, dict) and self._is_new(item):
                fresh = True
                yield item
        if page.total and page.cursor and not fresh and not self._restarts:
            raise MalformedAnswer("It sends the same records again.", request_id=page.request_id)

    def _follow(self, page: Page) -> None:
        if page.cursor is None or self.request is None:
            self.request = None
            return
        if page.cursor in self._cursors:
            raise MalformedAnswer("Its cursor repeats.", request_id=page.request_id)
        self._cursors.add(page.cursor)
        self.request = self.request.after(page.cursor)

    def _is_new(self, item: dict[str, Any]) -> bool:
        """Tell whether a record has not come before; one without an id cannot be told and is kept."""
        found: Any = item
        for key in self._first.identity:
            found = found.get(key) if isinstance(found, dict) else None
        if not isinstance(found, (str, int)):
            return True
        known = len(self._seen)
        self._seen.add(str(found))
        return len(self._seen) > known

    def restart(self, error: CursorExpired) -> list[Sequence[T]]:
        """Return the sequences that read what this one has not; raises ``error`` after too many."""
        if self._restarts >= MOST_RESTARTS:
            raise error
        parts = self._window.split(2) if self._window and self._build else []
        if self._build is None or not parts:
            return [self._again(self._first, self._window)]
        return [self._again(self._build(part), part) for part in parts]

    def _again(self, request: Request, window: Window | None) -> Sequence[T]:
        sequence = Sequence(request, self.tag, window=window, build=self._build)
        sequence._seen = self._seen
        sequence._restarts = self._restarts + 1
        return sequence
