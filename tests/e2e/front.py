"""A second door to the same Airflow: FAB's sign-in, at a path prefix, behind a reverse proxy.

It is an API server of its own on the stack's database; the stack's scheduler runs what it starts.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.responses import StreamingResponse
from starlette.routing import Route

from scripts.demo_processes import HOST, free_port, is_listening
from tests.e2e.stack import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from tests.e2e.stack import Stack

PREFIX = "/airflow"
USER, PASSWORD = "fay", "fays-password"
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
# What belongs to one connection and not to the message, as a proxy has to know (RFC 9110, 7.6.1).
_OF_A_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "upgrade"}


@contextmanager
def front(stack: Stack) -> Iterator[str]:
    """Run the second API server and its proxy; give the address that browsers use."""
    port, behind = free_port(8400), free_port(8500)
    url = f"http://{HOST}:{port}{PREFIX}"
    settings = stack.settings | {
        "AIRFLOW__CORE__AUTH_MANAGER": "airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager",
        "AIRFLOW__API__BASE_URL": f"{url}/",
        "AIRFLOW__API__PORT": str(behind),
    }
    person = ["--firstname", "Fay", "--lastname", "Fab", "--email", "fay@example.com", "--role", "User"]
    # FAB's own roles may not ask which plugins there are, without which there is no page; see docs/page.md.
    right = ["User", "--action", "can_read", "--resource", "Plugins"]
    for name, words in {
        "FAB tables": ["db", "migrate"],
        "FAB user": ["users", "create", "--username", USER, "--password", PASSWORD, *person],
        "FAB rights": ["roles", "add-perms", *right],
    }.items():
        stack.processes.run(name, ["-m", "airflow", *words], settings)
    stack.processes.start("FAB API server", ["-m", "airflow", "api-server"], settings)
    until("the API server with FAB", lambda: is_listening(behind), seconds=120)
    with _proxy(port, f"http://{HOST}:{behind}"):
        yield url


@contextmanager
def _proxy(port: int, upstream: str) -> Iterator[None]:
    """Pass everything on as it is, with the path and the host that was asked, as Airflow wants it."""
    client = httpx.AsyncClient(base_url=upstream, timeout=60, trust_env=False)

    async def forward(request: Request) -> StreamingResponse:
        kept = [pair for pair in request.headers.items() if pair[0] not in _OF_A_CONNECTION]
        url = httpx.URL(path=request.url.path, query=request.url.query.encode())
        passed = client.build_request(request.method, url, headers=kept, content=request.stream())
        answer = await client.send(passed, stream=True)
        response = StreamingResponse(
            answer.aiter_raw(), answer.status_code, background=BackgroundTask(answer.aclose)
        )
        response.raw_headers = [
            (name.lower(), value)
            for name, value in answer.headers.raw
            if name.lower().decode() not in _OF_A_CONNECTION
        ]
        return response

    app = Starlette(routes=[Route(PREFIX + "{path:path}", forward, methods=METHODS)])
    server = uvicorn.Server(uvicorn.Config(app, HOST, port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        until("the proxy", lambda: server.started)
        yield
    finally:
        server.should_exit = True
        thread.join()
