"""Datasets as a person deals with them: list, look at, save, delete. Every function is given who asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NoReturn

from gong.web import definitions, leftovers, tables
from gong.web.access import Asker
from gong.web.connections import gong_problem, unusable
from gong.web.dataset_views import (
    Detail,
    Known,
    Listing,
    dag_id_of,
    detail,
    may_edit,
    owner_of,
    row,
)
from gong.web.errors import Refusal
from gong.web.run_views import RunView, run_view
from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.definition_errors import InvalidDefinitionError, sentences_of
from include.definition_text import MAX_BYTES
from include.stores import Definition, conflicts, list_definitions, variable_origin

_IS_TAKEN = "'{}' is already the name of a dataset."
RUNS_OF_A_ROW, RUNS_OF_A_DATASET = 10, 100
"""How many runs are looked through for what became of each type last."""


def listing(asker: Asker, search: str, offset: int, limit: int) -> Listing:
    """Return the datasets that the asker may see and that match, their own first."""
    found = [each for each in visible(asker) if _matches(each, search.strip().casefold())]
    found.sort(key=lambda each: (owner_of(each) != asker.name, each.name))
    shown = found[offset : offset + limit]
    known = _known(shown, RUNS_OF_A_ROW)
    return Listing(total=len(found), datasets=[row(each, asker) for each in known])


def visible(asker: Asker) -> list[Definition]:
    """Return the definitions whose DAGs the asker may read, and their own, which may not have one yet."""
    definitions_ = list_definitions()
    if asker.is_admin:
        return definitions_
    readable = asker.readable_dags()
    return [each for each in definitions_ if dag_id_of(each) in readable or owner_of(each) == asker.name]


def find(asker: Asker, name: str) -> Definition:
    """Return a dataset's definition; what the asker may not see is not there."""
    found = next((each for each in visible(asker) if each.name == name), None)
    if found is None:
        raise Refusal(404, "There is no such dataset, or you may not see it.")
    return found


def find_sound(asker: Asker, name: str) -> Dataset:
    """Return a dataset; refuse one whose definition has mistakes."""
    found = find(asker, name)
    if found.dataset is None:
        raise Refusal(409, f"The definition of {name} has mistakes; correct them first.")
    return found.dataset


def find_own(asker: Asker, name: str) -> Definition:
    """Return a definition that the asker may change."""
    found = find(asker, name)
    if not found.of_variable:
        raise Refusal(403, f"This dataset is managed in git, in {found.origin}. Change it there.")
    if not may_edit(found, asker):
        raise Refusal(403, f"This dataset belongs to {owner_of(found) or 'nobody'}; only they may change it.")
    return found


def look(asker: Asker, name: str) -> Detail:
    """Return one dataset."""
    found = find(asker, name)
    [known] = _known([found], RUNS_OF_A_DATASET)
    dataset = found.dataset
    usable = dataset is not None and gong_problem(dataset.owner, dataset.gong_conn_id) is None
    version = "" if found.text is None else definitions.version(found.text)
    return detail(known, asker, version, conn_ok=usable or not found.of_variable)


def runs(asker: Asker, name: str, limit: int) -> list[RunView]:
    """Return a dataset's newest runs."""
    found = find(asker, name)
    dag_id = dag_id_of(found)
    rows = tables.newest_runs([dag_id], limit).get(dag_id, [])
    return [run_view(each, found.dataset) for each in rows]


def run(asker: Asker, name: str, run_id: str) -> RunView:
    """Return one run."""
    found = find(asker, name)
    row_ = tables.one_run(dag_id_of(found), run_id)
    if row_ is None:
        raise Refusal(404, f"There is no run {run_id!r} of {name}.")
    return run_view(row_, found.dataset)


def mistakes(asker: Asker, fields: Mapping[str, Any], *, is_new: bool) -> dict[str, str]:
    """Return what would keep a definition from being saved: a sentence per field; the form asks while typing.

    Unless ``is_new``, a definition of the asker's own with this name counts as the one that is edited.
    """
    name = fields.get("name")
    mine = () if is_new else (each for each in visible(asker) if each.name == name and may_edit(each, asker))
    own = next(iter(mine), None)
    try:
        _checked(asker, fields, own)
    except Refusal as refusal:
        return dict(refusal.fields or {"": refusal.detail})
    return {}


def create(asker: Asker, fields: Mapping[str, Any]) -> tuple[Dataset, str]:
    """Store a new dataset of the asker's; return it with its version."""
    dataset = _checked(asker, fields, None)
    try:
        return dataset, definitions.create(dataset, asker.name)
    except definitions.TakenError:
        _refuse({"name": _IS_TAKEN.format(dataset.name)})
    except definitions.BusyError:
        raise Refusal(
            409,
            "Tasks of an earlier dataset of this name are still running. Wait until they have ended, or mark "
            f"its runs as failed on the page of the DAG {dataset.dag_id} in Airflow.",
        ) from None


def save(asker: Asker, name: str, fields: Mapping[str, Any], known: str) -> str:
    """Replace a definition; return its new version. Refused if somebody else has saved it meanwhile."""
    own = find_own(asker, name)
    if own.text is None or definitions.version(own.text) != known:
        _refuse_changed(name)
    dataset = _checked(asker, fields, own)
    try:
        return definitions.replace(dataset, known, asker.name)
    except definitions.ChangedError:
        _refuse_changed(name)


def _known(shown: list[Definition], most: int) -> list[Known]:
    ids = [dag_id_of(each) for each in shown]
    states, found = tables.dag_states(ids), tables.newest_runs(ids, most)
    return [
        Known(each, states.get(dag_id), found.get(dag_id, ()))
        for each, dag_id in zip(shown, ids, strict=True)
    ]


def _matches(definition: Definition, search: str) -> bool:
    dataset = definition.dataset
    labels = [DATA_TYPES[name].label for name in dataset.data_types] if dataset else []
    texts = [definition.name, owner_of(definition), dataset.description if dataset else "", *labels]
    return any(search in text.casefold() for text in texts)


def _checked(asker: Asker, fields: Mapping[str, Any], own: Definition | None) -> Dataset:
    """Return the dataset that is to be saved; refuse mistakes, each at its field.

    ``own`` is what it replaces: that keeps its name and owner, and connections that were chosen before.
    """
    name = own.name if own else fields.get("name")
    owner = owner_of(own) if own else asker.name
    if own and fields.get("name", name) != name:
        _refuse({"name": "A dataset keeps its name. Duplicate it under another, then delete this one."})
    origin = variable_origin(str(name))
    try:
        dataset = Dataset.from_mapping({**fields, "name": name, "owner": owner}, origin)
    except InvalidDefinitionError as error:
        problems = sentences_of(error.errors)
        # Told while the rest is still missing: the name is what is typed first.
        if not own and "name" not in problems and definitions.read(str(name)):
            problems["name"] = _IS_TAKEN.format(name)
        _refuse(problems)
    before = own.dataset if own else None
    dataset = _since_now(dataset, before)
    if len(definitions.text_of(dataset).encode()) > MAX_BYTES:
        _refuse({"": f"A definition has at most {MAX_BYTES // 1024} KiB; shorten its lists."})
    problems = sentences_of(conflicts(dataset, origin)) or unusable(asker, dataset, before)
    if not own and "name" not in problems and (taken := _taken(asker, dataset)):
        problems["name"] = taken
    if problems:
        _refuse(problems)
    return dataset


def _taken(asker: Asker, dataset: Dataset) -> str | None:
    """Return how a new dataset's name is taken by a Variable, or its id by a DAG."""
    if definitions.read(dataset.name):
        return _IS_TAKEN.format(dataset.name)
    return leftovers.problem(asker, dataset)


def _since_now(dataset: Dataset, before: Dataset | None) -> Dataset:
    """Let a schedule that is new begin with the next time it falls due: the page syncs once by itself."""
    if dataset.sync is None:
        return dataset
    old = before.sync if before else None
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    since = old.since if old and old.schedule == dataset.sync.schedule else now
    return dataset.model_copy(update={"sync": dataset.sync.model_copy(update={"since": since})})


def _refuse(fields: Mapping[str, str]) -> NoReturn:
    raise Refusal(422, "The dataset cannot be saved as it is. " + " ".join(fields.values()), fields)


def _refuse_changed(name: str) -> NoReturn:
    saved = definitions.read(name)
    if saved is None:
        raise Refusal(404, "The dataset was deleted meanwhile. Nothing was saved.")
    found = next((each for each in list_definitions() if each.origin == variable_origin(name)), None)
    who = saved.by or "Somebody, not on this page,"
    current = found.dataset.model_dump(mode="json") if found and found.dataset else found and found.mapping
    raise Refusal(
        409,
        f"{who} has changed this dataset meanwhile. Nothing was saved; compare, then save again.",
        more={"version": definitions.version(saved.text), "definition": current, "changed_by": saved.by},
    )
