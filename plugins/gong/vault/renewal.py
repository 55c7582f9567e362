"""Renewing OAuth tokens: a refresh token is good for one use, so it is used by one process at a time, once.

Tokens are renewed at half of their life. While somebody is at it, or Gong does not answer, others go on with
the token that still lives. Before a refresh token is sent, that is written down and committed; what comes of
it is stored only over the version that it came from. The gap between Gong's answer and our commit cannot be
closed: who dies in it loses the account, and the next one finds out why.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from gong.errors import GongError, MalformedAnswer, NotConnected, Outage, ReconnectNeeded, StoreOutage
from gong.oauth import read_tokens, refresh_request
from gong.token_endpoint import ask_for_tokens
from gong.vault.accounts import StoredAccount, change, find, token_values
from gong.vault.app import allowed_hosts, read_app
from gong.vault.sealing import unseal
from gong.vault.turns import turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from gong.oauth import Tokens

PATIENCE = 15.0
"""Seconds to wait for another process's renewal, once the token is dead."""
PAUSE = 30.0
"""Seconds between two attempts while the token lives."""
SAVE_ATTEMPTS = 10
MAY_BE_SPENT = (Outage, MalformedAnswer)
"""After these nobody knows whether Gong has taken the refresh token: the attempt stays written down."""
REVOKED = (
    "Gong does not accept its refresh token any more: the app was removed in Gong, "
    "or somebody else used the token."
)
INTERRUPTED = (
    "The renewal of its tokens that began at {since:%Y-%m-%d %H:%M:%S} UTC never came to its end: the API "
    "server was stopped, the connection broke, or Gong's answer could not be read. Gong gives every refresh "
    "token out once, so it is lost."
)
log = logging.getLogger(__name__)

_tried: dict[str, tuple[str, float]] = {}
"""When this process last failed to renew an account, and which version of it."""


def usable(
    conn_id: str,
    *,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
    at_once: bool = False,
) -> StoredAccount:
    """Return the account with a credential that lives, renewed if it is time, or ``at_once``.

    Raises `NotConnected`, `ReconnectNeeded`, `AccountsUnavailable`, or what kept a dead token from being
    renewed.
    """
    account = _connected(conn_id)
    now = clock()
    if account.is_fresh(now) and not at_once:
        return account
    alive = account.is_alive(now)
    if alive and not at_once and _was_tried(account, now):
        return account
    with turn(conn_id, 0.0 if alive else PATIENCE, clock, sleep) as mine:
        if mine:
            return _renewed(conn_id, account.version if at_once else None, clock, sleep)
    account = _connected(conn_id)
    if account.is_alive(clock()):
        return account
    raise Outage("Another process is renewing the tokens of this account, and takes long.")


def _connected(conn_id: str) -> StoredAccount:
    account = find(conn_id)
    if account is None:
        raise NotConnected
    if account.problem:
        raise ReconnectNeeded(account.problem)
    return account


def _was_tried(account: StoredAccount, now: float) -> bool:
    """Tell whether somebody is renewing this version, or has tried to just now."""
    version, tried_at = _tried.get(account.conn_id, ("", 0.0))
    since = account.renewing_since.timestamp() if account.renewing_since else None
    times = [since, tried_at if version == account.version else None]
    return any(each is not None and 0 <= now - each < PAUSE for each in times)


def _renewed(
    conn_id: str, refused: str | None, clock: Callable[[], float], sleep: Callable[[float], None]
) -> StoredAccount:
    """Renew an account whose turn it is, unless another process just has, or ``refused`` is its version."""
    account = _connected(conn_id)
    if account.is_fresh(clock()) and account.version != refused:
        return account
    try:
        tokens, asked_at = _exchange(account, clock)
    except ReconnectNeeded as error:
        return _given_up(account, error)
    except GongError as error:
        _tried[conn_id] = account.version, clock()
        if not isinstance(error, MAY_BE_SPENT):
            with suppress(StoreOutage):
                change(account, renewing_since=account.renewing_since)  # that of an earlier attempt stays
        if account.is_alive(clock()) and refused is None:
            log.warning("The tokens of %s could not be renewed yet: %s", account.conn_id, error)
            return account
        raise
    _save(account, {**token_values(tokens, asked_at), "renewing_since": None}, sleep)
    return _connected(conn_id)


def _exchange(account: StoredAccount, clock: Callable[[], float]) -> tuple[Tokens, float]:
    """Send the refresh token. All that can fail without having sent it fails before."""
    request = refresh_request(read_app(), unseal(account.sealed)["refresh_token"])
    asked_at = clock()
    if not change(account, renewing_since=datetime.fromtimestamp(asked_at, UTC)):
        raise Outage("The account was changed at this moment.")
    return read_tokens(ask_for_tokens(request), asked_at, allowed_hosts()), asked_at


def _given_up(account: StoredAccount, error: ReconnectNeeded) -> StoredAccount:
    """Mark an account that only its owner can bring back, unless somebody else has renewed it meanwhile."""
    since = account.renewing_since
    reason = INTERRUPTED.format(since=since) if since else REVOKED
    if change(account, problem=reason, problem_since=datetime.now(UTC), renewing_since=None):
        log.warning("The Gong account %s has to be connected anew: %s", account.conn_id, reason)
        raise ReconnectNeeded(reason, status=error.status)
    return _connected(account.conn_id)


def _save(account: StoredAccount, values: dict[str, Any], sleep: Callable[[float], None]) -> None:
    """Store new tokens over the ones they came from, however often the database has to be asked.

    Where the account was connected anew or removed meanwhile, they are not wanted any more.
    """
    for attempt in range(1, SAVE_ATTEMPTS + 1):
        try:
            change(account, **values)
        except StoreOutage:
            if attempt == SAVE_ATTEMPTS:
                raise
            sleep(attempt / 10)
        else:
            return
