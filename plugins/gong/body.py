"""Reads the body of an answer without leaving holes in memory."""

from __future__ import annotations

import mmap
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import urllib3

PIECE_BYTES = 64 * 1024
"""What is read at once: the heap keeps so much when it is free, and larger pieces go back to the system."""
ROOM_BYTES = 8 * 1024 * 1024
"""What a mapping begins with: nothing of it is memory before it is written to."""
SMALL_BYTES = 1024 * 1024


def read_body(raw: urllib3.BaseHTTPResponse) -> bytes | memoryview:
    """Return an answer's body; a large one is a mapping of its own.

    Its memory goes back to the system as soon as it was read. On the heap of each of several threads, pages
    of megabytes leave holes that grow with their number.
    """
    body, size = mmap.mmap(-1, ROOM_BYTES, flags=mmap.MAP_PRIVATE), 0  # a shared one cannot grow
    # Where the system has them, large pages cost a tenth of small ones.
    with suppress(AttributeError, OSError):
        body.madvise(mmap.MADV_HUGEPAGE)
    for piece in raw.stream(PIECE_BYTES, decode_content=True):
        if size + len(piece) > len(body):
            body.resize(max(2 * len(body), size + len(piece)))
        body[size : size + len(piece)] = piece
        size += len(piece)
    return memoryview(body)[:size] if size > SMALL_BYTES else body[:size]
