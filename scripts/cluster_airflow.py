"""The cluster's Airflow: its components, each as it would be on a host of its own, and its REST API."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import requests

from scripts.cluster_services import CHECKOUT
from scripts.demo_airflow import Airflow
from scripts.demo_processes import HOST, NoAnswer, free_port

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scripts.demo_processes import Processes

ADMIN = "admin"
COMPONENTS = {
    "API server": ("api-server",),
    "Scheduler": ("scheduler", "--skip-serve-logs"),
    "DAG processor": ("dag-processor",),
    "Triggerer": ("triggerer", "--skip-serve-logs"),
    "Worker 1": ("celery", "worker", "--skip-serve-logs", "--celery-hostname", "one@localhost"),
    "Worker 2": ("celery", "worker", "--skip-serve-logs", "--celery-hostname", "two@localhost"),
}


class SignedIn(Airflow):
    """Airflow's REST API as an administrator who has signed in."""

    def sign_in(self, name: str, password: str) -> bool:
        """Fetch a token; return True. Raises `NoAnswer` while the server is not there."""
        try:
            answer = self._session.post(
                f"{self.url}/auth/token", json={"username": name, "password": password}, timeout=30
            )
        except requests.RequestException as error:
            raise NoAnswer(str(type(error).__name__)) from None
        if not answer.ok:
            raise NoAnswer(f"signing in: {answer.status_code}")
        self._session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return True

    def of(self, dag_id: str) -> SignedIn:
        """Return the same for another DAG."""
        other = SignedIn(self.url, dag_id)
        other._session = self._session
        return other


def environment(block: Mapping[str, str], folder: Path, port: int) -> dict[str, str]:
    """Return the environment block with what containers have by their file system and network."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "AWS_"))}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {
        **kept,
        **block,
        "AIRFLOW_HOME": str(folder / "airflow"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(CHECKOUT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(CHECKOUT / "plugins"),
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(folder / "airflow" / "logs"),
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_HOST": HOST,
        "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT": str(free_port(18974)),
        "NO_PROXY": f"{HOST},localhost",
        # Celery will not run as root unless told that it is meant.
        "C_FORCE_ROOT": "true",
    }


def start(
    processes: Processes, variables: Mapping[str, str], folder: Path, password: str, port: int
) -> SignedIn:
    """Make the database and its administrator, start the components; return the API when it is healthy."""
    processes.run("Database", ["-m", "airflow", "db", "migrate"], variables)
    person = f"--username {ADMIN} --role Admin --email admin@example.com --firstname A --lastname D".split()
    words = ["-m", "airflow", "users", "create", *person, "--password", password]
    processes.run("Administrator", words, variables)
    hosts = iter(filter(None, os.environ.get("CLUSTER_WORKERS", "").split(",")))
    for name, component in COMPONENTS.items():
        home = folder / name.lower().replace(" ", "-")
        home.mkdir(exist_ok=True)
        own = {"AIRFLOW_HOME": str(home)} if name.startswith("Worker") else {}
        host = next(hosts, None) if own else None
        within = ["ip", "netns", "exec", host] if host else []
        processes.start(name, ["-m", "airflow", *component], {**variables, **own}, within)
    airflow = SignedIn(f"http://{HOST}:{port}", "")
    processes.wait_for("Airflow's API", lambda: airflow.sign_in(ADMIN, password))
    processes.wait_for("Airflow to be healthy", airflow.is_healthy)
    return airflow


def wait_for_dags(processes: Processes, airflow: SignedIn, datasets: Iterable[str]) -> None:
    """Return when the DAGs of all datasets are there."""
    for dataset in datasets:
        processes.wait_for(f"the DAG of {dataset}", airflow.of(f"gong__{dataset}").has_dag)
