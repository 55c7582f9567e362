"""Reads the body of an answer without leaving holes in memory."""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import urllib3

PIECE_BYTES = 256 * 1024
LARGE_BYTES = 1024 * 1024


def read_body(raw: urllib3.BaseHTTPResponse) -> bytes | memoryview:
    """Return an answer's body; a large one is a mapping of its own.

    Its memory goes back to the system as soon as it was read. On the heap of each of several threads, pages
    of megabytes leave holes that grow with their number.
    """
    body, size = mmap.mmap(-1, LARGE_BYTES, flags=mmap.MAP_PRIVATE), 0  # a shared one cannot grow
    for piece in raw.stream(PIECE_BYTES, decode_content=True):
        if size + len(piece) > len(body):
            body.resize(max(2 * len(body), size + len(piece)))
        body[size : size + len(piece)] = piece
        size += len(piece)
    return memoryview(body)[:size] if size > LARGE_BYTES else body[:size]
