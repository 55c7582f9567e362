"""What a dataset's tasks do, given Airflow's context. Hooks are imported only when a task runs."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk.exceptions import AirflowFailException, AirflowNotFoundException, AirflowSkipException

from gong.errors import GongError, MissingScope, QuotaExhausted
from include import telling
from include.checkpoint import TaskCheckpoint
from include.data_types import DATA_TYPES
from include.ingest import import_type, prepare
from include.names import PLAN, RUN_KEY, dataset_asset
from include.runs import Run, RunError, read_run, read_types
from include.spool import DiskFull
from include.storage_errors import StorageError, translated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from airflow.sdk import Context

    from gong.hook import GongHook
    from include.data_type import DataType
    from include.datasets import Dataset
    from include.storage import DatasetStore

STALE = timedelta(hours=1)
MOST_OF_A_DAY = 0.9

log = logging.getLogger(__name__)


def plan(dataset: Dataset, context: Context) -> list[str]:
    """Return the ids of the run's types; leave what they share in XCom, each thing under its own key."""
    with telling.failure_told(context):
        return _plan(dataset, context)


def _plan(dataset: Dataset, context: Context) -> list[str]:
    dag_run, params = context["dag_run"], context["params"]
    kind = dag_run.run_type
    start, end = dag_run.data_interval_start, dag_run.data_interval_end
    backfilled = (start, end) if kind == "backfill" and start and end else None
    try:
        run = read_run(dataset, params, telling.now(), backfilled=backfilled, by_hand=kind == "manual")
        names = read_types(dataset, params, scheduled=kind == "scheduled")
    except RunError as error:
        raise AirflowFailException(str(error)) from None
    context["ti"].xcom_push(RUN_KEY, run.to_json())
    for name, found in _shared_lookups(dataset, run, names).items():
        context["ti"].xcom_push(name, found)
    return names


def _shared_lookups(dataset: Dataset, run: Run, names: Sequence[str]) -> dict[str, Any]:
    """Return what two or more types of a sync share; ranges share nothing."""
    types = [DATA_TYPES[name] for name in names if DATA_TYPES[name].lookups]
    if run.interval or not types:
        return {}
    try:
        return prepare(_gong(dataset, run), types, run.query(dataset, types[0], {}))
    except GongError as error:
        telling.give_up(error)


def import_one(dataset: Dataset, name: str, context: Context) -> dict[str, Any]:
    """Import one type and return its outcome; skip, fail, or wait for Gong's quota without a slot."""
    with telling.failure_told(context):
        return _import_one(dataset, name, context)


def _import_one(dataset: Dataset, name: str, context: Context) -> dict[str, Any]:
    data_type = DATA_TYPES[name]
    run, shared = _planned(context, data_type)
    if run.interval and not data_type.has_history:
        telling.skip(
            context, name, "no history", f"Gong knows {data_type.label} only as of now, not for past dates."
        )
    gong, store = _gong(dataset, run), _store(dataset)
    query, checkpoint = run.query(dataset, data_type, shared), TaskCheckpoint(context)
    try:
        outcome = import_type(data_type, query, gong, store, checkpoint, telling.progress(context, data_type))
    except MissingScope as missing:
        telling.skip(context, name, "permission", str(missing))
    except QuotaExhausted as error:
        if not checkpoint.advanced:
            _refuse_to_wait_for_ever(data_type, gong)
        telling.give_up(error)
    except (GongError, StorageError, DiskFull) as error:
        telling.give_up(error)
    if outcome.state == "unchanged" and context["ti"].try_number > 1:
        # An earlier try may have stored the file and died before it could tell.
        outcome = replace(outcome, state="imported")
    telling.tell(context, dataset, data_type, outcome)
    log.info("%s", telling.summary(dataset, data_type, outcome, gong))
    return outcome.as_extra()


def _planned(context: Context, data_type: DataType) -> tuple[Run, dict[str, Any]]:
    """Return the run and what the plan found out for this type.

    A run is up to date whenever it happens: one that was held up, or cleared later, does not go by a plan
    that is old, nor does a later try believe that a scope is still missing. A range stays the one planned.
    """
    ti, now = context["ti"], telling.now()
    run = Run.from_json(ti.xcom_pull(task_ids=PLAN, key=RUN_KEY))
    if now - run.now > STALE:
        return replace(run, now=now.replace(microsecond=0)), {}
    if run.interval or ti.try_number > 1:
        return run, {}
    shared = {key: ti.xcom_pull(task_ids=PLAN, key=key) for key in data_type.lookups}
    return run, {key: found for key, found in shared.items() if found is not None}


def _refuse_to_wait_for_ever(data_type: DataType, gong: GongHook) -> None:
    """Fail an import that used up a day's requests alone: tomorrow it would begin anew and do it again."""
    if gong.sent > MOST_OF_A_DAY * gong.limiter.budget:
        raise AirflowFailException(
            f"{data_type.label} need more requests than a day has ({gong.limiter.budget:,}). Give a limit, "
            "fewer days to look back, or import shorter ranges of dates (airflow backfill create)."
        )


def publish(dataset: Dataset, outcomes: Sequence[Mapping[str, Any]], context: Context) -> dict[str, Any]:
    """Publish the dataset's asset if any file changed. Returns the summary, which the log shows too."""
    # A slice is one request; iterating asks for one outcome at a time, and once more than there are.
    done = {outcome["data_type"]: outcome for outcome in outcomes[:]}
    changed = [outcome for outcome in done.values() if outcome["state"] != "unchanged"]
    summary = {
        "types": done,
        "records": sum(outcome["records"] for outcome in done.values()),
        "bytes": sum(outcome["bytes"] for outcome in done.values()),
    }
    lines = [
        f"{DATA_TYPES[name].label:<20} {one['state']:<10} {one['records']:>9,} records"
        f" {one['bytes']:>13,} bytes"
        for name, one in done.items()
    ]
    log.info("%s", "\n".join([f"Dataset {dataset.name}", *lines]))
    if not changed:
        raise AirflowSkipException("No file changed, so no asset event is published.")
    context["outlet_events"][dataset_asset(dataset)].extra = {
        "changed": [outcome["data_type"] for outcome in changed],
        "records": summary["records"],
        "bytes": summary["bytes"],
    }
    return summary


def _gong(dataset: Dataset, run: Run) -> GongHook:
    from gong.hook import GongHook  # noqa: PLC0415 - requests stays out of DAG parsing

    return GongHook(_existing(dataset.gong_conn_id), by_hand=run.by_hand)


def _store(dataset: Dataset) -> DatasetStore:
    from airflow.providers.amazon.aws.hooks.s3 import S3Hook  # noqa: PLC0415 - boto3 stays out of DAG parsing

    from include.storage import DatasetStore  # noqa: PLC0415 - the same

    hook = S3Hook(aws_conn_id=_existing(dataset.aws_conn_id))
    try:
        with translated("connect to", f"s3://{dataset.bucket}", ""):
            return DatasetStore(hook.get_conn(), dataset.bucket, dataset.prefix)
    except StorageError as error:
        telling.give_up(error)
    except ValueError:
        raise AirflowFailException(
            f"Connection {dataset.aws_conn_id!r} cannot be used for S3: its endpoint_url must be a whole URL "
            "such as https://s3.example.com, its region a name such as eu-west-1."
        ) from None


def _existing(conn_id: str) -> str:
    """Return the id of a connection that exists; another is a mistake that trying again does not mend."""
    from airflow.sdk import BaseHook  # noqa: PLC0415 - the same

    try:
        BaseHook.get_connection(conn_id)
    except AirflowNotFoundException:
        raise AirflowFailException(
            f"There is no connection {conn_id!r}. Create it under Admin > Connections, or name another one "
            "in the dataset."
        ) from None
    return conn_id
