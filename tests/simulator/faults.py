"""Faults on demand: what goes wrong between a client and a service, one by one."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.simulator.wire import HTML, RefusedError, Reply, Request, failure

if TYPE_CHECKING:
    from collections.abc import Callable

_GATEWAY_PAGE = (
    b"<html><head><title>502 Bad Gateway</title></head>"
    b"<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>"
)
_LOGIN_PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>"
_TEXTS = {
    "400": "Bad request",
    "401": "Unauthorized",
    "403": "Forbidden",
    "404": "Not found",
    "429": "API request limit exceeded",
    "500": "Internal server error occurred",
    "503": "Service Unavailable",
}
_FRAME = {"requestId", "records", "fromDateTime", "toDateTime", "timeZone"}
_AFTERWARDS = {"truncate", "stall", "missing-key", "repeat-cursor", "gzip", "mutate"}


@dataclass
class Fault:
    """One thing that goes wrong.

    ``path`` is a prefix of the request's path or a regular expression for all of it; ``match``
    narrows it further (it sees a ``Request``: method, path, query, body). Of the requests that
    fit, the fault strikes ``times`` ones (None: for ever) beginning with the ``nth`` (from 1). Every
    fault counts for itself; where several strike the same request, the first in the list wins.

    Kinds: a status code (``429`` with ``retry_after``, any text or None; ``text`` replaces the
    sentence of the error body; ``502`` and ``504`` are a gateway's HTML page), ``drop``,
    ``truncate``, ``stall`` (by ``seconds``), ``redirect`` (302 to ``location``), ``not-json``,
    ``missing-key``, ``repeat-cursor``, ``expired-cursor`` (fits only requests with a cursor),
    ``gzip`` (the same answer, compressed),
    ``mutate`` (``mutate`` gets the parsed answer and changes it or returns another).
    """

    path: str = "/"
    nth: int = 1
    times: int | None = 1
    kind: str = "500"
    text: str | None = None
    retry_after: str | int | None = "1"
    seconds: float = 0.0
    location: str = "https://other-host.example.com/v2/"
    match: Callable[[Request], bool] | None = None
    mutate: Callable[[Any], Any] | None = None
    seen: int = field(default=0, init=False)
    _repeated: str | None = field(default=None, init=False)

    def strikes(self, request: Request) -> bool:
        """Count the request if it fits, and return whether the fault strikes it."""
        if not self._fits(request):
            return False
        self.seen += 1
        return self.seen >= self.nth and (self.times is None or self.seen < self.nth + self.times)

    def _fits(self, request: Request) -> bool:
        if not (request.path.startswith(self.path) or re.fullmatch(self.path, request.path)):
            return False
        if self.kind == "expired-cursor" and request.cursor is None:
            return False
        return self.match is None or self.match(request)

    @property
    def replaces(self) -> bool:
        """Whether the fault replaces the answer, instead of spoiling it."""
        return self.kind not in _AFTERWARDS

    def instead(self, request_id: str) -> Reply:
        """Return what is sent in place of the answer."""
        if self.kind == "drop":
            return Reply(0, ending="drop")
        if self.kind == "redirect":
            return Reply(302, raw=b"", content_type=HTML, headers={"Location": self.location})
        if self.kind == "not-json":
            return Reply(200, raw=_LOGIN_PAGE, content_type=HTML)
        if self.kind == "expired-cursor":
            return failure(RefusedError(400, "cursor has expired"), request_id)
        return self._status(request_id)

    def _status(self, request_id: str) -> Reply:
        if self.kind in {"502", "504"}:
            return Reply(
                int(self.kind), raw=_GATEWAY_PAGE.replace(b"502", self.kind.encode()), content_type=HTML
            )
        headers = {}
        if self.kind == "429" and self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        text = self.text or _TEXTS.get(self.kind, "Error")
        return failure(RefusedError(int(self.kind), text, headers=headers), request_id)

    def spoil(self, reply: Reply, cursor: str | None) -> Reply:
        """Return a good answer spoiled; ``cursor`` is what a repeating page repeats."""
        if self.kind == "truncate":
            reply.ending = "truncate"
        elif self.kind == "missing-key":
            reply.payload = {key: value for key, value in reply.payload.items() if key in _FRAME}
        elif self.kind == "repeat-cursor" and "records" in reply.payload:
            own = reply.payload["records"].get("cursor")
            self._repeated = cursor or self._repeated or own or "repeated"
            reply.payload["records"]["cursor"] = self._repeated
        elif self.kind == "gzip":
            reply.raw = gzip.compress(reply.content())
            reply.headers["Content-Encoding"] = "gzip"
        elif self.kind == "mutate" and self.mutate:
            changed = self.mutate(reply.payload)
            reply.payload = reply.payload if changed is None else changed
        return reply
