"""Answers about calls: lists, single calls, transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulator.wire import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.simulator.ask import Ask

NO_CALLS = "No calls found corresponding to the provided filters"
_MEDIA_SCOPE = "api:calls:read:media-url"
Answer = dict[str, Any]


def _found(ask: Ask) -> Sequence[int]:
    start, end = ask.range()
    call_ids = ask.numbers("callIds")
    if call_ids is not None and not call_ids:
        raise RefusedError(400, "filter.callIds: must not be empty")
    hosts, workspace = ask.numbers("primaryUserIds"), ask.filter.get("workspaceId")
    places = ask.world.find(ask.now, start, end, call_ids)
    if hosts is not None:
        places = [place for place in places if ask.world.host(place) in hosts]
    if workspace is not None:
        places = [place for place in places if ask.world.workspace(place) == workspace]
    return places


def _some(places: Sequence[int]) -> Sequence[int]:
    """Return the places; refuse none with the 404 that means "nothing found" (observed)."""
    if not places:
        raise RefusedError(404, NO_CALLS)
    return places


def list_calls(ask: Ask) -> Answer:
    """GET /v2/calls: the metadata, flat."""
    records, places = ask.page(_some(_found(ask)))
    return {"records": records, "calls": [ask.world.call(place)["metaData"] for place in places]}


def get_call(ask: Ask) -> Answer:
    """GET /v2/calls/{id}."""
    call_id = ask.parts[-1]
    place = ask.world.index.get(call_id)
    if place is None or not ask.world.find(ask.now, call_ids=[call_id]):
        raise RefusedError(404, f"Call ID {call_id} was not found")
    return {"call": ask.world.call(place)["metaData"]}


def list_extensive(ask: Ask) -> Answer:
    """POST /v2/calls/extensive: the metadata, and the blocks that were asked for."""
    selector = ask.body.get("contentSelector", {})
    if "contextTiming" in selector and selector.get("context", "None") != "Extended":
        raise RefusedError(400, "contentSelector.contextTiming: only allowed with Extended context")
    content = selector.get("exposedFields", {}).get("content", {})
    if content.get("trackerOccurrences") and not content.get("trackers"):
        raise RefusedError(
            400, "contentSelector.exposedFields.content.trackerOccurrences: only allowed with trackers"
        )
    if selector.get("exposedFields", {}).get("media") and _MEDIA_SCOPE not in ask.scopes:
        raise RefusedError(401, f"You don't have permission to use '{_MEDIA_SCOPE}' in your app.")
    records, places = ask.page(_some(_found(ask)))
    return {"records": records, "calls": [ask.world.selected(place, selector) for place in places]}


def list_transcripts(ask: Ask) -> Answer:
    """POST /v2/calls/transcript: calls without a transcript are simply absent."""
    places = _found(ask)
    if not ask.world.all_transcribed:
        places = [place for place in places if ask.world.has_transcript(place)]
    records, places = ask.page(_some(places))
    return {"records": records, "callTranscripts": [ask.world.transcript(place) for place in places]}


def list_outcomes(_ask: Ask) -> Answer:
    """GET /v2/call-outcomes."""
    names = ("Meeting booked", "Call back later", "Left voicemail")
    return {
        "outcomes": [
            {
                "callOutcome": name,
                "displayOrder": place,
                "category": "NOT_ANSWERED" if place == 2 else "ANSWERED",
            }
            for place, name in enumerate(names)
        ]
    }


def list_associations(ask: Ask) -> Answer:
    """GET /v2/calls/manual-crm-associations: one linked call in fifteen was linked by hand."""
    start = ask.moment("fromDateTime")
    places = [
        place
        for place in ask.world.find(ask.now, start)
        if place % 15 == 4 and ask.world.crm.knows(ask.world.plan(place))
    ]
    records, shown = ask.page(places)
    found = []
    for place in shown:
        account, crm = ask.world.plan(place).account, ask.world.crm
        ids = {"accountCrmId": crm.account_id(account), "dealCrmId": crm.deal_id(account)} if account else {}
        metadata = ask.world.call(place)["metaData"]
        found.append(
            {
                "callId": ask.world.ids[place],
                "userId": ask.world.host(place),
                "created": metadata["started"],
                "associatedCrmObjects": [ids],
            }
        )
    return {"records": records, "associations": found}
