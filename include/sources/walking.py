"""Reading what Gong lists by date, newest windows first, as far back as is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gong import endpoints
from gong.sequence import Sequence
from gong.walk import Walk
from include.sources.reading import call_id, is_private, metadata, started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gong.api import Page, Request
    from gong.walk import Window
    from include.query import Gong, Query

ONE_SEQUENCE = 1_000
"""Records that one sequence of pages is trusted with; it must end long before its cursor's hour."""


def newest_first(
    gong: Gong, whole: Window, build: Callable[[Window], Request], missing: Callable[[], int | None]
) -> Iterator[tuple[Window, Iterator[Any]]]:
    """Yield records, with the window they lie in, from the end of ``whole`` on; within a window in any order.

    ``build`` makes the request for a window. ``missing`` tells how many records are still wanted: 0 ends the
    walk, None means all. Windows are read to their end, so more may come than was missing.
    """
    walk = Walk(whole)
    while (window := walk.window) is not None and (wanted := missing()) != 0:
        first = gong.page(build(window))
        if wanted is not None and walk.narrow(first.total, wanted):
            continue
        yield from read_window(gong, window, first, build)
        walk.step(first.total, missing() or 0)


def read_window(
    gong: Gong, window: Window, first: Page, build: Callable[[Window], Request]
) -> Iterator[tuple[Window, Iterator[Any]]]:
    """Yield a window's records: along its cursors, or as several windows at once when it holds many.

    ``first`` is its first page.
    """
    if first.total <= ONE_SEQUENCE:
        sequence = Sequence(build(window), window, window=window, build=build)
        yield window, sequence.accept(first)
        yield from gong.crawl([sequence])
        return
    parts = window.split(-(-first.total // ONE_SEQUENCE))
    # Made one by one: a sequence remembers the ids of its records for as long as it is held.
    yield from gong.crawl(Sequence(build(part), part, window=part, build=build) for part in parts)


def walk_calls(
    gong: Gong,
    query: Query,
    selector: Mapping[str, Any] | None,
    missing: Callable[[], int | None],
    private: list[float],
) -> Iterator[dict[str, Any]]:
    """Yield the calls of the query's window and workspaces, newest windows first.

    Private ones are left out unless they are wanted; when they started is added to ``private``. Gong filters
    by one workspace at most, so several are picked out here.
    """
    workspace_id = query.workspace_ids[0] if len(query.workspace_ids) == 1 else None

    def build(window: Window) -> Request:
        return endpoints.calls(window, selector, workspace_id)

    for _, calls in newest_first(gong, query.window, build, missing):
        for call in calls:
            facts = metadata(call)
            if not call_id(call) or not query.wants(facts.get("workspaceId")):
                continue
            if is_private(facts) and not query.include_private:
                private.append(started(call))
                continue
            yield call
