"""Processes that are started again when they end, as `restart: unless-stopped` does in Compose."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

from scripts.demo_processes import Interrupted, Processes, kill, members

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.demo_processes import Child, StopRequest

RESTART_SECONDS = 1.0
"""Between an end and the next start; Docker begins with a tenth and doubles it."""


class Restarted(Processes):
    """The cluster's processes: one that ends is started again; ``restarts`` counts how often each was."""

    def __init__(self, folder: Path, logs: Path, stop_request: StopRequest, keep: int) -> None:
        super().__init__(folder, logs, stop_request, keep)
        self.restarts: Counter[str] = Counter()
        self._ended: dict[str, float] = {}

    def kill(self, name: str) -> None:
        """End a process and all it has started with SIGKILL, as the end of its container would."""
        child = next(each for each in self._children if each.name == name)
        _kill(child)

    def check(self, ends: Child | None = None) -> None:
        """Start again what has ended; raise `Interrupted` where somebody asked to stop."""
        if self._stop_request.made:
            raise Interrupted
        for child in [each for each in self._children if each is not ends]:
            if child.process.poll() is not None:
                self._again(child)

    def _again(self, child: Child) -> None:
        """Start what has ended once its pause is over; its former log stays beside the new one."""
        ended = self._ended.setdefault(child.name, time.monotonic())
        if time.monotonic() - ended < RESTART_SECONDS:
            return
        del self._ended[child.name]
        _kill(child)
        self._children.remove(child)
        self.restarts[child.name] += 1
        self.say(f"  {child.name} has ended and is started again")
        former = len(list(self._logs.glob(f"{child.log.stem}.*.log"))) + 1
        child.log.rename(child.log.with_suffix(f".{former}.log"))
        self.start(child.name, *child.recipe)


def _kill(child: Child) -> None:
    kill(members({child.process.pid}))
    child.process.wait()
