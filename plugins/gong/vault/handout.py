"""What a task gets of an account: a credential that lives and nothing to renew it with, or what is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gong.account import problem_name
from gong.errors import GongError
from gong.vault.accounts import API_KEY, note_use
from gong.vault.renewal import usable
from gong.vault.sealing import unseal

if TYPE_CHECKING:
    from gong.vault.accounts import StoredAccount


def handout(conn_id: str) -> dict[str, Any]:
    """Return the fields of an Airflow connection for the account, whatever happens.

    An error would make Airflow look elsewhere for the connection and then say that there is none. A problem
    is therefore a connection, too, of which `gong.account.read_account` makes the error again.
    """
    try:
        account = usable(conn_id)
        fields = credential(account)
    except GongError as error:
        return {
            "conn_type": "gong",
            "extra": json.dumps({"problem": problem_name(error), "detail": error.detail}),
        }
    note_use(account)
    return fields


def credential(account: StoredAccount) -> dict[str, Any]:
    """Return the fields of a connection that signs with the account's credential as it is now."""
    secret = unseal(account.sealed)
    fields: dict[str, Any] = {"conn_type": "gong", "host": account.host}
    if account.method == API_KEY:
        return fields | {"login": secret["access_key"], "password": secret["access_key_secret"]}
    expires_at = account.expires_at.timestamp() if account.expires_at else None
    return fields | {"extra": json.dumps({"access_token": secret["access_token"], "expires_at": expires_at})}
