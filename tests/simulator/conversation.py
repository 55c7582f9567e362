"""Composes a conversation: blocks of dialogue, spoken by a cast, with times."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.simulator.marks import draw
from tests.simulator.script import sentences

if TYPE_CHECKING:
    from tests.simulator.script import Block
    from tests.simulator.story import Plan


@dataclass
class Turn:
    """One monologue: the speaker's letter and the sentences with start and end in milliseconds."""

    role: str
    sentences: list[tuple[int, int, str]]

    @property
    def milliseconds(self) -> int:
        """How long the turn lasts."""
        return self.sentences[-1][1] - self.sentences[0][0]


@dataclass
class Segment:
    """One block as it was spoken; its texts have the facts filled in."""

    topic: str
    section: str
    items: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    briefs: list[str] = field(default_factory=list)
    nexts: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    silence: int = 0

    @property
    def start(self) -> float:
        """Seconds from the start of the call."""
        return self.turns[0].sentences[0][0] / 1000

    @property
    def end(self) -> float:
        """Seconds from the start of the call."""
        return self.turns[-1].sentences[-1][1] / 1000


def compose(plan: Plan) -> list[Segment]:
    """Return the conversation of a planned call, segment by segment; equal plans give equal ones."""
    rng = random.Random(draw(plan.seed, "talk", plan.index))
    clock = rng.randint(900, 4200)
    segments = []
    for block in plan.blocks:
        segment, clock = _speak(block, plan, rng, clock)
        segments.append(segment)
    return segments


def _speak(block: Block, plan: Plan, rng: random.Random, clock: int) -> tuple[Segment, int]:
    facts = plan.facts

    def filled(texts: list[str]) -> list[str]:
        return [text.format_map(facts) for text in texts]

    segment = Segment(block.topic, block.section.format_map(facts))
    segment.items, segment.points = filled(block.items), filled(block.points)
    segment.briefs, segment.nexts = filled(block.briefs), filled(block.nexts)
    for role, text in block.turns:
        if role == "~":
            pause = round(int(text) * rng.uniform(1500, 3500))
            clock, segment.silence = clock + pause, segment.silence + pause
            continue
        spoken, clock = _say(text.format_map(facts), rng, clock)
        segment.turns.append(Turn(plan.voice(role), spoken))
    return segment, clock


def _say(text: str, rng: random.Random, clock: int) -> tuple[list[tuple[int, int, str]], int]:
    spoken = []
    pace = rng.uniform(1.05, 1.4)
    for sentence in sentences(text):
        end = clock + round(_length(sentence) * pace)
        spoken.append((clock, end, sentence))
        clock = end + rng.randint(150, 1_400)
    return spoken, clock + rng.randint(300, 4_500)


def _length(sentence: str) -> int:
    """Return how long a sentence takes to say, in milliseconds."""
    dense = sum("\u3040" <= letter <= "\u9fff" for letter in sentence)
    words = len(sentence.split()) if dense * 2 < len(sentence) else 0
    return 350 + 380 * words + 190 * dense
