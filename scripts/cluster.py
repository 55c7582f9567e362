"""The topology of docker-compose.yaml from native packages, on loopback: `make cluster`, `make test-cluster`.

PostgreSQL, Valkey, SeaweedFS, two simulated companies, an API server with two processes, scheduler, DAG
processor, triggerer and two Celery workers. With `--once` it imports all eleven types, then three datasets of
two people of one company at once, prints the rate that the simulated Gong saw, and fails unless all files are
there and Gong was asked at full rate and never refused. With `--faults` parts of it are killed instead:
scripts/cluster_faults.py.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import requests
from botocore.exceptions import BotoCoreError, ClientError

from include.data_types import DATA_TYPE_IDS
from scripts import cluster_faults
from scripts.cluster_content import ALL, BUCKET, EVERYTHING, Company, write_datasets
from scripts.cluster_services import CHECKOUT
from scripts.cluster_site import FOLDER, SLOTS, Site
from scripts.demo_airflow import OVER
from scripts.demo_files import copy_files, lock
from scripts.demo_processes import DemoError, Interrupted, Processes, StopRequest
from scripts.seaweedfs import SeaweedFSError
from scripts.valkey import ValkeyError

if TYPE_CHECKING:
    from scripts.cluster_airflow import SignedIn
    from scripts.seaweedfs import Server

RATED = {"rate-1": "gong_dana", "rate-2": "gong_dana", "rate-3": "gong_kim"}
"""Large datasets, with the accounts of two people of one company."""
BULK = 2_000, 20_000
SIGNIFICANT = 0.9
RATE = 2.7


def main() -> int:
    """Run the cluster and return the exit code."""
    parser = argparse.ArgumentParser(prog="make cluster", description=__doc__)
    parser.add_argument("--once", action="store_true", help="stop when the checks are done")
    parts = ", ".join(cluster_faults.PARTS)
    parser.add_argument("--faults", nargs="*", metavar="PART", help=f"kill these, or all: {parts}")
    options = parser.parse_args()
    stop_request, began = StopRequest(), time.monotonic()
    stop_request.listen()
    try:
        with lock(FOLDER) as held, ExitStack() as stack:
            if options.faults is not None:
                good = cluster_faults.campaign(stack, stop_request, held.fileno(), options.faults)
            else:
                good = _cluster(stack, stop_request, held.fileno(), once=options.once)
    except Interrupted:
        good = not options.once and options.faults is None
    except (DemoError, SeaweedFSError, ValkeyError, BotoCoreError, ClientError) as error:
        print(f"\nThe cluster has failed. {error}", file=sys.stderr)
        good = False
    print(f"Everything is stopped, after {time.monotonic() - began:.0f} s.")
    return 0 if good else 1


def _cluster(stack: ExitStack, stop_request: StopRequest, held: int, *, once: bool) -> bool:
    processes = Processes(CHECKOUT, FOLDER / "logs", stop_request, held)
    rated = [
        {"name": name, "data_types": ["calls", "transcripts"], "limit": None, "gong_conn_id": conn}
        for name, conn in RATED.items()
    ]
    write_datasets(FOLDER / "datasets", [EVERYTHING, *rated])
    site = Site(stack, processes, {})
    site.company("one")
    two = site.company("two", bulk=BULK)
    site.start_airflow((ALL, *RATED), {"gong_one": "one", "gong_dana": "two", "gong_kim": "two"})
    airflow = site.airflow
    print(f"  Airflow  {airflow.url} (user admin; its password is in {FOLDER.name}/.env)", flush=True)
    if not once:
        processes.watch()
        return True
    good = _all_types(processes, airflow.of(f"gong__{ALL}"), site.store)
    return _rate(processes, airflow, two) and good


def _all_types(processes: Processes, airflow: SignedIn, store: Server) -> bool:
    """Import all eleven types; tell whether all files are there."""
    run_id = _start(processes, airflow)
    processes.wait_for("the run of all types", lambda: airflow.run_state(run_id) in OVER, seconds=300)
    files = copy_files(store.client(), BUCKET, f"{ALL}/", FOLDER / "files")
    print(f"Eleven types: {airflow.run_state(run_id)}, {len(files)} files", flush=True)
    return len(files) == len(DATA_TYPE_IDS) and airflow.run_state(run_id) == "success"


def _rate(processes: Processes, airflow: SignedIn, company: Company) -> bool:
    """Run three datasets at once; tell whether Gong was asked at full rate and never refused."""
    runs = [(each, _start(processes, each)) for each in (airflow.of(f"gong__{name}") for name in RATED)]

    def over() -> bool:
        return all(each.run_state(run_id) in OVER for each, run_id in runs)

    processes.wait_for("the three datasets", over, seconds=300)
    exchanges = company.exchanges()
    times = sorted(each["time"] for each in exchanges)
    edge = round(len(times) * (1 - SIGNIFICANT) / 2)
    steady = times[edge : len(times) - edge]
    rate = (len(steady) - 1) / (steady[-1] - steady[0])
    refused = sum(each["status"] == requests.codes.too_many_requests for each in exchanges)
    states = [each.run_state(run_id) for each, run_id in runs]
    print(
        f"Three datasets of two people of one company, {2 * SLOTS} task slots on two workers: "
        f"{len(times)} requests, {rate:.2f} a second over the middle {SIGNIFICANT:.0%}, "
        f"{refused} refused, {', '.join(states)}",
        flush=True,
    )
    return rate >= RATE and refused == 0 and set(states) == {"success"}


def _start(processes: Processes, airflow: SignedIn) -> str:
    run_id = f"manual__{datetime.now(UTC).isoformat()}"
    processes.wait_for(f"a run of {airflow.dag_id}", lambda: airflow.has_run(run_id))
    return run_id


if __name__ == "__main__":
    sys.exit(main())
