"""The notation in which the dialogues are written, and its reader.

A file of dialogues is one text::

    == pain.mispick                 a block; blocks of one name are variants of each other
    @topic Discovery                Gong's topic of this stretch
    @section Picking errors         its heading in the outline
    @item {c} describes the errors  an entry of the outline (as many as wanted)
    @point Mis-picks cost {cost}    a key point of the call
    @brief The talk was about ...   a sentence of the brief
    @next Send the proposal         an agreed next step
    S: How often does that happen?  a turn: who speaks, and the sentences
    ~40                             forty seconds in which nobody speaks (a screen is shared)

Speakers: S, E, F are Stowlane's (host, second, third), C, D, G the customer's. ``{...}`` are
the facts of the account and the call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TURN = re.compile(r"([SEFCDG]): (.+)")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[\"“¿¡'(]?[\w{$€¥])|(?<=。)(?!$)")
_LISTS = {"item": "items", "point": "points", "brief": "briefs", "next": "nexts"}


@dataclass
class Block:
    """One stretch of a conversation; ``turns`` holds (speaker, text), or ("~", seconds) for a silence."""

    name: str
    topic: str = ""
    section: str = ""
    items: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    briefs: list[str] = field(default_factory=list)
    nexts: list[str] = field(default_factory=list)
    turns: list[tuple[str, str]] = field(default_factory=list)


def read(text: str) -> dict[str, list[Block]]:
    """Return the blocks of a text by name; raise ``ValueError`` on a line it cannot read."""
    blocks: dict[str, list[Block]] = {}
    block = Block("")
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("== "):
            block = Block(line[3:])
            blocks.setdefault(block.name, []).append(block)
        else:
            _add(block, line)
    return blocks


def _add(block: Block, line: str) -> None:
    if turn := _TURN.fullmatch(line):
        block.turns.append((turn[1], turn[2]))
    elif line.startswith("~"):
        block.turns.append(("~", line[1:]))
    elif line.startswith("@"):
        word, _, value = line[1:].partition(" ")
        if word in _LISTS:
            getattr(block, _LISTS[word]).append(value)
        elif word in {"topic", "section"}:
            setattr(block, word, value)
        else:
            raise ValueError(f"unknown mark in block {block.name!r}: {line!r}")
    else:
        raise ValueError(f"not a line of a dialogue, in block {block.name!r}: {line!r}")


def sentences(text: str) -> list[str]:
    """Return a turn's text sentence by sentence, as a transcript holds it."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]
