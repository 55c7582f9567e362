"""Gong's protocol without I/O: what a request looks like on the wire, and what an answer means.

Facts are from Gong's OpenAPI document (V2) and https://help.gong.io; what only shows in live answers is
marked as observed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from gong.errors import (
    AddressNotTrusted,
    CompanyInactive,
    CursorExpired,
    DeadCredential,
    GongError,
    InvalidRequest,
    MalformedAnswer,
    MissingScope,
    Outage,
    QuotaExhausted,
    Throttled,
    WrongHost,
)
from gong.records import Records, decode, open_page

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_PAUSE = 900.0
"""Seconds. A longer `Retry-After` means that the day's quota is gone (observed: hours)."""

MOST_RECORDS = 10**8
"""No company has more; a larger `totalRecords` is no count."""
LONGEST_WAIT = 86_400.0
"""Seconds. Quotas are daily; whatever a `Retry-After` beyond that means, asking again then is right."""

_SCOPE = re.compile(r"\bapi:[a-z-]+(?::[a-z-]+)+")
_EMPTY = re.compile(r"no .*found.*provided filters", re.IGNORECASE | re.DOTALL)
_CURSOR = re.compile(r"cursor has expired|failed to verify cursor", re.IGNORECASE)
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_HARMLESS = re.compile(r"[\w.\[\]-]{1,60}: [a-z ,'-]{1,80}", re.IGNORECASE)
"""A validation message such as `filter.fromDate: may not be null`: the only text we quote."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request to Gong, or the sequence of pages that begins with it.

    ``items`` is the key under which the answer holds its records. ``identity`` is the path to a record's id.
    ``scope`` is what the endpoint's documentation asks for. ``empty_404``: any well-formed 404 means "nothing
    found" (endpoints whose text for it is not documented). ``record``: what a record of the documented shape
    is decoded to, which is faster than JSON's own types; a record of another shape is decoded to those.
    """

    method: str
    path: str
    items: str
    scope: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    identity: tuple[str, ...] = ("id",)
    empty_404: bool = False
    record: Any = None

    def after(self, cursor: str) -> Request:
        """Return the request for the page behind ``cursor``.

        A GET carries it in the query, a POST at the top of its body; a POST's query is ignored (observed).
        """
        if self.method == "GET":
            return replace(self, query={**self.query, "cursor": cursor})
        return replace(self, body={**self.body, "cursor": cursor})


@dataclass(frozen=True)
class Page:
    """One page: its records, how many the whole sequence has, and the cursor of the next page.

    ``items`` is an object where the endpoint sends one instead of a list.
    """

    items: Records | dict[str, Any]
    total: int
    cursor: str | None
    request_id: str | None

    @property
    def members(self) -> dict[str, Any]:
        """The object of an endpoint that sends one."""
        return self.items if isinstance(self.items, dict) else {}


@dataclass(frozen=True)
class Answer:
    """An HTTP answer as it came: status, headers with lower-case names, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes | memoryview


def read_page(request: Request, answer: Answer, now: float) -> Page:
    """Read an answer to ``request``; ``now`` is the time in seconds since 1970, for dates in `Retry-After`.

    Raises the `GongError` that fits: this is the one place where answers are classified.
    """
    if answer.status != HTTPStatus.OK:
        _raise_for(request, answer, now)
        return Page(Records([]), 0, None, None)
    content, found = open_page(answer.body, request.items, request.record)
    request_id = _request_id(content, answer)
    if found is None:
        raise MalformedAnswer(f"It has no {request.items!r}.", status=200, request_id=request_id)
    records = content.get("records")
    records = records if isinstance(records, dict) else {}
    cursor, total = records.get("cursor"), records.get("totalRecords")
    least = found.least if isinstance(found, Records) else len(found)
    return Page(
        found,
        total if isinstance(total, int) and least <= total <= MOST_RECORDS else len(found),
        cursor if isinstance(cursor, str) and cursor else None,
        request_id,
    )


def _raise_for(request: Request, answer: Answer, now: float) -> None:
    """Raise the error that a status other than 200 means; return when it means "nothing found"."""
    if answer.status < HTTPStatus.BAD_REQUEST:
        raise WrongHost("It redirects elsewhere.", status=answer.status)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Outage(status=answer.status, request_id=_request_id(None, answer))
    content = _error_body(answer)
    texts = content["errors"] if content else []
    text, request_id = "\n".join(texts), _request_id(content, answer)
    if answer.status == HTTPStatus.NOT_FOUND:
        if content and (request.empty_404 or _EMPTY.search(text)):
            return
        raise WrongHost("It answers 404 Not Found.", status=404, request_id=request_id)
    raise _client_error(request, answer, text, request_id, now)


def _client_error(
    request: Request, answer: Answer, text: str, request_id: str | None, now: float
) -> GongError:
    """Return the error for a 4xx other than 404. A missing scope comes as 401 or, by the document, as 403."""
    facts: Any = {"status": answer.status, "request_id": request_id}
    lowered = text.lower()
    if answer.status in (401, 403) and ("permission" in lowered or "scope" in lowered):
        named = _SCOPE.search(text)
        return MissingScope(named.group() if named else request.scope, **facts)
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return CompanyInactive(**facts) if "company is inactive" in lowered else DeadCredential(**facts)
    if answer.status == HTTPStatus.FORBIDDEN:
        return AddressNotTrusted(**facts)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        pause = retry_after(answer.headers.get("retry-after"), now)
        if pause is not None and pause > LONGEST_PAUSE:
            return QuotaExhausted(min(pause, LONGEST_WAIT), **facts)
        return Throttled(pause, request_id=request_id)
    if answer.status == HTTPStatus.BAD_REQUEST and _CURSOR.search(text):
        return CursorExpired(**facts)
    quoted = _HARMLESS.fullmatch(text.splitlines()[0].strip()) if text.strip() else None
    return InvalidRequest(f"Gong says: {quoted.group()}." if quoted else "", **facts)


def _error_body(answer: Answer) -> dict[str, Any] | None:
    """Return the body if it is Gong's error object, `{"requestId": …, "errors": [text, …]}`, else None."""
    try:
        content = decode(answer.body)
    except Outage:
        return None
    if not isinstance(content, dict) or not isinstance(content.get("errors"), list):
        return None
    return {**content, "errors": [text for text in content["errors"] if isinstance(text, str)]}


def _request_id(content: Any, answer: Answer) -> str | None:
    """Return Gong's request id, from the body or from `x-traceid` (observed: the same value)."""
    found = content.get("requestId") if isinstance(content, dict) else None
    found = found or answer.headers.get("x-traceid")
    return found if isinstance(found, str) and _REQUEST_ID.fullmatch(found) else None


def retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds that a `Retry-After` asks for: a number or an HTTP date; None for anything else."""
    text = (value or "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", text):
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.fromtimestamp(now, UTC)).total_seconds())
