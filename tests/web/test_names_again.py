"""Names that are used again after a definition was removed by hand: what Airflow has left of the first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from airflow.models.dag import DagModel
from airflow.models.taskinstance import TaskInstance
from airflow.models.variable import Variable
from airflow.utils.session import create_session
from sqlalchemy import update

from include.datasets import Dataset
from tests.web.asking import API, backfill, create, definition, left_in_airflow

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from tests.conftest import Run, Site
    from tests.web.conftest import Pages

pytestmark = pytest.mark.usefixtures("creators")
NOTHING = {"dag": 0, "runs": 0, "backfills": 0}
EVERYTHING = {"dag": 1, "runs": 4, "backfills": 1}


def removed(site: Site, name: str, *, noticed: bool = True) -> Run:
    """Leave what Airflow has of a dataset of uma's, in the midst of a backfill, whose file was removed."""
    dataset = site.dataset("users", name=name, owner="uma")
    run = site.run(dataset)
    backfill(dataset.dag_id)
    (site.folder / f"{name}.yaml").unlink()
    with create_session() as session:
        of_it = DagModel.dag_id == dataset.dag_id
        session.execute(update(DagModel).where(of_it).values(is_stale=noticed))
    assert left_in_airflow(dataset.dag_id) == EVERYTHING
    return run


def refused(client: TestClient, name: str) -> str:
    """Ask for a dataset that must be refused for its name, to the form as well; return the sentence."""
    wanted = {"definition": definition("uma", name=name)}
    wanted["definition"]["gong_conn_id"] = client.get("/gong/api/connections").json()["gong"][0]["conn_id"]
    answer = client.post(API, json=wanted)
    assert answer.status_code == 422, answer.text
    assert (
        client.post("/gong/api/validate", json={**wanted, "is_new": True}).json()["fields"]
        == answer.json()["fields"]
    )
    assert left_in_airflow(f"gong__{name}") == EVERYTHING
    return str(answer.json()["fields"]["name"])


@pytest.mark.parametrize("who", ["uma", "ada"])
def test_it_begins_anew(pages: Pages, site: Site, who: str) -> None:
    """Its owner and administrators may use the name; nothing earlier is shown, and nothing goes on."""
    name = f"again-{who}"
    removed(site, name)
    client = pages.client(who)
    create(client, who, name=name)
    assert left_in_airflow(f"gong__{name}") == NOTHING
    assert f"gong__{name}" in site.sync_dags()
    assert client.get(f"{API}/{name}/runs").json() == {"runs": []}
    assert left_in_airflow(f"gong__{name}") == {**NOTHING, "dag": 1}


def test_it_is_not_another_users(pages: Pages, site: Site) -> None:
    """What somebody else's dataset has left is neither shown to others nor deleted by them."""
    removed(site, "again-otto")
    assert "which was not yours. Choose another name" in refused(pages.client("otto"), "again-otto")


def test_airflow_has_to_notice_first(pages: Pages, site: Site) -> None:
    """While Airflow finds the dataset somewhere, perhaps where the page does not look, it is there."""
    removed(site, "again-soon", noticed=False)
    assert "Try again in two minutes" in refused(pages.client("uma"), "again-soon")


@pytest.mark.parametrize("text", ["name: {name}\n\tbucket: calls", "bucket: calls\ndata_types: [users]"])
def test_a_file_with_mistakes_may_be_it(pages: Pages, site: Site, text: str) -> None:
    """A dataset whose file cannot be read for a while keeps its history."""
    name = f"again-{len(text)}"
    removed(site, name)
    file = site.folder / "called-otherwise.yaml"
    file.write_text(text.format(name=name))
    assert f"that of {file}, which has mistakes" in refused(pages.client("ada"), name)
    file.write_text(f"name: {name}\nbucket: calls\nprefix: other/\ndata_types: [users]")
    assert "is already the name of the dataset in" in refused(pages.client("ada"), name)


def test_a_variable_of_the_environment_may_be_it(
    pages: Pages, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database has no Variable of the name, the environment may have one, with a mistake."""
    removed(site, "again")
    monkeypatch.setenv("AIRFLOW_VAR_GONG_DATASET__AGAIN", "][")
    assert "Variable gong_dataset__again, which has mistakes" in refused(pages.client("ada"), "again")


def test_nonsense_in_another_variable_is_not_it(pages: Pages, site: Site) -> None:
    """A Variable has its name from its key: nobody holds all names back by one that cannot be read."""
    removed(site, "again-free")
    Variable.set("gong_dataset__nonsense", "][")
    create(pages.client("uma"), "uma", name="again-free")
    assert left_in_airflow("gong__again-free") == NOTHING


def test_its_tasks_are_still_running(pages: Pages, site: Site) -> None:
    """A long import goes on after the definition is gone: nothing is deleted or stored meanwhile."""
    run = removed(site, "again-busy")
    wanted = {"definition": definition("uma", name="again-busy")}

    def become(state: str) -> None:
        with create_session() as session:
            of_run = TaskInstance.run_id == run.dag_run.run_id
            session.execute(update(TaskInstance).where(of_run).values(state=state))

    become("running")
    uma = pages.client("uma")
    answer = uma.post(API, json=wanted)
    assert answer.status_code == 409
    assert answer.json()["detail"].startswith("Tasks of an earlier dataset of this name are still running.")
    assert left_in_airflow("gong__again-busy") == EVERYTHING
    assert uma.get(f"{API}/again-busy").status_code == 404
    become("success")
    assert uma.post(API, json=wanted).status_code == 201


def test_a_dag_without_runs_is_nobodys(pages: Pages, site: Site) -> None:
    """What Airflow was just reading while its dataset was deleted holds no name back."""
    site.dataset("users", name="again-empty", owner="uma")
    site.sync_dags()
    (site.folder / "again-empty.yaml").unlink()
    create(pages.client("otto"), "otto", name="again-empty")
    assert "gong__again-empty" in site.sync_dags()


def test_somebody_was_faster(pages: Pages, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who makes a dataset between another's check and save keeps it, with all that Airflow has of it."""
    dataset = Dataset.from_mapping({"name": "again-won", "bucket": "calls", "data_types": ["users"]}, "test")
    Variable.set("gong_dataset__again-won", json.dumps({"bucket": "calls", "data_types": ["users"]}))
    site.run(dataset)
    backfill(dataset.dag_id)
    monkeypatch.setattr("gong.web.datasets._taken", lambda *_: None)
    answer = pages.client("uma").post(API, json={"definition": definition("uma", name="again-won")})
    assert "is already the name of a dataset" in answer.json()["fields"]["name"]
    assert left_in_airflow(dataset.dag_id) == EVERYTHING


def test_its_logs_are_not_shown(
    pages: Pages, site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A run of the same name would go on in the log of an earlier one, even if Airflow has deleted that."""
    assert site
    monkeypatch.setenv("AIRFLOW__LOGGING__BASE_LOG_FOLDER", str(tmp_path))
    name = "run_id=backfill__2025-03-01T00:00:00+00:00/task_id=plan/attempt=1.log"
    theirs, others = (
        tmp_path / "dag_id=gong__again-logs" / name,
        tmp_path / "dag_id=gong__again-logs-2" / name,
    )
    for file in (theirs, others):
        file.parent.mkdir(parents=True)
        file.write_text("Calls of somebody")
    create(pages.client("uma"), "uma", name="again-logs")
    assert not theirs.exists()
    assert others.exists()
