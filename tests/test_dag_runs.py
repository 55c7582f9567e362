"""Runs of a dataset's DAG in Airflow, with a Gong that answers over HTTP and an S3 in memory."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import boto3
import pytest
from airflow.models.taskinstance import TaskInstance
from airflow.models.taskreschedule import TaskReschedule
from airflow.sdk.exceptions import ParamValidationError
from airflow.utils.session import create_session
from moto.core import set_initial_no_auth_action_count
from sqlalchemy import select

from include import dataset_dag, tasks, telling
from include.data_types import scopes
from include.ingest import import_type
from tests.servers import body, keys
from tests.simulator import Fault

if TYPE_CHECKING:
    from typing import Any

    from tests.conftest import Site


def told(instance: TaskInstance) -> str:
    """Return the sentence that a try which failed or waits has left where the page reads it."""
    with create_session() as session:
        outcome = instance.xcom_pull(
            task_ids=instance.task_id, map_indexes=instance.map_index, key="outcome", session=session
        )
    assert outcome["state"] == "failed"
    return str(outcome["why"])


def test_a_sync_of_some_types(site: Site) -> None:
    """A run has one task per type, named after it, and one file for each; its closing task publishes."""
    dataset = site.dataset("calls", "users", "trackers")
    run = site.run(dataset)
    assert run.state == "success"
    assert run.types == {"calls": "success", "users": "success", "trackers": "success"}
    assert run.task("publish").state == "success"
    assert keys(site.s3) == [
        f"{dataset.prefix}gong_{name}_20250320_120000.txt" for name in ("calls", "trackers", "users")
    ]


def test_the_command_that_runs_a_dataset(site: Site) -> None:
    """`airflow dags test` runs the DAG: that is `DAG.test`."""
    dataset = site.dataset("users")
    run = site.sync_dags()[dataset.dag_id].test(run_conf={"limit": 2})
    assert run.state == "success"
    assert body(site.s3, keys(site.s3)[0]).count(b"=== USER ===") == 2


def test_a_task_has_its_name_while_it_runs(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A type's name stands in Airflow's database before its first request, and also when it fails."""
    seen: list[str | None] = []
    dataset = site.dataset("users", "trackers")
    at_work = (TaskInstance.dag_id == dataset.dag_id, TaskInstance.state == "running")

    def spy(*args: Any) -> Any:
        with create_session() as session:
            running = session.scalars(select(TaskInstance).where(*at_work))
            seen.extend(each.rendered_map_index for each in running)
        return import_type(*args)

    monkeypatch.setattr(tasks, "import_type", spy)
    site.gong.faults = [Fault("/v2/users", kind="400", times=None)]
    run = site.run(dataset)
    assert seen == ["users", "trackers"]
    assert run.types == {"users": "failed", "trackers": "success"}


def test_what_a_person_asks_for(site: Site) -> None:
    """A run started by hand imports the types that were chosen, and as many records as were asked for."""
    dataset = site.dataset("calls", "users", "trackers", sync="@daily")
    run = site.run(dataset, data_types=["trackers", "users"], limit=3)
    assert list(run.types) == ["users", "trackers"]
    assert {name: outcome["records"] for name, outcome in run.outcomes.items()} == {"users": 3, "trackers": 3}


def test_a_person_may_use_the_days_reserve(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run started by hand goes on where only the reserve of the day's requests is left."""
    monkeypatch.setenv("AIRFLOW__GONG__REQUESTS_PER_DAY", "500")
    monkeypatch.setenv("AIRFLOW__GONG__DAILY_RESERVE", "500")
    assert site.run(site.dataset("users")).types == {"users": "success"}


def test_what_a_schedule_asks_for(site: Site) -> None:
    """A scheduled run regenerates the schedule's types only, as of now, whatever its interval is."""
    sync = {"schedule": "@daily", "data_types": ["users"]}
    dataset = site.dataset("calls", "users", sync=sync, limit=4)
    long_ago = datetime(2024, 1, 1, tzinfo=UTC)
    run = site.run(dataset, "scheduled", (long_ago, long_ago + timedelta(days=1)))
    assert run.types == {"users": "success"}
    assert keys(site.s3) == [f"{dataset.prefix}gong_users_20250320_120000.txt"]
    assert run.outcomes["users"]["records"] == 4


@pytest.mark.parametrize(
    "conf",
    [{"data_types": ["nonsense"]}, {"data_types": ["calls"]}, {"data_types": []}, {"limit": 0}, {"start": 5}],
)
def test_what_no_run_is_made_for(site: Site, conf: dict[str, Any]) -> None:
    """Airflow refuses a trigger with a type that the dataset has not, none, no limit or no date."""
    with pytest.raises(ParamValidationError):
        site.run(site.dataset("users"), **conf)


def test_a_range_of_dates(site: Site) -> None:
    """A run with a range writes all of it to history files; what has no past is skipped and says so."""
    dataset = site.dataset("calls", "users", limit=1)
    run = site.run(dataset, start="2025-01-01T00:00:00Z", end="2025-03-01T00:00:00+01:00")
    assert run.state == "success"
    assert run.types == {"calls": "success", "users": "skipped"}
    assert run.outcomes["users"]["state"] == "skipped: no history"
    assert run.outcomes["users"]["why"] == "Gong knows Users only as of now, not for past dates."
    [key] = keys(site.s3)
    assert key == f"{dataset.prefix}history/gong_calls_20250101_000000_20250228_230000.txt"
    assert body(site.s3, key).count(b"=== CALL ===") == run.outcomes["calls"]["records"] > 1


@pytest.mark.parametrize(
    ("conf", "sentence"),
    [
        ({"end": "2025-03-01T00:00:00Z"}, "start: a range needs a start"),
        (
            {"start": "2025-03-02T00:00:00Z", "end": "2025-03-02T00:00:00Z"},
            "start: 2025-03-02T00:00:00+00:00 is not before the end, 2025-03-02T00:00:00+00:00.",
        ),
        ({"start": "soon"}, "start: 'soon' is not a date or time such as 2026-11-01."),
        ({"start": "2030-01-01T00:00:00Z"}, "is not before the end, 2025-03-20T12:00:00+00:00."),
    ],
)
def test_a_range_that_makes_no_sense(site: Site, conf: dict[str, Any], sentence: str) -> None:
    """The plan fails at once, without retries and before any request, and says what to change."""
    run = site.run(site.dataset("calls"), **conf)
    assert run.state == "failed"
    assert sentence in run.errors["plan"]
    assert (run.task("plan").state, run.task("plan").try_number) == ("failed", 1)
    assert site.gong.exchanges == []


def test_a_missing_scope(site: Site) -> None:
    """A type whose scope is missing is skipped and names it; the others are imported and the run is green."""
    site.gong.key_scopes = {*scopes()} - {"api:settings:trackers:read"}
    run = site.run(site.dataset("users", "trackers"))
    assert run.state == "success"
    assert run.types == {"users": "success", "trackers": "skipped"}
    assert run.task("publish").state == "success"
    assert run.outcomes["trackers"]["state"] == "skipped: permission"
    assert "api:settings:trackers:read" in run.outcomes["trackers"]["why"]


def test_no_scope_at_all(site: Site) -> None:
    """A run in which every type is skipped is green, and nothing is published."""
    site.gong.key_scopes = set()
    run = site.run(site.dataset("calls", "transcripts", "crm-deals", "users"))
    assert run.state == "success"
    assert set(run.types.values()) == {"skipped"}
    assert run.task("publish").state == "skipped"
    assert keys(site.s3) == []


@pytest.mark.parametrize(("data_types", "where"), [(("users",), "users"), (("calls", "transcripts"), "plan")])
def test_a_dead_credential(site: Site, data_types: tuple[str, ...], where: str) -> None:
    """A revoked key fails the run after one request, without retries, and says to reconnect."""
    site.gong.revoke()
    run = site.run(site.dataset(*data_types))
    assert run.state == "failed"
    assert (run.task(where).state, run.task(where).try_number) == ("failed", 1)
    assert "Reconnect your Gong account" in run.errors[where]
    assert told(run.task(where)) == run.errors[where]
    assert len(site.gong.exchanges) == 1


@pytest.mark.parametrize(("field", "where"), [("gong_conn_id", "users"), ("aws_conn_id", "users")])
def test_a_missing_connection(site: Site, field: str, where: str) -> None:
    """A connection that does not exist fails the run at once and is named."""
    run = site.run(site.dataset("users", **{field: "nowhere"}))
    assert run.state == "failed"
    assert (run.task(where).state, run.task(where).try_number) == ("failed", 1)
    assert run.errors[where].startswith("There is no connection 'nowhere'. Create it under Admin")
    assert told(run.task(where)) == run.errors[where]


def test_a_missing_bucket(site: Site) -> None:
    """A bucket that does not exist fails the type at once and says what to do."""
    run = site.run(site.dataset("users", bucket="nowhere"))
    assert (run.task("users").state, run.task("users").try_number) == ("failed", 1)
    assert "There is no such bucket. Create it, or correct `bucket`" in run.errors["users"]


def test_storage_that_denies(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that may not write fails the type at once and names the permission that it lacks."""
    iam = boto3.client("iam", aws_access_key_id="any", aws_secret_access_key="any")
    iam.create_user(UserName="nobody")
    key = iam.create_access_key(UserName="nobody")["AccessKey"]
    login = {"conn_type": "aws", "login": key["AccessKeyId"], "password": key["SecretAccessKey"]}
    monkeypatch.setenv("AIRFLOW_CONN_AWS_DEFAULT", json.dumps(login))
    run = set_initial_no_auth_action_count(0)(site.run)(site.dataset("users"))
    assert (run.task("users").state, run.task("users").try_number) == ("failed", 1)
    assert "Allow s3:ListBucket for the user or role" in run.errors["users"]


def test_an_outage(site: Site) -> None:
    """A type that meets an outage waits for its retry; the others go on and the run is not over."""
    site.gong.faults = [Fault("/v2/users", kind="503", times=None)]
    run = site.run(site.dataset("users", "trackers"))
    assert run.state == "running"
    # Airflow 3.3.2 forgets the name of a task that waits for its retry, and shows its index instead.
    assert run.types == {"0": "up_for_retry", "trackers": "success"}
    users = run.task("0")
    assert (users.try_number, users.max_tries) == (1, 3)
    assert "Gong did not answer properly." in run.errors["users"]
    assert told(users) == run.errors["users"]


def test_the_end_of_an_outage(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next try imports what the first could not; the run is green."""
    at_once = {"retry_delay": timedelta(0), "retry_exponential_backoff": 0}
    monkeypatch.setattr(dataset_dag, "DEFAULTS", dataset_dag.DEFAULTS | at_once)
    site.gong.faults = [Fault("/v2/users", kind="503", times=6)]
    run = site.run(site.dataset("users"))
    assert run.state == "success"
    assert run.task("users").try_number == 2
    assert run.task("publish").state == "success"


def test_the_days_quota_is_gone(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A type that finds the day's quota used up gives its slot back until the reset, without using a try."""
    far = datetime(2100, 1, 1, tzinfo=UTC)  # beyond the machine's clock, which Airflow compares with
    monkeypatch.setattr(telling, "datetime", SimpleNamespace(now=lambda _zone: far))
    site.gong.faults = [Fault("/v2/users", kind="429", retry_after=4 * 3600)]
    run = site.run(site.dataset("users"))
    assert run.state == "running"
    assert (run.task("users").state, run.task("users").try_number) == ("up_for_reschedule", 1)
    with create_session() as session:
        own = TaskReschedule.ti_id == run.task("users").id
        when = session.scalars(select(TaskReschedule.reschedule_date).where(own)).one()
    assert when == far + timedelta(hours=4)
    assert told(run.task("users")).startswith("The company's daily Gong quota is used up. More in 4.0 hours.")
