"""Small readers of Gong's JSON that every source uses. A missing field, null and a wrong type are alike."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

T = TypeVar("T")


def moment(value: Any) -> float:
    """Return an ISO time as seconds since 1970; 0 for anything else, which sorts it last."""
    try:
        when = datetime.fromisoformat(value)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (TypeError, ValueError, OverflowError):
        return 0.0


def text_id(value: Any) -> str:
    """Return an id as text: Gong sends some as numbers. Anything else is no id."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return str(value).strip()


def can_be_asked_for(gong_id: str) -> bool:
    """Tell whether an id is a decimal number, as Gong's are; it refuses a whole request for another."""
    return gong_id.isascii() and gong_id.isdecimal()


def objects(parent: Any, key: str) -> list[dict[str, Any]]:
    """Return the objects of the list that ``parent`` has under ``key``."""
    found = parent.get(key) if isinstance(parent, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def metadata(call: Mapping[str, Any]) -> dict[str, Any]:
    """Return a call's `metaData`."""
    found = call.get("metaData")
    return found if isinstance(found, dict) else {}


def is_private(facts: Mapping[str, Any]) -> bool:
    """Tell from a call's metadata whether it is private; whatever is not plainly no counts as yes."""
    return facts.get("isPrivate") not in (None, False)


def call_id(call: Mapping[str, Any]) -> str:
    """Return a call's id."""
    return text_id(metadata(call).get("id"))


def started(call: Mapping[str, Any]) -> float:
    """Return when a call started, in seconds since 1970."""
    return moment(metadata(call).get("started"))


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of ``size`` items; the last may be shorter."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
