"""Accounts: everybody's own, and for administrators the list of all. Nobody reaches another's by any id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends

from gong.account import account_conn_id, base_url, printable, readable_key
from gong.errors import AccountsUnavailable, ConfigurationError
from gong.vault import accounts, trial
from gong.vault.app import allowed_hosts, storage_problem
from gong.web.access import Admin, Asker, User, Viewer
from gong.web.account_models import (
    AccountState,
    AccountViews,
    KeyBody,
    Removed,
    VerdictView,
    account_state,
    account_view,
    removed,
)
from gong.web.errors import Refusal
from gong.web.waiting import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable

router = APIRouter(prefix="/api")


@router.get("/account")
def own_account(asker: Viewer) -> AccountState:
    """Return the state of one's own account."""
    return _own_state(asker)


@router.post("/account/test", dependencies=[Depends(in_turn)])
def test_key(body: KeyBody, asker: User) -> VerdictView:
    """Try a key without storing it."""
    del asker
    verdict = trial.try_key(*_read_key(body))
    return VerdictView(ok=verdict.ok, message=verdict.message)


@router.post("/account/check", dependencies=[Depends(in_turn)])
def check_own(asker: User) -> VerdictView:
    """Try one's own account as it is stored."""
    verdict = trial.check_account(account_conn_id(asker.name))
    return VerdictView(ok=verdict.ok, message=verdict.message)


@router.put("/account", dependencies=[Depends(in_turn)])
def connect_key(body: KeyBody, asker: User) -> AccountState:
    """Store a key as one's own account, unless Gong says that it or the address is wrong.

    Whatever else a test may find does not count: Gong may trust the workers' addresses, and not this
    server's.
    """
    url, key, secret = _read_key(body)
    require_storage()
    verdict = trial.try_key(url, key, secret)
    if verdict.hopeless:
        raise Refusal(422, verdict.message, fields={})
    accounts.connect_key(asker.name, url, key, secret)
    return _own_state(asker)


@router.delete("/account")
def disconnect(asker: User) -> Removed:
    """Delete one's own account."""
    return _remove(asker.name, "You have no Gong account here.")


@router.get("/accounts")
def all_accounts(asker: Admin) -> AccountViews:
    """Return everybody's accounts; what they are signed with is nobody's to read."""
    del asker
    return AccountViews(accounts=[account_view(account) for account in accounts.everybodys()])


@router.delete("/accounts/{owner:path}")
def remove_account(owner: str, asker: Admin) -> Removed:
    """Delete somebody's account."""
    del asker
    return _remove(owner, f"{owner} has no Gong account here.")


def require_storage() -> None:
    """Refuse to take a secret that could not be stored or used; the sentence names the setting."""
    if problem := storage_problem():
        raise Refusal(409, str(AccountsUnavailable(problem)))


def _own_state(asker: Asker) -> AccountState:
    conn_id = account_conn_id(asker.name)
    return account_state(conn_id, accounts.find(conn_id))


def _remove(owner: str, none: str) -> Removed:
    conn_id = account_conn_id(owner)
    account = accounts.find(conn_id)
    if account is None:
        raise Refusal(404, none)
    answer = removed(conn_id, account)
    accounts.remove(conn_id)
    return answer


def _read_key(body: KeyBody) -> tuple[str, str, str]:
    """Return API base URL, key and secret, or refuse with a sentence for each field that is wrong."""
    wrong: dict[str, str] = {}

    def read(field: str, reader: Callable[[], str]) -> str:
        try:
            return reader()
        except ConfigurationError as error:
            wrong[field] = error.detail
            return ""

    key = read("access_key", lambda: readable_key(body.access_key))
    secret = read("access_key_secret", lambda: printable(body.access_key_secret, "access key secret"))
    url = read("base_url", lambda: base_url(body.base_url, None, None, allowed_hosts()))
    if wrong:
        raise Refusal(422, " ".join(wrong.values()), wrong)
    return url, key, secret
