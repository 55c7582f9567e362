"""The company's eight keyword trackers, and where they are hit in a conversation."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tests.simulator.conversation import Segment


class Tracker(NamedTuple):
    """A tracker: words by language, who must say them, when (first or last minutes or percent)."""

    name: str
    home: int
    words: dict[str, list[str]]
    affiliation: str = "Anyone"
    said_at: str = "Anytime"
    interval: int | None = None
    unit: str | None = None
    topics: tuple[str, ...] = ()
    in_question: bool = False
    built_in: bool = False
    filter_query: str = "{}"


TRACKERS = (
    Tracker("Budget & price", 0, {
        "eng": ["budget", "price", "quote", "cost", "expensive", "discount"],
    }, topics=("Pricing", "Negotiation", "Objections")),
    Tracker("Budget & price (EMEA, APAC)", 1, {
        "eng": ["budget", "price", "quote", "discount"], "ger": ["Budget", "Preis", "Angebot", "Rabatt"],
        "spa": ["presupuesto", "precio", "descuento"], "fre": ["budget", "prix", "devis", "remise"],
        "jpn": ["予算", "価格", "見積", "値引き"],
    }),
    Tracker("Competitors", 0, {"mul": ["Rackello", "Depotiq", "ShipSprout", "RackWise"]}),
    Tracker("Competitors (EMEA, APAC)", 1, {"mul": ["Rackello", "Depotiq", "LagerPro", "MagTop"]},
            affiliation="NonCompany"),
    Tracker("Go-live risk", 1, {
        "eng": ["delay", "go-live", "go live", "freeze", "Wi-Fi"],
        "ger": ["Verzögerung", "Go-live"], "spa": ["retraso", "arranque"], "jpn": ["遅れ", "本稼働"],
    }),
    Tracker("Next meeting booked", 0, {
        "eng": ["invite", "calendar", "book"],
    }, affiliation="Company", said_at="Last", interval=20, unit="percent"),
    Tracker("Open question at the start", 0, {
        "eng": ["walk me through", "how do you", "what would", "what does"],
    }, affiliation="Company", said_at="First", interval=10, unit="minutes", in_question=True),
    Tracker("Voicemail", 0, {"eng": ["leave a message", "after the tone"]}, said_at="First", interval=1,
            unit="minutes", built_in=True,
            filter_query='{"type":"And","filters":[{"type":"CallDirection","terms":["OUTBOUND"]}]}'),
)  # fmt: skip


@cache
def _pattern(word: str) -> re.Pattern[str]:
    edge = r"\b" if word.isascii() else ""
    return re.compile(edge + re.escape(word) + (r"(?:s|d|ed|es)?" + edge if edge else ""), re.IGNORECASE)


def hits(tracker: Tracker, language: str, segments: list[Segment]) -> dict[str, list[tuple[float, str]]]:
    """Return where each word of a tracker was said: seconds from the start, and the speaker's letter."""
    words = [*tracker.words.get(language, []), *tracker.words.get("mul", [])]
    length = segments[-1].end
    found: dict[str, list[tuple[float, str]]] = {}
    for segment in segments:
        if tracker.topics and segment.topic not in tracker.topics:
            continue
        for turn in segment.turns:
            for start, _, text in turn.sentences:
                if _counts(tracker, turn.role, start / 1000, length, text):
                    _collect(found, words, text, (start / 1000, turn.role))
    return found


def _collect(
    found: dict[str, list[tuple[float, str]]], words: list[str], text: str, place: tuple[float, str]
) -> None:
    for word in words:
        if _pattern(word).search(text):
            found.setdefault(word, []).append(place)


def _counts(tracker: Tracker, role: str, second: float, length: float, text: str) -> bool:
    ours = role in "SEF"
    if (tracker.affiliation == "Company" and not ours) or (tracker.affiliation == "NonCompany" and ours):
        return False
    if tracker.in_question and "?" not in text:
        return False
    if tracker.interval is None:
        return True
    span = tracker.interval * 60 if tracker.unit == "minutes" else length * tracker.interval / 100
    return second <= span if tracker.said_at == "First" else second >= length - span


def definition(tracker: Tracker) -> dict[str, Any]:
    """Return what Gong tells of a tracker, without ids and times."""
    return {
        "trackerName": tracker.name,
        "languageKeywords": [
            {"language": language, "keywords": words, "includeRelatedForms": language == "eng"}
            for language, words in tracker.words.items()
        ],
        "affiliation": tracker.affiliation,
        "partOfQuestion": tracker.in_question,
        "saidAt": tracker.said_at,
        "saidAtInterval": tracker.interval,
        "saidAtUnit": tracker.unit,
        "saidInTopics": list(tracker.topics),
        "filterQuery": tracker.filter_query,
    }
