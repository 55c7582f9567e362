"""What the pages send and get about accounts. No secret is ever in an answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from gong.vault.accounts import API_KEY
from include.data_types import DATA_TYPES
from include.stores import load_definitions

if TYPE_CHECKING:
    from gong.vault.accounts import StoredAccount
    from include.data_type import DataType

_LONGEST = 2_000


class KeyBody(BaseModel):
    """An API key as a person typed it."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    access_key: str = Field(max_length=_LONGEST, repr=False)
    access_key_secret: str = Field(max_length=_LONGEST, repr=False)
    base_url: str = Field("", max_length=_LONGEST)


class VerdictView(BaseModel):
    """What came of a test."""

    ok: bool
    message: str


class TypeView(BaseModel):
    """Whether an account reaches a data type, and what is missing."""

    id: str
    label: str
    icon: str
    allowed: bool
    missing_scope: str | None
    poorer_without: list[str]


class AccountState(BaseModel):
    """One's own account; all but `state`, `conn_id`, `types` and `datasets` may be null."""

    state: Literal["not_connected", "connected", "reconnect_needed"]
    conn_id: str
    method: Literal["api_key", "oauth"] | None = None
    host: str | None = None
    access_key_hint: str | None = None
    scopes: list[str] | None = None
    types: list[TypeView]
    connected_at: datetime | None = None
    token_issued_at: datetime | None = None
    token_expires_at: datetime | None = None
    last_used_at: datetime | None = None
    reason: str | None = None
    since: datetime | None = None
    datasets: list[str]


class Removed(BaseModel):
    """What a removal did, and the datasets that stop syncing by it."""

    message: str
    datasets: list[str]


class AccountView(BaseModel):
    """An account as administrators see it."""

    owner: str
    conn_id: str
    method: Literal["api_key", "oauth"]
    host: str
    state: Literal["connected", "reconnect_needed"]
    connected_at: datetime
    last_used_at: datetime | None


class AccountViews(BaseModel):
    """Everybody's accounts."""

    accounts: list[AccountView]


def account_state(conn_id: str, account: StoredAccount | None) -> AccountState:
    """Describe an account to its owner."""
    datasets = datasets_of(conn_id)
    if account is None:
        types = [_type_view(row, frozenset()) for row in DATA_TYPES.values()]
        return AccountState(state="not_connected", conn_id=conn_id, types=types, datasets=datasets)
    scopes = None if account.scopes is None else account.scopes.split()
    granted = None if scopes is None else frozenset(scopes)
    return AccountState(
        state=_state(account),
        conn_id=conn_id,
        method=_method(account),
        host=account.host,
        access_key_hint=account.hint,
        scopes=scopes,
        types=[_type_view(row, granted) for row in DATA_TYPES.values()],
        connected_at=account.connected_at,
        token_issued_at=account.issued_at,
        token_expires_at=account.expires_at,
        last_used_at=account.used_at,
        reason=account.problem,
        since=account.problem_since,
        datasets=datasets,
    )


def account_view(account: StoredAccount) -> AccountView:
    """Describe an account to administrators."""
    return AccountView(
        owner=account.owner,
        conn_id=account.conn_id,
        method=_method(account),
        host=account.host,
        state=_state(account),
        connected_at=account.connected_at,
        last_used_at=account.used_at,
    )


def removed(conn_id: str, account: StoredAccount) -> Removed:
    """Say what the removal of an account did, and what it did not do."""
    datasets = datasets_of(conn_id)
    if account.method == API_KEY:
        left = (
            "The access key still exists in Gong: delete it under Admin center > Settings > Ecosystem > API."
        )
    else:
        left = (
            "The app still has access in Gong: an administrator removes it under Admin center > Settings > "
            "Ecosystem > API > Integrations."
        )
    stops = f"These datasets stop syncing: {', '.join(datasets)}. " if datasets else ""
    message = (
        f"The Gong account of {account.owner} is disconnected, and its secrets are deleted from Airflow. "
        f"{stops}Files that were written stay. {left}"
    )
    return Removed(message=message, datasets=datasets)


def datasets_of(conn_id: str) -> list[str]:
    """Return the names of the datasets that use a connection."""
    return [dataset.name for dataset in load_definitions().datasets if dataset.gong_conn_id == conn_id]


def _state(account: StoredAccount) -> Literal["connected", "reconnect_needed"]:
    return "reconnect_needed" if account.problem else "connected"


def _method(account: StoredAccount) -> Literal["api_key", "oauth"]:
    return "api_key" if account.method == API_KEY else "oauth"


def _type_view(row: DataType, granted: frozenset[str] | None) -> TypeView:
    """Tell whether these scopes reach a type; None stands for all, an empty set for no account."""
    allowed = granted is None or row.scope in granted
    return TypeView(
        id=row.id,
        label=row.label,
        icon=row.icon,
        allowed=allowed,
        missing_scope=None if allowed else row.scope,
        poorer_without=[]
        if granted is None
        else [each for each in row.optional_scopes if each not in granted],
    )
