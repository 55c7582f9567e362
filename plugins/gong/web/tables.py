"""What Airflow's tables tell about datasets' DAGs and runs. Nothing is written here.

However many datasets are asked about, each function sends a fixed number of queries. Of Airflow's models only
columns are read, so no row brings others with it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from airflow.models.dag import DagModel
from airflow.models.dagrun import DagRun
from airflow.models.task_state_store import TaskStateStoreModel
from airflow.models.taskinstance import TaskInstance
from airflow.models.xcom import XComModel
from airflow.utils.session import create_session
from sqlalchemy import func, select, tuple_

from include.names import IMPORT, OUTCOME_KEY, PLAN, PROGRESS_KEY, RUN_KEY

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

_RESULT = "return_value"


@dataclass(frozen=True)
class DagState:
    """What Airflow knows of a DAG; ``next_run`` is when the scheduler makes the next one.

    It is stale when Airflow has read its file again and not found it there.
    """

    is_paused: bool
    is_stale: bool
    next_run: datetime | None
    file: str
    owner: str


@dataclass(frozen=True)
class TypeTask:
    """The task of one type in one run, or a task that all types wait for.

    ``outcome`` is what its last try left in XCom, ``progress`` what a try has told of how far it has come.
    """

    state: str | None
    tries: int
    most_tries: int
    outcome: Mapping[str, Any]
    progress: Mapping[str, Any]


@dataclass(frozen=True)
class RunRow:
    """One run of a dataset's DAG. ``types`` are in the order of the ``tasks``, once it has planned."""

    run_id: str
    kind: str
    state: str
    at: datetime
    started: datetime | None
    ended: datetime | None
    by: str | None
    conf: Mapping[str, Any]
    types: tuple[str, ...] | None
    planned: Mapping[str, Any]
    plan: TypeTask | None
    tasks: Mapping[int, TypeTask] = field(default_factory=dict)


def dag_states(dag_ids: Iterable[str]) -> dict[str, DagState]:
    """Return what Airflow knows of these DAGs, by id; in one query."""
    columns = (DagModel.dag_id, DagModel.is_paused, DagModel.is_stale, DagModel.next_dagrun_create_after)
    where = (DagModel.relative_fileloc, DagModel.owners)
    wanted = select(*columns, *where).where(DagModel.dag_id.in_(list(dag_ids)))
    with create_session() as session:
        return {
            dag_id: DagState(bool(paused), bool(stale), when, file or "", owner or "")
            for dag_id, paused, stale, when, file, owner in session.execute(wanted)
        }


def newest_runs(dag_ids: Iterable[str], most: int) -> dict[str, list[RunRow]]:
    """Return at most so many runs of each DAG, the newest first; in four queries."""
    place = (
        func.row_number()
        .over(partition_by=DagRun.dag_id, order_by=(DagRun.run_after.desc(), DagRun.id.desc()))
        .label("place")
    )
    ranked = select(DagRun.id, place).where(DagRun.dag_id.in_(list(dag_ids))).subquery()
    wanted = _runs().join(ranked, ranked.c.id == DagRun.id).where(ranked.c.place <= most)
    return _read(wanted.order_by(DagRun.run_after.desc(), DagRun.id.desc()))


def one_run(dag_id: str, run_id: str) -> RunRow | None:
    """Return a run, or None; in four queries."""
    found = _read(_runs().where(DagRun.dag_id == dag_id, DagRun.run_id == run_id))
    return next(iter(found.get(dag_id, [])), None)


def _runs() -> Select[Any]:
    return select(
        DagRun.id,
        DagRun.dag_id,
        DagRun.run_id,
        DagRun.run_type,
        DagRun._state,  # noqa: SLF001 - the column; `state` is a synonym that select() does not take
        DagRun.run_after,
        DagRun.start_date,
        DagRun.end_date,
        DagRun.triggering_user_name,
        DagRun.conf,
    )


def _read(wanted: Select[Any]) -> dict[str, list[RunRow]]:
    with create_session() as session:
        rows = session.execute(wanted).all()
        told = _told(session, [row.id for row in rows])
        tasks = _tasks(session, [(row.dag_id, row.run_id) for row in rows])
    found: dict[str, list[RunRow]] = defaultdict(list)
    for row in rows:
        found[row.dag_id].append(_run(row, tasks[row.dag_id, row.run_id], told[row.id]))
    return dict(found)


def _run(row: Any, tasks: Mapping[Any, Any], told: Mapping[Any, Any]) -> RunRow:
    types, planned = told.get((PLAN, -1, _RESULT)), told.get((PLAN, -1, RUN_KEY))
    made: dict[Any, TypeTask] = {
        (task_id, index): TypeTask(
            state,
            tries,
            most,
            outcome=_mapping(told.get((task_id, index, OUTCOME_KEY))),
            progress=_mapping(told.get((task_id, index, PROGRESS_KEY))),
        )
        for (task_id, index), (state, tries, most) in tasks.items()
    }
    return RunRow(
        run_id=row.run_id,
        kind=str(row.run_type),
        state=str(row._state),  # noqa: SLF001 - the column's name
        at=row.run_after,
        started=row.start_date,
        ended=row.end_date,
        by=row.triggering_user_name,
        conf=_mapping(row.conf),
        types=tuple(map(str, types)) if isinstance(types, list) else None,
        planned=_mapping(planned),
        plan=made.get((PLAN, -1)),
        tasks={index: task for (task_id, index), task in made.items() if task_id == IMPORT},
    )


def _tasks(session: Session, runs: list[tuple[str, str]]) -> dict[Any, dict[Any, Any]]:
    """Return state, tries and most tries by task and map index, by DAG and run."""
    columns = (TaskInstance.state, TaskInstance.try_number, TaskInstance.max_tries)
    key = (TaskInstance.dag_id, TaskInstance.run_id, TaskInstance.task_id, TaskInstance.map_index)
    wanted = select(*key, *columns).where(
        tuple_(TaskInstance.dag_id, TaskInstance.run_id).in_(runs), TaskInstance.task_id.in_([PLAN, IMPORT])
    )
    found: dict[Any, dict[Any, Any]] = defaultdict(dict)
    for dag_id, run_id, task_id, index, state, tries, most in session.execute(wanted):
        found[dag_id, run_id][task_id, index] = (state, tries, most + 1)
    return found


def _told(session: Session, run_ids: list[int]) -> dict[int, dict[Any, Any]]:
    """Return what tasks left in XCom and in the task state store by task, map index and key, by run."""
    columns = (XComModel.dag_run_id, XComModel.task_id, XComModel.map_index, XComModel.key, XComModel.value)
    wanted = select(*columns).where(
        XComModel.dag_run_id.in_(run_ids),
        tuple_(XComModel.task_id, XComModel.key).in_(
            [(PLAN, _RESULT), (PLAN, RUN_KEY), (PLAN, OUTCOME_KEY), (IMPORT, OUTCOME_KEY)]
        ),
    )
    found: dict[int, dict[Any, Any]] = defaultdict(dict)
    for dag_run_id, task_id, index, key, value in session.execute(wanted):
        found[dag_run_id][task_id, index, key] = value
    state = TaskStateStoreModel
    for dag_run_id, task_id, index, key, value in session.execute(
        select(state.dag_run_id, state.task_id, state.map_index, state.key, state.value).where(
            state.dag_run_id.in_(run_ids), state.task_id == IMPORT, state.key == PROGRESS_KEY
        )
    ):
        found[dag_run_id][task_id, index, key] = json.loads(value)
    return found


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
