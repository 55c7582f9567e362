"""Deleting a dataset: its definition, its DAG with all history, and, if that is asked for, its files."""

from __future__ import annotations

from pydantic import BaseModel

from gong.web import definitions, files
from gong.web.access import Asker
from gong.web.dataset_views import dag_id_of
from gong.web.datasets import find_own
from gong.web.errors import Refusal
from include.datasets import Dataset
from include.storage_errors import StorageError
from include.text import counted

_TRY_AGAIN = "To delete them then, make a dataset with the same bucket and folder, and delete that one."


class Deleted(BaseModel):
    """What was deleted and what is still there; ``complete`` if that is no more than what was to stay."""

    message: str
    complete: bool


def delete(asker: Asker, name: str, *, with_files: bool) -> Deleted:
    """Delete a dataset, and its files if asked to. A store that refuses does not bring the dataset back."""
    found = find_own(asker, name)
    if with_files and found.dataset is None:
        raise Refusal(
            409, "Where its files are cannot be told, because its definition has mistakes. Keep the files."
        )
    try:
        definitions.remove(name, dag_id_of(found))
    except definitions.BusyError:
        raise Refusal(
            409,
            "Tasks of this dataset are running. Pause syncing, so that no more of them start, and delete it "
            "when these have ended. Or, on the page of its DAG in Airflow, cancel the backfill if there is "
            "one and mark its runs as failed, and delete it then.",
        ) from None
    if not with_files or found.dataset is None:
        return Deleted(message=f"{name} was deleted; its files stay where they are.", complete=True)
    became, complete = _delete_files(found.dataset)
    return Deleted(message=f"{name} was deleted. {became}", complete=complete)


def _delete_files(dataset: Dataset) -> tuple[str, bool]:
    """Delete the files after the definition: what nobody writes any more.

    Return what became of them, and whether all are gone that were to go.
    """
    try:
        deleted, kept = files.delete_all(dataset)
    except (StorageError, Refusal) as error:
        return f"Its files are still there, or some of them: {error} {_TRY_AGAIN}", False
    other = f"; {counted(kept, 'file', 'files')} of other sources stayed." if kept else "."
    became = f"Deleted with it: {counted(deleted, 'file', 'files')} from Gong or uploaded{other}"
    try:
        files.abort_unfinished(dataset)
    except StorageError as error:
        return f"{became} What imports may have left unfinished could not be looked for: {error}", False
    return became, True
