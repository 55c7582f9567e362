"""Who asks, and whether they may: every route of the pages states one of the rules below.

The rights are Airflow's own, so they hold under any auth manager: who may read DAGs sees, who may edit DAGs
uses, who may edit connections administers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.base_user import BaseUser
from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity, DagDetails
from airflow.api_fastapi.core_api.security import get_user
from airflow.configuration import conf
from fastapi import Depends, Request

from gong.web.errors import Refusal

if TYPE_CHECKING:
    from airflow.api_fastapi.auth.managers.base_auth_manager import ResourceMethod

_SAFE = {"GET", "HEAD", "OPTIONS"}
_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"}


@dataclass(frozen=True)
class Asker:
    """The signed-in user."""

    user: BaseUser

    @property
    def name(self) -> str:
        """The user name, by which datasets and accounts are owned.

        `get_id()` is not it: under the FAB auth manager that is a number.
        """
        return self.user.get_name()

    @property
    def may_see(self) -> bool:
        """Whether DAGs may be read."""
        return get_auth_manager().is_authorized_dag(method="GET", user=self.user)

    @property
    def may_use(self) -> bool:
        """Whether DAGs may be edited: own accounts and datasets."""
        return get_auth_manager().is_authorized_dag(method="PUT", user=self.user)

    @property
    def is_admin(self) -> bool:
        """Whether connections may be edited: everybody's accounts and datasets."""
        return get_auth_manager().is_authorized_connection(method="PUT", user=self.user)

    def may(self, method: ResourceMethod, dag_id: str, of_it: DagAccessEntity | None = None) -> bool:
        """Tell whether Airflow lets the user do this to one DAG, or to what is ``of_it``."""
        return get_auth_manager().is_authorized_dag(
            method=method, access_entity=of_it, details=DagDetails(id=dag_id), user=self.user
        )

    def owns(self, owner: str, dag_id: str) -> bool:
        """Tell whether the user decides over what is somebody's: that one, and administrators."""
        return (owner == self.name and self.may("PUT", dag_id)) or self.is_admin

    def may_run(self, dag_id: str) -> bool:
        """Tell whether Airflow lets the user start runs of one DAG."""
        return self.may("POST", dag_id, DagAccessEntity.RUN)

    def readable_dags(self) -> set[str]:
        """Return the ids of all DAGs that Airflow lets the user read; in a fixed number of queries."""
        return get_auth_manager().get_authorized_dag_ids(user=self.user, method="GET")


def signed_in(user: Annotated[BaseUser, Depends(get_user)]) -> Asker:
    """Let in whoever is signed in to Airflow."""
    return Asker(user)


def viewer(asker: Annotated[Asker, Depends(signed_in)]) -> Asker:
    """Let in who may read DAGs."""
    if not asker.may_see:
        raise Refusal(403, "Your role in Airflow may not see DAGs, and so no Gong datasets either.")
    return asker


def user(asker: Annotated[Asker, Depends(signed_in)]) -> Asker:
    """Let in who may edit DAGs."""
    if not asker.may_use:
        raise Refusal(403, "Your role in Airflow may look, but not change anything: it may not edit DAGs.")
    return asker


def admin(asker: Annotated[Asker, Depends(signed_in)]) -> Asker:
    """Let in who may edit connections."""
    if not asker.is_admin:
        raise Refusal(403, "Only who may edit connections in Airflow may do this.")
    return asker


RULES = (signed_in, viewer, user, admin)
"""A route depends on exactly one of them, directly."""

SignedIn = Annotated[Asker, Depends(signed_in)]
Viewer = Annotated[Asker, Depends(viewer)]
User = Annotated[Asker, Depends(user)]
Admin = Annotated[Asker, Depends(admin)]


def from_our_pages(request: Request) -> None:
    """Refuse what another site makes a signed-in browser send.

    Airflow's own protection is the cookie's `SameSite=Lax` alone. A script with a bearer token says nothing
    of where it is from. A browser does, and is refused with one as well: where everybody is an administrator,
    Airflow gives one to every request.
    """
    if request.method in _SAFE:
        return
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    has_token = scheme.lower() == "bearer" and bool(token)
    if not _is_same_origin(request, unknown=has_token):
        raise Refusal(
            403,
            "This request did not come from Airflow's own pages. Reload the page; behind a reverse proxy, "
            "[api] base_url must be the address that browsers use.",
        )
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST" and kind in _FORMS:
        raise Refusal(415, "Send JSON.")


def _is_same_origin(request: Request, *, unknown: bool) -> bool:
    """Tell what the browser says about where the request was made; ``unknown`` if it says nothing.

    Browsers leave Sec-Fetch-Site out on plain http (https://www.w3.org/TR/fetch-metadata/), but send Origin
    with every unsafe request. The scheme is not compared: a proxy may have changed it.
    """
    if site := request.headers.get("sec-fetch-site"):
        return site == "same-origin"
    if (origin := request.headers.get("origin")) is None:
        return unknown
    public = urlsplit(conf.get("api", "base_url", fallback="") or "").netloc
    return (urlsplit(origin).netloc or "null") in (request.headers.get("host"), public)
