"""Many syncs with one OAuth account whose tokens live five seconds: `make test-accounts`.

Three datasets of one user, six types each, are synced again and again, on Airflow's real processes: with the
local executor and SQLite, or on the cluster of `make cluster`. It fails unless every task succeeded at its
first try, no refresh token was used twice, and no secret that the simulated Gong gave out is found in the
logs, the database or the files.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import requests
from botocore.exceptions import BotoCoreError, ClientError

from include.names import PUBLISH
from scripts.accounts_leaks import found_in_database, found_in_files, found_in_store
from scripts.accounts_sites import DATASETS, FOLDER, LIFETIME, TYPES, Site
from scripts.cluster_content import BUCKET, s3_connection
from scripts.cluster_services import CHECKOUT
from scripts.demo_airflow import OVER
from scripts.demo_files import lock
from scripts.demo_processes import DemoError, Interrupted, Processes, StopRequest
from scripts.seaweedfs import SeaweedFSError
from scripts.valkey import ValkeyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.demo_airflow import Airflow

LONGEST = 1_200
"""Seconds that all syncs may take."""


def main() -> int:
    """Run the load and return the exit code."""
    parser = argparse.ArgumentParser(prog="make test-accounts", description=__doc__)
    parser.add_argument("--syncs", type=int, default=30)
    parser.add_argument("--on", choices=["local", "cluster"], default="local")
    options = parser.parse_args()
    stop_request, began = StopRequest(), time.monotonic()
    stop_request.listen()
    try:
        with lock(FOLDER) as held, ExitStack() as stack:
            for old in ("airflow", "datasets", "logs", "s3", "worker-1", "worker-2"):
                shutil.rmtree(FOLDER / old, ignore_errors=True)
            site = Site(stack, Processes(CHECKOUT, FOLDER / "logs", stop_request, held.fileno()))
            airflow, database = site.local() if options.on == "local" else site.cluster()
            good = _judge(site, airflow, database, options.syncs)
    except Interrupted:
        good = False
    except (DemoError, SeaweedFSError, ValkeyError, BotoCoreError, ClientError) as error:
        print(f"\nThe load has failed. {error}", file=sys.stderr)
        good = False
    print(f"Everything is stopped, after {time.monotonic() - began:.0f} s.")
    return 0 if good else 1


def _judge(site: Site, airflow: Airflow, database: str, syncs: int) -> bool:
    """Connect, sync, and tell whether all is as it must be."""
    airflow.has_connections([s3_connection(site.store)])
    _connect(airflow)
    dags = [Load(airflow, f"gong__{name}") for name in DATASETS]
    for dag in dags:
        site.processes.wait_for(f"the DAG {dag.dag_id}", dag.is_there)
    began = time.monotonic()
    for number in range(syncs):
        dags[number % len(dags)].trigger(f"load-{number}")
    site.processes.wait_for("all syncs", lambda: all(dag.is_over() for dag in dags), seconds=LONGEST)
    tasks = [task for dag in dags for task in dag.tasks()]
    oauth = site.gong.ask("oauth")
    known = [*oauth["issued"], site.gong.client_secret]
    leaks = (
        found_in_files(FOLDER, known)
        + found_in_database(database, known)
        + found_in_store(site.store.client(), BUCKET, known)
    )
    return _tell(syncs, time.monotonic() - began, tasks, oauth, leaks)


class Load:
    """One DAG as the load uses it."""

    def __init__(self, airflow: Airflow, dag_id: str) -> None:
        self._airflow, self.dag_id = airflow, dag_id

    def is_there(self) -> bool:
        """Tell whether Airflow knows the DAG."""
        return self._airflow.send("GET", f"dags/{self.dag_id}", good=(200, 404)).ok

    def trigger(self, run_id: str) -> None:
        """Start a sync."""
        self._airflow.send(
            "POST", f"dags/{self.dag_id}/dagRuns", {"dag_run_id": run_id, "logical_date": None}, good=(200,)
        )

    def is_over(self) -> bool:
        """Tell whether all syncs have come to an end."""
        runs = self._airflow.send("GET", f"dags/{self.dag_id}/dagRuns?limit=100").json()["dag_runs"]
        return all(run["state"] in OVER for run in runs)

    def tasks(self) -> Iterator[dict[str, Any]]:
        """Yield all tasks of all syncs."""
        offset, total = 0, 1
        while offset < total:
            path = f"dags/{self.dag_id}/dagRuns/~/taskInstances?limit=100&offset={offset}"
            page = self._airflow.send("GET", path).json()
            yield from page["task_instances"]
            offset, total = offset + 100, page["total_entries"]


def _connect(airflow: Airflow) -> None:
    """Connect the user's account as their browser would, who allows everything."""
    begun = airflow.browse("/gong/oauth/start")
    allowed = requests.get(f"{begun.headers['Location']}&auto=allow", allow_redirects=False, timeout=60)
    page = airflow.browse(allowed.headers["Location"].removeprefix(airflow.url))
    if not page.ok:
        raise DemoError(f"The account could not be connected: {page.text}")


def _is_good(task: dict[str, Any]) -> bool:
    """Tell whether a task did what it should at its first try; nothing is published where nothing changed."""
    good = {"success", "skipped"} if task["task_id"] == PUBLISH else {"success"}
    return task["state"] in good and task["try_number"] in {0, 1}


def _tell(
    syncs: int, seconds: float, tasks: list[dict[str, Any]], oauth: dict[str, Any], leaks: list[str]
) -> bool:
    """Print the figures; tell whether they are good."""
    bad = [each for each in tasks if not _is_good(each)]
    print(
        f"{syncs} syncs of {len(TYPES)} types over {len(DATASETS)} DAGs in {seconds:.0f} s, tokens that live "
        f"{LIFETIME} s: {len(tasks)} tasks, {len(bad)} failed or tried again, {oauth['refreshes']} renewals, "
        f"{oauth['reuses']} refresh tokens used twice, {len(leaks)} of {len(oauth['issued'])} secrets found "
        "outside their store",
        flush=True,
    )
    for each in bad:
        name = f"{each['dag_id']} {each['dag_run_id']} {each['task_id']}"
        print(f"  {name}: {each['state']}, try {each['try_number']}")
    for leak in leaks:
        print(f"  {leak}")
    return not bad and not leaks and oauth["reuses"] == 0 and oauth["refreshes"] > 0


if __name__ == "__main__":
    sys.exit(main())
