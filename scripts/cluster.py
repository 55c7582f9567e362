"""The topology of docker-compose.yaml from native packages, on loopback: `make cluster`, `make test-cluster`.

PostgreSQL, Valkey, SeaweedFS, two simulated companies, an API server with two processes, scheduler, DAG
processor, triggerer and two Celery workers. With `--once` it imports all eleven types, then three datasets of
two people of one company at once, prints the rate that the simulated Gong saw, and fails unless all files are
there and Gong was asked at full rate and never refused.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime

import requests
from botocore.exceptions import BotoCoreError, ClientError

from include.data_types import DATA_TYPE_IDS
from scripts.cluster_airflow import SignedIn, environment, start, wait_for_dags
from scripts.cluster_content import (
    ALL,
    BUCKET,
    RATED,
    Company,
    gong_connections,
    s3_connection,
    start_company,
    write_datasets,
)
from scripts.cluster_services import CHECKOUT, composed, postgresql
from scripts.compose_secrets import complete, read
from scripts.demo_airflow import OVER
from scripts.demo_files import copy_files, lock
from scripts.demo_processes import (
    HOST,
    DemoError,
    Interrupted,
    Processes,
    StopRequest,
    free_port,
)
from scripts.seaweedfs import Identity, SeaweedFSError, Server, seaweedfs
from scripts.valkey import Server as Valkey
from scripts.valkey import ValkeyError

FOLDER = CHECKOUT / ".cluster"
SLOTS = 2
"""Tasks at once on each of the two workers."""
SIGNIFICANT = 0.9
RATE = 2.7


def main() -> int:
    """Run the cluster and return the exit code."""
    parser = argparse.ArgumentParser(prog="make cluster", description=__doc__)
    parser.add_argument("--once", action="store_true", help="stop when the checks are done")
    once = parser.parse_args().once
    stop_request, began = StopRequest(), time.monotonic()
    stop_request.listen()
    try:
        with lock(FOLDER) as held, ExitStack() as stack:
            good = _cluster(stack, stop_request, held.fileno(), once=once)
    except Interrupted:
        good = not once
    except (DemoError, SeaweedFSError, ValkeyError, BotoCoreError, ClientError) as error:
        print(f"\nThe cluster has failed. {error}", file=sys.stderr)
        good = False
    print(f"Everything is stopped, after {time.monotonic() - began:.0f} s.")
    return 0 if good else 1


def _cluster(stack: ExitStack, stop_request: StopRequest, held: int, *, once: bool) -> bool:
    complete(FOLDER / ".env")
    secrets = read(FOLDER / ".env")
    identity = Identity(secrets["S3_ACCESS_KEY"], secrets["S3_SECRET_KEY"])
    postgres_port, redis_port, api_port = free_port(15432), free_port(16379), free_port(18080)
    store = stack.enter_context(seaweedfs(FOLDER / "s3", identity=identity, buckets=[BUCKET]))
    stack.enter_context(postgresql(postgres_port, secrets["POSTGRES_PASSWORD"]))
    redis = Valkey(FOLDER, redis_port, secrets["REDIS_PASSWORD"])
    redis.start()
    stack.callback(redis.kill)
    processes = stack.enter_context(Processes(CHECKOUT, FOLDER / "logs", stop_request, held))
    companies = [
        start_company(processes, secrets, "one"),
        start_company(processes, secrets, "two", bulk=True),
    ]
    addresses = {
        "POSTGRES_ADDRESS": f"{HOST}:{postgres_port}",
        "POSTGRES_DRIVER": "psycopg",
        "REDIS_ADDRESS": f"{HOST}:{redis_port}",
        "API_SERVER_ADDRESS": f"{HOST}:{api_port}",
        "BASE_URL": f"http://{HOST}:{api_port}",
        "DATASETS_FOLDER": str(FOLDER / "datasets"),
        "GONG_ALLOWED_HOSTS": HOST,
        "WORKER_CONCURRENCY": str(SLOTS),
    }
    write_datasets(FOLDER / "datasets")
    variables = environment(composed("worker", secrets, addresses), FOLDER, api_port)
    airflow = start(processes, variables, FOLDER, secrets["ADMIN_PASSWORD"], api_port)
    wait_for_dags(processes, airflow, (ALL, *RATED))
    airflow.has_connections([s3_connection(store), *gong_connections(companies, secrets)])
    print(f"  Airflow  {airflow.url} (user admin; its password is in {FOLDER.name}/.env)", flush=True)
    if not once:
        processes.watch()
        return True
    good = _all_types(processes, airflow.of(f"gong__{ALL}"), store)
    return _rate(processes, airflow, companies[1]) and good


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
