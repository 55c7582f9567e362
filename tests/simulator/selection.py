"""Which blocks of a call a request asked for."""

from __future__ import annotations

from typing import Any

_CONTENT = ("structure", "topics", "brief", "outline", "highlights", "callOutcome", "keyPoints")
_INTERACTION = {
    "speakers": "speakers",
    "video": "video",
    "personInteractionStats": "interactionStats",
    "questions": "questions",
}


def select(call: dict[str, Any], selector: dict[str, Any]) -> dict[str, Any]:
    """Return a call with ``metaData`` and the blocks that a ``contentSelector`` exposes."""
    exposed = selector.get("exposedFields", {})
    parts = {key: value for key, value in call.items() if key == "metaData" or key not in _BLOCKS}
    context = selector.get("context", "None")
    timings = set(selector.get("contextTiming", ["Now"]))
    if context != "None":
        parts["context"] = linked(call["context"], timings, extended=context == "Extended")
    if exposed.get("parties") and "parties" in call:
        parts["parties"] = [
            party
            | {
                "context": linked(
                    party["context"], timings, extended=context == "Extended", wanted=context != "None"
                )
            }
            for party in call["parties"]
        ]
    parts |= _detail(call, exposed)
    if exposed.get("media"):
        parts["media"] = call["media"]
    return parts


_BLOCKS = {"metaData", "context", "parties", "content", "interaction", "collaboration", "media"}


def _detail(call: dict[str, Any], exposed: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if wanted := {key for key, value in exposed.get("content", {}).items() if value}:
        found["content"] = _content(call["content"], wanted)
    if wanted := {key for key, value in exposed.get("interaction", {}).items() if value}:
        found["interaction"] = {
            name: call["interaction"][name] for key, name in _INTERACTION.items() if key in wanted
        }
    if exposed.get("collaboration", {}).get("publicComments"):
        found["collaboration"] = call["collaboration"]
    return found


def _content(content: dict[str, Any], wanted: set[str]) -> dict[str, Any]:
    found = {key: content[key] for key in _CONTENT if key in wanted and key in content}
    if "trackers" in wanted:
        detailed = "trackerOccurrences" in wanted
        found["trackers"] = content["trackers"] if detailed else [_bare(each) for each in content["trackers"]]
    return found


def _bare(tracker: dict[str, Any]) -> dict[str, Any]:
    bare = {key: value for key, value in tracker.items() if key != "occurrences"}
    if "phrases" in bare:
        bare["phrases"] = [{"count": each["count"], "phrase": each["phrase"]} for each in bare["phrases"]]
    return bare


def linked(
    context: list[dict[str, Any]], timings: set[str], *, extended: bool, wanted: bool = True
) -> list[dict[str, Any]]:
    """Return the CRM links: with field values of the wanted timings if ``extended``, else bare links."""
    if not wanted:
        return []
    timings = timings if extended else {"Now"}
    found = []
    for system in context:
        objects = [each for each in system["objects"] if each["timing"] in timings]
        if not extended:
            objects = [
                {"objectType": each["objectType"], "objectId": each["objectId"], "fields": []}
                for each in objects
            ]
        found.append({"system": system["system"], "objects": objects})
    return found
