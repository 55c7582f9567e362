"""Where an import's CPU time goes: each thread's own clock around the functions that do the work."""

from __future__ import annotations

import gc
import json
import time
from collections import defaultdict
from dataclasses import replace
from functools import wraps
from threading import Lock, local
from typing import TYPE_CHECKING, Any

from gong import hook as reading
from gong.records import Records
from include.storage import DatasetStore
from include.streamed import StreamedFile
from include.upload import PartUpload

if TYPE_CHECKING:
    from collections.abc import Callable

    from gong.api import Request
    from include.data_type import DataType

FUNCTIONS = (
    ("network", reading.GongHook, "_exchange"),
    ("decode", reading, "read_page"),
    ("decode", Records, "_several"),
    ("decode", Records, "_one"),
    ("upload", DatasetStore, "begin"),
    ("upload", DatasetStore, "replace_current"),
    ("upload", DatasetStore, "finish"),
    ("upload", StreamedFile, "send"),
    ("upload", PartUpload, "_send"),
)
"""Uploading reads what was spooled. Spooling, hashing, sorting and walking are in none of them."""


class Breakdown:
    """CPU seconds by stage, from when it is made; ``requests`` are those that were sent to Gong.

    To measure costs time and memory of its own, which are not the import's.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.requests: list[Request] = []
        self._lock, self._inside = Lock(), local()
        for stage, owner, name in FUNCTIONS:
            setattr(owner, name, self._around(stage, getattr(owner, name)))

    def rendering(self, data_type: DataType) -> DataType:
        """Return the same type, whose rendering counts."""
        return replace(data_type, format_record=self._around("render", data_type.format_record))

    def _around(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time taken, unless another that is measured has called it."""

        @wraps(function)
        def timed(*args: Any, **options: Any) -> Any:
            if getattr(self._inside, "stage", None):
                return function(*args, **options)
            if stage == "network":
                self.requests.append(args[1])
            self._inside.stage, began = stage, time.thread_time()
            try:
                return function(*args, **options)
            finally:
                spent, self._inside.stage = time.thread_time() - began, None
                with self._lock:
                    self.seconds[stage] += spent

        return timed


def floor(hook: reading.GongHook, requests: list[Request]) -> float:
    """Return the CPU seconds of only decoding the answers to these requests with json, and of nothing else.

    Each is asked for again. Python's collector of garbage rests meanwhile: it would make the floor higher.
    """
    spent = 0.0
    gc.disable()
    for request in requests:
        body = bytes(hook._exchange(request).body)  # noqa: SLF001 - the undecoded answer
        began = time.thread_time()
        json.loads(body)
        spent += time.thread_time() - began
    gc.enable()
    return spent
