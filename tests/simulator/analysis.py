"""What Gong's analysis makes of a conversation: topics, trackers, outline, talk times, questions."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tests.simulator.marks import number
from tests.simulator.trackers import hits

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simulator.conversation import Segment, Turn
    from tests.simulator.story import Plan
    from tests.simulator.trackers import Tracker

_HEADINGS = {
    "eng": "Next steps",
    "ger": "Nächste Schritte",
    "spa": "Próximos pasos",
    "fre": "Prochaines étapes",
    "jpn": "次のステップ",
}
_SCREEN_SHARED = 8  # seconds; a longer gap is a demonstration, not patience
_QUESTIONS = ("?", "か。")  # Japanese asks without a question mark


def turns(segments: list[Segment]) -> list[Turn]:
    """Return all turns in order."""
    return [turn for segment in segments for turn in segment.turns]


def content(
    plan: Plan, segments: list[Segment], speaker: Callable[[str], str], trackers: list[Tracker]
) -> dict[str, Any]:
    """Return the ``content`` block; ``speaker`` gives a letter's speaker id, ``trackers`` are looked for."""
    return {
        "structure": structure(segments),
        "topics": topics(segments),
        "trackers": [*tracked(plan, segments, speaker, trackers), *_smart(plan, segments, speaker)],
        "brief": " ".join(text for segment in segments for text in segment.briefs),
        "outline": [_outline(segment) for segment in segments if segment.section],
        "highlights": _highlights(plan, segments),
        "keyPoints": [{"text": text} for segment in segments for text in segment.points],
    }


def structure(segments: list[Segment]) -> list[dict[str, Any]]:
    """Return the coarse parts: setup, discussion, wrap-up, in whole seconds."""
    first, last = segments[0], segments[-1]
    parts = [
        ("Meeting Setup", first.end),
        ("Discussion", last.start - first.end),
        ("Wrap-up", last.end - last.start),
    ]
    if len(segments) == 1:
        parts = [("Discussion", first.end)]
    return [{"name": name, "duration": round(seconds)} for name, seconds in parts]


def topics(segments: list[Segment]) -> list[dict[str, Any]]:
    """Return the topics with their seconds, longest first."""
    seconds: dict[str, float] = {}
    for segment in segments:
        seconds[segment.topic] = seconds.get(segment.topic, 0) + segment.end - segment.start
    ranked = sorted(seconds.items(), key=lambda pair: -pair[1])
    return [{"name": name, "duration": round(length)} for name, length in ranked]


def _outline(segment: Segment) -> dict[str, Any]:
    starts = [turn.sentences[0][0] / 1000 for turn in segment.turns]
    step = max(1, len(starts) // max(1, len(segment.items)))
    items = [
        {"text": text, "startTime": round(starts[min(place * step, len(starts) - 1)], 1)}
        for place, text in enumerate(segment.items)
    ]
    return {
        "section": segment.section,
        "startTime": round(segment.start, 1),
        "duration": round(segment.end - segment.start, 1),
        "items": items,
    }


def _highlights(plan: Plan, segments: list[Segment]) -> list[dict[str, Any]]:
    items = [
        {"text": text, "startTimes": [round(segment.start, 1)]}
        for segment in segments
        for text in segment.nexts
    ]
    return [{"title": _HEADINGS[plan.language], "items": items}] if items else []


def tracked(
    plan: Plan, segments: list[Segment], speaker: Callable[[str], str], trackers: list[Tracker]
) -> list[dict[str, Any]]:
    """Return the trackers with their hits, those without any included with a count of 0."""
    found = []
    for tracker in trackers:
        phrases: list[dict[str, Any]] = [
            {"count": len(places), "occurrences": _occurrences(places, speaker), "phrase": word}
            for word, places in hits(tracker, plan.language, segments).items()
        ]
        places = sorted(
            (each for phrase in phrases for each in phrase["occurrences"]), key=lambda hit: hit["startTime"]
        )
        found.append(
            {
                "id": number(plan.seed, "tracker", tracker.name),
                "name": tracker.name,
                "count": len(places),
                "type": "KEYWORD",
                "occurrences": places,
                "phrases": phrases,
            }
        )
    return found


def _smart(plan: Plan, segments: list[Segment], speaker: Callable[[str], str]) -> list[dict[str, Any]]:
    objections = [segment for segment in segments if segment.topic == "Objections"]
    if not objections:
        return []
    places = [(segment.start, segment.turns[0].role) for segment in objections]
    return [
        {
            "id": number(plan.seed, "tracker", "smart"),
            "name": "Customer objection",
            "count": len(places),
            "type": "SMART",
            "occurrences": _occurrences(places, speaker),
        }
    ]


def _occurrences(places: list[tuple[float, str]], speaker: Callable[[str], str]) -> list[dict[str, Any]]:
    return [{"startTime": round(second, 2), "speakerId": speaker(role)} for second, role in places]


def talk_times(segments: list[Segment]) -> dict[str, float]:
    """Return the seconds each letter talked, in order of first appearance."""
    seconds: dict[str, float] = {}
    for turn in turns(segments):
        seconds[turn.role] = round(seconds.get(turn.role, 0) + turn.milliseconds / 1000, 1)
    return seconds


def interaction_stats(segments: list[Segment]) -> list[dict[str, Any]]:
    """Return the host's figures: ratio, seconds, seconds, 0 to 10, seconds."""
    talked, spoken = talk_times(segments), turns(segments)
    ours = [turn.milliseconds / 1000 for turn in spoken if turn.role == "S"] or [0]
    theirs = [turn.milliseconds / 1000 for turn in spoken if turn.role in "CDG"] or [0]
    changes = sum(before.role != after.role for before, after in pairwise(spoken))
    gaps = [
        (after.sentences[0][0] - before.sentences[-1][1]) / 1000
        for before, after in pairwise(spoken)
        if before.role != "S" and after.role == "S"
    ]
    gaps = [gap for gap in gaps if gap < _SCREEN_SHARED]
    figures = {
        "Talk Ratio": round(talked.get("S", 0) / sum(talked.values()), 2),
        "Longest Monologue": round(max(ours), 1),
        "Longest Customer Story": round(max(theirs), 1),
        "Interactivity": round(min(10, changes / segments[-1].end * 60), 1),
        "Patience": round(sum(gaps) / len(gaps), 2) if gaps else 0,
    }
    return [{"name": name, "value": value} for name, value in figures.items()]


def questions(segments: list[Segment]) -> dict[str, int]:
    """Return how many questions each side asked."""
    counts = {"companyCount": 0, "nonCompanyCount": 0}
    for turn in turns(segments):
        asked = sum(text.endswith(_QUESTIONS) for _, _, text in turn.sentences)
        counts["companyCount" if turn.role in "SEF" else "nonCompanyCount"] += asked
    return counts
