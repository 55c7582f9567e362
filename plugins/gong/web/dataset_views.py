"""How the pages show a dataset: its definition, its DAG, and what became of its types last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from gong.web.access import Asker
from gong.web.run_views import TypeOutcome, TypeView, is_sync, run_view
from gong.web.tables import DagState, RunRow
from include.datasets import DAG_PREFIX, Dataset
from include.stores import Definition


class LastSync(BaseModel):
    """The newest run that regenerates current files, with each type's outcome by its id."""

    run_id: str
    state: str
    at: datetime
    kind: str
    types: dict[str, TypeOutcome]


class Row(BaseModel):
    """One dataset in the list. ``error`` says what is wrong with its definition."""

    name: str
    dag_id: str
    owner: str
    description: str
    data_types: list[str]
    origin: Literal["page", "git"]
    mine: bool
    may_edit: bool
    may_run: bool
    paused: bool | None
    schedule: str | None
    next_sync: datetime | None
    size: int | None
    error: str | None
    last_sync: LastSync | None


class Listing(BaseModel):
    """One page of the list; ``total`` counts all that match."""

    total: int
    datasets: list[Row]


class LastOutcome(TypeOutcome):
    """What became of a type when it was last synced."""

    at: datetime
    run_id: str


class TypeRow(BaseModel):
    """One type of a dataset; ``synced`` tells whether the schedule regenerates it."""

    id: str
    last: LastOutcome | None
    synced: bool


class Detail(Row):
    """One dataset on its own page. ``definition`` has every field, or, with mistakes, what was read."""

    definition: dict[str, Any] | None
    version: str
    conn_ok: bool
    types: list[TypeRow]


@dataclass(frozen=True)
class Known:
    """A definition, and what Airflow's tables have of it."""

    definition: Definition
    state: DagState | None
    runs: Sequence[RunRow]

    @property
    def dataset(self) -> Dataset | None:
        """The dataset, if its definition has no mistakes."""
        return self.definition.dataset


def owner_of(definition: Definition) -> str:
    """Return the owner, also of a definition with mistakes; empty for none."""
    owner = definition.mapping.get("owner")
    return owner if isinstance(owner, str) else ""


def dag_id_of(definition: Definition) -> str:
    """Return the id of a definition's DAG, whether there is one or not."""
    return DAG_PREFIX + definition.name


def may_edit(definition: Definition, asker: Asker) -> bool:
    """Tell whether the asker may change or delete a definition: its owner, and administrators."""
    return definition.of_variable and owns(definition, asker)


def owns(definition: Definition, asker: Asker) -> bool:
    """Tell whether the asker decides over a dataset's files: its owner, and administrators."""
    return asker.owns(owner_of(definition), dag_id_of(definition))


def row(known: Known, asker: Asker) -> Row:
    """Return a dataset as the list shows it."""
    return Row(**_common(known, asker))


def detail(known: Known, asker: Asker, version: str, *, conn_ok: bool) -> Detail:
    """Return a dataset as its own page shows it."""
    dataset = known.dataset
    definition = dataset.model_dump(mode="json") if dataset else known.definition.mapping or None
    newest = _newest(known)
    synced = dataset.sync.data_types if dataset and dataset.sync else ()
    types = [
        TypeRow(id=name, last=newest.get(name), synced=name in synced)
        for name in (dataset.data_types if dataset else ())
    ]
    return Detail(
        **_common(known, asker), definition=definition, version=version, conn_ok=conn_ok, types=types
    )


def _common(known: Known, asker: Asker) -> dict[str, Any]:
    definition, dataset = known.definition, known.dataset
    state = known.state if known.state and not known.state.is_stale else None
    sizes = [outcome.bytes for outcome in _newest(known).values() if outcome.bytes is not None]
    return {
        "name": definition.name,
        "dag_id": dag_id_of(definition),
        "owner": owner_of(definition),
        "description": dataset.description if dataset else "",
        "data_types": list(dataset.data_types) if dataset else [],
        "origin": "page" if definition.of_variable else "git",
        "mine": owner_of(definition) == asker.name,
        "may_edit": may_edit(definition, asker),
        "may_run": dataset is not None and asker.may_run(dataset.dag_id),
        "paused": state.is_paused if state else None,
        "schedule": dataset.sync.schedule if dataset and dataset.sync else None,
        "next_sync": state.next_run if state and not state.is_paused and dataset else None,
        "size": sum(sizes) if sizes else None,
        "error": _error(definition),
        "last_sync": _last_sync(known),
    }


def _error(definition: Definition) -> str | None:
    told = "; ".join(error.sentence for error in definition.errors)
    return f"{definition.origin}: {told}." if told else None


def _last_sync(known: Known) -> LastSync | None:
    found = next(filter(is_sync, known.runs), None)
    if found is None:
        return None
    types = {each.id: _outcome(each) for each in run_view(found, known.dataset).types}
    return LastSync(run_id=found.run_id, state=found.state, at=found.at, kind=found.kind, types=types)


def _newest(known: Known) -> Mapping[str, LastOutcome]:
    """Return what became of each type when it was last synced, as far back as runs were read.

    The figures are of the file that is there: a try that failed or was skipped has left it as it was.
    """
    newest: dict[str, LastOutcome] = {}
    for run, view in _outcomes(known):
        before = newest.get(view.id)
        if before is None:
            newest[view.id] = LastOutcome(**_outcome(view).model_dump(), at=run.at, run_id=run.run_id)
        elif before.bytes is None:
            before.bytes, before.records = view.bytes, view.records
    return newest


def _outcomes(known: Known) -> Iterator[tuple[RunRow, TypeView]]:
    for run in filter(is_sync, known.runs):
        for view in run_view(run, known.dataset).types:
            yield run, view


def _outcome(view: TypeView) -> TypeOutcome:
    return TypeOutcome(state=view.state, records=view.records, bytes=view.bytes, why=view.why)
