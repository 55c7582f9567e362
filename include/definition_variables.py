"""Reading dataset definitions from Airflow Variables, in whichever process this runs.

Checked on Airflow 3.3.2: in a process with a supervisor (a task's, or one that parses DAG files) Variables
come through it and the database is barred. Elsewhere (`airflow dags test`, pytest, the API server) the SDK's
`Variable` cannot list and finds only environment variables, so the database is asked. Both ways of reading
one value log a failure of the store and then say "not found"; only listing fails.
"""

from __future__ import annotations

import os
import sys

from airflow.sdk import Variable

VARIABLE_PREFIX = "gong_dataset__"
_ENVIRONMENT = "AIRFLOW_VAR_"


def variable_texts(only: str | None = None) -> dict[str, str | None]:
    """Return the definitions' texts by dataset, or just that of the dataset `only`, if there is one.

    None stands for a Variable that Airflow lists but cannot read. Raises what Airflow raises when Variables
    cannot be listed; so an empty answer means that there are none. With `only`, they are listed only if there
    is no such Variable.
    """
    prefix = VARIABLE_PREFIX + (only or "")
    listed = [prefix] if only else _listed(prefix)
    texts = _values(listed, many=only is None)
    if None in texts.values():
        still_there = _listed(prefix)
        texts = {key: text for key, text in texts.items() if text is not None or key in still_there}
    return {key.removeprefix(VARIABLE_PREFIX): text for key, text in texts.items()}


def _supervised() -> bool:
    """Tell whether the SDK's `Variable` works here, by the test that Airflow's own models make."""
    runner = sys.modules.get("airflow.sdk.execution_time.task_runner")
    return getattr(runner, "SUPERVISOR_COMMS", None) is not None


def _listed(prefix: str) -> list[str]:
    """Return the keys in order: those in the database, and those of environment variables.

    Airflow's own listing has the former only. Whether letters' case counts is the database's whim.
    """
    keys = set(Variable.keys(prefix=prefix) if _supervised() else _database_keys(prefix))
    keys |= {
        name.removeprefix(_ENVIRONMENT).lower()
        for name in os.environ
        if name.startswith(_ENVIRONMENT) and name.isupper()
    }
    return sorted(key for key in keys if key.startswith(prefix))


def _values(keys: list[str], *, many: bool) -> dict[str, str | None]:
    """Return the texts; `many` of them in one query where that can be, because a page waits for them."""
    if not many or _supervised():
        return {key: _value(key) for key in keys}
    stored = _database_texts()
    set_here = {name.removeprefix(_ENVIRONMENT).lower() for name in os.environ if name.isupper()}
    unset = stored.keys() - set_here
    return {key: stored[key] if key in unset else _value(key) for key in keys}


def _value(key: str) -> str | None:
    """Return the text as Airflow finds it: environment, secrets backends, database."""
    if _supervised():
        found = Variable.get(key, default=None)
    else:
        from airflow.models.variable import Variable as Stored  # noqa: PLC0415 - not in a task's process

        found = Stored.get(key, default_var=None)
    return None if found is None else str(found)


def _database_texts() -> dict[str, str | None]:
    """Return the texts of the database's Variables that hold datasets; None where one cannot be decrypted."""
    from airflow.models.variable import Variable as Stored  # noqa: PLC0415 - not in a task's process
    from airflow.utils.session import create_session  # noqa: PLC0415 - the same
    from sqlalchemy import select  # noqa: PLC0415 - the same

    with create_session() as session:
        wanted = select(Stored).where(Stored.key.startswith(VARIABLE_PREFIX, autoescape=True))
        return {row.key: row.val for row in session.scalars(wanted)}


def _database_keys(prefix: str) -> list[str]:
    from airflow.models.variable import Variable as Stored  # noqa: PLC0415 - not in a task's process
    from airflow.utils.session import create_session  # noqa: PLC0415 - the same
    from sqlalchemy import select  # noqa: PLC0415 - the same

    with create_session() as session:
        key = Stored.__table__.c.key  # the bare table: mapping all of Airflow's models takes 0.2 s
        return list(session.scalars(select(key).where(key.startswith(prefix, autoescape=True))))
