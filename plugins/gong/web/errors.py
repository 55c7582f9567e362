"""How the pages' API refuses: one shape, `{"detail": sentence}`, with `fields` where fields are wrong."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from gong.errors import ConfigurationError, GongError
from gong.web.page import message_page
from include.storage_errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI, Request, Response

log = logging.getLogger(__name__)

_SENTENCES = {
    401: "You are not signed in to Airflow, or your session is over. Sign in, then try again.",
    404: "There is nothing here.",
    405: "This cannot be done here.",
}
_ABOUT_FASTAPI = ("body", "query", "path")


class Refusal(Exception):
    """A request that is not done, and why; ``fields`` says it per field, ``more`` is added to the answer."""

    def __init__(
        self,
        status: int,
        detail: str,
        fields: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.fields, self.more = status, detail, fields, more


def add_handlers(app: FastAPI) -> None:
    """Give every error of the app the one shape."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(GongError, _gong)
    app.add_exception_handler(StorageError, _gong)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)


def _refused(request: Request, error: Any) -> Response:
    fields = {} if error.fields is None else {"fields": dict(error.fields)}
    return _answer(request, error.status, {"detail": error.detail, **fields, **(error.more or {})})


def _gong(request: Request, error: Any) -> Response:
    """Say what Gong or a store refuses: 502, the request was in order; 409 where we are not set up."""
    return _answer(request, 409 if isinstance(error, ConfigurationError) else 502, {"detail": str(error)})


def _http(request: Request, error: Any) -> Response:
    detail = _SENTENCES.get(error.status_code, str(error.detail))
    return _answer(request, error.status_code, {"detail": detail}, error.headers)


def _invalid(request: Request, error: Any) -> Response:
    """Name the fields and what is wrong; what was sent is not repeated, it may be a secret."""
    texts = {_path(each["loc"]): each["msg"].removeprefix("Value error, ") for each in error.errors()}
    sentence = "; ".join(f"{name}: {text}" if name else text for name, text in texts.items())
    fields = {name: f"{text}." for name, text in texts.items()}
    return _answer(request, 422, {"detail": f"{sentence}.", "fields": fields})


def _path(location: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in location if part not in _ABOUT_FASTAPI)


def _unexpected(request: Request, error: Exception) -> Response:
    """Answer for a mistake of ours. The log has its trace; the answer says nothing of it."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    detail = "Something went wrong in the Gong pages; the API server's log says what. Try again later."
    return _answer(request, 500, {"detail": detail})


def _answer(
    request: Request, status: int, content: dict[str, Any], headers: Mapping[str, str] | None = None
) -> Response:
    """Answer as the asker reads: JSON to a script, a page to a browser that was sent here."""
    if "text/html" in request.headers.get("accept", ""):
        return message_page(content["detail"], ok=False, status=status)
    return JSONResponse(content, status, headers)
