"""A small part of what a company has in Gong, and what it says about the rest."""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from gong import endpoints
from gong.api import Page
from gong.records import Records
from gong.walk import Window
from include import lookups
from include.sources import crm_context
from include.sources.calls import EVERYTHING
from include.sources.reading import call_id, is_private, metadata, started
from include.sources.walking import read_window, without_fences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gong.api import Request
    from gong.sequence import Sequence
    from include.lookups import CallIndex
    from include.query import Gong, Query

T = TypeVar("T")
Call = dict[str, Any]

_CALLS = endpoints.calls_by_id([], None).path
ENOUGH, SURPLUS, MOST_CALLS = 110, 1.6, 300
"""Calls that are looked through: the least, if there are as many; how many times more is better; the most."""
MOST_TRIALS = 4
"""Windows that are tried to find one with so many calls."""


class _Once:
    """A page that is asked for once, by whichever thread comes first."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.page: Page | None = None


class Surveyor:
    """Asks Gong, nothing twice; many threads may use it at once."""

    def __init__(self, gong: Gong) -> None:
        self._gong = gong
        self._lock = threading.Lock()
        self._pages: dict[str, _Once] = {}

    def page(self, request: Request) -> Page:
        """Return the first page of a request."""
        key = json.dumps([request.method, request.path, dict(request.query), request.body], sort_keys=True)
        with self._lock:
            once = self._pages.setdefault(key, _Once())
        with once.lock:
            if once.page is None:
                once.page = self._gong.page(request)
        return once.page

    def crawl(self, sequences: Iterable[Sequence[T]]) -> Iterator[tuple[T, Iterator[Any]]]:
        """Yield the records of all pages of many sequences."""
        return self._gong.crawl(sequences)

    def read(self, request: Request) -> Iterator[Any]:
        """Yield the records of all pages of a request."""
        return self._gong.read(request)

    def survey(self, query: Query) -> Survey:
        """Read the newest calls of the query's window with everything that any type shows of them."""
        workspace_id = query.workspace_ids[0] if len(query.workspace_ids) == 1 else None

        def build(window: Window) -> Request:
            return endpoints.calls(window, EVERYTHING, workspace_id)

        whole = self.page(build(query.window))
        window = self._newest(query.window, build)
        newest, oldest = _Sorted(query), _Sorted(query)
        first = self.page(build(window))
        for _, calls in without_fences(read_window(self, window, first, build)):
            newest.take(calls)
        if window != query.window:
            oldest.take(whole.items)  # Gong lists the oldest first
        return Survey(newest.wanted, oldest.wanted, newest.private, whole.total * newest.share)

    def _newest(self, whole: Window, build: Callable[[Window], Request]) -> Window:
        """Return the end of ``whole`` that holds enough calls, and not many more."""
        window = whole
        for _ in range(MOST_TRIALS):
            found = self.page(build(window)).total
            enough = found >= ENOUGH or window == whole
            if enough and found <= MOST_CALLS:
                break
            width = window.width * (ENOUGH * SURPLUS / max(found, 1))
            window = Window(max(whole.start, whole.end - whole.whole_grains(width)), whole.end)
        return window


class _Sorted:
    """Calls by what the query says of them: wanted, private, of another workspace."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._seen = 0
        self.wanted: dict[str, Call] = {}
        self.private: list[float] = []

    @property
    def share(self) -> float:
        """The part of the calls that is wanted."""
        return len(self.wanted) / max(1, self._seen)

    def take(self, calls: Iterable[Any]) -> None:
        """Sort some more."""
        for call in calls:
            facts = metadata(call) if isinstance(call, dict) else {}
            self._seen += 1
            if not self._query.wants(facts.get("workspaceId")) or not call_id(call):
                continue
            if is_private(facts) and not self._query.include_private:
                self.private.append(started(call))
            else:
                self.wanted[call_id(call)] = call


class FirstPages:
    """Gong for one type's fetch: the first page of whatever it asks for, and calls that are known already.

    ``scale`` is how many times more there is than was seen, after a list was cut.
    """

    def __init__(self, surveyor: Surveyor, known: Mapping[str, Call] | None = None) -> None:
        self._surveyor, self._known = surveyor, known or {}
        self.scale = 1.0

    def page(self, request: Request) -> Page:
        """Return the first page as if there were no other."""
        ids = _ids(request)
        if ids and request.path == _CALLS and self._known.keys() >= set(ids):
            selector = request.body.get("contentSelector") or {}
            return Page(Records([_shown(self._known[each], selector) for each in ids]), len(ids), None, None)
        page = self._surveyor.page(request)
        if isinstance(page.items, Records) and len(page.items):
            self.scale = max(self.scale, page.total / len(page.items))
        return replace(page, total=len(page.items), cursor=None)

    def read(self, request: Request) -> Iterator[Any]:
        """Yield the records of the first page."""
        yield from (each for each in self.page(request).items if isinstance(each, dict))

    def crawl(self, sequences: Iterable[Sequence[T]]) -> Iterator[tuple[T, Iterator[Any]]]:
        """Yield the first page of every sequence that has one still to come."""
        for sequence in sequences:
            if sequence.request is not None:
                yield sequence.tag, self.read(sequence.request)


@dataclass(frozen=True)
class Survey:
    """The newest calls by id, some old ones, when private ones among the newest started, and how many calls.

    ``calls_in_all`` counts what the query wants in its whole window; it is extrapolated.
    """

    known: Mapping[str, Call]
    old: Mapping[str, Call]
    private: list[float]
    calls_in_all: float

    def index(self, limit: int, kind: str | None) -> CallIndex:
        """Return the index of the newest ``limit`` calls, no more, and of the newest objects of a kind."""
        indexer = lookups.CallIndexer(limit, [kind] if kind else [])
        for call in self.known.values():
            indexer.add(call)
        index = indexer.made(self.private)
        return {**index, "calls": index["calls"][:limit]}

    def objects(self, kind: str) -> float:
        """Return how many objects of a kind all calls mention."""
        found = self._extrapolated(kind)
        stand_in = crm_context.STAND_INS.get(kind)
        return found if found or stand_in is None else self._extrapolated(stand_in)

    def _extrapolated(self, kind: str) -> float:
        """Return the objects met, and those that as many more calls would bring to light.

        Objects that only one or two calls mention tell how many were not met: Chao's estimator for species
        in sampling units, extrapolated (Colwell et al. 2012, Journal of Plant Ecology 5:1, equations 17-18).
        """
        sample = {**self.known, **self.old}
        calls = len(sample)
        mentions = Counter(key for call in sample.values() for key in set(crm_context.keys(call, kind)))
        times = Counter(mentions.values())
        once, twice = times[1], times[2]
        more = min(self.calls_in_all, lookups.MOST_SCANNED) - calls
        if more <= 0 or not once:
            return float(len(mentions))
        unmet = (calls - 1) / calls * once * (once - 1) / (2 * (twice + 1))
        if not unmet:
            return float(len(mentions))
        share = 1 - (1 - once / (calls * unmet + once)) ** more
        return float(len(mentions) + unmet * share)


def _shown(call: Call, selector: Mapping[str, Any]) -> Call:
    """Return what Gong would show of a call."""
    exposed: Mapping[str, Any] = selector.get("exposedFields") or {}
    wanted = {"metaData", *exposed, *({"context"} & selector.keys())}
    shown = {key: value for key, value in call.items() if key in wanted}
    if isinstance(exposed.get("content"), dict) and isinstance(shown.get("content"), dict):
        parts = exposed["content"]
        shown["content"] = {key: value for key, value in shown["content"].items() if parts.get(key)}
    return shown


def _ids(request: Request) -> list[str]:
    """Return the ids that a request for calls asks for; none if it asks otherwise."""
    filters = request.body.get("filter") if isinstance(request.body, dict) else None
    ids = filters.get("callIds") if isinstance(filters, dict) else None
    return ids if isinstance(ids, list) else []
