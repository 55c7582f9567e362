"""A dataset's DAG: plan, one mapped task per data type, publish."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, CronDataIntervalTimetable, Param, TriggerRule, get_current_context, task
from airflow.sdk.configuration import conf

from gong.settings import SECTION
from include import deadlines, names
from include.data_types import DATA_TYPES
from include.datasets import DAG_PREFIX
from include.stores import describe, load_definitions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from airflow.sdk.definitions.deadline import DeadlineAlert

    from include.datasets import Dataset

LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)
"""A start date in the past: a new dataset with a schedule is synced at once. Gong is no older.

One that says `since` when its schedule holds is synced for the first time when the current interval ends.
"""
_GONE = (
    "No file or Variable that can be read defines the dataset '{name}' any more, so its tasks cannot run. "
    "If it was removed on purpose, delete what Airflow still has of it: airflow dags delete gong__{name}. "
    "If not, put its definition back: what waits goes on by itself, what has failed does when it is cleared."
)
DEFAULTS = {
    "retries": 3,
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=15),
}


def dataset_dags(only: str | None = None) -> Iterator[DAG]:
    """Yield the DAG of every dataset that is defined without mistakes, or of the one with DAG id ``only``.

    Raises `LookupError` if there is none of that id. Airflow writes it into the log of the task that asks for
    it, and says itself only that there is no such DAG (3.3.2).
    """
    name = only.removeprefix(DAG_PREFIX) if only and only.startswith(DAG_PREFIX) else None
    at_once, deadline = conf.getint(SECTION, "tasks_at_once"), deadlines.alert()
    found = load_definitions(name)
    if name and not found.datasets:
        raise LookupError(describe(found.errors) if found.errors else _GONE.format(name=name))
    for dataset in found.datasets:
        yield build_dag(dataset, at_once, deadline)


def build_dag(dataset: Dataset, tasks_at_once: int, deadline: DeadlineAlert | None = None) -> DAG:
    """Return the DAG of one dataset, which imports at most so many types at the same time."""
    with DAG(
        dag_id=dataset.dag_id,
        description=dataset.description or None,
        schedule=_timetable(dataset),
        start_date=(dataset.sync and dataset.sync.start) or LONG_AGO,
        catchup=False,
        max_active_runs=1,
        is_paused_upon_creation=False,
        deadline=deadline,
        default_args=DEFAULTS | ({"owner": dataset.owner} if dataset.owner else {}),
        tags=["gong", *dataset.tags],
        doc_md=_doc(dataset),
    ) as dag:
        planned = _plan(dataset)
        imported = _import(dataset, tasks_at_once).expand(data_type=planned)
        _publish(dataset)(imported)
        # What was imported is published even if a type failed. A run is as good as its last tasks, so this
        # one, which needs no worker, makes such a run fail.
        imported >> EmptyOperator(task_id=names.COMPLETE, trigger_rule=TriggerRule.NONE_FAILED)
    # Set last: given to DAG(), every one is validated and copied into every task each time the file is read,
    # which doubles the time it takes. Airflow validates what a person triggers with in any case.
    dag.params.update(_params(dataset))
    return dag


def _timetable(dataset: Dataset) -> Any:
    if dataset.sync:
        return CronDataIntervalTimetable(dataset.sync.schedule, timezone="UTC")
    from gong.timetable import OnDemandTimetable  # noqa: PLC0415 - a part of Airflow that is seldom needed here

    return OnDemandTimetable()


def _plan(dataset: Dataset) -> Any:
    @task(task_id=names.PLAN)
    def plan() -> list[str]:
        from include import tasks  # noqa: PLC0415 - only a task needs it, not who reads the file

        return tasks.plan(dataset, get_current_context())

    return plan()


def _import(dataset: Dataset, tasks_at_once: int) -> Any:
    @task(
        task_id=names.IMPORT,
        map_index_template="{{ task.op_kwargs['data_type'] }}",
        outlets=[names.files_alias(dataset)],
        max_active_tis_per_dagrun=tasks_at_once,
    )
    def import_one(data_type: str) -> dict[str, Any]:
        from include import tasks  # noqa: PLC0415 - only a task needs it, not who reads the file

        return tasks.import_one(dataset, data_type, get_current_context())

    return import_one


def _publish(dataset: Dataset) -> Any:
    @task(
        task_id=names.PUBLISH,
        trigger_rule=TriggerRule.ALL_DONE,
        outlets=[names.dataset_asset(dataset)],
    )
    def publish(outcomes: list[dict[str, Any]]) -> dict[str, Any]:
        from include import tasks  # noqa: PLC0415 - only a task needs it, not who reads the file

        return tasks.publish(dataset, outcomes, get_current_context())

    return publish


def _params(dataset: Dataset) -> dict[str, Param]:
    """Return the trigger form's fields."""
    types = list(dataset.data_types)
    limit = "all" if dataset.limit is None else f"the newest {dataset.limit:,}"
    return {
        "data_types": Param(
            types,
            type="array",
            items={"type": "string", "enum": types},
            examples=types,
            values_display={name: DATA_TYPES[name].label for name in types},
            minItems=1,
            title="Data types",
            description="Which files to bring up to date.",
        ),
        "limit": Param(
            None,
            type=["null", "integer"],
            minimum=1,
            title="Limit",
            description=f"Records per type. Empty: {limit}; with a range of dates, all of it. A "
            "smaller number makes the current file shorter until the next sync.",
        ),
        "start": Param(
            None,
            type=["null", "string"],
            format="date-time",
            title="Start",
            description="Empty: sync the current files. With a start, all records from then on are written "
            "to history files instead. Airflow's own data interval above has no effect.",
        ),
        "end": Param(
            None,
            type=["null", "string"],
            format="date-time",
            title="End",
            description="The end of the range, not included. Empty: now.",
        ),
    }


def _doc(dataset: Dataset) -> str:
    """Return the DAG's documentation: where the files are and what is in them."""
    rows = "\n".join(
        f"- **{DATA_TYPES[name].label}**: {DATA_TYPES[name].description}" for name in dataset.data_types
    )
    return f"Text files of Gong data in `s3://{dataset.bucket}/{dataset.prefix}`.\n\n{rows}\n"
