"""How a task tells what became of its work: log, XCom, metrics, asset events, Airflow's exceptions."""

from __future__ import annotations

import logging
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NoReturn

from airflow.sdk import Asset
from airflow.sdk.exceptions import (
    AirflowFailException,
    AirflowRescheduleException,
    AirflowRuntimeError,
    AirflowSkipException,
)

from gong import metrics
from gong.errors import GongError, QuotaExhausted
from include.datasets import DAG_PREFIX
from include.names import OUTCOME_KEY, PROGRESS_KEY, files_alias
from include.progress import Progress
from include.spool import DiskFull
from include.storage_errors import StorageError
from include.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from airflow.sdk import Context
    from pydantic import JsonValue

    from gong.hook import GongHook
    from include.data_type import DataType
    from include.datasets import Dataset
    from include.ingest import Outcome

log = logging.getLogger(__name__)


def now() -> datetime:
    """Return the moment that a task goes by."""
    return datetime.now(UTC)


def progress(context: Context, data_type: DataType) -> Progress:
    """Return what leaves in the log, and for the page, how far this try has come; only counts."""

    def told(records: int, most: int | None) -> None:
        of = "" if most is None else f" of at most {most}"
        log.info("%s%s so far", counted(records, *data_type.nouns), of)
        # A figure that Airflow does not take is no reason to end an import.
        with suppress(AirflowRuntimeError):
            state: dict[str, JsonValue] = {
                "try": context["ti"].try_number,
                "records": records,
                "most": most,
            }
            context["task_state_store"].set(PROGRESS_KEY, state)

    return Progress(log.info, told)


def tell(context: Context, dataset: Dataset, data_type: DataType, outcome: Outcome) -> None:
    """Leave the outcome in XCom, in the metrics and, if the file changed, as an asset event."""
    context["ti"].xcom_push(OUTCOME_KEY, outcome.as_extra() | {"notes": list(outcome.notes)})
    changed = outcome.state != "unchanged"
    written = outcome.bytes if changed else 0
    metrics.outcome(dataset.name, data_type.id, outcome.state, outcome.records, written)
    if changed:
        asset = Asset(name=outcome.uri, uri=outcome.uri, group="gong")
        context["outlet_events"][files_alias(dataset)].add(asset, extra=outcome.as_extra())


def summary(dataset: Dataset, data_type: DataType, outcome: Outcome, gong: GongHook) -> str:
    """Return what a person who opens the task's log wants to know, in one block."""
    rows = {
        "records": f"{outcome.records:,} in {outcome.bytes:,} bytes",
        "file": outcome.uri,
        "requests": f"{gong.sent:,} to Gong, {gong.waited:.1f} s waited for their turn",
        "left today": f"{gong.limiter.left:,} requests",
    }
    lines = [f"  {name:<11} {value}" for name, value in rows.items()]
    notes = [f"  {'note':<11} {note}" for note in outcome.notes]
    return "\n".join([f"{data_type.label} of {dataset.name}: {outcome.state}", *lines, *notes])


@contextmanager
def failure_told(context: Context) -> Iterator[None]:
    """Leave the sentence of a failure or a long wait in XCom: what Airflow keeps of it is a log.

    Airflow clears it when the next try begins.
    """
    try:
        yield
    except (
        AirflowFailException,
        AirflowRescheduleException,
        GongError,
        StorageError,
        DiskFull,
    ) as error:
        context["ti"].xcom_push(OUTCOME_KEY, {"state": "failed", "why": str(error.__cause__ or error)})
        _count_failure(context, error)
        raise


def _count_failure(context: Context, error: Exception) -> None:
    """Count a data type's try that has failed, or that waits for the quota."""
    if name := (context["ti"].rendered_map_index or ""):
        state = "waiting" if isinstance(error, AirflowRescheduleException) else "failed"
        metrics.outcome(context["dag"].dag_id.removeprefix(DAG_PREFIX), name, state)


def skip(context: Context, name: str, why: str, sentence: str) -> NoReturn:
    """Skip a data type; ``sentence`` says what is missing and what to do."""
    context["ti"].xcom_push(OUTCOME_KEY, {"data_type": name, "state": f"skipped: {why}", "why": sentence})
    metrics.outcome(context["dag"].dag_id.removeprefix(DAG_PREFIX), name, f"skipped: {why}")
    raise AirflowSkipException(sentence)


def give_up(error: Exception) -> NoReturn:
    """End this try as the error asks: wait for the quota, fail for good, or let Airflow try again."""
    if isinstance(error, QuotaExhausted):
        log.warning("%s", error)
        when = now() + timedelta(seconds=error.reset_in)
        raise AirflowRescheduleException(when) from error  # type: ignore[no-untyped-call]  # Airflow's own
    if getattr(error, "retry", False):
        raise error
    raise AirflowFailException(str(error)) from None
