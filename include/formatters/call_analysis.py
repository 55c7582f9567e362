"""What Gong found in a call: its content, trackers and conversation figures (`docs/text-format.md`, CALL)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from include.text import (
    before_colon,
    block,
    clock,
    counted,
    duration,
    field,
    label,
    mapping,
    number,
    objects,
    one_line,
    percent,
    quantity,
    with_details,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from include.text import Item

    Names = Mapping[str, str]

_MOST_POSITIONS = 10  # a line of more helps nobody
# `video` in Gong's OpenAPI document, POST /v2/calls/extensive.
_ON_SCREEN = {"WebcamPrimaryUser": "Host's webcam", "WebcamNonCompany": "External webcam"}


def analysis(content: Mapping[str, Any], names: Names) -> str:
    """Return the lines of a call's `content`, which Gong fills in some time after the call, or never."""
    outcome = mapping(content.get("callOutcome"))
    highlights = objects(content.get("highlights"))
    return (
        field("Outcome", with_details(one_line(outcome.get("name")), [one_line(outcome.get("category"))]))
        + field("Brief", content.get("brief"))
        + block("Key points", (one_line(point.get("text")) for point in objects(content.get("keyPoints"))))
        + block("Next steps", _highlights(highlights, next_steps=True))
        + block("Highlights", _highlights(highlights, next_steps=False))
        + block("Outline", map(_section, objects(content.get("outline"))))
        + block("Time per topic", _times(content.get("topics")))
        + block("Call structure", _times(content.get("structure")))
        + block(
            "Tracker mentions",
            (_tracker(name, each, names) for name, each in occurring(content.get("trackers"), "count")),
        )
    )


def _highlights(highlights: list[Mapping[str, Any]], *, next_steps: bool) -> Iterator[str]:
    """Yield the items of the section `Next steps`, or those of all others with their section's title."""
    for section in highlights:
        title = label(section.get("title"))
        if (title.lower() == "next steps") is next_steps:
            for item in objects(section.get("items")):
                if text := one_line(item.get("text")):
                    times = item.get("startTimes")
                    titled = text if next_steps or not title else f"{title}: {text}"
                    yield with_details(titled, [_positions(times, {})])


def _section(section: Mapping[str, Any]) -> Item:
    parts = objects(section.get("items"))
    head = _at(section.get("startTime"), section.get("section"))
    return head and with_details(head, [duration(section.get("duration"))]), (
        _at(part.get("startTime"), part.get("text")) for part in parts
    )


def _at(seconds: Any, value: Any) -> str:
    """Return `[00:05:23] text`, or the text alone."""
    line, position = one_line(value), clock(seconds)
    return f"[{position}] {line}" if line and position else line


def _times(entries: Any, titles: Mapping[str, str] | None = None) -> Iterator[str]:
    for line, entry in occurring(entries, "duration"):
        name = before_colon(line)
        if time := duration(entry.get("duration")):
            yield f"{(titles or {}).get(name, name)}: {time}"


def occurring(entries: Any, measure: str, name: str = "name") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield name and entry of topics or trackers that did occur: Gong lists others, with a measure of 0."""
    for entry in objects(entries):
        if quantity(entry.get(measure)) != 0 and (line := one_line(entry.get(name))):
            yield line, entry


def _tracker(name: str, tracker: Mapping[str, Any], names: Names) -> Item:
    """Return a tracker with its count, and below it its phrases, or else the positions of its mentions."""
    mentions = quantity(tracker.get("count"))
    details = ["AI tracker"] if tracker.get("type") == "SMART" else []
    details += [] if mentions is None else [counted(int(mentions), "mention", "mentions")]
    head = with_details(before_colon(name), details, ", ")
    said = occurring(tracker.get("phrases"), "count", "phrase")
    phrases = [_phrase(text, phrase, names) for text, phrase in said]
    if phrases:
        return head, phrases
    positions = _positions(tracker.get("occurrences"), names)
    return (f"{head}: {positions}" if positions else head), ()


def _phrase(text: str, phrase: Mapping[str, Any], names: Names) -> str:
    times = quantity(phrase.get("count"))
    head = f'"{text}"' if times is None else f'"{text}", {counted(int(times), "time", "times")}'
    positions = _positions(phrase.get("occurrences"), names)
    return f"{head}: {positions}" if positions else head


def _positions(occurrences: Any, names: Names) -> str:
    """Return `00:00:32 by Sam Okafor, 00:20:10` of occurrences or plain seconds, the first ten."""
    if not isinstance(occurrences, list):
        return ""
    positions = [position for each in occurrences if (position := _position(each, names))]
    shown = ", ".join(positions[:_MOST_POSITIONS])
    more = len(positions) - _MOST_POSITIONS
    return f"{shown} and {more} more" if more > 0 else shown


def _position(occurrence: Any, names: Names) -> str:
    if not isinstance(occurrence, dict):
        return clock(occurrence)
    position = clock(occurrence.get("startTime"))
    speaker = names.get(one_line(occurrence.get("speakerId")), "")
    return f"{position} by {speaker}" if position and speaker else position


def interaction(measured: Mapping[str, Any], names: Names) -> str:
    """Return the lines of a call's `interaction`: talk times, questions, the host's figures, video."""
    questions = mapping(measured.get("questions"))
    return (
        block("Talk time", _talk_times(objects(measured.get("speakers")), names))
        + field("Questions by the company", questions.get("companyCount"))
        + field("Questions by others", questions.get("nonCompanyCount"))
        + block("Host's conversation figures", figures(measured.get("interactionStats")))
        + block("On screen", _times(measured.get("video"), _ON_SCREEN))
    )


def _talk_times(speakers: list[Mapping[str, Any]], names: Names) -> Iterator[str]:
    """Yield each speaker's time and its share of all the talking that Gong measured."""
    talked = [(speaker, quantity(speaker.get("talkTime")) or 0) for speaker in speakers]
    talked = [(speaker, seconds) for speaker, seconds in talked if seconds > 0]
    total = sum(seconds for _, seconds in talked)
    for speaker, seconds in talked:
        name = names.get(one_line(speaker.get("userId"))) or names.get(one_line(speaker.get("id")))
        yield f"{name or 'Unknown speaker'}: {duration(seconds)} ({round(100 * seconds / total)}%)"


def _seconds(value: Any) -> str:
    seconds = quantity(value)
    if seconds is None or seconds < 0:
        return ""
    return duration(seconds) if seconds >= 60 else f"{number(round(seconds, 1))} seconds"  # noqa: PLR2004


def _of_ten(value: Any) -> str:
    return f"{one_line(value)} of 10" if quantity(value) is not None else ""


# Names and units: https://help.gong.io/docs/payload-sent-to-webhooks and Gong's OpenAPI document.
_UNITS: dict[str, Callable[[Any], str]] = {
    "Talk Ratio": percent,
    "Longest Monologue": _seconds,
    "Longest Customer Story": _seconds,
    "Patience": _seconds,
    "Interactivity": _of_ten,
}


def figures(stats: Any) -> Iterator[str]:
    """Yield `Talk ratio: 49%` for each `{"name", "value"}`; figures of unknown unit as plain numbers."""
    for stat in objects(stats):
        name = label(stat.get("name"))
        if name and (value := _UNITS.get(name, one_line)(stat.get("value"))):
            yield f"{name.capitalize()}: {value}"
