"""Gong's OAuth without I/O: where to send a user for consent, how to ask for tokens, what an answer means.

The flow is https://help.gong.io/docs/create-an-app-for-gong: authorization code, parameters of the token
endpoint in the query, client id and secret as Basic. A refresh token is good for one use (observed by
others); the endpoint's errors are not documented, so they are read leniently.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from gong.account import base_url
from gong.api import Answer, retry_after
from gong.errors import (
    AddressNotTrusted,
    AppRefused,
    ConfigurationError,
    GongError,
    MalformedAnswer,
    Outage,
    ReconnectNeeded,
    Throttled,
    WrongHost,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

AUTHORIZE, TOKENS = "/oauth2/authorize", "/oauth2/generate-customer-token"
LIFETIME = 3_600
"""Seconds that a token is believed to live if the answer does not say; Gong's live about a day."""
LONGEST_LIFETIME = 366 * 86_400
_SECRET_PARAMETERS = {"code", "code_verifier", "refresh_token"}
_TOKEN = re.compile("[!-~]+")
_GRANT_WORDS = ("invalid_grant", "token", "code", "expired", "revoked")
_CLIENT_WORDS = ("invalid_client", "unauthorized_client")


@dataclass(frozen=True)
class App:
    """The app that was created in Gong: ``url`` is where Gong's OAuth pages are, without a final slash."""

    url: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...]


@dataclass(frozen=True)
class TokenRequest:
    """One POST to the token endpoint. The query holds a code or a token, so it is never shown."""

    base_url: str
    query: Mapping[str, str] = field(repr=False)
    authorization: str = field(repr=False)

    @property
    def secrets(self) -> list[str]:
        """What no log may show; the query has words, too, that logs are full of."""
        sent = [value for name, value in self.query.items() if name in _SECRET_PARAMETERS]
        return [*sent, self.authorization.partition(" ")[2]]


@dataclass(frozen=True)
class Tokens:
    """What Gong gives out. ``lifetime`` is in seconds; ``scopes`` None when the answer does not name them."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    lifetime: float
    scopes: tuple[str, ...] | None
    base_url: str


def authorize_url(app: App, redirect_uri: str, state: str, verifier: str) -> str:
    """Return the address of Gong's consent page.

    The challenge is of PKCE (RFC 7636, S256), which Gong is not known to check and does not mind.
    """
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "client_id": app.client_id,
        "response_type": "code",
        "scope": " ".join(app.scopes),
        "redirect_uri": redirect_uri,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{app.url}{AUTHORIZE}?{urlencode(query)}"


def code_request(app: App, code: str, redirect_uri: str, verifier: str) -> TokenRequest:
    """Return the request that turns a code into tokens."""
    query = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": app.client_id,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
    }
    return TokenRequest(app.url, query, _basic(app))


def refresh_request(app: App, refresh_token: str) -> TokenRequest:
    """Return the request that turns a refresh token into the next pair of tokens."""
    query = {"grant_type": "refresh_token", "refresh_token": refresh_token}
    return TokenRequest(app.url, query, _basic(app))


def _basic(app: App) -> str:
    return "Basic " + base64.b64encode(f"{app.client_id}:{app.client_secret}".encode()).decode()


def read_tokens(answer: Answer, now: float, allowed_hosts: Collection[str] = ()) -> Tokens:
    """Read the token endpoint's answer; ``now`` is the time in seconds since 1970.

    Raises `ReconnectNeeded` if the code or refresh token is refused, `AppRefused`, `AddressNotTrusted`,
    `WrongHost`, `Throttled`, `Outage` or `MalformedAnswer`. The API's address is not believed: it must be one
    that a connection may name.
    """
    if answer.status != HTTPStatus.OK:
        raise _refused(answer, now)
    content = _content(answer)
    if not isinstance(content, dict):
        raise Outage("The token endpoint's answer is not a JSON object.", status=200)
    seconds = content.get("expires_in", LIFETIME)
    if isinstance(seconds, str) and seconds.isdigit():
        seconds = int(seconds)
    if type(seconds) not in {int, float} or not 0 < seconds < LONGEST_LIFETIME:
        raise MalformedAnswer("The token endpoint tells no lifetime that can be.", status=200)
    scope = content.get("scope")
    return Tokens(
        _token(content, "access_token"),
        _token(content, "refresh_token"),
        float(seconds),
        tuple(dict.fromkeys(scope.split())) if isinstance(scope, str) else None,
        _customers_url(content.get("api_base_url_for_customer"), allowed_hosts),
    )


def missing_scopes(wanted: Sequence[str], tokens: Tokens) -> list[str]:
    """Return the scopes that were asked for and not granted."""
    return [] if tokens.scopes is None else [scope for scope in wanted if scope not in tokens.scopes]


def _token(content: dict[str, Any], name: str) -> str:
    token = content.get(name)
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise MalformedAnswer(f"The token endpoint's answer has no usable {name}.", status=200)
    return token


def _customers_url(url: Any, allowed_hosts: Collection[str]) -> str:
    if not isinstance(url, str) or "://" not in url:
        raise MalformedAnswer("The token endpoint's answer has no api_base_url_for_customer.", status=200)
    try:
        return base_url(url, None, None, allowed_hosts)
    except ConfigurationError as error:
        raise MalformedAnswer(
            f"The token endpoint names an API that is not Gong's, so its tokens were thrown away. "
            f"{error.detail}",
            status=200,
        ) from None


def _refused(answer: Answer, now: float) -> GongError:
    """Return the error that a status other than 200 means."""
    status = answer.status
    if status < HTTPStatus.BAD_REQUEST or status == HTTPStatus.NOT_FOUND:
        return WrongHost("There is no token endpoint at [gong] oauth_url.", status=status)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Outage("It was the token endpoint.", status=status)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Throttled(retry_after(answer.headers.get("retry-after"), now))
    if status == HTTPStatus.FORBIDDEN:
        return AddressNotTrusted(
            "Tokens are renewed by the API server, whose address must be trusted for refresh tokens.",
            status=status,
        )
    text = _error_text(answer)
    if any(word in text for word in _CLIENT_WORDS):
        return AppRefused(status=status)
    if status == HTTPStatus.UNAUTHORIZED and not any(word in text for word in _GRANT_WORDS):
        return AppRefused(status=status)
    return ReconnectNeeded(status=status)


def _content(answer: Answer) -> Any:
    try:
        return json.loads(bytes(answer.body))
    except (ValueError, RecursionError):
        return None


def _error_text(answer: Answer) -> str:
    """Return what an error says, for comparing only: JSON with `error`, or `errors`, or plain text."""
    content = _content(answer)
    if isinstance(content, dict):
        told = [content.get("error"), content.get("error_description"), content.get("errors")]
        return " ".join(str(each) for each in told if each).lower()
    return bytes(answer.body[:2_000]).decode(errors="replace").lower()


def consent_problem(error: str, redirect_uri: str) -> str:
    """Return the sentence for the ``error`` with which Gong sends a browser back (RFC 6749, 4.1.2.1)."""
    return _CONSENT.get(error, _CONSENT["server_error"]).format(redirect_uri=redirect_uri)


_CONSENT = {
    "access_denied": "Access was refused in Gong; nothing was connected. Try again and choose Allow. Only a "
    "technical administrator of Gong can allow it.",
    "invalid_scope": "The app in Gong is not registered for all permissions that were asked for. An "
    "operator ticks them in Gong (Admin center > Settings > Ecosystem > API > Integrations), or names fewer "
    "in [gong] oauth_scopes.",
    "redirect_uri_mismatch": "The app in Gong is registered with another redirect URI. An operator registers "
    "exactly {redirect_uri} there.",
    "unauthorized_client": "Gong does not let this app connect accounts. An operator checks [gong] "
    "oauth_client_id and the app in Gong.",
    "server_error": "Gong could not finish; nothing was connected. Try again in some minutes.",
}
