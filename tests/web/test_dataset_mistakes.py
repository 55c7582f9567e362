"""What is refused, and to whom, when datasets are made and changed through the pages' API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from airflow.models.dag import DagModel
from airflow.models.variable import Variable
from airflow.utils.session import create_session
from sqlalchemy import update

from gong.account import account_conn_id
from tests.web.asking import API, create, definition

if TYPE_CHECKING:
    from tests.conftest import Site
    from tests.web.conftest import Pages

pytestmark = pytest.mark.usefixtures("creators")


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"name": "x" * 64}, "name", "is not a dataset's name"),
        ({"name": "Vertrieb für alle"}, "name", "is not a dataset's name"),
        ({"name": "../x"}, "name", "is not a dataset's name"),
        ({"name": 5}, "name", "5 is not text; put it in quotes."),
        ({"name": None}, "name", "Null is not text."),
        ({"name": "taken"}, "name", "'taken' is already the name of a dataset."),
        (
            {"prefix": "taken/in/it/"},
            "prefix",
            "overlaps 'taken/' of the dataset 'taken', in the same bucket.",
        ),
        ({"prefix": "../x"}, "prefix", "contains an empty, '.' or '..' folder."),
        ({"bucket": "10.0.0.1"}, "bucket", "not an IP address."),
        ({"tags": [f"{number:0100}" for number in range(1_000)]}, "", "A definition has at most 64 KiB"),
        ({"limit": 0}, "limit", "0 is less than 1."),
        ({"limit": -1}, "limit", "-1 is less than 1."),
        ({"limit": 10**9}, "limit", "1000000000 is more than 1,000,000."),
        ({"limit": "many"}, "limit", "'many' is not a whole number."),
        ({"data_types": []}, "data_types", "Is empty; name at least one data type."),
        ({"data_types": ["call"]}, "data_types[0]", "did you mean 'calls'?"),
        ({"sync": "@dayly"}, "sync.schedule", "did you mean '@daily'?"),
        ({"sync": "0 0 30 2 *"}, "sync.schedule", "is not a cron expression that ever comes true."),
        ({"gong_conn_id": account_conn_id("ada")}, "gong_conn_id", "is the Gong account of another user"),
        ({"gong_conn_id": "gong_default"}, "gong_conn_id", "has declared shared."),
        ({"gong_conn_id": "shared_http"}, "gong_conn_id", "has declared shared."),
        ({"aws_conn_id": "vault"}, "aws_conn_id", "is not a storage connection that you may use"),
        ({"aws_conn_id": "elsewhere"}, "aws_conn_id", "does not exist; create it under Admin > Connections."),
    ],
)
def test_bad_fields(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], field: str, sentence: str
) -> None:
    """Nothing is stored; each wrong field has a sentence, which the form hears before as well."""
    shared = {"conn_type": "http", "host": "https://example.com", "extra": {"shared": True}}
    monkeypatch.setenv("AIRFLOW_CONN_SHARED_HTTP", json.dumps(shared))
    uma = pages.client("uma")
    create(uma, "uma", name="taken")
    body = {"definition": definition("uma", **fields)}
    answer = uma.post(API, json=body)
    assert answer.status_code == 422
    assert sentence in answer.json()["fields"][field]
    assert answer.json()["detail"].startswith("The dataset cannot be saved as it is. ")
    told = uma.post("/gong/api/validate", json={**body, "is_new": True}).json()
    assert told == {"fields": answer.json()["fields"]}
    edited = {"definition": definition("uma", name="taken")}
    assert uma.post("/gong/api/validate", json=edited).json() == {"fields": {}}
    assert uma.get(API).json()["total"] == 1


def test_a_folder_of_a_definition_with_mistakes(pages: Pages) -> None:
    """Nobody else gets at its files meanwhile; its owner corrects it where it is."""
    create(pages.client("uma"), "uma", prefix="hers/")
    broken = {**definition("uma", prefix="hers/"), "owner": "uma", "limit": "many"}
    Variable.set("gong_dataset__sales", json.dumps(broken))
    answer = pages.client("otto").post(API, json={"definition": definition("otto", name="x", prefix="hers/")})
    assert answer.status_code == 422
    assert "overlaps 'hers/' of the dataset 'sales'" in answer.json()["fields"]["prefix"]
    uma = pages.client("uma")
    version = uma.get(f"{API}/sales").json()["version"]
    corrected = {"definition": definition("uma", prefix="hers/"), "version": version}
    assert uma.put(f"{API}/sales", json=corrected).status_code == 200


def test_a_taken_name_is_told_while_the_rest_is_missing(pages: Pages) -> None:
    """The name is what is typed first."""
    uma = pages.client("uma")
    create(uma, "uma", name="taken")
    begun = {"definition": {"name": "taken"}, "is_new": True}
    assert "taken" in uma.post("/gong/api/validate", json=begun).json()["fields"]["name"]


@pytest.mark.parametrize("stale", [False, True])
def test_a_name_of_another_dag(
    pages: Pages, site: Site, monkeypatch: pytest.MonkeyPatch, *, stale: bool
) -> None:
    """A dataset does not take over the id of a DAG that something else has made, even a stale one."""
    site.dataset("users", name="site-foreign")
    site.sync_dags()
    (site.folder / "site-foreign.yaml").unlink()
    with create_session() as session:
        session.execute(update(DagModel).values(is_stale=stale))
    monkeypatch.setattr("gong.web.definitions.DAG_FILE", "another.py")
    answer = pages.client("uma").post(API, json={"definition": definition("uma", name="site-foreign")})
    assert answer.status_code == 422
    assert "has the id gong__site-foreign" in answer.json()["fields"]["name"]


def test_shared_connections_and_ones_own(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of Gong one's own account and what is declared shared; of storages those that are named."""
    shared = {"conn_type": "gong", "extra": {"shared": True}, "description": "The company's"}
    monkeypatch.setenv("AIRFLOW_CONN_GONG_COMPANY", json.dumps(shared))
    monkeypatch.setenv("AIRFLOW_CONN_GONG_PRIVATE", json.dumps({"conn_type": "gong"}))
    monkeypatch.setenv("AIRFLOW_CONN_VAULT", json.dumps({"conn_type": "aws"}))
    told = pages.client("uma").get("/gong/api/connections").json()
    assert told["gong"] == [
        {"conn_id": account_conn_id("uma"), "label": "Your Gong account", "own": True},
        {"conn_id": "gong_company", "label": "The company's", "own": False},
    ]
    assert [each["conn_id"] for each in told["storage"]] == ["aws_default"]
    everything = pages.client("ada").get("/gong/api/connections").json()
    assert [each["conn_id"] for each in everything["storage"]] == ["aws_default", "vault"]
    create(pages.client("uma"), "uma", gong_conn_id="gong_company")


def test_what_each_role_may_do(any_pages: Pages, site: Site) -> None:
    """Under both auth managers: everybody in their right sees, the owner and administrators change."""
    mine = {"name": "roles", "owner": "uma", "bucket": "calls", "data_types": ["users"]}
    Variable.set("gong_dataset__roles", json.dumps(mine))
    site.sync_dags()
    body = {"definition": definition("uma", name="roles"), "version": "stale"}
    requests = {
        "see": ("GET", f"{API}/roles", None),
        "runs": ("GET", f"{API}/roles/runs", None),
        "yaml": ("GET", f"{API}/roles/yaml", None),
        "files": ("GET", f"{API}/roles/files", None),
        "save": ("PUT", f"{API}/roles", body),
        "upload": ("PUT", f"{API}/roles/uploads/.hidden", None),
        "remove": ("DELETE", f"{API}/roles/uploads/nothing", None),
        "delete": ("DELETE", f"{API}/roles?files=no", None),
    }
    reading, refused = {"see": 200, "runs": 200, "yaml": 200, "files": 200}, {"delete": 422}
    changing = {**reading, "save": 409, "upload": 422, "remove": 404, **refused}
    forbidden = dict.fromkeys(("save", "upload", "remove"), 403)
    expected = {
        None: dict.fromkeys(requests, 401),
        "nora": dict.fromkeys(requests, 403),
        "vera": {**reading, **forbidden, "delete": 403},
        "otto": {**reading, **forbidden, **refused},
        "uma": changing,
        "ada": changing,
    }
    for name, answers in expected.items():
        client = any_pages.client(name)
        told = {
            what: client.request(method, path, json=sent).status_code
            for what, (method, path, sent) in requests.items()
        }
        assert told == answers, name
