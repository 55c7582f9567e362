"""Who the asker is, and what they can do here."""

from __future__ import annotations

from airflow.configuration import conf
from fastapi import APIRouter
from pydantic import BaseModel

from gong.web.access import SignedIn
from include.data_types import DATA_TYPES

router = APIRouter(prefix="/api/me")


class DataTypeView(BaseModel):
    """What the pages show of a data type's declaration."""

    id: str
    label: str
    icon: str
    description: str
    scope: str
    optional_scopes: tuple[str, ...]
    has_history: bool


class Me(BaseModel):
    """The signed-in user."""

    name: str
    is_admin: bool
    can_connect: bool
    can_create: bool
    data_types: list[DataTypeView]
    server_time_zone: str


_DATA_TYPES = [
    DataTypeView(**{name: getattr(row, name) for name in DataTypeView.model_fields})
    for row in DATA_TYPES.values()
]


@router.get("")
def me(asker: SignedIn) -> Me:
    """Return the signed-in user's rights, and the data types in order."""
    may_use = asker.may_use
    return Me(
        name=asker.name,
        is_admin=asker.is_admin,
        can_connect=may_use,
        can_create=may_use,
        data_types=_DATA_TYPES,
        server_time_zone=conf.get("core", "default_timezone"),
    )
