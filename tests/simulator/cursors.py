"""Paging cursors: signed, opaque to clients, dead an hour after the first page of their sequence."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

from tests.simulator.wire import RefusedError

PAGE = 100  # not configurable in Gong (observed)


def encode(data: bytes) -> str:
    """Return URL-safe base64 without padding, as in a JWT."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def jwt(claims: dict[str, Any], secret: bytes) -> str:
    """Return the claims as a signed token in the form of a JWT."""
    head = encode(b'{"alg":"HS256"}') + "." + encode(json.dumps(claims, separators=(",", ":")).encode())
    return head + "." + encode(hmac.new(secret, head.encode(), hashlib.sha256).digest())


def read_jwt(token: str, secret: bytes) -> dict[str, Any] | None:
    """Return the claims of a token, or None when it is not one of ours or was altered."""
    head, _, signature = token.rpartition(".")
    expected = encode(hmac.new(secret, head.encode(), hashlib.sha256).digest())
    if not hmac.compare_digest(signature.encode(), expected.encode()):
        return None
    claims: dict[str, Any] = json.loads(_decode(head.partition(".")[2]))
    return claims


def digest(question: Any) -> str:
    """Return a short hash of what was asked, to notice a cursor used with another question."""
    text = json.dumps(question, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def check(claims: dict[str, Any] | None, question: str, now: float) -> dict[str, Any]:
    """Return the claims of a usable cursor; refuse an altered, foreign or expired one with 400."""
    if claims is None or claims.get("question") != question:
        raise RefusedError(400, "Failed to verify cursor")
    if now >= claims["exp"]:
        raise RefusedError(400, "cursor has expired")
    return claims
