"""What somebody with an account in Airflow might try to get at what is not theirs."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from airflow.models.variable import Variable
from airflow.utils.session import create_session
from sqlalchemy import delete

from gong.web.errors import Refusal
from gong.web.waiting import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from httpx import Response

    from tests.web.conftest import Pages

API = "/gong/api/datasets"


@pytest.fixture(autouse=True)
def _connections(airflow_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give a storage that nobody but administrators may choose, and a Gong connection that is not shared."""
    assert airflow_db is None
    monkeypatch.setenv("AIRFLOW_CONN_VAULT", json.dumps({"conn_type": "aws"}))
    monkeypatch.setenv("AIRFLOW_CONN_GONG_PRIVATE", json.dumps({"conn_type": "gong"}))
    yield
    with create_session() as session:
        session.execute(delete(Variable))


def given(pages: Pages, **fields: Any) -> dict[str, Any]:
    """Define a dataset of uma's with connections that an operator has chosen; return what an edit sends."""
    chosen = {"gong_conn_id": "gong_private", "aws_conn_id": "vault", "bucket": "calls", "prefix": "uma/"}
    definition = {"owner": "uma", "data_types": ["users"], **chosen, **fields}
    Variable.set("gong_dataset__sales", json.dumps(definition))
    version = pages.client("uma").get(f"{API}/sales").json()["version"]
    return {"definition": {**definition, "name": "sales"}, "version": version}


def edit(pages: Pages, who: str, sent: dict[str, Any], **fields: Any) -> Response:
    """Save the dataset with these fields."""
    body = {**sent, "definition": {**sent["definition"], **fields}}
    answer: Response = pages.client(who).put(f"{API}/sales", json=body)
    return answer


@pytest.mark.parametrize("fields", [{"prefix": "finance/"}, {"bucket": "secrets"}])
def test_a_storage_that_somebody_else_chose_is_for_its_folder(pages: Pages, fields: dict[str, str]) -> None:
    """The owner may go on editing, but not point it at other folders of a store they may not choose."""
    sent = given(pages)
    answer = edit(pages, "uma", sent, **fields)
    assert answer.status_code == 422
    assert answer.json()["fields"].keys() == {"aws_conn_id"}
    assert edit(pages, "uma", sent, description="Ours", limit=5).status_code == 200


@pytest.mark.parametrize(
    "fields", [{"data_types": ["users", "calls"]}, {"include_private_calls": True}, {"workspace_ids": ["2"]}]
)
def test_a_connection_to_gong_that_somebody_else_chose_is_for_what_it_read(
    pages: Pages, fields: dict[str, Any]
) -> None:
    """An owner gets no more out of a connection that is not shared than it was chosen for."""
    answer = edit(pages, "uma", given(pages, workspace_ids=["1"]), **fields)
    assert answer.status_code == 422
    assert answer.json()["fields"].keys() == {"gong_conn_id"}


def test_ids_of_connections_are_no_paths(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no id is not looked for: a site's secrets backend may make a path of it."""
    asked: list[str] = []
    monkeypatch.setattr("gong.web.connections.Connection.get_connection_from_secrets", asked.append)
    monkeypatch.setenv("AIRFLOW__GONG__STORAGE_CONNECTIONS", "")
    for conn_id in ("../../secret/data/root", "a b", "", "ä"):
        told = pages.client("uma").get("/gong/api/workspaces", params={"gong_conn_id": conn_id})
        assert "declared shared" in told.json()["problem"]
        buckets = pages.client("ada").get("/gong/api/buckets", params={"aws_conn_id": conn_id})
        assert buckets.status_code == 403
    assert asked == []


@pytest.mark.parametrize("who", ["ada", "oprah", "uma", "vera"])
def test_passwords_in_the_configuration_are_hidden(
    pages: Pages, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Airflow shows everybody its configuration without what is secret, ours has none left."""
    monkeypatch.setenv("AIRFLOW__API__EXPOSE_CONFIG", "non-sensitive-only")
    monkeypatch.setenv("AIRFLOW__GONG__LIMITER_URL", "redis://:hunter2@redis:6379/1")
    monkeypatch.setenv("AIRFLOW__GONG__OAUTH_CLIENT_SECRET", "hunter2")
    shown = pages.client(who).get("/api/v2/config", headers={"accept": "application/json"})
    assert shown.status_code == 200
    assert "storage_connections" in shown.text
    assert "hunter2" not in shown.text


def test_nobody_takes_all_of_airflows_threads(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """One user's requests that wait for Gong or a store are bounded; others have their own places."""
    begun, over = threading.Semaphore(0), threading.Event()

    def slow(_conn_id: str) -> None:
        begun.release()
        assert over.wait(30)
        raise Refusal(409, "It is over.")

    monkeypatch.setattr("gong.web.storage.client", slow)

    def ask(who: str) -> int:
        answer = pages.client(who).get("/gong/api/buckets", params={"aws_conn_id": "vault"})
        return int(answer.status_code)

    with ThreadPoolExecutor(MOST + 1) as pool:
        waiting = [pool.submit(ask, "ada") for _ in range(MOST)]
        assert all(begun.acquire(timeout=30) for _ in waiting)
        refused = ask("ada")
        other = pool.submit(ask, "oprah")
        reached = begun.acquire(timeout=30)
        over.set()
        assert (refused, reached, other.result()) == (429, True, 409)
        assert [each.result() for each in waiting] == [409] * MOST
    assert ask("ada") == 409


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/sales/files", 409),
        ("GET", "/sales/files/text?key=x", 409),
        ("GET", "/sales/files/download?key=x", 409),
        ("DELETE", "/sales/uploads/x", 409),
        ("DELETE", "/sales?files=delete", 200),
    ],
)
def test_whatever_waits_for_a_store_takes_a_place(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, method: str, path: str, status: int
) -> None:
    """A store that does not answer keeps none of a dataset's requests from being counted."""
    given(pages)
    begun, over = threading.Event(), threading.Event()

    def slow(_conn_id: str) -> None:
        begun.set()
        assert over.wait(30)
        raise Refusal(409, "It is over.")

    monkeypatch.setattr("gong.web.storage.client", slow)
    monkeypatch.setattr("gong.web.waiting.MOST", 1)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(pages.client("uma").request, method, API + path)
        assert begun.wait(30)
        refused = pages.client("uma").get(f"{API}/sales/files")
        over.set()
    assert (refused.status_code, waiting.result().status_code) == (429, status)
