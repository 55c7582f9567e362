"""Requests as a server hands them to the application, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio

if TYPE_CHECKING:
    from tests.web.conftest import Pages


def ask_raw(pages: Pages, path: str, receive: Any, *headers: tuple[bytes, bytes]) -> list[dict[str, Any]]:
    """Upload as a server does, with a body that a client of a library would not send; return the answer."""
    told: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        told.append(message)

    token = pages.token("uma").encode()
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "PUT",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"airflow.test"), (b"authorization", b"Bearer " + token), *headers],
        "server": ("airflow.test", 80),
        "client": ("127.0.0.1", 1),
    }
    anyio.run(pages.app, scope, receive, send)
    return told
