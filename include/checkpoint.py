"""What a try of a task leaves for the next one, in Airflow's task state store (new in Airflow 3.3).

The store keeps it per task and map index over retries and reschedules. It is plain text in the database,
so nothing secret and nothing of Gong's goes there: keys of objects, times, counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from airflow.sdk import Context

KEY = "import"


class TaskCheckpoint:
    """The checkpoint of the task that runs.

    ``is_last`` tells that no retry comes after this try, ``advanced`` that this try saved something.
    """

    def __init__(self, context: Context) -> None:
        self._store = context["task_state_store"]
        ti = context["ti"]
        self._state: dict[str, Any] | None = None
        self.advanced = False
        self.is_last = ti.try_number > (ti.max_tries or 0)

    def load(self) -> dict[str, Any] | None:
        """Return what was saved last."""
        self._state = cast("dict[str, Any] | None", self._store.get(KEY))
        return self._state

    def save(self, state: dict[str, Any]) -> None:
        """Replace what was saved."""
        self._store.set(KEY, state)
        self._state, self.advanced = state, True

    def clear(self) -> None:
        """Forget it."""
        if self._state:
            self._store.delete(KEY)
