"""What a dataset's DAG calls its tasks, what they leave for others, and its assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from airflow.sdk import Asset, AssetAlias

if TYPE_CHECKING:
    from include.datasets import Dataset

PLAN, IMPORT, PUBLISH, COMPLETE = "plan", "import", "publish", "complete"
RUN_KEY, OUTCOME_KEY = "run", "outcome"
PROGRESS_KEY = "progress"
"""In the task state store: how far the try under way has come."""


def dataset_asset(dataset: Dataset) -> Asset:
    """Return the asset that stands for a whole dataset: what other DAGs are scheduled on.

    It has a name and no URI: for a URI, Airflow would import the Amazon hook whenever it reads the DAG file.
    """
    return Asset(name=dataset.dag_id, group="gong")


def files_alias(dataset: Dataset) -> AssetAlias:
    """Return the alias under which each changed file has an event of its own."""
    return AssetAlias(f"{dataset.dag_id}.files", group="gong")
