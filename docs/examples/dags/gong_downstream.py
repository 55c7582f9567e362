"""Runs when files of the dataset `sales-calls` have changed, with one task for each changed file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from airflow.sdk import Asset, AssetAlias, dag, task

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SALES_CALLS = Asset("gong__sales-calls")
FILES = AssetAlias("gong__sales-calls.files")


@dag(schedule=SALES_CALLS, tags=["gong"])
def gong_downstream() -> None:
    """Read what has changed."""

    @task
    def changed_types(triggering_asset_events: Mapping[Asset, Sequence[Any]]) -> list[str]:
        # There may have been several syncs since this DAG last ran.
        events = triggering_asset_events[SALES_CALLS]
        return sorted({data_type for event in events for data_type in event.extra["changed"]})

    @task(inlets=[FILES])
    def read(data_type: str, inlet_events: Mapping[AssetAlias, Any]) -> str:
        newest_first = inlet_events[FILES].ascending(False).limit(100)
        file = next(event.extra for event in newest_first if event.extra["data_type"] == data_type)
        return f"{file['uri']}: {file['records']} records, {file['bytes']} bytes"

    read.expand(data_type=changed_types())


gong_downstream()
