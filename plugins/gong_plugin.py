"""What the Gong package adds to Airflow itself."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from airflow.plugins_manager import AirflowPlugin

from gong.timetable import OnDemandTimetable
from gong.withheld import Withholding


class GongPlugin(AirflowPlugin):
    """Registers the timetable of datasets without a schedule, and the pages with the API behind them."""

    name = "gong"
    timetables = [OnDemandTimetable]  # noqa: RUF012 - Airflow's own attribute, as below
    react_apps = [  # noqa: RUF012
        {
            "name": "Gong",
            "bundle_url": "gong/static/gong.js",
            "url_route": "gong",
            "destination": "nav",
            "nav_top_level": True,
            "icon": "gong/static/icon.svg",
        }
    ]

    fastapi_root_middlewares = [  # noqa: RUF012
        {"name": "Gong", "middleware": Withholding, "args": [], "kwargs": {}}
    ]

    @cached_property
    def fastapi_apps(self) -> list[dict[str, Any]]:  # type: ignore[override]  # Airflow reads it as a list
        """The API behind the pages. Only the API server asks for it, so no other process imports it."""
        from gong.web.app import create_app  # noqa: PLC0415 - see above

        return [{"name": "Gong", "app": create_app(), "url_prefix": "/gong"}]
