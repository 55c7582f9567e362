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

    anyio.run(pages.app, scope(pages, "PUT", path, *headers), receive, send)
    return told


def scope(pages: Pages, method: str, path: str, *headers: tuple[bytes, bytes]) -> dict[str, Any]:
    """Return what a server says of a request of uma's."""
    token = pages.token("uma").encode()
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"airflow.test"), (b"authorization", b"Bearer " + token), *headers],
        "server": ("airflow.test", 80),
        "client": ("127.0.0.1", 1),
    }


async def status(app: Any, asked: dict[str, Any], body: bytes = b"") -> int:
    """Ask, and return the status of the answer, whose end is waited for."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]
    told: list[int] = []

    async def receive() -> Any:
        if not messages:
            await anyio.sleep_forever()
        return messages.pop()

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            told.append(message["status"])

    await app(asked, receive, send)
    return told[0]
