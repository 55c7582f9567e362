"""Airflow's web application with the pages' API in it, and somebody of every role to ask it."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from airflow.api_fastapi.auth.managers.base_auth_manager import BaseAuthManager
    from fastapi import FastAPI
    from starlette.testclient import TestClient

    from tests.account_fixtures import Accounts

# "" has no role in Airflow; the names are those that own accounts and datasets.
ROLES = {
    "vera": "viewer",
    "uma": "user",
    "otto": "user",
    "oprah": "op",
    "ada": "admin",
}
SIMPLE = "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager"
FAB = "airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager"


@dataclass
class Pages:
    """One Airflow: ``users`` are by name."""

    app: FastAPI
    manager: BaseAuthManager[Any]
    users: dict[str, Any]

    def client(self, name: str | None = None, **headers: str) -> TestClient:
        """Return the browser of a user, or of somebody who is not signed in.

        It sends what a page of Airflow sends; ``headers`` replace that, with `-` for `_` in their names.
        """
        from starlette.testclient import TestClient  # noqa: PLC0415 - after Airflow's home is set, as below

        sent = {"sec_fetch_site": "same-origin", **headers}
        client = TestClient(
            self.app,
            base_url="http://airflow.test",
            headers={key.replace("_", "-"): value for key, value in sent.items() if value},
            raise_server_exceptions=False,
            follow_redirects=False,
        )
        if name is not None:
            client.cookies.set("_token", self.token(name))
        return client

    def token(self, name: str) -> str:
        """Return a token of a user, as Airflow gives it out at the login."""
        return self.manager.generate_jwt(self.users[name])


@dataclass
class _Apps:
    """The application per auth manager; Airflow knows one auth manager a process, so they take turns."""

    simple: Pages | None = None
    fab: Pages | None = None


@pytest.fixture(scope="session")
def apps(airflow_db: None) -> _Apps:
    """Keep the applications that were made: making one takes seconds."""
    assert airflow_db is None
    return _Apps()


@pytest.fixture
def pages(apps: _Apps) -> Iterator[Pages]:
    """Give Airflow with its own auth manager."""
    with _auth_manager(SIMPLE):
        apps.simple = apps.simple or _simple()
        with _in_turn(apps.simple):
            yield apps.simple


@pytest.fixture(params=["simple", "fab"])
def any_pages(apps: _Apps, request: pytest.FixtureRequest) -> Iterator[Pages]:
    """Give Airflow with each of the two auth managers."""
    kind = request.param
    with _auth_manager(SIMPLE if kind == "simple" else FAB):
        made = getattr(apps, kind) or (_simple() if kind == "simple" else _fab())
        setattr(apps, kind, made)
        with _in_turn(made):
            yield made


def _auth_manager(path: str) -> Any:
    return patch.dict(os.environ, AIRFLOW__CORE__AUTH_MANAGER=path)


def _in_turn(pages: Pages) -> Any:
    from airflow.api_fastapi import app  # noqa: PLC0415

    return patch.object(app._AuthManagerState, "instance", pages.manager)


def _simple() -> Pages:
    from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser  # noqa: PLC0415

    users = {name: SimpleAuthManagerUser(username=name, role=role) for name, role in ROLES.items()}
    users["nora"] = SimpleAuthManagerUser(username="nora", role=None)
    return _make(lambda _: users)


def _fab() -> Pages:
    return _make(_fab_users)


def _fab_users(manager: Any) -> dict[str, Any]:
    """Make the users in FAB's tables, with its stock roles, which are named like Airflow's."""
    with manager.flask_app.app_context():
        security = manager.flask_app.appbuilder.sm
        for name, role in ROLES.items():
            address = f"{name}@example.com"
            security.add_user(name, name, "Test", address, security.find_role(role.title()), "password")
        nobody = security.add_role("Nobody")
        security.add_user("nora", "nora", "Test", "nora@example.com", nobody, "password")
        return {name: security.find_user(username=name) for name in (*ROLES, "nora")}


def _make(users: Callable[[Any], dict[str, Any]]) -> Pages:
    from airflow.api_fastapi import app  # noqa: PLC0415 - after Airflow's home is set

    app.purge_cached_app()
    made = app.create_app(apps="core")
    manager = app.get_auth_manager()
    return Pages(made, manager, users(manager))


@pytest.fixture
def gong(pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Accounts]:
    """Give a Gong to connect to, with Airflow set up for it; it begins at the present, as the pages do."""
    from tests.account_fixtures import serve_accounts  # noqa: PLC0415 - after Airflow's home is set
    from tests.clocks import Clock  # noqa: PLC0415 - the same

    assert pages
    (tmp_path / "datasets").mkdir()
    monkeypatch.setenv("AIRFLOW__GONG__DATASETS_FOLDER", str(tmp_path / "datasets"))
    yield from serve_accounts(monkeypatch, tmp_path, Clock(time.time()))


@pytest.fixture
def creators(airflow_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give every creator a Gong account, all of them a storage, and leave nothing behind."""
    from airflow.models.dagbag import DagPriorityParsingRequest  # noqa: PLC0415 - after Airflow's home is set
    from airflow.models.variable import Variable  # noqa: PLC0415 - the same
    from airflow.utils.session import create_session  # noqa: PLC0415 - the same
    from sqlalchemy import delete  # noqa: PLC0415 - the same

    from gong.account import account_conn_id  # noqa: PLC0415 - the same
    from gong.vault import accounts  # noqa: PLC0415 - the same

    assert airflow_db is None
    monkeypatch.setenv("AIRFLOW__GONG__STORAGE_CONNECTIONS", "aws_default, elsewhere")
    monkeypatch.setenv("AIRFLOW_CONN_AWS_DEFAULT", json.dumps({"conn_type": "aws"}))
    for name in ("uma", "otto", "ada"):
        accounts.connect_key(name, "https://api.gong.io", "key", "secret")
    yield
    for name in ("uma", "otto", "ada"):
        accounts.remove(account_conn_id(name))
    with create_session() as session:
        session.execute(delete(Variable))
        session.execute(delete(DagPriorityParsingRequest))
