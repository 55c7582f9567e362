"""Names that are used again: what Airflow has left of a dataset whose definition was removed by hand.

Its DAG stays, with all runs, and those that were not over go on as soon as the name is defined again (seen on
Airflow 3.3.2). So a new dataset of the page deletes them first, unless they may still belong to somebody.
"""

from __future__ import annotations

from gong.web import definitions, tables
from gong.web.access import Asker
from include.datasets import Dataset
from include.stores import Definition, list_definitions


def problem(asker: Asker, dataset: Dataset) -> str | None:
    """Return why a new dataset may not take the place of the DAG that has its id, if there is one."""
    state = tables.dag_states([dataset.dag_id]).get(dataset.dag_id)
    if state is None:
        return None
    if not state.file.endswith(definitions.DAG_FILE):
        return f"Another DAG, not made from a dataset, has the id {dataset.dag_id}."
    if not tables.newest_runs([dataset.dag_id], 1):
        return None  # nothing to lose or to show, for instance what was read while the dataset was deleted
    if broken := next((each for each in list_definitions() if _may_be(each, dataset.name)), None):
        return (
            f"Airflow still has runs of a dataset of this name. It may be that of {broken.origin}, which has "
            "mistakes; correct them first, or choose another name."
        )
    if not state.is_stale:
        return (
            "Airflow has not noticed yet that the earlier dataset of this name is gone. "
            "Try again in two minutes, or choose another name."
        )
    if not asker.owns(state.owner, dataset.dag_id):
        return (
            "Airflow still has runs of an earlier dataset of this name, which was not yours. "
            f"Choose another name, or ask an administrator to delete the DAG {dataset.dag_id}."
        )
    return None


def _may_be(definition: Definition, name: str) -> bool:
    """Tell whether a definition has the name, or cannot be read so far that it tells its own."""
    told = isinstance(definition.mapping.get("name"), str)
    return definition.name == name or not (told or definition.of_variable)
