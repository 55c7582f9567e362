"""Reading what Gong lists by date, newest windows first, as far back as is needed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from gong import endpoints
from gong.sequence import Sequence
from gong.walk import Walk
from include.query import Fence, ignore
from include.sources.reading import call_id, is_private, metadata, started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from gong.api import Page, Request
    from gong.walk import Window
    from include.query import Gong, Query

T = TypeVar("T")

ONE_SEQUENCE = 1_000
"""Records that one sequence of pages is trusted with; it must end long before its cursor's hour."""
MOST_AT_ONCE = 10
"""Sequences between two fences: each fence costs the latency of one request."""


def newest_first(
    gong: Gong,
    walk: Walk,
    build: Callable[[Window], Request],
    missing: Callable[[], int | None],
    listed: Callable[[int], None] = ignore,
) -> Iterator[tuple[Window, Iterator[Any]] | Fence]:
    """Yield records, with the window they lie in, along a ``walk``; within a window in any order.

    ``build`` makes the request for a window. ``missing`` tells how many records are still wanted: 0 ends the
    walk where it is, None means all. Windows are read to their end, so more may come than was missing.
    Between windows stands a fence, if more follow. ``listed`` is told how many records Gong lists in all of
    the walk's time, if the walk learns it.
    """
    whole = walk.whole
    while (window := walk.window) is not None and (wanted := missing()) != 0:
        first = gong.page(build(window))
        if wanted is not None and walk.narrow(first.total, wanted):
            continue
        if window == whole:
            listed(first.total)
        if window.end < whole.end:
            yield Fence(window.end)
        yield from read_window(gong, window, first, build)
        walk.step(first.total, missing() or 0)


def read_window(
    gong: Gong, window: Window, first: Page, build: Callable[[Window], Request]
) -> Iterator[tuple[Window, Iterator[Any]] | Fence]:
    """Yield a window's records: along its cursors, or as several windows at once when it holds many.

    ``first`` is its first page.
    """
    if first.total <= ONE_SEQUENCE:
        sequence = Sequence(build(window), window, window=window, build=build)
        yield window, sequence.accept(first)
        yield from gong.crawl([sequence])
        return
    parts = iter(window.split(-(-first.total // ONE_SEQUENCE)))
    while group := list(islice(parts, MOST_AT_ONCE)):
        if group[0].end < window.end:
            yield Fence(group[0].end)
        # Made one by one: a sequence remembers the ids of its records for as long as it is held.
        yield from gong.crawl(Sequence(build(part), part, window=part, build=build) for part in group)


def without_fences(items: Iterable[T | Fence]) -> Iterator[T]:
    """Yield what stands between fences."""
    return (item for item in items if not isinstance(item, Fence))


def groups(items: Iterator[T | Fence]) -> Iterator[tuple[Iterator[T], list[Fence]]]:
    """Yield what stands before each fence, with a list that holds the fence once it was met.

    Each group must be read to its end before the next is asked for.
    """

    def group(fences: list[Fence]) -> Iterator[T]:
        for item in items:
            if isinstance(item, Fence):
                fences.append(item)
                return
            yield item

    met = True
    while met:
        fences: list[Fence] = []
        yield group(fences), fences
        met = bool(fences)


class CallWalk:
    """A walk through the calls of a query's window and workspaces.

    Private calls are left out unless they are wanted; ``private`` has when they started.
    """

    def __init__(self, gong: Gong, query: Query, selector: Mapping[str, Any] | None) -> None:
        self._gong, self._query, self._selector = gong, query, selector
        self._walk = Walk(query.window)
        self.private: list[float] = []

    @property
    def stopped(self) -> datetime | None:
        """Where the walk is, with only older calls before it; None when it has been through all of them."""
        window = self._walk.window
        return window.end if window else None

    def calls(
        self, missing: Callable[[], int | None], listed: Callable[[int], None] = ignore
    ) -> Iterator[dict[str, Any] | Fence]:
        """Yield the calls, newest windows first, with fences between; the arguments are `newest_first`'s."""
        for step in newest_first(self._gong, self._walk, self._request, missing, listed):
            if isinstance(step, Fence):
                yield step
            else:
                yield from filter(self._wanted, step[1])

    def _request(self, window: Window) -> Request:
        # Gong filters by one workspace at most; several are picked out afterwards.
        workspaces = self._query.workspace_ids
        return endpoints.calls(window, self._selector, workspaces[0] if len(workspaces) == 1 else None)

    def _wanted(self, call: dict[str, Any]) -> bool:
        facts = metadata(call)
        if not call_id(call) or not self._query.wants(facts.get("workspaceId")):
            return False
        if is_private(facts) and not self._query.include_private:
            self.private.append(started(call))
            return False
        return True
