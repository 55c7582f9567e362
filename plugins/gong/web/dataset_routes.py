"""The routes of datasets: each finds out who asks, calls one function of `gong.web.datasets`, and answers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel

from gong.web import datasets, deletion
from gong.web.access import User, Viewer
from gong.web.dataset_views import Detail, Listing
from gong.web.run_views import RunView
from gong.web.waiting import in_turn

router = APIRouter(prefix="/api")


class Wanted(BaseModel):
    """A definition as the form has it: the fields of `include.datasets.Dataset`."""

    definition: dict[str, Any]


class Edited(Wanted):
    """A definition to replace the one whose ``version`` the form began with."""

    version: str


class Draft(Wanted):
    """A definition that is still being typed, as a new dataset or as an edit of the asker's own."""

    is_new: bool = False


class Created(BaseModel):
    """A new dataset."""

    name: str
    dag_id: str
    version: str


class Saved(BaseModel):
    """The version that a definition has now."""

    version: str


class Mistakes(BaseModel):
    """A sentence per field that is wrong."""

    fields: dict[str, str]


class Runs(BaseModel):
    """Runs, the newest first."""

    runs: list[RunView]


@router.get("/datasets")
def list_datasets(
    asker: Viewer,
    search: Annotated[str, Query(max_length=200)] = "",
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Listing:
    """Return the datasets that the asker may see."""
    return datasets.listing(asker, search, offset, limit)


@router.post("/datasets", status_code=201)
def create_dataset(asker: User, wanted: Wanted) -> Created:
    """Store a new dataset; Airflow has its DAG within two seconds."""
    dataset, version = datasets.create(asker, wanted.definition)
    return Created(name=dataset.name, dag_id=dataset.dag_id, version=version)


@router.post("/validate")
def validate(asker: User, draft: Draft) -> Mistakes:
    """Tell what would keep a definition from being saved."""
    return Mistakes(fields=datasets.mistakes(asker, draft.definition, is_new=draft.is_new))


@router.get("/datasets/{name}")
def get_dataset(asker: Viewer, name: str) -> Detail:
    """Return one dataset."""
    return datasets.look(asker, name)


@router.put("/datasets/{name}")
def save_dataset(asker: User, name: str, edited: Edited) -> Saved:
    """Replace a definition, unless somebody else has saved it meanwhile."""
    return Saved(version=datasets.save(asker, name, edited.definition, edited.version))


@router.delete("/datasets/{name}", dependencies=[Depends(in_turn)])
def delete_dataset(asker: User, name: str, files: Literal["keep", "delete"] = "keep") -> deletion.Deleted:
    """Delete a dataset, its DAG and the DAG's history; its files only if that is asked for."""
    return deletion.delete(asker, name, with_files=files == "delete")


@router.get("/datasets/{name}/yaml")
def export(asker: Viewer, name: str) -> Response:
    """Return the definition as a YAML file has it."""
    return Response(datasets.find_sound(asker, name).to_yaml(), media_type="text/yaml")


@router.get("/datasets/{name}/runs")
def list_runs(asker: Viewer, name: str, limit: Annotated[int, Query(ge=1, le=200)] = 20) -> Runs:
    """Return the newest runs of a dataset."""
    return Runs(runs=datasets.runs(asker, name, limit))


@router.get("/datasets/{name}/runs/{run_id:path}")
def get_run(asker: Viewer, name: str, run_id: str) -> RunView:
    """Return one run, for a page that follows it."""
    return datasets.run(asker, name, run_id)
