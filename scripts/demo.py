"""The demo: Gong's simulator, an S3-compatible server, Airflow, and a run of a dataset with all data types.

`make demo` stays up until it is interrupted. `make demo-once` stops when the run is over, and exits with 0
only if all eleven files are there. All it writes is below `.demo` in the checkout, and kept for next time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from include.data_types import DATA_TYPE_IDS
from scripts.demo_airflow import COMPONENTS, OVER, RETRY, Airflow, environment
from scripts.demo_files import copy_files, first_lines, lock, read_secrets, write_environment
from scripts.demo_processes import (
    HOST,
    DemoError,
    Interrupted,
    Processes,
    StopRequest,
    free_port,
    is_listening,
)
from scripts.seaweedfs import REGION, Identity, SeaweedFSError, seaweedfs

if TYPE_CHECKING:
    from scripts.demo_airflow import Instance
    from scripts.seaweedfs import Server

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = CHECKOUT / ".demo"
EXAMPLE = CHECKOUT / "docs" / "examples" / "datasets" / "gong-demo.yaml"
DAG, BUCKET, PREFIX = "gong__gong-demo", "gong-demo", "gong-demo/"
CALLS = 250
SEED = 29
"""With this one the newest transcript is in English on every day of the week."""
RUN_SECONDS = 900
LINES = 30


def main() -> int:
    """Run the demo and return its exit code."""
    parser = argparse.ArgumentParser(prog="make demo", description="Run the whole product on this machine.")
    parser.add_argument("--once", action="store_true", help="stop when the files are there")
    once = parser.parse_args().once
    stop_request, began = StopRequest(), time.monotonic()
    stop_request.listen()
    try:
        with lock(FOLDER) as held:
            complete = _demo(stop_request, held.fileno(), once=once)
    except Interrupted:
        complete = not once
    except (DemoError, SeaweedFSError, BotoCoreError, ClientError) as error:
        print(f"\nThe demo has failed. {error}", file=sys.stderr)
        complete = False
    _say(f"Everything is stopped, after {_elapsed(began)}.")
    return 0 if complete else 1


def _demo(stop_request: StopRequest, held: int, *, once: bool) -> bool:
    """Start everything, run the dataset, show its files, stay up if asked to; tell whether all are there."""
    secrets = read_secrets(FOLDER / "credentials.json")
    identity = Identity(secrets["s3_access_key"], secrets["s3_secret_key"])
    _say(f"Starting; data and logs are kept in {_short(FOLDER)}/.")
    s3, s3_port = FOLDER / "s3", free_port(8333, width=2)
    with (
        seaweedfs(s3, identity=identity, buckets=[BUCKET], port=s3_port) as store,
        Processes(CHECKOUT, FOLDER / "logs", stop_request, held) as processes,
    ):
        _say(f"  S3-compatible server   {store.endpoint_url}")
        processes.watch_port("The S3-compatible server", s3_port, s3 / "log" / "output.txt")
        gong_port = _start_gong(processes, secrets)
        airflow = _start_airflow(processes, secrets, gong_port)
        connections = [_gong_connection(gong_port, secrets), _s3_connection(store)]
        processes.wait_for("Airflow to save the connections", lambda: airflow.has_connections(connections))
        _run(processes, airflow)
        complete = _show(airflow, store)
        if not once:
            _say("\nPress Ctrl-C to stop.")
            processes.watch()
    return complete


def _start_gong(processes: Processes, secrets: dict[str, str]) -> int:
    """Start the simulator of Gong and return its port."""
    port = free_port(9100)
    arguments = {
        "--host": HOST,
        "--port": str(port),
        "--seed": str(SEED),
        "--calls": str(CALLS),
        "--access-key": secrets["gong_access_key"],
        "--access-key-secret": secrets["gong_access_key_secret"],
        "--client-id": secrets["gong_client_id"],
        "--client-secret": secrets["gong_client_secret"],
    }
    words = [word for pair in arguments.items() for word in pair]
    processes.start("Gong simulator", ["-m", "tests.simulator", *words], os.environ)
    processes.wait_for("the Gong simulator", lambda: is_listening(port))
    _say(f"  Gong simulator         http://{HOST}:{port} ({CALLS} calls)")
    return port


def _start_airflow(processes: Processes, secrets: dict[str, str], gong_port: int) -> Airflow:
    """Start Airflow with the example dataset and return it when its DAG is there."""
    datasets = FOLDER / "datasets"
    datasets.mkdir(exist_ok=True)
    if not (datasets / EXAMPLE.name).exists():
        shutil.copy(EXAMPLE, datasets)
    port = free_port(8080)
    variables = environment(CHECKOUT, FOLDER, port, secrets, f"http://{HOST}:{gong_port}")
    write_environment(FOLDER / "environment.sh", variables)
    _say(f"  Airflow                http://{HOST}:{port} (takes about half a minute)")
    processes.run("Airflow database", ["-m", "airflow", "db", "migrate"], variables)
    for name, words in COMPONENTS.items():
        processes.start(name, ["-m", "airflow", *words], variables)
    airflow = Airflow(f"http://{HOST}:{port}", DAG)
    processes.wait_for("Airflow to start", airflow.is_healthy)
    processes.wait_for(f"Airflow to find {DAG}", airflow.has_dag)
    return airflow


def _gong_connection(port: int, secrets: dict[str, str]) -> dict[str, Any]:
    """Return the connection to the simulator, as a person would type it under Admin > Connections."""
    return {
        "connection_id": "gong_default",
        "conn_type": "gong",
        "description": "The simulated company of the demo",
        "host": f"http://{HOST}",
        "port": port,  # a field of its own: Airflow 3.3.2 cannot test a listed connection without it
        "login": secrets["gong_access_key"],
        "password": secrets["gong_access_key_secret"],
        "extra": json.dumps({"shared": True}),  # everybody may choose it on the page
    }


def _s3_connection(store: Server) -> dict[str, str]:
    """Return the connection to the S3-compatible server."""
    return {
        "connection_id": "aws_default",
        "conn_type": "aws",
        "description": "The S3-compatible server of the demo",
        "login": store.identity.access_key,
        "password": store.identity.secret_key,
        "extra": json.dumps({"endpoint_url": store.endpoint_url, "region_name": REGION}),
    }


def _run(processes: Processes, airflow: Airflow) -> None:
    """Run the dataset by hand and tell what becomes of each data type as soon as it is known."""
    run_id = f"manual__{datetime.now(UTC).isoformat()}"
    processes.wait_for("Airflow to start the run", lambda: airflow.has_run(run_id))
    _say(f"Running {DAG}:")
    told: set[tuple[str, str]] = set()

    def over() -> bool:
        state = airflow.run_state(run_id)
        for instance in airflow.instances(run_id):
            news = instance.data_type, instance.state
            if instance.state in {*OVER, RETRY} and news not in told:
                told.add(news)
                processes.say("  " + _result(airflow, run_id, instance))
        return state in OVER

    processes.wait_for("the run", over, seconds=RUN_SECONDS)


def _result(airflow: Airflow, run_id: str, instance: Instance) -> str:
    """Return the line about one data type's import."""
    outcome = airflow.outcome(run_id, instance)
    if "records" in outcome:
        size = f"{outcome['records']:>5,} records  {outcome['bytes']:>9,} bytes"
        return f"{instance.data_type:<20} {outcome['state']:<10} {size}"
    state = "failed, to be tried again" if instance.state == RETRY else outcome.get("state", instance.state)
    why = outcome.get("why") or f"see {airflow.log_page(run_id, instance)}"
    return f"{instance.data_type:<20} {state}: {why}"


def _show(airflow: Airflow, store: Server) -> bool:
    """Copy the files, tell where everything is, show how the transcripts begin; tell whether all exist."""
    copies = FOLDER / "files"
    files = copy_files(store.client(), BUCKET, PREFIX, copies)
    lacking = [name for name in DATA_TYPE_IDS if name not in files]
    keys = _short(FOLDER / "credentials.json")
    _say(f"""
{f"Missing or empty: {', '.join(lacking)}." if lacking else f"All {len(files)} files are there."}
  Airflow        {airflow.url}/dags/{DAG} (no login needed)
  Command line   . {_short(FOLDER / "environment.sh")}; .venv/bin/airflow dags list
  Files          s3://{BUCKET}/{PREFIX} at {store.endpoint_url} (keys in {keys})
  Copies         {_short(copies)}/""")
    if shown := files.get("transcripts"):
        _say("\n".join([f"\n{_short(shown)} begins:\n", *first_lines(shown, LINES)]))
    return not lacking


def _short(path: Path) -> str:
    """Return a path as it is seen from the checkout, where `make` runs."""
    return str(path.relative_to(CHECKOUT))


def _elapsed(began: float) -> str:
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
