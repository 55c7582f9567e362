"""Keeps users' accounts from Airflow's test of connections, which sends them wherever its caller says.

`POST /api/v2/connections/test` (3.3.2, where `[core] test_connection` is on) takes what is stored under an
id and puts type and extra of the request over it: a proxy of the caller's, for instance. Who may edit
connections could so read what nobody is to read. Everybody tests their own account on our page.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

withheld: ContextVar[bool] = ContextVar("gong_accounts_withheld", default=False)
"""Whether what runs now is such a test; threads that a request starts have it from there."""

_TEST = "/connections/test"


class Withholding:
    """Marks the requests that are not to get an account; all of Airflow's pass through here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http" or not scope["path"].rstrip("/").endswith(_TEST):
            await self._app(scope, receive, send)
            return
        before = withheld.set(True)
        try:
            await self._app(scope, receive, send)
        finally:
            withheld.reset(before)
