"""How a process that imports uses its memory: made for records that are small and bodies that are large."""

from __future__ import annotations

import ctypes
import gc
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # M_… in glibc's malloc.h
_TRIM_BYTES = 128 * 1024  # with 4 MB, an import of 50,000 calls grew by 6 MB more
_LARGE_BYTES = 4 * 1024 * 1024
_OBJECTS = 100_000


def keep_large_blocks_apart() -> None:
    """Let blocks of megabytes go back to the system as soon as they are free, from now on.

    glibc raises its limits for that with each large block that is freed (mallopt(3)). The next ones then
    leave holes among the small ones, and a long import grows by some ten megabytes more. It also gives each
    thread a heap of its own, with holes of its own, so that threads do not wait for each other; Python's do
    anyway. Other C libraries have no such habits.
    """
    with suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
        mallopt(_TRIM_THRESHOLD, _TRIM_BYTES)
        mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Give memory back to the system that is free, but lies among what is in use (malloc_trim(3))."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python look for cyclic garbage rarely.

    A transcript becomes a thousand objects, none of them cyclic garbage; looking through them again and again
    takes as long as decoding them.
    """
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
