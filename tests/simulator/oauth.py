"""The authorization server: consent page, single-use codes, rotating single-use refresh tokens."""

from __future__ import annotations

import base64
import hashlib
import html
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.simulator.cursors import encode, jwt
from tests.simulator.wire import HTML, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

CODE_SECONDS = 600  # https://help.gong.io/docs/create-an-app-for-gong
_DAY = 86_400
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Authorize - Gong simulator</title></head>
<body style="font-family: sans-serif; max-width: 32em; margin: 4em auto">
<h1>Gong simulator</h1>
<p>The app <b>{client}</b> wants to read from the company <b>Stowlane</b>:</p>
<ul>{scopes}</ul>
<form method="get" action="/oauth2/authorize">{hidden}
<button name="auto" value="allow">Allow</button> <button name="auto" value="deny">Deny</button>
</form></body></html>"""


@dataclass
class Code:
    """An authorization code that was issued."""

    redirect_uri: str
    scopes: frozenset[str]
    expires: float
    challenge: str | None


@dataclass
class OAuthServer:
    """Issues and checks tokens.

    ``scopes`` are those the client registered, ``redirect_uris`` the registered addresses (None: any).
    ``reuses`` counts refresh tokens that were presented after they had been used. ``issued`` has every code
    and token, for tests that look for them where they must not be.
    """

    known_scopes: frozenset[str]
    client_id: str = "stowlane-app"
    client_secret: str = "stowlane-app-secret"
    redirect_uris: set[str] | None = None
    scopes: frozenset[str] | None = None
    lifetime: int = _DAY
    reuses: int = 0
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    codes: dict[str, Code] = field(default_factory=dict)
    access: dict[str, tuple[frozenset[str], float]] = field(default_factory=dict)
    refresh: dict[str, frozenset[str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    issued: list[str] = field(default_factory=list)

    def issue(self, scopes: frozenset[str], now: float, lifetime: int | None = None) -> str:
        """Return a new access token with these scopes that lives ``lifetime`` seconds."""
        expires = now + (self.lifetime if lifetime is None else lifetime)
        token = jwt({"uid": secrets.token_hex(6), "exp": round(expires)}, self.secret)
        self.access[token] = (scopes, expires)
        self.issued.append(token)
        return token

    def revoke(self) -> None:
        """Forget every token and code."""
        for issued in (self.access, self.refresh, self.codes):
            issued.clear()

    def authorize(self, query: Mapping[str, str], now: float) -> Reply:
        """Answer the browser: the consent page, or with ``auto=allow|deny`` the way back to the client."""
        redirect = query.get("redirect_uri", "")
        if query.get("client_id") != self.client_id or not self._may_return(redirect):
            return Reply(400, raw=b"<h1>Unknown client or redirect URI</h1>", content_type=HTML)
        scopes = frozenset(query.get("scope", "").split())
        if query.get("response_type") != "code":
            return _back(redirect, query, error="unsupported_response_type")
        if not scopes or not scopes <= (self.scopes or self.known_scopes):
            return _back(redirect, query, error="invalid_scope")
        if query.get("auto") == "deny":
            return _back(redirect, query, error="access_denied")
        if query.get("auto") != "allow":
            return Reply(200, raw=_consent(query, scopes), content_type=HTML)
        code = secrets.token_urlsafe(24)
        self.issued.append(code)
        self.codes[code] = Code(redirect, scopes, now + CODE_SECONDS, query.get("code_challenge"))
        return _back(redirect, query, code=code)

    def _may_return(self, redirect: str) -> bool:
        if self.redirect_uris is None:
            return redirect.startswith(("http://", "https://"))
        return redirect in self.redirect_uris

    def exchange(self, form: Mapping[str, str], authorization: str, now: float, base_url: str) -> Reply:
        """Answer the token endpoint: a code or a refresh token against a new pair."""
        expected = base64.b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode()
        if authorization != f"Basic {expected}":
            return Reply(401, {"error": "invalid_client"})
        if form.get("grant_type") == "authorization_code":
            scopes = self._redeem(form, now)
        elif form.get("grant_type") == "refresh_token":
            scopes = self._rotate(form.get("refresh_token", ""))
        else:
            return Reply(400, {"error": "unsupported_grant_type"})
        if scopes is None:
            text = "Token has been expired or revoked."
            return Reply(400, {"error": "invalid_grant", "error_description": text})
        wanted = form.get("validity_duration", "")
        return Reply(
            200, self._pair(scopes, now, base_url, int(wanted) if wanted.isdigit() else self.lifetime)
        )

    def _redeem(self, form: Mapping[str, str], now: float) -> frozenset[str] | None:
        code = self.codes.pop(form.get("code", ""), None)
        if code is None or now >= code.expires or form.get("redirect_uri") != code.redirect_uri:
            return None
        if code.challenge and _challenge(form.get("code_verifier", "")) != code.challenge:
            return None
        return code.scopes if form.get("client_id") == self.client_id else None

    def _rotate(self, token: str) -> frozenset[str] | None:
        self.reuses += token in self.used
        scopes = self.refresh.pop(token, None)
        if scopes is not None:
            self.used.add(token)
        return scopes

    def _pair(self, scopes: frozenset[str], now: float, base_url: str, lifetime: int) -> dict[str, object]:
        refresh = jwt({"refresh": secrets.token_hex(8)}, self.secret)
        self.refresh[refresh] = scopes
        self.issued.append(refresh)
        return {
            "access_token": self.issue(scopes, now, lifetime),
            "token_type": "bearer",
            "refresh_token": refresh,
            "expires_in": lifetime - 1,
            "scope": " ".join(sorted(scopes)),
            "api_base_url_for_customer": base_url,
        }


def _challenge(verifier: str) -> str:
    return encode(hashlib.sha256(verifier.encode()).digest())


def _back(redirect: str, query: Mapping[str, str], **parameters: str) -> Reply:
    parameters["state"] = query.get("state", "")
    joint = "&" if "?" in redirect else "?"
    return Reply(
        302, raw=b"", content_type=HTML, headers={"Location": redirect + joint + urlencode(parameters)}
    )


def _consent(query: Mapping[str, str], scopes: frozenset[str]) -> bytes:
    listed = "".join(f"<li><code>{html.escape(scope)}</code></li>" for scope in sorted(scopes))
    hidden = "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in query.items()
        if name != "auto"
    )
    return _PAGE.format(client=html.escape(query["client_id"]), scopes=listed, hidden=hidden).encode()
