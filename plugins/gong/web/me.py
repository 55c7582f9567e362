"""Who the asker is, and what they can do here."""

from __future__ import annotations

from airflow import settings
from fastapi import APIRouter, Request
from pydantic import BaseModel

from gong.vault.app import app_problem, storage_problem
from gong.web.access import SignedIn
from gong.web.oauth import redirect_uri
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


class Readiness(BaseModel):
    """Whether operators have set something up; ``problem`` names the setting that is missing."""

    ready: bool
    problem: str | None


class OAuthReadiness(Readiness):
    """The same for OAuth, and the address to register in Gong."""

    redirect_uri: str


class Me(BaseModel):
    """The signed-in user."""

    name: str
    is_admin: bool
    can_connect: bool
    can_create: bool
    account_storage: Readiness
    oauth: OAuthReadiness
    data_types: list[DataTypeView]
    server_time_zone: str


_DATA_TYPES = [
    DataTypeView(**{name: getattr(row, name) for name in DataTypeView.model_fields})
    for row in DATA_TYPES.values()
]


@router.get("")
def me(request: Request, asker: SignedIn) -> Me:
    """Return the signed-in user's rights, what is set up, and the data types in order."""
    may_use, storage = asker.may_use, storage_problem()
    app = app_problem() or storage
    return Me(
        name=asker.name,
        is_admin=asker.is_admin,
        can_connect=may_use,
        can_create=may_use,
        account_storage=Readiness(ready=storage is None, problem=storage),
        oauth=OAuthReadiness(ready=app is None, problem=app, redirect_uri=redirect_uri(request)),
        data_types=_DATA_TYPES,
        server_time_zone=settings.TIMEZONE.name,
    )
