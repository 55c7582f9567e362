"""Users' accounts in the database: read, connected, changed, removed. Secrets leave here sealed."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from gong.account import account_conn_id
from gong.errors import AccountsUnavailable, StoreOutage
from gong.vault.database import session
from gong.vault.sealing import reseal, seal, sealing_problem
from gong.vault.tables import AccountRow, RenewalRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gong.oauth import Tokens

API_KEY, OAUTH = "api_key", "oauth"
USE_NOTED_EVERY = timedelta(minutes=1)
_HINT = 4
_SHORTEST_HINTED = 12
_MARGIN = 0.5


@dataclass(frozen=True)
class StoredAccount:
    """An account as it was when it was read; the fields are those of `AccountRow`."""

    conn_id: str
    owner: str
    method: str
    host: str
    hint: str | None
    sealed: str = field(repr=False)
    version: str
    scopes: str | None
    connected_at: datetime
    issued_at: datetime | None
    expires_at: datetime | None
    used_at: datetime | None
    renewing_since: datetime | None
    problem: str | None
    problem_since: datetime | None

    def is_alive(self, now: float) -> bool:
        """Tell whether its credential can still be used at ``now``, in seconds since 1970."""
        return self.expires_at is None or now < self.expires_at.timestamp() - _MARGIN

    def is_fresh(self, now: float) -> bool:
        """Tell whether it need not be renewed yet: less than half of a token's life has passed.

        A token that seems to come from the future was issued by a server whose clock is ahead; half of its
        life before that is as good.
        """
        if self.issued_at is None or self.expires_at is None:
            return True
        half = (self.expires_at - self.issued_at).total_seconds() / 2
        return abs(now - self.issued_at.timestamp()) < half


def find(conn_id: str) -> StoredAccount | None:
    """Return the account with this connection id. The id is compared here: a database may ignore case."""
    with session() as opened:
        row = opened.get(AccountRow, conn_id)
        return _snapshot(row) if row and row.conn_id == conn_id else None


def everybodys() -> list[StoredAccount]:
    """Return all accounts, by their owners' names; in one order whatever the database sorts by."""
    with session() as opened:
        return sorted(map(_snapshot, opened.scalars(select(AccountRow))), key=lambda each: each.owner)


def connect_key(owner: str, host: str, key: str, secret: str) -> None:
    """Store an API key as the owner's account, in place of what was there."""
    hint = key[-_HINT:] if len(key) >= _SHORTEST_HINTED else None
    sealed = seal({"access_key": key, "access_key_secret": secret})
    _put(owner, method=API_KEY, host=host, hint=hint, sealed=sealed, connected_at=datetime.now(UTC))


def connect_tokens(owner: str, tokens: Tokens, asked_at: float) -> None:
    """Store tokens that were asked for at ``asked_at`` as the owner's account, in place of what was there."""
    _put(owner, method=OAUTH, connected_at=datetime.now(UTC), **token_values(tokens, asked_at))


def token_values(tokens: Tokens, asked_at: float) -> dict[str, Any]:
    """Return the values that new tokens give an account."""
    issued_at = datetime.fromtimestamp(asked_at, UTC)
    return {
        "host": tokens.base_url,
        "sealed": seal({"access_token": tokens.access_token, "refresh_token": tokens.refresh_token}),
        "scopes": None if tokens.scopes is None else " ".join(tokens.scopes),
        "issued_at": issued_at,
        "expires_at": issued_at + timedelta(seconds=tokens.lifetime),
    }


def change(account: StoredAccount, **values: Any) -> bool:
    """Change an account unless it was changed or removed since it was read; tell which.

    New values of what is sealed make it another version.
    """
    if "sealed" in values:
        values["version"] = uuid.uuid4().hex
    same = AccountRow.conn_id == account.conn_id, AccountRow.version == account.version
    with session() as opened:
        return _matched(opened.execute(update(AccountRow).where(*same).values(values)))


def remove(conn_id: str) -> bool:
    """Delete an account with its secrets; tell whether there was one."""
    with session() as opened:
        return _matched(opened.execute(delete(AccountRow).where(AccountRow.conn_id == conn_id)))


def note_use(account: StoredAccount) -> None:
    """Write down that the account is in use, at most once a minute; do without where that fails."""
    now = datetime.now(UTC)
    if account.used_at and now - account.used_at < USE_NOTED_EVERY:
        return
    with suppress(StoreOutage), session() as opened:
        opened.execute(update(AccountRow).where(AccountRow.conn_id == account.conn_id).values(used_at=now))


def rotate() -> tuple[int, list[str]]:
    """Seal all accounts with the first Fernet key; return how many are, and the owners of all others.

    Those are sealed with a key that is no longer configured. Raises `AccountsUnavailable` when none is.
    """
    if problem := sealing_problem():
        raise AccountsUnavailable(problem)
    accounts, unreadable = everybodys(), []
    for account in accounts:
        try:
            sealed = reseal(account.sealed)
        except AccountsUnavailable:
            unreadable.append(account.owner)
            continue
        with session() as opened:
            same = AccountRow.conn_id == account.conn_id, AccountRow.sealed == account.sealed
            opened.execute(update(AccountRow).where(*same).values(sealed=sealed))
    return len(accounts) - len(unreadable), unreadable


def _put(owner: str, **values: Any) -> None:
    """Insert or replace the owner's account; two who do it at once both succeed, the later one stays."""
    empty = dict.fromkeys(_OPTIONAL)
    row = {**empty, **values, "owner": owner, "version": uuid.uuid4().hex}
    conn_id = account_conn_id(owner)
    with suppress(IntegrityError), session() as opened:
        # Looked for first: MySQL lets an insert wait for whoever has locked the row, a renewal under way.
        if opened.get(RenewalRow, conn_id) is None:
            opened.add(RenewalRow(conn_id=conn_id))
    try:
        with session() as opened:
            opened.add(AccountRow(conn_id=conn_id, **row))
    except IntegrityError:
        _replace(conn_id, row)


def _replace(conn_id: str, row: Mapping[str, Any]) -> None:
    with session() as opened:
        opened.execute(update(AccountRow).where(AccountRow.conn_id == conn_id).values(**row))


def _snapshot(row: AccountRow) -> StoredAccount:
    return StoredAccount(**{each.name: getattr(row, each.name) for each in fields(StoredAccount)})


def _matched(result: Any) -> bool:
    return bool(result.rowcount)


_OPTIONAL = (
    "hint",
    "scopes",
    "issued_at",
    "expires_at",
    "used_at",
    "renewing_since",
    "problem",
    "problem_since",
)
