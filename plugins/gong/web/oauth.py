"""Connecting by OAuth: to Gong's consent page and back. Codes and tokens stay on the server."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, NamedTuple

from airflow.configuration import conf
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from gong.errors import AccountsUnavailable, GongError, ReconnectNeeded
from gong.oauth import authorize_url, code_request, consent_problem, missing_scopes, read_tokens
from gong.token_endpoint import ask_for_tokens
from gong.vault import accounts, states
from gong.vault.app import allowed_hosts, app_problem, read_app, storage_problem
from gong.web.access import Asker, User
from gong.web.errors import Refusal
from gong.web.page import message_page
from include.data_types import DATA_TYPES, scopes

if TYPE_CHECKING:
    from gong.oauth import Tokens

router = APIRouter(prefix="/oauth")
CALLBACK = "gong_oauth_callback"
_ELSEWHERE = {"cross-site", "same-site"}
_CODE_REFUSED = (
    "Gong did not accept the code that it sent: it was used already, is older than ten minutes, or the "
    "redirect URI registered in Gong is not exactly {redirect_uri}. Click Connect with Gong again."
)


@router.get("/start")
def start(request: Request, asker: User) -> RedirectResponse:
    """Send the browser to Gong's consent page, if somebody in Airflow wants to go there.

    Another site can open this address in a window; who has allowed the app in Gong before may not be asked
    again, and would find their account replaced.
    """
    if request.headers.get("sec-fetch-site") in _ELSEWHERE:
        raise Refusal(403, "Another site wanted to connect your Gong account. Begin in Airflow, under Gong.")
    if problem := app_problem() or storage_problem():
        raise Refusal(409, str(AccountsUnavailable(problem)))
    consent = states.ask(asker.name)
    url = authorize_url(read_app(scopes()), redirect_uri(request), consent.state, consent.verifier)
    return RedirectResponse(url, 302, headers={"Referrer-Policy": "no-referrer"})


class GongsAnswer(NamedTuple):
    """What Gong sends a browser back with."""

    state: str
    code: str
    error: str


def taken(request: Request) -> GongsAnswer:
    """Take the answer off the request's address, before anybody is asked who they are.

    Airflow writes the address of every request into its log, also of one whose session is over.
    """
    query = request.query_params
    request.scope["query_string"] = b""
    return GongsAnswer(*(query.get(name, "") for name in GongsAnswer._fields))


@router.get("/callback", name=CALLBACK)
def callback(request: Request, answer: Annotated[GongsAnswer, Depends(taken)], asker: User) -> HTMLResponse:
    """Take the browser back from Gong: store what the code is worth, and tell the page that asked."""
    try:
        message = _connect(redirect_uri(request), asker, answer)
    except (states.StateRefused, GongError) as refused:
        return message_page(str(refused), ok=False)
    return message_page(message, ok=True)


def redirect_uri(request: Request) -> str:
    """Return the address to register in Gong: that of `[api] base_url`, which a proxy cannot hide."""
    if public := conf.get("api", "base_url", fallback=""):
        return f"{public.rstrip('/')}/gong/oauth/callback"
    return str(request.url_for(CALLBACK))


def _connect(uri: str, asker: Asker, back: GongsAnswer) -> str:
    consent = states.redeem(back.state, asker.name)
    if back.error or not back.code:
        raise states.StateRefused(consent_problem(back.error, uri))
    app, asked_at = read_app(scopes()), time.time()
    try:
        answer = ask_for_tokens(code_request(app, back.code, uri, consent.verifier))
        tokens = read_tokens(answer, asked_at, allowed_hosts())
    except ReconnectNeeded:
        raise states.StateRefused(_CODE_REFUSED.format(redirect_uri=uri)) from None
    accounts.connect_tokens(asker.name, tokens, asked_at)
    return f"Your Gong account at {tokens.base_url} is connected.{_left_out(tokens)}"


def _left_out(tokens: Tokens) -> str:
    """Name the data types that the granted scopes do not reach, and the scopes they need."""
    missing = missing_scopes([row.scope for row in DATA_TYPES.values()], tokens)
    if not missing:
        return ""
    labels = [row.label for row in DATA_TYPES.values() if row.scope in missing]
    return (
        f" Gong did not grant {', '.join(dict.fromkeys(missing))}, so these stay out: {', '.join(labels)}. "
        "Have the app in Gong registered for more, then connect again."
    )
