"""Airflow for the tests: a home of its own, set before anything imports Airflow, and gone afterwards."""

from __future__ import annotations

import json
import os
import secrets
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from cryptography.fernet import Fernet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from airflow.models.dagrun import DagRun
    from airflow.models.taskinstance import TaskInstance
    from airflow.sdk import DAG
    from mypy_boto3_s3 import S3Client

    from include.datasets import Dataset
    from tests.simulator import Simulator, World

_ROOT = Path(__file__).resolve().parent.parent
_HOME = tempfile.TemporaryDirectory(prefix="gong-datasets-airflow-")

for _name in [name for name in os.environ if name.startswith("AIRFLOW_")]:
    del os.environ[_name]
os.environ |= {
    "AIRFLOW_HOME": _HOME.name,
    "AIRFLOW__CORE__DAGS_FOLDER": str(_ROOT / "dags"),
    "AIRFLOW__CORE__PLUGINS_FOLDER": str(_ROOT / "plugins"),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__FERNET_KEY": Fernet.generate_key().decode(),
    "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(32),
}

NOW = datetime(2025, 3, 20, 12, tzinfo=UTC)
"""The moment of every run of a `Site`, and of the company that it reads from."""
_BUNDLE = "dags-folder"
_numbers = count(1)


@pytest.fixture(scope="session")
def airflow_db() -> None:
    """Make Airflow's database, an SQLite file in its home."""
    from airflow.utils.db import initdb  # noqa: PLC0415 - only for the tests that ask for it

    initdb()


@dataclass
class Run:
    """A run that went as far as it can without time passing."""

    dag_run: DagRun
    instances: list[TaskInstance]
    outcomes: dict[str, dict[str, Any]]
    """What each type's task left in XCom, by type."""
    errors: dict[str, str]
    """What the tasks that failed or skipped say, by task id or type."""

    @property
    def state(self) -> str:
        """The run's state."""
        return str(self.dag_run.state)

    @property
    def types(self) -> dict[str, str]:
        """The state of each type's task, by the name that the UI shows."""
        mapped = [each for each in self.instances if each.map_index >= 0]
        return {str(each.rendered_map_index): str(each.state) for each in mapped}

    def task(self, name: str) -> TaskInstance:
        """Return the task with this id, or the one of this type."""
        return next(each for each in self.instances if name in (each.task_id, each.rendered_map_index))


class Site:
    """The product in this process: its DAGs in Airflow's database, a simulated Gong, and an S3 in memory."""

    def __init__(self, gong: Simulator, s3: S3Client, folder: Path) -> None:
        self.gong, self.s3, self.folder = gong, s3, folder

    def dataset(self, *data_types: str, **fields: Any) -> Dataset:
        """Define a dataset in a file of its own, under a name that no other test has."""
        from include.datasets import Dataset  # noqa: PLC0415 - after Airflow's home is set, as all below

        mapping = {"name": f"site-{next(_numbers)}", "bucket": "calls", "data_types": [*data_types], **fields}
        (self.folder / f"{mapping['name']}.yaml").write_text(yaml.safe_dump(mapping))
        return Dataset.from_mapping(mapping, "test")

    def sync_dags(self, folder: Path = _ROOT / "dags") -> dict[str, DAG]:
        """Read DAG files, write the result to the database as the DAG processor does; return the DAGs."""
        from airflow.dag_processing.bundles.manager import DagBundlesManager  # noqa: PLC0415
        from airflow.dag_processing.dagbag import BundleDagBag, sync_bag_to_db  # noqa: PLC0415

        DagBundlesManager().sync_bundles_to_db()  # type: ignore[no-untyped-call]  # Airflow's own
        bag = BundleDagBag(dag_folder=folder, bundle_path=folder, bundle_name=_BUNDLE)
        sync_bag_to_db(bag, _BUNDLE, None)
        return dict(bag.dags)

    def run(
        self,
        dataset: Dataset,
        kind: str = "manual",
        interval: tuple[datetime, datetime] | None = None,
        **conf: Any,
    ) -> Run:
        """Create a run with these parameters and let it go as far as it can."""
        from airflow.models.dagbag import DBDagBag  # noqa: PLC0415
        from airflow.utils.session import create_session  # noqa: PLC0415
        from airflow.utils.state import DagRunState  # noqa: PLC0415
        from airflow.utils.types import DagRunTriggeredByType, DagRunType  # noqa: PLC0415

        dag = self.sync_dags()[dataset.dag_id]
        with create_session() as session:
            stored = DBDagBag().get_latest_version_of_dag(dataset.dag_id, session=session)
            assert stored
            dag_run = stored.create_dagrun(
                run_id=f"{kind}__{next(_numbers)}",
                logical_date=interval and interval[0],
                data_interval=interval,
                run_after=NOW,
                start_date=NOW,
                conf=conf,
                run_type=DagRunType(kind),
                triggered_by=DagRunTriggeredByType.TEST,
                state=DagRunState.RUNNING,
                session=session,
            )
            session.flush()
            key = dag_run.id
        return self.go_on(dag, key)

    def schedule(self) -> None:
        """Let Airflow's scheduler create the runs that are due."""
        from airflow.jobs.job import Job  # noqa: PLC0415
        from airflow.jobs.scheduler_job_runner import SchedulerJobRunner  # noqa: PLC0415
        from airflow.utils.session import create_session  # noqa: PLC0415
        from airflow.utils.sqlalchemy import prohibit_commit  # noqa: PLC0415

        job = Job()  # type: ignore[no-untyped-call]  # Airflow's own, as below
        runner = SchedulerJobRunner(job, executors=[])
        with create_session() as session:
            guard = prohibit_commit(session)  # type: ignore[no-untyped-call]
            with guard:
                runner._create_dagruns_for_dags(guard, session)

    def go_on(self, dag: DAG, dag_run_id: int) -> Run:
        """Run tasks of a run until none can be run now."""
        from airflow.models.dagrun import DagRun  # noqa: PLC0415
        from airflow.sdk.definitions.dag import _run_task  # noqa: PLC0415 - the heart of DAG.test()
        from airflow.serialization.serialized_objects import DagSerialization  # noqa: PLC0415
        from airflow.utils.session import create_session  # noqa: PLC0415

        errors = {}
        with create_session() as session:
            dag_run = session.get_one(DagRun, dag_run_id)
            dag_run.dag = DagSerialization.deserialize_dag(DagSerialization.serialize_dag(dag))
            dag_run.state = "running"
            states = None
            while states != (states := [each.state for each in dag_run.get_task_instances(session=session)]):
                ready = dag_run.update_state(session=session)[0]
                for each in ready:
                    each.try_number += each.state != "up_for_reschedule"
                    each.state = "scheduled"
                session.commit()
                for each in ready:
                    result = _run_task(ti=each, task=dag.task_dict[each.task_id])
                    if result and result.error:
                        errors[result.ti.rendered_map_index or each.task_id] = str(result.error)
                session.expire_all()
            instances = list(dag_run.get_task_instances(session=session))
            outcomes = [
                each.xcom_pull(
                    task_ids=each.task_id, key="outcome", map_indexes=each.map_index, session=session
                )
                for each in instances
            ]
            session.expunge_all()
        told = {each["data_type"]: each for each in outcomes if each and "data_type" in each}
        return Run(dag_run, instances, told, errors)


@pytest.fixture(scope="session")
def world() -> World:
    """Give a small company."""
    from tests.simulator import World  # noqa: PLC0415 - only for the tests that ask for it

    return World(seed=7, calls=40, now=NOW)


@pytest.fixture
def site(airflow_db: None, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Give the product at work, at the moment NOW; no pause is ever slept through."""
    from gong import sender  # noqa: PLC0415 - after Airflow's home is set
    from include import telling  # noqa: PLC0415 - the same
    from tests.servers import ADMIN, moto_s3  # noqa: PLC0415 - only for the tests that ask for it
    from tests.simulator import Simulator  # noqa: PLC0415 - the same

    assert airflow_db is None
    folder = tmp_path / "datasets"
    folder.mkdir()
    monkeypatch.setattr(telling, "datetime", SimpleNamespace(now=lambda _zone: NOW))
    monkeypatch.setattr(sender, "FIRST_PAUSE", 0.0)
    monkeypatch.setenv("AIRFLOW__GONG__DATASETS_FOLDER", str(folder))
    monkeypatch.setenv("AIRFLOW__GONG__ALLOWED_HOSTS", "127.0.0.1")
    monkeypatch.setenv("AIRFLOW__GONG__REQUESTS_PER_SECOND", "1000000")
    monkeypatch.setenv("AIRFLOW__GONG__LIMITER_URL", f"sqlite:///{tmp_path}/limiter.db")
    with (
        Simulator(world, clock=NOW.timestamp, rate=sys.maxsize, daily=sys.maxsize) as sim,
        moto_s3() as client,
    ):
        gong = {
            "conn_type": "gong",
            "host": sim.url,
            "login": sim.access_key,
            "password": sim.access_key_secret,
        }
        aws = {"conn_type": "aws", "login": ADMIN.access_key, "password": ADMIN.secret_key}
        monkeypatch.setenv("AIRFLOW_CONN_GONG_DEFAULT", json.dumps(gong))
        monkeypatch.setenv("AIRFLOW_CONN_AWS_DEFAULT", json.dumps(aws))
        yield Site(sim, client, folder)
        assert sim.violations == []
    _retire_dags()


def _retire_dags() -> None:
    """Keep the scheduler of the next test from the DAGs of this one."""
    from airflow.models.dag import DagModel  # noqa: PLC0415 - after Airflow's home is set
    from airflow.utils.session import create_session  # noqa: PLC0415 - the same
    from sqlalchemy import update  # noqa: PLC0415 - the same

    with create_session() as session:
        session.execute(update(DagModel).values(is_stale=True))
