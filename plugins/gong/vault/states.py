"""The `state` of a consent: signed, for one signed-in user, for ten minutes, for once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import delete, func, select

from gong.vault.database import session
from gong.vault.sealing import signing_keys
from gong.vault.tables import StateRow

if TYPE_CHECKING:
    from datetime import datetime

LIFETIME = timedelta(minutes=10)
KEPT = timedelta(days=1)
_PURPOSE = "gong: state of a consent"


class Consent(NamedTuple):
    """What Gong's page is asked with."""

    state: str
    verifier: str


class StateRefused(Exception):
    """A state that nothing is done for; the sentence says why and what to do."""


def ask(user: str) -> Consent:
    """Return a new state for a user, and the verifier of PKCE that goes with it.

    What was asked for long ago and never came back is forgotten.
    """
    nonce = secrets.token_urlsafe(32)
    with session() as opened:
        now = opened.scalar(select(func.now()))
        if now:
            opened.execute(delete(StateRow).where(StateRow.asked_at < now - KEPT))
        opened.add(StateRow(nonce=nonce))
    return Consent(_serializer().dumps({"user": user, "nonce": nonce}), _verifier(nonce))


def redeem(state: str, user: str) -> Consent:
    """Use a state up. Raises `StateRefused` unless it is ours, this user's, recent, and was never used.

    How old it is, the database tells, whose clock was also asked when it began: servers whose clocks differ
    agree on it.
    """
    try:
        content = _serializer().loads(state)
        owner, nonce = content["user"], content["nonce"]
    except (BadSignature, KeyError, TypeError):
        raise StateRefused(
            "This answer does not belong to anything that was begun here; nothing was connected. Begin with "
            "Connect with Gong, in Airflow, under Gong > Gong account."
        ) from None
    if owner != user:
        raise StateRefused(
            f"This was begun by the Airflow user {owner}, and you are signed in as {user}; nothing was "
            "connected. Begin again as the user whose account it is to be."
        )
    asked_at, now = _taken(nonce)
    if asked_at is None or now is None:
        raise StateRefused(
            "This answer of Gong's was used already. If your account is not connected, click Connect with "
            "Gong again."
        )
    if now - asked_at > LIFETIME:
        raise StateRefused(
            "It took longer than ten minutes to come back from Gong; nothing was connected. "
            "Click Connect with Gong again."
        )
    return Consent(state, _verifier(nonce))


def _taken(nonce: str) -> tuple[datetime | None, datetime | None]:
    """Delete a nonce and return when it was asked for, and the present time; None if somebody was faster."""
    with session() as opened:
        row = opened.execute(select(StateRow.asked_at, func.now()).where(StateRow.nonce == nonce)).first()
        gone = opened.execute(delete(StateRow).where(StateRow.nonce == nonce))
        if row is None or not gone.rowcount:  # type: ignore[attr-defined]  # a DELETE's result has it
            return None, None
        return row[0], row[1]


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(signing_keys(), salt=_PURPOSE)


def _verifier(nonce: str) -> str:
    """Return the verifier of PKCE: it need not be kept, and who sees the state cannot tell it."""
    digest = hmac.digest(signing_keys()[-1].encode(), f"pkce {nonce}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
