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
    whole: Window,
    build: Callable[[Window], Request],
    missing: Callable[[], int | None],
    listed: Callable[[int], None] = ignore,
) -> Iterator[tuple[Window, Iterator[Any]] | Fence]:
    """Yield records, with the window they lie in, from the end of ``whole`` on; within a window in any order.

    ``build`` makes the request for a window. ``missing`` tells how many records are still wanted: 0 ends the
    walk, None means all. Windows are read to their end, so more may come than was missing. Between windows
    stands a fence, if more follow. ``listed`` is told how many records Gong lists in all of ``whole``, if the
    walk learns it.
    """
    walk = Walk(whole)
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


def walk_calls(
    gong: Gong,
    query: Query,
    selector: Mapping[str, Any] | None,
    missing: Callable[[], int | None],
    private: list[float],
    listed: Callable[[int], None] = ignore,
) -> Iterator[dict[str, Any] | Fence]:
    """Yield the calls of the query's window and workspaces, newest windows first, with fences between.

    Private ones are left out unless they are wanted; when they started is added to ``private``. Gong filters
    by one workspace at most, so several are picked out here. ``listed`` is that of `newest_first`.
    """
    workspace_id = query.workspace_ids[0] if len(query.workspace_ids) == 1 else None

    def build(window: Window) -> Request:
        return endpoints.calls(window, selector, workspace_id)

    for step in newest_first(gong, query.window, build, missing, listed):
        if isinstance(step, Fence):
            yield step
            continue
        for call in step[1]:
            facts = metadata(call)
            if not call_id(call) or not query.wants(facts.get("workspaceId")):
                continue
            if is_private(facts) and not query.include_private:
                private.append(started(call))
                continue
            yield call
