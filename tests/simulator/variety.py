"""Chooses among the variants of a stretch of dialogue, so that people do not repeat themselves."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.simulator.marks import draw
from tests.simulator.script import Block, read

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILES = {
    "eng": ("sales", "pains", "customers", "internal", "more"),
    "ger": ("german",),
    "spa": ("spanish",),
    "fre": ("french",),
    "jpn": ("japanese",),
}

# The stretches of each kind of call, in order; {pain} is the account's.
RECIPES = {
    "cold": ["cold"],
    "discovery": [
        "open.first",
        "situation",
        "pain.{pain}",
        "impact",
        "rival",
        "decision",
        "next.demo",
        "close",
    ],
    "demo": ["open.again", "recap", "demo.{pain}", "demo.more", "objection", "next.technical", "close"],
    "technical": ["open.technical", "integration", "hardware", "migration", "next.pricing", "close"],
    "pricing": ["open.again", "pricing", "objection.price", "rival.price", "next.proposal", "close"],
    "security": ["open.again", "security", "legal", "next.legal", "close"],
    "negotiation": ["open.again", "negotiation", "terms", "next.sign", "close"],
    "loss": ["loss", "loss.close"],
    "kickoff": ["open.kickoff", "plan", "migration.plan", "risks", "next.kickoff", "close"],
    "training": ["open.training", "training", "training.questions", "next.training", "close"],
    "qbr": ["open.again", "results.{pain}", "adoption", "roadmap", "next.qbr", "close"],
    "support": ["open.support", "incident", "next.support", "close"],
    "checkin": ["open.again", "checkin", "feature", "next.checkin", "close"],
    "renewal": ["open.again", "results.{pain}", "renewal", "next.renewal", "close"],
    "forecast": ["internal.open", "forecast.one", "forecast.two", "internal.close"],
    "deal_review": ["internal.open", "deal_review", "deal_review.plan", "internal.close"],
    "one_on_one": ["one.open", "one.pipeline", "one.coaching", "internal.close"],
    "deal_desk": ["internal.open", "deal_desk", "internal.close"],
    "standup": ["standup", "standup.two", "internal.close"],
    "feedback": ["internal.open", "feedback", "feedback.two", "internal.close"],
    "retro": ["internal.open", "retro.{outcome}", "internal.close"],
    "roleplay": ["one.open", "roleplay", "roleplay.two", "internal.close"],
}


@cache
def library() -> dict[str, dict[str, list[Block]]]:
    """Return all blocks by language and name, read once per process."""
    folder = Path(__file__).parent
    return {
        language: read("\n".join((folder / f"dialogue_{name}.txt").read_text("utf-8") for name in names))
        for language, names in _FILES.items()
    }


class Variety:
    """Hands out blocks: the variant that a thread has heard least, then the one that was used least."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._heard: Counter[tuple[str, str, int]] = Counter()
        self._used: Counter[tuple[str, str, int]] = Counter()

    def blocks(self, kind: str, language: str, thread: str, **facts: str) -> list[Block]:
        """Return the blocks of a call; ``facts`` fill the names of the recipe (pain, outcome)."""
        names = [name.format_map(facts) for name in RECIPES[kind]]
        return [block for name in names for block in self._chosen(language, thread, name)]

    def _chosen(self, language: str, thread: str, name: str) -> Iterable[Block]:
        variants = library()[language].get(name, [])
        if not variants:
            return

        def wear(place: int) -> tuple[int, int, int]:
            heard, used = self._heard[thread, name, place], self._used[language, name, place]
            return heard, used, draw(self._seed, thread, name, place)

        place = min(range(len(variants)), key=wear)
        self._heard[thread, name, place] += 1
        self._used[language, name, place] += 1
        yield variants[place]
