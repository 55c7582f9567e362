"""The datasets' DAGs as Airflow reads them, the events they publish, and what follows from those."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.models.asset import AssetEvent, AssetModel
from airflow.models.dag import DagModel
from airflow.models.dag_version import DagVersion
from airflow.models.dagrun import DagRun
from airflow.serialization.serialized_objects import DagSerialization
from airflow.utils.session import create_session
from sqlalchemy import select

from tests.simulator import Fault

if TYPE_CHECKING:
    from typing import Any

    from airflow.sdk import DAG

    from include.datasets import Dataset
    from tests.conftest import Site

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "docs" / "examples" / "dags"
REFUSAL = "You don't have permission to use 'api:settings:trackers:read' in your app."
PARSE = """
import json, sys
import airflow.sdk
from airflow.dag_processing.dagbag import DagBag
calls = []
sys.addaudithook(lambda event, args: calls.append(event) if event in {
    "socket.connect", "socket.getaddrinfo", "subprocess.Popen"} else None)
bag = DagBag(sys.argv[1])
heavy = {"boto3", "botocore", "requests", "pandas", "fastapi", "gong.hook"} & sys.modules.keys()
print(json.dumps([sorted(bag.dags), bag.import_errors, calls, sorted(heavy)]))
"""


def read(dataset: Dataset) -> DAG:
    """Return the dataset's DAG as a DagBag reads it, without import errors."""
    bag = DagBag(ROOT / "dags")
    assert bag.import_errors == {}
    return bag.dags[dataset.dag_id]


def test_one_dag_per_dataset(site: Site) -> None:
    """Every definition becomes a DAG, named and owned as it says; one run at a time, no catch-up."""
    one = site.dataset("calls", owner="dana", tags=["sales"], description="Calls of sales", sync="0 6 * * 1")
    two = site.dataset("users")
    bag = DagBag(ROOT / "dags")
    assert bag.import_errors == {}
    assert set(bag.dags) == {one.dag_id, two.dag_id}
    dag = bag.dags[one.dag_id]
    assert dag.owner == "dana"
    assert dag.tags == {"gong", "sales"}
    assert dag.description == "Calls of sales"
    assert (dag.max_active_runs, dag.catchup, dag.is_paused_upon_creation) == (1, False, False)
    assert dag.task_ids == ["plan", "import", "publish", "complete"]
    assert {task.retries for task in dag.tasks} == {3}
    assert f"s3://{one.bucket}/{one.prefix}" in str(dag.doc_md)


def test_the_trigger_form(site: Site) -> None:
    """The form offers the dataset's types by their labels, a limit and a range of dates, all optional."""
    params = read(site.dataset("transcripts", "calls", "user-stats", limit=2500)).params
    assert list(params) == ["data_types", "limit", "start", "end"]
    types = params.get_param("data_types")
    assert types.value == types.schema["examples"] == ["calls", "transcripts", "user-stats"]
    assert types.schema["values_display"]["user-stats"] == "User Stats"
    assert "the newest 2,500" in str(params.get_param("limit").description)
    for name in ("limit", "start", "end"):
        assert params.get_param(name).value is None
        assert "null" in params.get_param(name).schema["type"]
    assert params.validate()


def test_a_task_reads_its_own_dag_only(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that runs a task of one dataset makes no other dataset's DAG."""
    one, _other = site.dataset("calls"), site.dataset("users")
    monkeypatch.setenv("_AIRFLOW_PARSING_CONTEXT_DAG_ID", one.dag_id)
    assert set(DagBag(ROOT / "dags").dags) == {one.dag_id}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "airflow dags delete gong__gone"),
        ("name: gone\nbucket: acme\ndata_types: [cals]\n", "gone.yaml:\n  data_types[0]: 'cals'"),
    ],
)
def test_a_task_without_its_dag_says_why(
    site: Site, monkeypatch: pytest.MonkeyPatch, text: str | None, sentence: str
) -> None:
    """What Airflow writes into the log of a task whose dataset is gone or has mistakes tells what to do."""
    site.dataset("users")
    if text:
        (site.folder / "gone.yaml").write_text(text)
    monkeypatch.setenv("_AIRFLOW_PARSING_CONTEXT_DAG_ID", "gong__gone")
    bag = DagBag(ROOT / "dags")
    assert bag.dags == {}
    assert sentence in bag.import_errors[str(ROOT / "dags" / "gong_datasets.py")]


def test_what_reading_the_dag_file_costs(site: Site) -> None:
    """Reading the DAG files imports nothing heavy, opens no connection and starts no program."""
    dataset = site.dataset("calls", "crm-deals", sync="@daily")
    done = subprocess.run(  # noqa: S603 - this Python, with a program of our own
        [sys.executable, "-c", PARSE, str(ROOT / "dags")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "plugins")])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [[dataset.dag_id], {}, [], []]


@pytest.mark.parametrize("sync", ["@weekly", None])
def test_a_dag_travels_through_the_database(site: Site, sync: str | None) -> None:
    """Airflow's scheduler gets the DAG whole: its timetable, params, mapped task and what it publishes."""
    dag = read(site.dataset("calls", "users", sync=sync))
    again = DagSerialization.from_dict(json.loads(json.dumps(DagSerialization.to_dict(dag))))
    assert type(again.timetable).__name__ == ("CronDataIntervalTimetable" if sync else "OnDemandTimetable")
    assert again.timetable.summary == ("0 0 * * 0" if sync else "On demand")
    assert again.timetable.periodic
    assert again.params.dump() == dag.params.dump()
    assert again.task_dict["import"].is_mapped
    assert [asset.name for asset in again.task_dict["publish"].outlets] == [dag.dag_id]


def test_a_dataset_that_the_page_syncs_itself_is_not_synced_twice(site: Site) -> None:
    """With `since`, the scheduler's first run is due when the interval ends in which that time lies."""
    since = {"schedule": "@weekly", "since": "2098-12-31T10:00:00Z"}
    paged, plain = site.dataset("users", sync=since), site.dataset("users", sync="@weekly")
    site.sync_dags()
    with create_session() as session:
        due = {
            dag_id: session.get_one(DagModel, dag_id).next_dagrun_create_after
            for dag_id in (paged.dag_id, plain.dag_id)
        }
    assert due[paged.dag_id] == datetime(2099, 1, 4, tzinfo=UTC)
    soon = due[plain.dag_id]
    assert soon
    assert soon < datetime(2098, 1, 1, tzinfo=UTC), "it is due for a week that is over"


def test_reading_again(site: Site) -> None:
    """A DAG file that is read again makes no new version of a DAG, whatever happened in between."""
    dataset = site.dataset("calls", "users", sync="@daily")
    site.sync_dags()
    site.run(dataset, data_types=["users"])
    site.sync_dags()
    with create_session() as session:
        versions = select(DagVersion.version_number).where(DagVersion.dag_id == dataset.dag_id)
        assert session.scalars(versions).all() == [1]


def events(prefix: str) -> dict[str, dict[str, Any]]:
    """Return the extra of every event of assets whose name begins so, by name."""
    with create_session() as session:
        query = select(AssetModel.name, AssetEvent.extra).join(
            AssetEvent, AssetEvent.asset_id == AssetModel.id
        )
        rows = session.execute(query.where(AssetModel.name.startswith(prefix)).order_by(AssetEvent.id))
        return {row.name: row.extra for row in rows}


def test_events_of_a_run(site: Site) -> None:
    """Each changed file has an event with its figures; the dataset has one that lists the changed types."""
    dataset = site.dataset("users", "trackers")
    site.gong.faults = [Fault("/v2/settings/trackers", kind="401", text=REFUSAL)]
    run = site.run(dataset)
    outcome = run.outcomes["users"]
    assert outcome.pop("notes") == []
    assert events(f"s3://calls/{dataset.prefix}") == {outcome["uri"]: outcome}
    assert set(outcome) == {"data_type", "state", "records", "bytes", "sha256", "uri"}
    assert events(dataset.dag_id) == {
        dataset.dag_id: {"changed": ["users"], "records": outcome["records"], "bytes": outcome["bytes"]}
    }
    again = site.run(dataset)
    assert again.outcomes["users"]["state"] == "unchanged"
    assert events(dataset.dag_id)[dataset.dag_id]["changed"] == ["trackers"]


def test_a_run_that_changes_nothing(site: Site) -> None:
    """A second run over the same data is green, publishes nothing."""
    dataset = site.dataset("users", "trackers")
    site.run(dataset)
    with create_session() as session:
        before = session.scalars(select(AssetEvent.id)).all()
    run = site.run(dataset)
    with create_session() as session:
        assert session.scalars(select(AssetEvent.id)).all() == before
    assert run.state == "success"
    assert run.task("publish").state == "skipped"


def test_the_documented_downstream_dag(site: Site) -> None:
    """The scheduler runs the example once after a sync: a task per changed type, with its file's address."""
    example = site.sync_dags(EXAMPLES)["gong_downstream"]
    with create_session() as session:
        session.get_one(DagModel, "gong_downstream").is_paused = False
    site.run(site.dataset("users", "trackers", name="sales-calls"))
    site.schedule()
    with create_session() as session:
        [key] = session.scalars(select(DagRun.id).where(DagRun.dag_id == "gong_downstream"))
    run = site.go_on(example, key)
    assert run.state == "success"
    with create_session() as session:
        lines = run.instances[0].xcom_pull("read", map_indexes=[0, 1], session=session)
    assert [line.partition(": ")[0].rpartition("/")[2] for line in lines] == [
        "gong_trackers_20250320_120000.txt",
        "gong_users_20250320_120000.txt",
    ]


def test_the_example_in_the_documents() -> None:
    """The document shows the example's file as it is."""
    text = (ROOT / "docs" / "downstream.md").read_text()
    assert (
        text.partition("```python\n")[2].partition("```\n")[0]
        == (EXAMPLES / "gong_downstream.py").read_text()
    )
