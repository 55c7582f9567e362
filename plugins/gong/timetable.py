"""A timetable for datasets without a schedule: they run by hand, and can be backfilled day by day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from airflow.timetables.interval import CronDataIntervalTimetable

if TYPE_CHECKING:
    from airflow.timetables.base import DagRunInfo, DataInterval, TimeRestriction


class OnDemandTimetable(CronDataIntervalTimetable):
    """Never scheduled, yet made of days.

    Airflow refuses backfills of DAGs without a schedule. The scheduler asks a DAG without catch-up for its
    next run with ``catchup=False``, a backfill asks with ``catchup=True`` (Airflow 3.3.2): only that one
    gets days.
    """

    description = "On demand"

    def __init__(self) -> None:
        super().__init__("0 0 * * *", timezone="UTC")

    @property
    def summary(self) -> str:
        """What the UI shows as the schedule."""
        return "On demand"

    def next_dagrun_info(
        self, *, last_automated_data_interval: DataInterval | None, restriction: TimeRestriction
    ) -> DagRunInfo | None:
        """Return the next day for a backfill, nothing for the scheduler."""
        if not restriction.catchup:
            return None
        return super().next_dagrun_info(
            last_automated_data_interval=last_automated_data_interval, restriction=restriction
        )

    def serialize(self) -> dict[str, Any]:
        """Return nothing: all of them are alike."""
        return {}

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> OnDemandTimetable:
        """Return the same one for all DAGs.

        Airflow 3.3.2 decodes the timetable of each DAG 17 times whenever it notes what a DAG file holds, and
        to make one takes it half as long as all the rest.
        """
        del data
        return _on_demand()


@cache
def _on_demand() -> OnDemandTimetable:
    return OnDemandTimetable()
