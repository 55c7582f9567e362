"""How the pages show a run: what became, or is becoming, of each type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from gong.web.tables import RunRow, TypeTask
from include.data_types import DATA_TYPES
from include.datasets import Dataset

State = Literal["waiting", "running", "imported", "unchanged", "empty", "skipped", "failed"]

_WAITING = {None, "scheduled", "queued", "none", "up_for_retry", "up_for_reschedule", "deferred"}
_OVER = {"success", "failed"}
_IMPORTED: tuple[State, ...] = ("imported", "unchanged", "empty")
NO_SENTENCE = "It failed in a way that was not foreseen; the log of its task in Airflow tells more."
NOT_REACHED = "The run ended before it was this type's turn."


class TypeOutcome(BaseModel):
    """What became of one type: sizes in bytes, ``why`` a sentence for a skip, a failure or a wait."""

    state: State
    records: int | None = None
    bytes: int | None = None
    why: str | None = None


class SoFar(BaseModel):
    """How far an import under way has come; ``most`` is how many records it will have at most, if known."""

    records: int
    most: int | None = None


class TypeView(TypeOutcome):
    """One type of one run; ``note`` is what a reader should know besides."""

    id: str
    label: str
    note: str | None = None
    so_far: SoFar | None = None


class RunView(BaseModel):
    """One run. ``range`` is its dates, if it imports history."""

    run_id: str
    kind: str
    state: str
    at: datetime
    started: datetime | None
    ended: datetime | None
    by: str | None
    range: tuple[str, str] | None
    types: list[TypeView]


def run_view(row: RunRow, dataset: Dataset | None) -> RunView:
    """Return what the pages show of a run; ``dataset`` as it is defined now, if it is."""
    return RunView(
        run_id=row.run_id,
        kind=row.kind,
        state=row.state,
        at=row.at,
        started=row.started,
        ended=row.ended,
        by=row.by,
        range=dates(row),
        types=[type_view(row, index, name) for index, name in enumerate(type_ids(row, dataset))],
    )


def dates(row: RunRow) -> tuple[str, str] | None:
    """Return the range of dates that a run is for; None for a sync."""
    interval = row.planned.get("interval")
    if isinstance(interval, list) and len(interval) == len(("start", "end")):
        return str(interval[0]), str(interval[1])
    if row.conf.get("start"):
        return str(row.conf["start"]), str(row.conf.get("end") or "")
    return None


def is_sync(row: RunRow) -> bool:
    """Tell whether a run regenerates current files."""
    return row.kind != "backfill" and dates(row) is None


def type_ids(row: RunRow, dataset: Dataset | None) -> Iterable[str]:
    """Return the run's types: those that it planned, else those that it will."""
    if row.types is not None:
        return row.types
    chosen = row.conf.get("data_types")
    if isinstance(chosen, list):
        return [name for name in DATA_TYPES if name in chosen]
    if dataset is None:
        return ()
    return dataset.sync.data_types if dataset.sync and row.kind == "scheduled" else dataset.data_types


def type_view(row: RunRow, index: int, name: str) -> TypeView:
    """Return one type of a run."""
    label = DATA_TYPES[name].label if name in DATA_TYPES else name
    task = row.tasks.get(index)
    if task is None:
        return TypeView(id=name, label=label, **_without_task(row))
    view = TypeView(id=name, label=label, **_of_task(row, task))
    notes = task.outcome.get("notes")
    if isinstance(notes, list) and notes:
        view.note = " ".join(map(str, notes))
    return view


def _of_task(row: RunRow, task: TypeTask) -> dict[str, Any]:
    why = _text(task.outcome.get("why"))
    if task.state == "success":
        told = task.outcome.get("state")
        figures = {key: _count(task.outcome, key) for key in ("records", "bytes")}
        return {"state": told if told in _IMPORTED else "imported", **figures}
    if task.state == "skipped":
        return {"state": "skipped", "why": why}
    if task.state in _WAITING and row.state not in _OVER:
        return {"state": "waiting", "why": why, **_again(task)}
    if task.state in _WAITING:
        return {"state": "failed", "why": why or NOT_REACHED}
    if task.state in {"running", "restarting"}:
        return {"state": "running", "so_far": _so_far(task), **_again(task)}
    return {"state": "failed", "why": why or NO_SENTENCE}


def _so_far(task: TypeTask) -> SoFar | None:
    """Return what the try that runs has told; an earlier one may have begun anew."""
    records = _count(task.progress, "records")
    if records is None or task.progress.get("try") != task.tries:
        return None
    return SoFar(records=records, most=_count(task.progress, "most"))


def _again(task: TypeTask) -> dict[str, str]:
    """Say that a try has failed, and which one is next."""
    if task.state == "up_for_retry":
        return {"note": f"It is tried again in a few minutes: try {task.tries + 1} of {task.most_tries}."}
    if task.state == "up_for_reschedule":
        return {"note": "It goes on by itself; until then it takes no worker."}
    if task.tries > 1:
        return {"note": f"Try {task.tries} of {task.most_tries}."}
    return {}


def _without_task(row: RunRow) -> dict[str, Any]:
    """Tell about a type whose task does not exist yet, or never came to be because the plan failed."""
    why = _text(row.plan.outcome.get("why")) if row.plan else None
    if row.plan and row.plan.state == "failed":
        return {"state": "failed", "why": why or NO_SENTENCE}
    if row.state in _OVER:
        return {"state": "failed", "why": why or NOT_REACHED}
    return {"state": "waiting", "why": why, **(_again(row.plan) if row.plan else {})}


def _count(outcome: Mapping[str, Any], key: str) -> int | None:
    value = outcome.get(key)
    return value if type(value) is int else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
