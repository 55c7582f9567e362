"""A call's transcript: who said what, one line per turn (`docs/text-format.md`, TRANSCRIPT).

This is the hot path of an import, some thirty kilobytes of text per record, hence the flat loop in
`_plain_turns`.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from include.formatters.people import attendees, named, speaker_names, told_apart, with_affiliation
from include.text import (
    block,
    clock,
    duration,
    field,
    joined,
    mapping,
    objects,
    one_line,
    quantity,
    record,
    scalars,
    timestamp,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from include.formatters.people import People
    from include.text import Rendered

_NO_TIME = "--:--:--"
_MOST_STAMPS = 8192
_text = attrgetter("text")
_NOT_DECODED = (AttributeError, IndexError, TypeError)
"""What a look at plain JSON raises that takes monologues for what `gong.endpoints` decodes them to."""


def format_record(transcript: Mapping[str, Any]) -> Rendered:
    """Return the text of `{"callId", "transcript": [monologues], "call": {"metaData", "parties"}}`.

    Monologues are objects with `speaker_id`, `topic` and `sentences` of `start` and `text`, or any JSON.
    """
    call = mapping(mapping(transcript).get("call"))
    about = mapping(call.get("metaData"))
    people = named(call.get("parties"))
    monologues = mapping(transcript).get("transcript")
    speakers = _Speakers(people)
    turns = _turns(monologues, speakers)
    return record(
        "TRANSCRIPT",
        field("Title", about.get("title")),
        field("Date", timestamp(about.get("started"))),
        field("Duration", duration(about.get("duration"))),
        block("Attendees", attendees(people)),
        field("Topics", ", ".join(scalars(_topics(monologues)))),
        field("Link", about.get("url")),
        field("Call ID", mapping(transcript).get("callId") or about.get("id")),
        "Transcript:\n" if turns else "",
        turns,
        gaps=speakers.unnamed,
    )


class _Speakers(dict[Any, str]):
    """What a turn shows for a speaker id; an id without a name gets the next `Speaker N` when asked for.

    ``unnamed`` counts these; all turns without an id are of one speaker.
    """

    def __init__(self, people: People) -> None:
        super().__init__(speaker_names(told_apart(people), with_affiliation))
        self._people, self._numbered, self.unnamed = people, 0, 0

    def __missing__(self, raw: Any) -> str:
        speaker = one_line(raw)
        if speaker not in self:
            self.unnamed += 1
            of = (party for _, party in self._people if one_line(party.get("speakerId")) == speaker)
            self[speaker] = with_affiliation(self._next_number(), next(of, {}) if speaker else {})
        self[raw] = self[speaker]
        return self[raw]

    def _next_number(self) -> str:
        self._numbered += 1
        while any(name == f"Speaker {self._numbered}" for name, _ in self._people):
            self._numbered += 1
        return f"Speaker {self._numbered}"

    def of(self, raw: Any) -> str:
        """Return what is shown for a speaker id of any type; what is no id is the speaker without one."""
        return self[raw] if isinstance(raw, (str, int)) else self[None]


def _turns(monologues: Any, speakers: _Speakers) -> bytes:
    """Return a line per monologue that has words."""
    try:
        text = joined(_plain_turns(monologues, speakers))
    except _NOT_DECODED:
        text = None
    return "".join(_careful_turns(monologues, speakers)).encode() if text is None else text


def _plain_turns(monologues: Any, speakers: _Speakers) -> list[str]:
    """Return the lines, without breaks, of decoded monologues, whatever characters are in them."""
    turns = []
    for monologue in monologues:
        said = monologue.sentences
        first = said[0]
        stamp = _STAMPS[first.start // 1000]
        speaker = speakers[monologue.speaker_id]
        # Most have up to three sentences, and to join them takes longer.
        if len(said) == 2:  # noqa: PLR2004 - a count, not a setting
            turns.append(f"{stamp}{speaker}: {first.text} {said[1].text}")
        elif len(said) == 1:
            turns.append(f"{stamp}{speaker}: {first.text}")
        elif len(said) == 3:  # noqa: PLR2004 - the same
            turns.append(f"{stamp}{speaker}: {first.text} {said[1].text} {said[2].text}")
        else:
            turns.append(f"{stamp}{speaker}: {' '.join(map(_text, said))}")
    return turns


class _Stamps(dict[int, str]):
    """What stands before a turn, by the second it begins in; kept for calls as long as nearly all are."""

    def __missing__(self, seconds: int) -> str:
        stamp = f"[{clock(seconds) or _NO_TIME}] "
        return self.setdefault(seconds, stamp) if len(self) < _MOST_STAMPS else stamp


_STAMPS = _Stamps()


def _careful_turns(monologues: Any, speakers: _Speakers) -> Iterator[str]:
    """Yield the same lines of monologues that may hold anything at all."""
    for monologue in monologues if isinstance(monologues, list) else ():
        words, at, speaker = _odd_monologue(_as_json(monologue), speakers)
        if words:
            yield f"[{at or _NO_TIME}] {speaker}: {words}\n"


def _as_json(monologue: Any) -> Mapping[str, Any]:
    """Return a monologue as it was before it was decoded to an object."""
    if not hasattr(monologue, "sentences"):
        return mapping(monologue)
    sentences = [{"start": each.start, "text": each.text} for each in monologue.sentences]
    return {"speakerId": monologue.speaker_id, "sentences": sentences}


def _odd_monologue(monologue: Mapping[str, Any], speakers: _Speakers) -> tuple[str, str, str]:
    """Return words, time and speaker of a monologue that is not as Gong describes it: whatever is usable."""
    sentences = objects(monologue.get("sentences"))
    words = " ".join(filter(None, (one_line(sentence.get("text")) for sentence in sentences)))
    starts = (quantity(sentence.get("start")) for sentence in sentences)
    start = next((start for start in starts if start is not None), None)
    at = "" if start is None else clock(start / 1000)
    return words, at, speakers.of(monologue.get("speakerId"))


def _topics(monologues: Any) -> list[str]:
    """Return the topics that monologues carry, each once."""
    topics: dict[Any, None] = {}
    before = None
    try:
        for monologue in monologues or ():
            if monologue.topic != before:  # most go on with the one before them, which is the faster question
                before = monologue.topic
                topics[before] = None
    except _NOT_DECODED:
        found = (each.get("topic") for each in objects(monologues))
        topics = dict.fromkeys(topic for topic in found if isinstance(topic, str))
    return [topic for topic in topics if isinstance(topic, str)]
