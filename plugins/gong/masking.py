"""Keeps secrets out of logs: Airflow's maskers show `***` in their place.

A process has two that know nothing of each other (Airflow 3.3.2, read): the SDK's masks the logs of tasks,
core's the API server's access log and, in the triggerer, all else.
"""

from __future__ import annotations

from airflow._shared.secrets_masker import mask_secret as mask_in_core
from airflow.sdk.log import mask_secret as mask_in_tasks


def mask(*secrets: str) -> None:
    """Let no log that Airflow masks show ``secrets``."""
    for secret in secrets:
        mask_in_core(secret)
        mask_in_tasks(secret)
