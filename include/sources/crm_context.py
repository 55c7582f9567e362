"""CRM objects as calls carry them.

Gong lists no CRM objects, so they are collected from calls: accounts and deals from a call's own context,
contacts from its parties' (Gong's OpenAPI document; some companies have them in the other place, observed).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from include.sources.reading import objects, text_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SELECTOR: dict[str, Any] = {
    "context": "Extended",
    "contextTiming": ["Now"],
    "exposedFields": {"parties": True},
}
PARTICIPANT = "participant"
"""The kind that stands in for contacts where a company's parties carry no CRM context: people outside it."""
STAND_INS = {"contact": PARTICIPANT}

_TYPES = {
    "deal": ("Opportunity", "Deal"),
    "account": ("Account", "Company"),
    "contact": ("Contact",),
}


class Found(NamedTuple):
    """An object met in a call; ``party`` is the person that carried it, if one did."""

    key: str
    record: dict[str, Any]
    party: dict[str, Any] | None


def keys(call: Mapping[str, Any], kind: str) -> Iterator[str]:
    """Yield the keys of a call's objects of one kind."""
    return (found.key for found in find(call, kind))


def find(call: Mapping[str, Any], kind: str) -> Iterator[Found]:
    """Yield a call's objects of one ``kind``: deal, account, contact or participant."""
    if kind == PARTICIPANT:
        yield from _participants(call)
        return
    yield from _of_context(call, None, kind)
    for party in objects(call, "parties"):
        yield from _of_context(party, party, kind)


def _of_context(holder: Mapping[str, Any], party: dict[str, Any] | None, kind: str) -> Iterator[Found]:
    for system in objects(holder, "context"):
        name = text_id(system.get("system"))
        for entry in objects(system, "objects"):
            object_id = text_id(entry.get("objectId"))
            if object_id and entry.get("objectType") in _TYPES[kind]:
                yield Found(f"{name}:{object_id}", {**entry, "system": name, "objectId": object_id}, party)


def _participants(call: Mapping[str, Any]) -> Iterator[Found]:
    for party in objects(call, "parties"):
        address = text_id(party.get("emailAddress")).lower()
        if address and party.get("affiliation") != "Internal" and not party.get("userId"):
            yield Found(address, {"source": "participants"}, party)
