"""Calls and transcripts."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from gong import endpoints
from gong.errors import MissingScope
from gong.sequence import Sequence
from gong.walk import Walk
from include import lookups
from include.query import Fence, Record, ignore
from include.sources.reading import batches, call_id, can_be_asked_for, is_private, metadata, started, text_id
from include.sources.walking import CallWalk, groups, newest_first, without_fences
from include.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gong.api import Request
    from gong.walk import Window
    from include.query import Gong, Notes, Query

Call = dict[str, Any]

EVERYTHING: dict[str, Any] = {
    "context": "Extended",
    "contextTiming": ["Now"],
    "exposedFields": {
        "parties": True,
        "content": {
            "structure": True,
            "topics": True,
            "trackers": True,
            "trackerOccurrences": True,
            "brief": True,
            "outline": True,
            "highlights": True,
            "callOutcome": True,
            "keyPoints": True,
        },
        "interaction": {"speakers": True, "video": True, "personInteractionStats": True, "questions": True},
        "collaboration": {"publicComments": True},
    },
}
PARTIES: dict[str, Any] = {"exposedFields": {"parties": True}}
FEW = 20
"""Transcripts asked for at least when some calls had none; one request for each would cost more."""
NAMELESS = (
    "Speakers are numbered, titles and attendees are missing, and private calls could not be told apart."
)


def fetch_calls(gong: Gong, query: Query, notes: Notes) -> Iterator[Record | Fence]:
    """Yield calls with everything that Gong exposes of them."""
    ids = _known_ids(gong, query, notes)
    for call in (
        by_id(gong, query, ids[: query.limit], EVERYTHING)
        if ids is not None
        else walked(gong, query, notes, EVERYTHING, query.listed)
    ):
        yield call if isinstance(call, Fence) else Record(started(call), call)


def fetch_transcripts(gong: Gong, query: Query, notes: Notes) -> Iterator[Record | Fence]:
    """Yield transcripts, each with its call's metadata and parties, without which speakers have no names."""
    try:
        ids = _known_ids(gong, query, notes)
        found = _of_ids(gong, query, ids, notes) if ids is not None else _of_walk(gong, query, notes)
        first = next(found, None)
    except MissingScope as missing:
        if missing.scope == endpoints.TRANSCRIPT_SCOPE:
            raise
        notes.poorer(missing, NAMELESS)
        yield from _without_calls(gong, query)
        return
    yield from chain([first] if first else [], found)


def by_id(
    gong: Gong, query: Query, ids: list[str], selector: Mapping[str, Any], hidden: set[str] | None = None
) -> Iterator[Call]:
    """Yield the calls with these ids, in any order; left out is what Gong does not know or made private.

    The ids of the latter are added to ``hidden``.
    """
    known = filter(can_be_asked_for, ids)
    requests = (endpoints.calls_by_id(batch, selector) for batch in batches(known, endpoints.MOST_IDS))
    for _, calls in gong.crawl(Sequence(request, None) for request in requests):
        for call in calls:
            if query.include_private or not is_private(metadata(call)):
                yield call
            elif hidden is not None:
                hidden.add(call_id(call))


def walked(
    gong: Gong,
    query: Query,
    notes: Notes,
    selector: Mapping[str, Any] | None,
    listed: Callable[[int], None] = ignore,
) -> Iterator[Call | Fence]:
    """Yield the calls of the query's window, newest windows first, until its limit is reached.

    ``listed`` is told how many calls Gong lists in all of the window, if that becomes known.
    """
    walk, found = CallWalk(gong, query, selector), 0

    def missing() -> int | None:
        return None if query.limit is None else max(0, query.limit - found)

    for call in walk.calls(missing, listed):
        if isinstance(call, Fence):
            say_private(notes, len(walk.private))
            walk.private.clear()
        else:
            found += 1
        yield call
    say_private(notes, len(walk.private))


def say_private(notes: Notes, private: int) -> None:
    """Say how many private calls were left out."""
    notes.leave_out(private, "private call", "private calls")


def _known_ids(gong: Gong, query: Query, notes: Notes) -> list[str] | None:
    """Return the ids of the newest calls if the run keeps an index of them, newest first."""
    if not lookups.indexed(query):
        return None
    index = lookups.call_index(gong, query)
    say_private(notes, index["private"])
    return list(index["calls"])


def _of_ids(gong: Gong, query: Query, ids: list[str], notes: Notes) -> Iterator[Record]:
    """Yield the newest transcripts among the calls of the index."""
    limit, at, found, hidden = query.limit or 0, 0, 0, set[str]()
    while found < limit and at < len(ids):
        batch = ids[at : at + min(endpoints.MOST_IDS, max(FEW, limit - found))]
        at += len(batch)
        entries = list(gong.read(endpoints.transcripts_by_id(batch)))
        told = by_id(gong, query, [text_id(entry.get("callId")) for entry in entries], PARTIES, hidden)
        calls = {call_id(call): call for call in told}
        transcripts = [entry for entry in entries if text_id(entry.get("callId")) not in hidden]
        found += len(transcripts)
        yield from _joined(calls, transcripts)
    if found < limit <= at:
        notes.say(f"Looked through: the newest {counted(at, 'call', 'calls')}.")
    _say_without(notes, at - found - len(hidden))


def _of_walk(gong: Gong, query: Query, notes: Notes) -> Iterator[Record | Fence]:
    """Yield the transcripts of all calls in the window, page after page of calls, with the calls' fences."""
    for calls, fences in groups(walked(gong, query, notes, PARTIES, query.listed)):
        asked, found = 0, 0
        for known, transcripts in gong.crawl(map(_transcripts_of, batches(calls, endpoints.MOST_IDS))):
            asked += len(known)
            for record in _joined(known, transcripts):
                found += 1
                yield record
        _say_without(notes, asked - found)
        yield from fences


def _transcripts_of(calls: list[Call]) -> Sequence[dict[str, Call]]:
    known = {call_id(call): call for call in calls if can_be_asked_for(call_id(call))}
    return Sequence(endpoints.transcripts_by_id(list(known)), known)


def _say_without(notes: Notes, without: int) -> None:
    lacking = "without a transcript, or whose transcript is not ready"
    notes.leave_out(without, f"call {lacking}", f"calls {lacking}")


def _joined(calls: Mapping[str, Call], transcripts: Iterable[dict[str, Any]]) -> Iterator[Record]:
    for entry in transcripts:
        call = calls.get(text_id(entry.get("callId")))
        yield Record(started(call or {}), entry | ({"call": call} if call else {}))


def _without_calls(gong: Gong, query: Query) -> Iterator[Record]:
    """Yield transcripts where calls may not be read.

    Their dates are unknown then, so windows give the order, and within a window Gong is taken to list them
    oldest first, as it does calls. Workspaces cannot be told apart afterwards, so each is asked for.
    """
    for workspace_id in query.workspace_ids or (None,):
        yield from _without_calls_of(gong, query, workspace_id)


def _without_calls_of(gong: Gong, query: Query, workspace_id: str | None) -> Iterator[Record]:
    found = 0

    def missing() -> int | None:
        return None if query.limit is None else max(0, query.limit - found)

    def build(window: Window) -> Request:
        return endpoints.transcripts(window, workspace_id)

    for window, entries in without_fences(newest_first(gong, Walk(query.window), build, missing)):
        for entry in entries:
            found += 1
            yield Record(window.start.timestamp() + found / 1e6, entry)
