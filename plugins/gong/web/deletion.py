"""Deleting a dataset: its definition, its DAG with all history, and, if that is asked for, its files."""

from __future__ import annotations

from gong.web import definitions
from gong.web.access import Asker
from gong.web.dataset_views import dag_id_of
from gong.web.datasets import find_own
from gong.web.errors import Refusal


def delete(asker: Asker, name: str, *, with_files: bool) -> str:
    """Delete a dataset; return what was deleted and what is still there."""
    found = find_own(asker, name)
    if with_files:
        raise Refusal(501, "Files cannot be deleted here yet.")
    try:
        definitions.remove(name, dag_id_of(found))
    except definitions.BusyError:
        raise Refusal(
            409, "Tasks of this dataset are running. Wait until they have ended, or stop the run in Airflow."
        ) from None
    return f"{name} was deleted; its files stay where they are."
