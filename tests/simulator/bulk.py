"""A company with very many calls: computed from a call's place, served from bytes prepared once.

A small pool of composed calls serves as templates; every call has its own id and times, and the
participants, analysis and conversation of its template.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

import orjson

from tests.simulator.calls import Quirk, speaker_id, url
from tests.simulator.conversation import compose
from tests.simulator.cursors import digest
from tests.simulator.marks import stamp
from tests.simulator.selection import select
from tests.simulator.world import World

if TYPE_CHECKING:
    from datetime import datetime

    from tests.simulator.story import Plan

_POOL = 24
_FIRST_ID = 3_100_000_000_000_000_000
_STEP = 7_919
_OPENS, _SHUTS = 8 * 3600, 17 * 3600


class _Ids(Sequence[str]):
    """The ids of all calls, computed."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(self._count))]
        if not 0 <= place < self._count:
            raise IndexError(place)
        return str(_FIRST_ID + place * _STEP)


class _Index(Mapping[str, int]):
    """The places of all calls by id, computed."""

    def __init__(self, ids: _Ids) -> None:
        self._ids = ids

    def __getitem__(self, call_id: str) -> int:
        place, rest = divmod(int(call_id) - _FIRST_ID, _STEP)
        if rest or not 0 <= place < len(self._ids):
            raise KeyError(call_id)
        return place

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _starts(count: int, now: datetime) -> array[float]:
    """Return ascending start times, spread evenly over the business hours of the last year's weekdays."""
    midnights = [
        (now - timedelta(days=back)).replace(hour=0, minute=0, second=0, microsecond=0)
        for back in range(365, 0, -1)
    ]
    days = [midnight.timestamp() + _OPENS for midnight in midnights if midnight.weekday() < 5]
    share = len(days) / count
    found = array("d")
    for place in range(count):
        day, part = divmod(place * share, 1)
        found.append(days[int(day)] + round(part * (_SHUTS - _OPENS)))
    return found


class BulkWorld(World):
    """See ``World.bulk``; ``transcript_bytes`` is about the size of one transcript as JSON."""

    def __init__(self, seed: int, calls: int, transcript_bytes: int, now: datetime) -> None:
        super().__init__(seed, 4 * _POOL, now, sloppy=False)
        self.all_transcribed = True
        self._bytes = transcript_bytes
        pool = [
            plan for plan in self.plans if plan.account and plan.language == "eng" and plan.kind != "cold"
        ]
        self._pool = pool[:_POOL]
        self.ids = _Ids(calls)
        self.starts = _starts(calls, now.astimezone(self.zone))
        self._blocks: dict[tuple[int, str], tuple[dict[str, Any], bytes]] = {}
        self._conversations: dict[int, bytes] = {}

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Every call's place in the order of time, by id."""
        return _Index(_Ids(len(self.ids)))

    def plan(self, place: int) -> Plan:
        """Return the template of a call."""
        return self._pool[place % len(self._pool)]

    def call(self, place: int) -> dict[str, Any]:
        """Return a call with all its blocks."""
        template = super().call(self.plan(place).index)
        return template | {"metaData": self._metadata(place, template["metaData"])}

    def _metadata(self, place: int, template: dict[str, Any]) -> dict[str, Any]:
        call_id, started = self.ids[place], self.starts[place]
        return template | {
            "id": call_id,
            "url": url(call_id),
            "title": f"{template['title']} #{place}",
            "scheduled": None,
            "started": stamp(started, self.zone, 3),
            "isPrivate": False,
        }

    def selected(self, place: int, selector: dict[str, Any]) -> Any:
        """Return the blocks of a call that a ``contentSelector`` exposes, as bytes for JSON."""
        number, asked = place % len(self._pool), digest(selector)
        if (number, asked) not in self._blocks:
            parts = select(super().call(self.plan(place).index), selector)
            metadata = parts.pop("metaData")
            self._blocks[number, asked] = metadata, orjson.dumps(parts)[1:]
        metadata, rest = self._blocks[number, asked]
        head = orjson.dumps({"metaData": self._metadata(place, metadata)})[:-1]
        return orjson.Fragment(head + (b"," if len(rest) > 1 else b"") + rest)

    def transcript(self, place: int) -> Any:
        """Return a call's transcript as bytes for JSON."""
        number = place % len(self._pool)
        if number not in self._conversations:
            self._conversations[number] = self._long_conversation(number)
        head = f'{{"callId":"{self.ids[place]}","transcript":'.encode()
        return orjson.Fragment(head + self._conversations[number] + b"}")

    def _long_conversation(self, number: int) -> bytes:
        """Return a template's monologues, continued with those of others up to the wanted size."""
        speakers = self._pool[number]
        monologues: list[dict[str, Any]] = []
        size = shift = 0
        for other in range(1_000):
            segments = compose(self._pool[(number + other) % len(self._pool)])
            for segment in segments:
                for turn in segment.turns:
                    spoken = [
                        {"start": a + shift, "end": b + shift, "text": text} for a, b, text in turn.sentences
                    ]
                    speaker = speaker_id(speakers, speakers.voice(turn.role), Quirk())
                    monologues.append({"speakerId": speaker, "topic": segment.topic, "sentences": spoken})
                    size += len(orjson.dumps(monologues[-1])) + 1
                    if size >= self._bytes:
                        return orjson.dumps(monologues)
            shift = round(segments[-1].end * 1000) + shift + 2_000
        raise ValueError(f"a transcript of {self._bytes} bytes is too long")

    def host(self, place: int) -> str | None:
        """Return the id of the user who hosted a call."""
        return super().host(self.plan(place).index)

    def workspace(self, place: int) -> str:
        """Return the id of the workspace of a call."""
        return super().workspace(self.plan(place).index)
