"""What goes over the wire: a request as it arrived, a reply as it will leave, a refusal."""

from __future__ import annotations

import random
import string
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON = "application/json;charset=UTF-8"
HTML = "text/html;charset=UTF-8"
JSON_PARSE_ERROR = "Json parse error, verify Json format matches the API description."

_ALPHABET = string.ascii_lowercase + string.digits
_random = random.Random()


def new_request_id() -> str:
    """Return 19 lower-case letters and digits, the form of Gong's request ids (observed)."""
    return "".join(_random.choices(_ALPHABET, k=19))


class RefusedError(Exception):
    """An answer that is not 200.

    ``status`` is the HTTP status, ``texts`` the sentences of the standard error body,
    ``headers`` what is sent besides (Retry-After).
    """

    def __init__(self, status: int, *texts: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, *texts)
        self.status = status
        self.texts = list(texts)
        self.headers = dict(headers or {})


@dataclass
class Request:
    """A request as it arrived; ``query`` has each parameter's last value; header names are lower case."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    raw: bytes = b""

    @cached_property
    def body(self) -> Any:
        """The parsed JSON body, or None when there is none or it is not JSON."""
        try:
            return orjson.loads(self.raw)
        except orjson.JSONDecodeError:
            return None

    @property
    def is_json(self) -> bool:
        """Whether the body is declared as JSON and is not empty."""
        return bool(self.raw) and "json" in self.headers.get("content-type", "").lower()

    @property
    def cursor(self) -> str | None:
        """The cursor where Gong looks for it: the query of a GET, the body's top level of a POST."""
        if self.method == "GET":
            return self.query.get("cursor")
        return self.body.get("cursor") if isinstance(self.body, dict) else None


@dataclass
class Reply:
    """A reply as it will leave.

    ``payload`` is the parsed JSON answer where there is one (so that a fault can change it);
    ``raw`` overrides it. ``ending`` says how the connection is treated: ``whole``, ``drop``
    (closed without an answer) or ``truncate`` (right length announced, body cut).
    """

    status: int
    payload: Any = None
    raw: bytes | None = None
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    ending: str = "whole"

    def content(self) -> bytes:
        """Return the bytes of the body."""
        return orjson.dumps(self.payload) if self.raw is None else self.raw


def failure(refused: RefusedError, request_id: str) -> Reply:
    """Return Gong's standard error body: the request id and a list of sentences."""
    payload = {"requestId": request_id, "errors": refused.texts}
    return Reply(refused.status, payload, headers=refused.headers)
