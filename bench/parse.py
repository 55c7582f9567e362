"""What it costs Airflow to read the DAG file: many datasets, beside as many empty DAGs with as many tasks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.figures import Figure
from bench.servers import ROOT
from include.data_types import DATA_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

EMPTY = """
from datetime import datetime
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, task

for number in range({count}):
    with DAG(f"empty_{{number}}", schedule="@daily", start_date=datetime(2026, 1, 1)) as dag:
        @task
        def plan() -> list[str]:
            return []

        @task
        def work(name: str) -> str:
            return name

        @task
        def publish(names: list[str]) -> None:
            pass

        done = work.expand(name=plan())
        publish(done)
        done >> EmptyOperator(task_id="complete")
    globals()[dag.dag_id] = dag
"""

# Airflow's parser asks its supervisor for Variables; this process asks the database, whose ORM is therefore
# made ready before the clock starts.
MEASURE = """
import json, sys, time
import airflow.sdk
from airflow.dag_processing.dagbag import DagBag
from airflow.models import Variable
from sqlalchemy.orm import configure_mappers
configure_mappers()
cpu = time.process_time()
bag = DagBag(sys.argv[1])
cost = time.process_time() - cpu
heavy = [name for name in ("boto3", "requests", "aiohttp", "pandas") if name in sys.modules]
print(json.dumps({"cpu": cost, "dags": len(bag.dags), "errors": bag.import_errors, "heavy": heavy}))
"""


def parse_ratio(count: int) -> list[Figure]:
    """Return how many times longer ``count`` datasets take than as many empty DAGs, the median of nine turns.

    Other work on this machine may make one reading twice as long as the next. It slows both of a turn more
    often than not; the least of each need not be of the same moment.
    """
    with _site(count) as (environment, empty):
        folders = (ROOT / "dags" / "gong_datasets.py", empty)
        costs = [[_reading(folder, count, environment) for folder in folders] for _ in range(9)]
    times = median(ours / theirs for ours, theirs in costs)
    return [
        Figure(f"reading {count} datasets' DAGs: CPU", min(costs)[0], "s"),
        Figure(f"reading {count} datasets' DAGs / {count} empty DAGs", times, "times", 1.5),
    ]


def parse_many(count: int) -> list[Figure]:
    """Return what ``count`` datasets take, for each 200 of them: it must not grow with their number."""
    with _site(count) as (environment, _):
        cost = min(_reading(ROOT / "dags" / "gong_datasets.py", count, environment) for _ in range(2))
    return [Figure(f"reading {count:,} datasets' DAGs: CPU for each 200", cost / count * 200, "s", 5)]


@contextmanager
def _site(count: int) -> Iterator[tuple[dict[str, str], Path]]:
    """Give the environment of an Airflow with so many datasets, and a folder with as many empty DAGs."""
    with tempfile.TemporaryDirectory() as folder:
        home, datasets, empty = (Path(folder, name) for name in ("home", "datasets", "empty"))
        datasets.mkdir()
        empty.mkdir()
        for number in range(count):
            definition = {
                "name": f"bench-{number}",
                "bucket": "bench",
                "data_types": list(DATA_TYPES),
                "sync": {"schedule": "@daily"},
            }
            (datasets / f"bench-{number}.yaml").write_text(json.dumps(definition))
        (empty / "empty_dags.py").write_text(EMPTY.format(count=count))
        environment = {
            **os.environ,
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(ROOT / "plugins"),
            "AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT": "600",
            "AIRFLOW__GONG__DATASETS_FOLDER": str(datasets),
            "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
        }
        subprocess.run([_airflow(), "db", "migrate"], env=environment, capture_output=True, check=True)
        yield environment, empty


def _reading(dags: Path, count: int, environment: dict[str, str]) -> float:
    """Return the CPU seconds of one reading; fails if it was not the real thing."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(dags)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    if found["dags"] != count or found["errors"] or found["heavy"]:
        raise SystemExit(f"reading {dags}: {found}")
    return float(found["cpu"])


def _airflow() -> str:
    return str(Path(sys.executable).parent / "airflow")
