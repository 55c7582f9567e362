"""A keyword tracker: what it listens for, and when (`docs/text-format.md`, TRACKER)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from include.formatters.languages import language
from include.text import (
    anything,
    block,
    field,
    mapping,
    objects,
    one_line,
    record,
    scalars,
    timestamp,
    with_details,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from include.text import Rendered

_SPEAKERS = {
    "Anyone": "Anyone",
    "Company": "People of the company",
    "NonCompany": "People outside the company",
}
_PARTS = {"First": "In the first", "Last": "In the last"}
_JOINTS = {"and": " and ", "or": " or "}


def format_record(tracker: Mapping[str, Any]) -> Rendered:
    """Return the text of a keyword tracker of GET /v2/settings/trackers."""
    tracker = mapping(tracker)
    affiliation = one_line(tracker.get("affiliation"))
    return record(
        "TRACKER",
        field("Name", tracker.get("trackerName")),
        block("Keywords", _keywords(tracker.get("languageKeywords"))),
        field("Said by", _SPEAKERS.get(affiliation) or words(affiliation)),
        field("Only in questions", "Yes" if tracker.get("partOfQuestion") is True else ""),
        field("When", _when(tracker)),
        field("Only in topics", ", ".join(scalars(tracker.get("saidInTopics")))),
        field("Only in calls", call_filter(tracker.get("filterQuery"))),
        field("Created", timestamp(tracker.get("created"))),
        field("Updated", timestamp(tracker.get("updated"))),
        field("Tracker ID", tracker.get("trackerId")),
        field("Workspace ID", tracker.get("workspaceId")),
    )


def _keywords(groups: Any) -> Iterator[str]:
    """Yield `English (with related forms): contoso, fabrikam` per language that has keywords."""
    for group in objects(groups):
        if keywords := ", ".join(scalars(group.get("keywords"))):
            related = "with related forms" if group.get("includeRelatedForms") is True else ""
            spoken = with_details(language(group.get("language")), [related])
            yield f"{spoken}: {keywords}" if spoken else keywords


def _when(tracker: Mapping[str, Any]) -> str:
    """Return `In the first 10 minutes of the call`, or `Anytime in the call`."""
    where, interval = one_line(tracker.get("saidAt")), one_line(tracker.get("saidAtInterval"))
    unit = one_line(tracker.get("saidAtUnit")).lower()
    if where == "Anytime":
        return "Anytime in the call"
    if where not in _PARTS or not interval:
        return words(where)
    length = f"{interval}%" if unit.startswith("percent") else f"{interval} {unit}".strip()
    return f"{_PARTS[where]} {length} of the call"


def call_filter(query: Any) -> str:
    """Return a tracker's `filterQuery` in words: `call direction is OUTBOUND and (… or …)`.

    Gong sends a JSON text, `"{}"` for no filter; what cannot be read as one is returned as it is.
    """
    text = one_line(query)
    try:
        return _condition(json.loads(text), outermost=True)
    except (ValueError, RecursionError):
        return text


def _condition(query: Any, *, outermost: bool = False) -> str:
    if not isinstance(query, dict):
        return anything(query)
    kind, parts = one_line(query.get("type")), query.get("filters")
    if not isinstance(parts, list):
        return _test(kind, query)
    inner = [part for each in parts if (part := _condition(each))]
    joint = _JOINTS.get(kind.lower(), " and ")
    joined = joint.join(inner)
    if kind.lower() == "not" and joined:
        return f"not ({joined})"
    return f"({joined})" if len(inner) > 1 and not outermost else joined


def _test(kind: str, query: Mapping[str, Any]) -> str:
    """Return one test: `call direction is OUTBOUND`, or `topic is one of Pricing, Objections`."""
    terms = query.get("terms")
    count = len(terms) if isinstance(terms, list) else 1
    value = anything(terms)
    rest = anything({key: each for key, each in query.items() if key not in {"type", "terms"}})
    test = (
        f"{words(kind).lower()} is {'one of ' if count > 1 else ''}{value}" if value else words(kind).lower()
    )
    return with_details(test.strip(), [rest])
