"""A call: what it was, who took part, and what Gong found in it (`docs/text-format.md`, CALL)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from include.formatters import crm
from include.formatters.call_analysis import analysis, interaction, occurring
from include.formatters.languages import language
from include.formatters.people import attended, attendees, listed, named, names_by_id, told_apart, user
from include.text import (
    block,
    clock,
    duration,
    field,
    mapping,
    objects,
    one_line,
    record,
    scalars,
    timestamp,
    with_details,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from include.formatters.people import People
    from include.text import Rendered

_MENTION = re.compile(r"@\[([^\[\]]{1,200})\]\([^()]{1,64}\)")


def format_record(call: Mapping[str, Any]) -> Rendered:
    """Return the text of a call of POST /v2/calls/extensive, as Gong sent it."""
    call = mapping(call)
    people = named(call.get("parties"))
    apart = told_apart(people)
    names = names_by_id(apart)
    content = mapping(call.get("content"))
    about = mapping(call.get("metaData"))
    return record(
        "CALL",
        _first_lines(about, people, content),
        _about(about, apart, names),
        crm.linked(call.get("context")),
        analysis(content, names),
        interaction(mapping(call.get("interaction")), names),
        block("Comments", _comments(mapping(call.get("collaboration")).get("publicComments"), names)),
    )


def _first_lines(about: Mapping[str, Any], people: People, content: Mapping[str, Any]) -> str:
    """Return the lines that this text has always had, in the order it has always had."""
    return (
        field("Title", about.get("title"))
        + field("Date", timestamp(about.get("started")))
        + field("Duration", duration(about.get("duration")))
        + field("Direction", _known(about.get("direction")))
        + block("Attendees", attendees(people))
        + field("Topics", ", ".join(_found(content.get("topics"), "duration")))
        + field("Trackers", ", ".join(_found(content.get("trackers"), "count")))
    )


def _about(about: Mapping[str, Any], people: People, names: Mapping[str, str]) -> str:
    return (
        field("Link", about.get("url"))
        + field("Call ID", about.get("id"))
        + field("Host", user(about.get("primaryUserId"), names))
        + block("Attendee details", (_details(name, name, who) for name, who in people if attended(who)))
        + block("Invited, did not attend", (_absent(name, who) for name, who in people if not attended(who)))
        + field("Scheduled", timestamp(about.get("scheduled")))
        + field("Scope", _known(about.get("scope")))
        + field("Private", "Yes" if about.get("isPrivate") is True else "")
        + field("Language", language(about.get("language")))
        + field("System", about.get("system"))
        + field("Media", about.get("media"))
        + field("Purpose", about.get("purpose"))
        + field("Disposition", about.get("sdrDisposition"))
        + field("External ID", about.get("clientUniqueId"))
        + field("Custom data", about.get("customData"))
        + field("Workspace ID", about.get("workspaceId"))
    )


def _known(value: Any) -> str:
    """Return one of Gong's names for a kind; its `Unknown` is no information."""
    line = one_line(value)
    return "" if line == "Unknown" else line


def _found(entries: Any, measure: str) -> Iterator[str]:
    """Yield the names of topics or trackers, without those that Gong lists although they did not occur."""
    return (name for name, _ in occurring(entries, measure))


def _details(shown: str, name: str, party: Mapping[str, Any]) -> str:
    """Return a party's job, e-mail address and telephone number, as far as they are not its name."""
    details = scalars([party.get("title"), party.get("emailAddress"), party.get("phoneNumber")])
    details = [detail for detail in details if detail != name]
    return f"{shown}: {', '.join(details)}" if details and shown else ""


def _absent(name: str, party: Mapping[str, Any]) -> str:
    shown = listed(name, party)
    return _details(shown, name, party) or shown


def _comments(comments: Any, names: Mapping[str, str]) -> Iterator[str]:
    """Yield comments as `[00:00:26] Lee Tan: Nice opening, @Dana Reyes (2026-11-04 08:15:00 UTC)`.

    A mention arrives as `@[Dana Reyes](2345994848484230017)` (Gong's OpenAPI document).
    """
    for comment in objects(comments):
        if text := _MENTION.sub(r"@\1", one_line(comment.get("comment"))):
            author = user(comment.get("commenterUserId"), names)
            said = f"{author}: {text}" if author else text
            position = clock(comment.get("audioStartTime"))
            placed = f"[{position}] {said}" if position else said
            yield with_details(placed, [timestamp(comment.get("posted"))])
