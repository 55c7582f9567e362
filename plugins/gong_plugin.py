"""What the Gong package adds to Airflow itself."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin

from gong.timetable import OnDemandTimetable


class GongPlugin(AirflowPlugin):
    """Registers the timetable of datasets without a schedule."""

    name = "gong"
    timetables = [OnDemandTimetable]  # noqa: RUF012 - Airflow's own attribute
