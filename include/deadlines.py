"""Runs that are not over in time: who is told, and how."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk.configuration import conf
from airflow.sdk.definitions.callback import SyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference

from gong import metrics
from gong.settings import SECTION

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)


def alert() -> DeadlineAlert | None:
    """Return what Airflow checks every run of a dataset by, or None where no deadline is set."""
    minutes = conf.getint(SECTION, "deadline_minutes")
    if minutes <= 0:
        return None
    return DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=timedelta(minutes=minutes),
        callback=SyncCallback(conf.get(SECTION, "deadline_callback")),
    )


def tell(context: Mapping[str, Any]) -> None:
    """Log that a run is late, and count it; what `[gong] deadline_callback` names by default.

    Airflow 3.3.2 gives the run as its REST API describes one.
    """
    run = context["dag_run"]
    log.error(
        "The run %s of %s is not over in time ([gong] deadline_minutes).", run["dag_run_id"], run["dag_id"]
    )
    metrics.late(run["dag_id"])
