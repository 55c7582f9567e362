"""CRM deals, contacts and accounts, newest linked call first."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from gong import endpoints
from gong.errors import REFUSALS
from include import lookups
from include.query import Record
from include.sources import crm_context
from include.sources.calls import by_id, walked
from include.sources.reading import batches, call_id, metadata, objects, started
from include.sources.walking import without_fences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from include.query import Gong, Notes, Query

Call = dict[str, Any]
Newest = dict[str, tuple[tuple[float, str], Record]]
"""Objects by key: time and id of the newest call that shows it, and the record that it makes."""
NATIVE_SYSTEMS = {"Salesforce", "HubSpot", "MicrosoftDynamic"}
"""Systems whose objects `GET /v2/crm/entities` does not hold (Gong's OpenAPI document)."""

# Neither a time nor an exact number: both move on with every sync, and the file would never be unchanged.
_STOPPED = (
    f"Looked through: no more than the newest calls, some {lookups.MOST_SCANNED:,}, "
    "back to the start of this period."
)
_STOOD_IN = {
    crm_context.PARTICIPANT: "Gong's calls carry no CRM contacts here; "
    "these are the participants from outside the company."
}


def fetch_deals(gong: Gong, query: Query, notes: Notes) -> Iterator[Record]:
    """Yield deals, with what was said in the newest call about them."""
    selector = {**crm_context.SELECTOR, "exposedFields": {"content": {"brief": True, "callOutcome": True}}}
    yield from _fetch(gong, query, notes, "deal", selector)


def fetch_accounts(gong: Gong, query: Query, notes: Notes) -> Iterator[Record]:
    """Yield accounts."""
    selector = {key: crm_context.SELECTOR[key] for key in ("context", "contextTiming")}
    yield from _fetch(gong, query, notes, "account", selector)


def fetch_contacts(gong: Gong, query: Query, notes: Notes) -> Iterator[Record]:
    """Yield contacts; where a company's calls carry none, the people outside the company who took part."""
    yield from _fetch(gong, query, notes, "contact", crm_context.SELECTOR)


def _fetch(
    gong: Gong, query: Query, notes: Notes, kind: str, selector: Mapping[str, Any]
) -> Iterator[Record]:
    """Yield the objects of a kind, or else what stands in for it, each as its newest call shows it."""
    notes.say(
        "Objects that no call of this period is linked to are not in Gong's calls and not in this file."
    )
    stand_in = crm_context.STAND_INS.get(kind)
    kinds = [kind, stand_in] if stand_in else [kind]
    calls, since = _calls(gong, query, notes, kinds, selector)
    met = _newest(calls, kinds)
    if since and len(met[kind]) < (query.limit or 0):
        query.reached(datetime.fromisoformat(since))
        notes.say(_STOPPED)
    if stand_in and not met[kind]:
        notes.say(_STOOD_IN[stand_in])
    newest = met[kind] or met[kinds[-1]]
    ordered = sorted(newest.items(), key=lambda entry: (-entry[1][1].newest, entry[0]))
    records = [record for _, (_, record) in ordered]
    yield from _enriched(gong, query, notes, kind, records[: query.limit])


def _calls(
    gong: Gong, query: Query, notes: Notes, kinds: list[str], selector: Mapping[str, Any]
) -> tuple[Iterator[Call], str | None]:
    """Return calls to look at for a kind or its stand-in, and where the search for them stopped, if it did.

    From an index these are the calls of the first kind that it has any of.
    """
    if not lookups.indexed(query):
        return without_fences(walked(gong, query.limited(None), notes, selector)), None
    index = lookups.call_index(gong, query, kinds[:1])
    ids = next(filter(None, map(index["crm"].get, kinds)), [])
    return by_id(gong, query, ids, selector), index["since"]


def _newest(calls: Iterable[Call], kinds: list[str]) -> dict[str, Newest]:
    """Return the objects met of each kind; those of a later kind only until there is one of an earlier."""
    met: dict[str, Newest] = {kind: {} for kind in kinds}
    for call in calls:
        place = started(call), call_id(call)
        for kind, newest in met.items():
            for found in crm_context.find(call, kind):
                if found.key not in newest or place > newest[found.key][0]:
                    newest[found.key] = place, _record(call, found)
            if newest:
                break
    return met


def _record(call: Call, found: crm_context.Found) -> Record:
    content = call.get("content")
    brief = content.get("brief") if isinstance(content, dict) else None
    data = {**found.record, "call": {"metaData": metadata(call)}, "party": found.party, "brief": brief}
    return Record(started(call), data)


def _enriched(gong: Gong, query: Query, notes: Notes, kind: str, records: list[Record]) -> Iterator[Record]:
    """Yield the records, those of a generic CRM with the object as it was uploaded to Gong."""
    foreign = [record for record in records if record.data.get("system") not in {*NATIVE_SYSTEMS, None}]
    integration = foreign and _optional(notes, "", lambda: lookups.crm_integration(gong, query))
    if not integration:
        yield from records
        return
    ask = partial(_uploaded, gong, integration, kind.upper())
    labels = _optional(notes, {}, lambda: _labels(gong, integration, kind.upper()))
    entities = _optional(notes, {}, lambda: ask([record.data["objectId"] for record in foreign]))
    for record in records:
        entity = entities.get(record.data.get("objectId"))
        yield Record(record.newest, {**record.data, "entity": entity, "labels": labels})


def _optional(notes: Notes, without: Any, ask: Callable[[], Any]) -> Any:
    """Return an answer, or ``without`` where an optional scope is missing."""
    try:
        return ask()
    except REFUSALS as refusal:
        notes.poorer(refusal, "Fields that only the uploaded CRM objects have are missing.")
        return without


def _uploaded(gong: Gong, integration: str, object_type: str, ids: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for batch in batches(ids, endpoints.MOST_IDS):
        found |= gong.page(endpoints.crm_entities(integration, object_type, batch)).members
    return found


def _labels(gong: Gong, integration: str, object_type: str) -> dict[str, str]:
    """Return the fields' labels by name; Gong's document calls the name `uniqueName` and shows `name`."""
    fields = objects(gong.page(endpoints.crm_schema(integration, object_type)).members, object_type)
    pairs = ((field.get("uniqueName") or field.get("name"), field.get("label")) for field in fields)
    return {name: label for name, label in pairs if isinstance(name, str) and isinstance(label, str)}
