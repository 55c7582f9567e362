"""Where the page keeps definitions: Airflow Variables, each written together with a wish to be parsed.

Airflow's parser takes a `DagPriorityParsingRequest` within a second (measured on 3.3.2), so a new dataset
has its DAG at once; without one it takes up to half a minute.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from airflow.api.common.delete_dag import delete_dag
from airflow.configuration import conf
from airflow.exceptions import DagNotFound
from airflow.models.dag import DagModel
from airflow.models.dagbag import DagPriorityParsingRequest
from airflow.models.dagbundle import DagBundleModel
from airflow.models.variable import Variable
from airflow.sdk.exceptions import AirflowException
from airflow.utils.session import create_session
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from include.datasets import DAG_PREFIX
from include.definition_variables import VARIABLE_PREFIX

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from include.datasets import Dataset

log = logging.getLogger(__name__)

DAG_FILE = "gong_datasets.py"
_SAVED = re.compile(r"Version (\w+) of a Gong dataset, saved on its page by (.*)")


class TakenError(Exception):
    """There is a Variable of this name already."""


class ChangedError(Exception):
    """Somebody saved the definition meanwhile, or deleted it."""


class BusyError(Exception):
    """Tasks of the dataset are running, and Airflow deletes no DAG meanwhile."""


@dataclass(frozen=True)
class Saved:
    """A stored definition's text, and who saved it on the page; None if something else wrote it."""

    text: str
    by: str | None


def version(text: str) -> str:
    """Return what tells one state of a definition from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def create(dataset: Dataset, by: str) -> str:
    """Store a new definition; return its version. Raises `TakenError` and `BusyError`.

    A DAG of its id that Airflow has already is what a definition has left that was removed by hand. It goes
    first, or its runs would go on as the new dataset's, and be shown as such.
    """
    text = text_of(dataset)
    with create_session() as session:
        _delete_dag(dataset.dag_id, session)
        try:
            with session.begin_nested():
                session.add(_variable(_key(dataset.name), text, _description(text, by)))
        except IntegrityError:
            raise TakenError from None
        _ask_for_parsing(session)
    _delete_logs(dataset.dag_id)
    return version(text)


def replace(dataset: Dataset, known: str, by: str) -> str:
    """Replace the definition whose version is ``known``; return the new one. Raises `ChangedError`.

    What is stored is compared in the same statement that replaces it, encrypted as it is: no two people can
    both replace one state, whatever the database's locks.
    """
    text = text_of(dataset)
    with create_session() as session:
        stored = session.scalar(select(Variable).where(Variable.key == _key(dataset.name)))
        if stored is None or stored.val is None or version(stored.val) != known:
            raise ChangedError
        new = _variable(stored.key, text)
        fields = {"val": new._val, "is_encrypted": new.is_encrypted, "description": _description(text, by)}  # noqa: SLF001 - as it is stored
        table = Variable.__table__
        same = (table.c.id == stored.id) & (table.c.val == stored._val)  # noqa: SLF001 - the same
        changed = session.execute(update(table).where(same).values(fields))
        if changed.rowcount != 1:  # type: ignore[attr-defined] # what executes an UPDATE has it
            raise ChangedError
        _ask_for_parsing(session)
    return version(text)


def read(name: str) -> Saved | None:
    """Return the stored definition of a dataset, or None."""
    with create_session() as session:
        stored = session.scalar(select(Variable).where(Variable.key == _key(name)))
        if stored is None or stored.val is None:
            return None
        found = _SAVED.fullmatch(stored.description or "")
        by = found[2] if found and found[1] == version(stored.val) else None
        return Saved(stored.val, by)


def remove(name: str, dag_id: str) -> None:
    """Delete a definition, its DAG and the DAG's history. Raises `BusyError`."""
    with create_session() as session:
        session.execute(delete(Variable).where(Variable.key == _key(name)))
        _delete_dag(dag_id, session)
        _ask_for_parsing(session)


def _delete_dag(dag_id: str, session: Session) -> None:
    """Delete a DAG, if there is one, with its history, as Airflow's own API does. Raises `BusyError`."""
    try:
        delete_dag(dag_id, session=session)
    except DagNotFound:
        pass  # it was never parsed
    except AirflowException:
        session.rollback()
        raise BusyError from None


def _delete_logs(dag_id: str) -> None:
    """Delete what this machine has of the logs of a DAG's tasks, which Airflow keeps when it deletes the DAG.

    They are where Airflow's default `[logging] log_filename_template` puts them. A backfill of the same days
    has runs of the same names, whose logs would begin with the old ones (seen on 3.3.2).
    """
    folder = Path(conf.get("logging", "base_log_folder")) / f"dag_id={dag_id}"
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        log.warning("The logs of an earlier %s stay in %s: %s", dag_id, folder, error.strerror)


def _ask_for_parsing(session: Session) -> None:
    """Let Airflow's parser read the DAG file next, in every bundle that has it.

    A request that waits already does as well; its key is unique.
    """
    files = select(DagModel.bundle_name, DagModel.relative_fileloc).where(
        DagModel.dag_id.startswith(DAG_PREFIX, autoescape=True), DagModel.relative_fileloc.endswith(DAG_FILE)
    )
    found = {(bundle, file or DAG_FILE) for bundle, file in session.execute(files.distinct())}
    if not found:  # the first dataset of all: the file is in one of the bundles
        active = select(DagBundleModel.name).where(DagBundleModel.active.is_(True))
        found = {(name, DAG_FILE) for name in session.scalars(active)}
    for bundle, file in found:
        try:
            with session.begin_nested():
                session.add(DagPriorityParsingRequest(bundle, file))
        except IntegrityError:
            continue


def _key(name: str) -> str:
    return f"{VARIABLE_PREFIX}{name}"


def _variable(key: str, text: str, description: str | None = None) -> Variable:
    return Variable(key, text, description)  # type: ignore[no-untyped-call]  # Airflow's own


def text_of(dataset: Dataset) -> str:
    """Return a dataset as its Variable holds it."""
    return json.dumps(dataset.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)


def _description(text: str, by: str) -> str:
    return f"Version {version(text)} of a Gong dataset, saved on its page by {by}"
