"""A piece of a text: where it ends, so that no line and no character is cut. Pure."""

from __future__ import annotations

import codecs
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A piece of a file's text; ``following`` is where the next one begins, None at the end. In bytes."""

    text: str
    following: int | None
    size: int


def piece(raw: bytes, offset: int, size: int) -> Piece:
    """Return the piece that begins at ``offset`` of a file of ``size`` bytes, of which ``raw`` was read.

    It ends behind the last line of ``raw``, or, within a very long line, behind its last whole character.
    What is not UTF-8 is shown as such.
    """
    if offset + len(raw) >= size:
        return Piece(raw.decode(errors="replace"), None, size)
    if line := raw.rfind(b"\n") + 1:
        return Piece(raw[:line].decode(errors="replace"), offset + line, size)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    text = decoder.decode(raw)
    begun, _ = decoder.getstate()  # the first bytes of a character whose rest was not read
    return Piece(text, offset + len(raw) - len(begun), size)
