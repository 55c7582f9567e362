"""Answers that are made piece by piece, while they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import CancelScope
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from starlette.types import Receive, Scope, Send


class Stream(StreamingResponse):
    """Takes the pieces in threads, and calls ``end`` in one as well, however the answer has ended.

    A browser that goes away leaves an iterator behind. Python would tidy it up where it was dropped, in the
    event loop, and all of Airflow's API would wait for it. Until ``end`` returns the request is not over: it
    keeps its place (`gong.web.waiting`).
    """

    def __init__(
        self,
        pieces: Iterable[str] | Iterable[bytes],
        end: Callable[[], None],
        media_type: str,
        headers: Mapping[str, str],
    ) -> None:
        super().__init__(pieces, media_type=media_type, headers=headers)
        self._end = end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with CancelScope(shield=True):
                await run_in_threadpool(self._end)
