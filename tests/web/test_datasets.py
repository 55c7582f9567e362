"""Datasets through the pages' API: list, look at, create, save, delete."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from airflow.api_fastapi.app import get_auth_manager
from airflow.models.dagbag import DagPriorityParsingRequest
from airflow.models.variable import Variable
from airflow.utils.session import create_session
from sqlalchemy import select

from tests.web.asking import API, create, definition, stored

if TYPE_CHECKING:
    from airflow.api_fastapi.auth.managers.models.resource_details import DagDetails
    from starlette.testclient import TestClient

    from tests.conftest import Site
    from tests.web.conftest import Pages

pytestmark = pytest.mark.usefixtures("creators")


def test_a_new_dataset_is_a_variable_and_a_wish(pages: Pages) -> None:
    """It belongs to who made it, whatever the form says; Airflow is asked to parse once."""
    uma = pages.client("uma")
    answer = uma.post(API, json={"definition": definition("uma", owner="ada")})
    assert answer.status_code == 201
    assert (answer.json()["name"], answer.json()["dag_id"]) == ("sales", "gong__sales")
    assert stored()["owner"] == "uma"
    create(uma, "uma", name="support")
    with create_session() as session:
        files = session.scalars(select(DagPriorityParsingRequest.relative_fileloc)).all()
    assert set(files) <= {"gong_datasets.py"}
    assert len(files) == len(set(files))


def test_the_list_shows_it_before_airflow_has_its_dag(pages: Pages) -> None:
    """Its maker sees it at once, others when they may read the DAG."""
    create(pages.client("uma"), "uma", description="Calls of EMEA", sync="@daily")
    [row] = pages.client("uma").get(API).json()["datasets"]
    expected = {
        "name": "sales",
        "dag_id": "gong__sales",
        "owner": "uma",
        "description": "Calls of EMEA",
        "data_types": ["calls", "users"],
        "origin": "page",
        "mine": True,
        "may_edit": True,
        "may_run": True,
        "schedule": "@daily",
        "paused": None,
        "next_sync": None,
        "size": None,
        "error": None,
        "last_sync": None,
    }
    assert row == expected
    assert pages.client("otto").get(API).json() == {"total": 0, "datasets": []}
    [seen] = pages.client("ada").get(API).json()["datasets"]
    assert (seen["mine"], seen["may_edit"]) == (False, True)


def test_search_and_pages_of_the_list(pages: Pages) -> None:
    """Names, owners, descriptions and the labels of types are searched; one's own come first."""
    uma, ada = pages.client("uma"), pages.client("ada")
    create(uma, "uma", name="b", description="quarterly REVIEW")
    create(uma, "uma", name="c", data_types=["trackers"])
    create(ada, "ada", name="z")

    def names(**query: Any) -> list[str]:
        return [row["name"] for row in ada.get(API, params=query).json()["datasets"]]

    assert names() == ["z", "b", "c"]
    assert names(search="review") == ["b"]
    assert names(search="Tracker") == ["c"]
    assert names(search="UMA") == ["b", "c"]
    assert names(offset=1, limit=1) == ["b"]
    assert ada.get(API, params={"search": "nothing"}).json() == {"total": 0, "datasets": []}
    assert ada.get(API, params={"limit": 0}).status_code == 422


def test_what_a_dataset_page_shows(pages: Pages) -> None:
    """The whole definition, the version to edit it by, and every type with whether it is synced."""
    sync = {"schedule": "@weekly", "data_types": ["users"]}
    version = create(pages.client("uma"), "uma", sync=sync)
    found = pages.client("uma").get(f"{API}/sales").json()
    assert found["version"] == version
    assert found["definition"]["prefix"] == "sales/"
    assert found["definition"]["limit"] == 100
    assert found["conn_ok"] is True
    assert found["types"] == [
        {"id": "calls", "last": None, "synced": False},
        {"id": "users", "last": None, "synced": True},
    ]


def test_a_dataset_is_edited(pages: Pages) -> None:
    """Its owner stays, its version moves on, and a schedule that was not changed keeps its beginning."""
    uma = pages.client("uma")
    first = create(uma, "uma", sync="@daily")
    since = stored()["sync"]["since"]
    wanted = {"definition": definition("uma", sync="@daily", limit=5, owner="otto"), "version": first}
    answer = uma.put(f"{API}/sales", json=wanted)
    assert answer.status_code == 200, answer.text
    assert answer.json()["version"] != first
    assert (stored()["limit"], stored()["owner"], stored()["sync"]["since"]) == (5, "uma", since)
    assert uma.get(f"{API}/sales").json()["version"] == answer.json()["version"]


def test_an_owner_whom_airflow_lets_edit_other_dags_only(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An auth manager may take one DAG away from a user: to own its dataset is not enough then."""
    uma = pages.client("uma")
    version = create(uma, "uma")
    manager = get_auth_manager()
    allowed = manager.is_authorized_dag

    def only_others(*, method: Any, details: DagDetails | None = None, **asked: Any) -> bool:
        taken = method == "PUT" and details is not None and details.id == "gong__sales"
        return not taken and allowed(method=method, details=details, **asked)

    monkeypatch.setattr(manager, "is_authorized_dag", only_others)
    change = {"definition": definition("uma", limit=5), "version": version}
    assert uma.put(f"{API}/sales", json=change).status_code == 403
    assert uma.delete(f"{API}/sales").status_code == 403
    assert stored().get("limit") != 5


def test_two_people_edit_one_dataset(pages: Pages) -> None:
    """The second is told who was faster and gets what is stored now; nothing is lost."""
    uma, ada = pages.client("uma"), pages.client("ada")
    version = create(uma, "uma")
    first = {"definition": definition("uma", limit=1), "version": version}
    assert ada.put(f"{API}/sales", json=first).status_code == 200
    late = uma.put(f"{API}/sales", json={"definition": definition("uma", limit=2), "version": version})
    assert late.status_code == 409
    assert late.json()["changed_by"] == "ada"
    assert late.json()["definition"]["limit"] == 1
    assert late.json()["detail"].startswith("ada has changed this dataset meanwhile. Nothing was saved")
    again = {"definition": definition("uma", limit=2), "version": late.json()["version"]}
    assert uma.put(f"{API}/sales", json=again).status_code == 200
    Variable.set("gong_dataset__sales", json.dumps({**definition("uma"), "owner": "uma", "limit": 9}))
    by_hand = uma.put(f"{API}/sales", json=again)
    assert (by_hand.status_code, by_hand.json()["changed_by"]) == (409, None)
    assert stored()["limit"] == 9


def test_nobody_edits_what_is_not_theirs(pages: Pages, site: Site) -> None:
    """Another user sees the dataset once its DAG is there, and may neither change nor delete it."""
    version = create(pages.client("uma"), "uma")
    otto = pages.client("otto")
    wanted = {"definition": definition("uma"), "version": version}
    for answer in (
        otto.put(f"{API}/sales", json=wanted),
        otto.delete(f"{API}/sales"),
        otto.get(f"{API}/sales"),
    ):
        assert answer.status_code == 404, "it cannot be told from one that does not exist"
    site.sync_dags()
    seen = otto.get(f"{API}/sales").json()
    assert (seen["mine"], seen["may_edit"], seen["paused"]) == (False, False, False)
    for answer in (otto.put(f"{API}/sales", json=wanted), otto.delete(f"{API}/sales")):
        assert answer.status_code == 403
        assert "belongs to uma" in answer.json()["detail"]


def test_files_in_git_are_shown_and_not_edited(pages: Pages, site: Site) -> None:
    """They are marked, can be run, and say where to change them."""
    name = site.dataset("users", owner="uma").name
    site.sync_dags()
    uma = pages.client("uma")
    [row] = [each for each in uma.get(API).json()["datasets"] if each["name"] == name]
    assert (row["origin"], row["mine"], row["may_edit"], row["may_run"]) == ("git", True, False, True)
    answer = uma.put(f"{API}/{name}", json={"definition": definition("uma"), "version": ""})
    assert answer.status_code == 403
    assert f"{name}.yaml. Change it there." in answer.json()["detail"]


def test_nonsense_in_a_variable_costs_nobody_else(pages: Pages, site: Site) -> None:
    """The list shows it with the reason, the rest works, and its owner can mend or delete it."""
    assert site
    uma = pages.client("uma")
    create(uma, "uma", name="good")
    Variable.set("gong_dataset__bad", '{"owner": "uma", "limit": "all", "data_types": []}')
    Variable.set("gong_dataset__worse", "][")
    rows = {row["name"]: row for row in uma.get(API).json()["datasets"]}
    assert rows["good"]["error"] is None
    assert "limit: 'all' is not a whole number" in rows["bad"]["error"]
    assert rows["bad"]["may_edit"]
    assert set(rows) == {"good", "bad"}
    everything = {row["name"]: row for row in pages.client("ada").get(API).json()["datasets"]}
    assert everything["worse"]["error"].startswith("Variable gong_dataset__worse: ")
    shown = uma.get(f"{API}/bad").json()
    assert shown["definition"]["limit"] == "all"
    mended = {"definition": definition("uma", name="bad", prefix="bad/"), "version": shown["version"]}
    assert uma.put(f"{API}/bad", json=mended).status_code == 200
    assert pages.client("ada").delete(f"{API}/worse").status_code == 200


def test_a_dataset_keeps_its_name(pages: Pages) -> None:
    """Another name would be another dataset."""
    version = create(pages.client("uma"), "uma")
    wanted = {"definition": definition("uma", name="other"), "version": version}
    answer = pages.client("uma").put(f"{API}/sales", json=wanted)
    assert answer.status_code == 422
    assert answer.json()["fields"]["name"].startswith("A dataset keeps its name.")


def test_export_as_yaml(pages: Pages) -> None:
    """The file defines the same dataset."""
    create(pages.client("uma"), "uma", name="to-git", data_types=["calls"])
    answer = pages.client("uma").get(f"{API}/to-git/yaml")
    assert answer.headers["content-type"].startswith("text/yaml")
    assert "name: to-git\nowner: uma\n" in answer.text
    assert pages.client("otto").get(f"{API}/to-git/yaml").status_code == 404


def test_two_saves_in_the_same_moment(pages: Pages) -> None:
    """One of them wins, whatever the database's locks; the other is told."""
    uma, ada = pages.client("uma"), pages.client("ada")
    version = create(uma, "uma")
    both = threading.Barrier(2)

    def save(client: TestClient, limit: int) -> int:
        both.wait(10)
        body = {"definition": definition("uma", limit=limit), "version": version}
        return int(client.put(f"{API}/sales", json=body).status_code)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(save, uma, 1), pool.submit(save, ada, 2)
        statuses = [first.result(), second.result()]
    assert sorted(statuses) == [200, 409]
    assert stored()["limit"] == statuses.index(200) + 1
