"""Which Airflow connections somebody may use for a dataset.

Gong: one's own account, and what an operator has declared shared. Storage: what `[gong] storage_connections`
names; who may edit connections in Airflow may use every one of type `aws`. An address that the server sends
requests to is therefore always an operator's, never a request's.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from airflow.models.connection import Connection
from airflow.sdk.configuration import conf
from airflow.sdk.exceptions import AirflowNotFoundException
from airflow.utils.session import create_session
from pydantic import BaseModel
from sqlalchemy import select

from gong.account import account_conn_id, is_account
from gong.settings import SECTION
from gong.vault import accounts
from include.definition_rules import CONN_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gong.web.access import Asker
    from include.datasets import Dataset

_ENVIRONMENT = "AIRFLOW_CONN_"
_REACHED_BY = {
    "gong_conn_id": ("gong_conn_id", "data_types", "workspace_ids", "include_private_calls"),
    "aws_conn_id": ("aws_conn_id", "bucket", "prefix"),
}
"""What a dataset reaches by each of its connections."""


class GongChoice(BaseModel):
    """A connection to Gong that may be chosen; ``own`` is one's own account."""

    conn_id: str
    label: str
    own: bool


class StorageChoice(BaseModel):
    """A connection to an object store that may be chosen."""

    conn_id: str
    description: str


class Choices(BaseModel):
    """All connections that may be chosen."""

    gong: list[GongChoice]
    storage: list[StorageChoice]


def choices(asker: Asker) -> Choices:
    """Return the connections that the asker may choose."""
    gong = [
        GongChoice(conn_id=each.conn_id, label=each.description or each.conn_id, own=False)
        for each in _of_type("gong")
        if _is_shared(each)
    ]
    own = account_conn_id(asker.name)
    if accounts.find(own):
        gong.insert(0, GongChoice(conn_id=own, label="Your Gong account", own=True))
    storage = [
        StorageChoice(conn_id=each.conn_id, description=each.description or "")
        for each in _of_type("aws")
        if may_use_storage(asker, each.conn_id)
    ]
    return Choices(gong=gong, storage=storage)


def gong_problem(owner: str, conn_id: str) -> str | None:
    """Return why a dataset of ``owner`` may not use this connection to Gong; None if it may."""
    if conn_id == account_conn_id(owner):
        return _account_problem(conn_id)
    found = None if is_account(conn_id) else _find(conn_id)
    if found is None or found.conn_type != "gong" or not _is_shared(found):
        return (
            "is neither the owner's Gong account nor a connection that an administrator has declared shared"
        )
    return None


def storage_problem(asker: Asker, conn_id: str) -> str | None:
    """Return why the asker may not use this connection to an object store; None if they may."""
    if not may_use_storage(asker, conn_id):
        return "is not a storage connection that you may use; [gong] storage_connections names those"
    found = _find(conn_id)
    if found is None:
        return "does not exist; create it under Admin > Connections"
    return None if found.conn_type == "aws" else "is not a connection of type Amazon Web Services"


def unusable(asker: Asker, dataset: Dataset, before: Dataset | None) -> dict[str, str]:
    """Return what is wrong with a dataset's connections, by field; ``before`` is what it was saved as.

    A connection that somebody else has chosen for it, an administrator for instance, is for what it reached
    then: to reach something else by it, the asker must be one who may choose it.
    """
    found = {
        "gong_conn_id": gong_problem(dataset.owner, dataset.gong_conn_id),
        "aws_conn_id": storage_problem(asker, dataset.aws_conn_id),
    }
    return {
        field: f"'{getattr(dataset, field)}' {problem}."
        for field, problem in found.items()
        if problem and not (before and _reaches_the_same(dataset, before, field))
    }


def _reaches_the_same(dataset: Dataset, before: Dataset, field: str) -> bool:
    own = field == "gong_conn_id" and dataset.gong_conn_id == account_conn_id(dataset.owner)
    fields = (field,) if own else _REACHED_BY[field]
    return all(getattr(dataset, each) == getattr(before, each) for each in fields)


def may_use_storage(asker: Asker, conn_id: str) -> bool:
    """Tell whether the asker may choose this storage connection, if it is one."""
    named = {each.strip() for each in conf.get(SECTION, "storage_connections", fallback="").split(",")}
    return conn_id in named or asker.is_admin


def _account_problem(conn_id: str) -> str | None:
    """Return why a user's account cannot be used, without a request to Gong; None if it can."""
    account = accounts.find(conn_id)
    if account is None:
        return "is not connected yet: connect the Gong account first"
    return f"has to be connected again: {account.problem}" if account.problem else None


def _find(conn_id: str) -> Connection | None:
    if not CONN_ID.fullmatch(conn_id):
        return None  # a secrets backend may make a path of it
    try:
        return Connection.get_connection_from_secrets(conn_id)
    except AirflowNotFoundException:
        return None


def _of_type(conn_type: str) -> Iterator[Connection]:
    """Yield the connections of a type by id: those in the database, and those of environment variables."""
    with create_session() as session:
        session.expire_on_commit = False
        stored = session.scalars(select(Connection).where(Connection.conn_type == conn_type))
        found = {each.conn_id: each for each in stored}
        session.expunge_all()
    for name in os.environ:
        if name.startswith(_ENVIRONMENT):
            conn_id = name.removeprefix(_ENVIRONMENT).lower()
            connection = _find(conn_id)
            if connection is not None and connection.conn_type == conn_type:
                found[conn_id] = connection
    yield from (found[conn_id] for conn_id in sorted(found))


def _is_shared(connection: Connection) -> bool:
    """Tell whether an operator has declared a connection shared; the form stores true, people write text."""
    return str(connection.extra_dejson.get("shared", "")).lower() == "true"
