"""Measure the pages' API on a real Airflow: from a click to a DAG to a run, and the list of many datasets.

`python -m bench.page`; it is apart from the other figures because it starts the whole product.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import requests

from bench.figures import Figure, show
from tests.e2e.stack import BUCKET, KEY, SECRET, running, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.stack import Stack

MANY = (500, 1_000)
TRIES = 5


class Page:
    """A signed-in user's browser."""

    def __init__(self, stack: Stack, user: str) -> None:
        self._url = stack.url
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {stack.token(user)}"

    def send(self, method: str, path: str, body: Any = None, good: tuple[int, ...] = (200, 201)) -> Any:
        """Ask; return the answer's JSON, or None for one that is not good."""
        answer = self._session.request(method, f"{self._url}/{path}", json=body, timeout=60)
        return answer.json() if answer.status_code in good else None

    def close(self) -> None:
        """Close the connections."""
        self._session.close()


class Times(NamedTuple):
    """Seconds from the click on "Create" to the DAG, to the run's start, and to the page that shows it."""

    dag: float
    started: float
    shown: float


def created(page: Page, conn_id: str) -> list[Figure]:
    """Create datasets, each when the run of the one before has ended; return how long DAG and run took."""
    times = [_created(page, conn_id, f"timed-{number}") for number in range(TRIES)]
    dags, starts, shown = zip(*times, strict=True)
    return [
        Figure(f"a new dataset's DAG is there (median of {TRIES})", statistics.median(dags), "s", 2),
        Figure("… at most", max(dags), "s", 2),
        Figure("… and its run has started, as Airflow notes it", statistics.median(starts), "s", 5),
        Figure("… at most", max(starts), "s", 5),
        Figure("… and the page shows that it has", statistics.median(shown), "s", 5),
        Figure("… the first run after Airflow's start", shown[0], "s"),
    ]


def _created(page: Page, conn_id: str, name: str) -> Times:
    fields = {"name": name, "bucket": BUCKET, "data_types": ["users"], "gong_conn_id": conn_id}
    clicked, began = datetime.now(UTC), time.monotonic()
    if not page.send("POST", "gong/api/datasets", {"definition": fields}):
        raise SystemExit("The dataset was not created.")
    dag = f"api/v2/dags/gong__{name}"
    there = _until(began, partial(page.send, "GET", dag))
    page.send("POST", f"{dag}/dagRuns", {"logical_date": None})
    shown = _until(began, partial(_is, page, name, "running", "success"))
    until("the end of the run", partial(_is, page, name, "success"))
    [run] = page.send("GET", f"{dag}/dagRuns")["dag_runs"]
    started = datetime.fromisoformat(run["start_date"]) - clicked
    return Times(there, started.total_seconds(), shown)


def _is(page: Page, name: str, *states: str) -> bool:
    [run] = page.send("GET", f"gong/api/datasets/{name}/runs")["runs"]
    return run["state"] in states


def among_many(page: Page, conn_id: str, folder: Path, many: int) -> list[Figure]:
    """Return how long the list, and a new dataset's DAG and run, take with many datasets.

    Files are the quickest way to have so many.
    """
    for number in range(many):
        fields = {"name": f"many-{number:04}", "owner": "dana", "bucket": BUCKET, "data_types": ["users"]}
        (folder / f"many-{number:04}.yaml").write_text(json.dumps(fields))
    until("the DAGs", lambda: page.send("GET", "api/v2/dags?limit=1")["total_entries"] >= many, seconds=240)
    lists = [_listed(page, many) for _ in range(TRIES)]
    dags, starts, shown = zip(
        *(_created(page, conn_id, f"among-{many}-{number}") for number in range(TRIES)), strict=True
    )
    return [
        Figure(f"list with {many:,} datasets (median of {TRIES})", statistics.median(lists), "s", 1),
        Figure("… a new dataset's DAG among them", statistics.median(dags), "s"),
        Figure("… and its run has started, as Airflow notes it", statistics.median(starts), "s"),
        Figure("… and the page shows that it has", statistics.median(shown), "s"),
    ]


def _listed(page: Page, many: int) -> float:
    began = time.monotonic()
    found = page.send("GET", "gong/api/datasets?limit=50")
    if found["total"] < many:
        raise SystemExit("Datasets are missing in the list.")
    return time.monotonic() - began


def _until(began: float, ready: Callable[[], Any]) -> float:
    until("what is measured", ready)
    return time.monotonic() - began


def main() -> None:
    """Run everything and print one table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as stack,
        closing(Page(stack, "dana")) as page,
    ):
        key = {"access_key": KEY, "access_key_secret": SECRET, "base_url": stack.gong.url}
        account = page.send("PUT", "gong/api/account", key)
        show(created(page, account["conn_id"]))
        for many in MANY:
            show(among_many(page, account["conn_id"], Path(folder) / "datasets", many))


if __name__ == "__main__":
    main()
