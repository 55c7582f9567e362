"""Bounds the bodies of requests: what is sent as JSON is small, and what is large is streamed.

FastAPI reads a body before it asks who sent it, so without a bound anybody could fill the server's memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 128 * 1024
"""Twice what a definition may have."""
_STREAMED = "/uploads/"
"""In the path of an upload, whose route takes no other body; those of JSON have it in none of their paths."""


class Bodies:
    """Refuses to read on in a body that is too long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and count its body."""
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > MOST_BYTES:
                raise HTTPException(413, f"A request has at most {MOST_BYTES // 1024} KiB; shorten it.")
            return message

        streamed = scope["type"] != "http" or _STREAMED in scope["path"]
        await self._app(scope, receive if streamed else counted, send)
