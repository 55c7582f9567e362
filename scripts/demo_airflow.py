"""The demo's Airflow: how its processes are set up, and its REST API as the demo uses it.

These are the four processes that `airflow standalone` runs. They are started one by one because standalone
offers no way to turn their log servers off, which listen on every interface (Airflow 3.3.2).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

import requests

from include.names import IMPORT, OUTCOME_KEY
from scripts.demo_processes import HOST, DemoError, NoAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

COMPONENTS = {
    "Airflow scheduler": ("scheduler", "--skip-serve-logs"),
    "Airflow DAG processor": ("dag-processor",),
    "Airflow API server": ("api-server",),
    "Airflow triggerer": ("triggerer", "--skip-serve-logs"),
}
REQUEST_SECONDS = 60
FIRST_SERVER_ERROR = 500
# The states of a run or a task that will not change any more, and of a task that has failed for now.
OVER = frozenset({"success", "failed", "skipped", "upstream_failed", "removed"})
RETRY = "up_for_retry"


def environment(
    checkout: Path, folder: Path, port: int, secrets: Mapping[str, str], gong_url: str
) -> dict[str, str]:
    """Return the environment of Airflow's processes: this one's, without settings of another Airflow.

    ``folder`` takes all that Airflow writes; ``secrets`` are its keys by option; ``gong_url`` is the
    simulator.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "AWS_"))}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    home = folder / "airflow"
    return kept | {
        "AIRFLOW_HOME": str(home),
        # SQLite has one writer at a time; the others would give up after five seconds.
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db?timeout=60",
        "AIRFLOW__CORE__DAGS_FOLDER": str(checkout / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(checkout / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__CORE__FERNET_KEY": secrets["fernet_key"],
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__CORE__TEST_CONNECTION": "Enabled",
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://{HOST}:{port}",
        "AIRFLOW__API__SECRET_KEY": secrets["secret_key"],
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets["jwt_secret"],
        # The first call to a cold API server may take longer than the default of five seconds.
        "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "30",
        "AIRFLOW__GONG__DATASETS_FOLDER": str(folder / "datasets"),
        "AIRFLOW__GONG__ALLOWED_HOSTS": HOST,
        "AIRFLOW__GONG__STORAGE_CONNECTIONS": "aws_default",
        "AIRFLOW__SECRETS__BACKEND": "gong.secrets.GongSecretsBackend",
        "AIRFLOW__GONG__OAUTH_CLIENT_ID": secrets["gong_client_id"],
        "AIRFLOW__GONG__OAUTH_CLIENT_SECRET": secrets["gong_client_secret"],
        "AIRFLOW__GONG__OAUTH_URL": gong_url,
        "NO_PROXY": ",".join(filter(None, [os.environ.get("NO_PROXY"), HOST, "localhost"])),
    }


class Instance(NamedTuple):
    """One data type's task in one run; ``state`` is Airflow's word."""

    map_index: int
    data_type: str
    state: str


class Airflow:
    """Airflow's stable REST API, as far as the demo needs it. Everybody is an administrator there."""

    def __init__(self, url: str, dag_id: str) -> None:
        self.url = url
        self.dag_id = dag_id
        self._session = requests.Session()
        self._session.trust_env = False

    def is_healthy(self) -> bool:
        """Tell whether the processes that a run needs have reported to the database, and tasks are served.

        Airflow 3.3.2 builds the API of its tasks at the first request to it, which stops the API server for
        some three seconds: better now than in the first run.
        """
        health = self._get("monitor/health")
        reported = all(health[name]["status"] == "healthy" for name in ("scheduler", "dag_processor"))
        return reported and self._get("/execution/health")["status"] == "healthy"

    def has_connections(self, connections: Iterable[Mapping[str, Any]]) -> bool:
        """Create connections, or bring existing ones up to date; return True."""
        for connection in connections:
            path = f"connections/{connection['connection_id']}"
            changed = self.send("PATCH", path, connection, good=(200, 404))
            if changed.status_code == requests.codes.not_found:
                self.send("POST", "connections", connection, good=(201,))
        return True

    def has_dag(self) -> bool:
        """Tell whether the DAG exists. Raises `DemoError` when its file cannot be imported."""
        if self.send("GET", f"dags/{self.dag_id}", good=(200, 404)).status_code == requests.codes.ok:
            return True
        for error in self._get("importErrors")["import_errors"]:
            raise DemoError(f"Airflow cannot import {error['filename']}:\n{error['stack_trace']}")
        return False

    def has_run(self, run_id: str) -> bool:
        """Start a run of everything, once however often it is asked for; return True.

        Runs of a demo that was stopped in the middle are given up: this one would wait for them.
        """
        runs = f"dags/{self.dag_id}/dagRuns"
        for run in self._get(f"{runs}?state=running&state=queued")["dag_runs"]:
            if run["dag_run_id"] != run_id:
                self.send("PATCH", f"{runs}/{run['dag_run_id']}", {"state": "failed"})
        self.send("POST", runs, {"dag_run_id": run_id, "logical_date": None}, good=(200, 409))
        return True

    def run_state(self, run_id: str) -> str:
        """Return the state of a run."""
        return str(self._get(f"dags/{self.dag_id}/dagRuns/{run_id}")["state"])

    def instances(self, run_id: str) -> Iterator[Instance]:
        """Yield the tasks of a run's data types, once there are any."""
        found = self._get(f"dags/{self.dag_id}/dagRuns/{run_id}/taskInstances?task_id={IMPORT}&limit=100")
        for entry in found["task_instances"]:
            if entry["map_index"] >= 0 and entry["rendered_map_index"]:
                yield Instance(entry["map_index"], entry["rendered_map_index"], entry["state"] or "waiting")

    def outcome(self, run_id: str, instance: Instance) -> dict[str, Any]:
        """Return what a type's task left as its outcome; one that was killed leaves none."""
        path = f"dags/{self.dag_id}/dagRuns/{run_id}/taskInstances/{IMPORT}/xcomEntries/{OUTCOME_KEY}"
        answer = self.send("GET", f"{path}?map_index={instance.map_index}", good=(200, 404))
        return dict(answer.json()["value"]) if answer.ok else {}

    def log_page(self, run_id: str, instance: Instance) -> str:
        """Return the address of a task's log in the UI."""
        return f"{self.url}/dags/{self.dag_id}/runs/{run_id}/tasks/{IMPORT}/mapped/{instance.map_index}"

    def _get(self, path: str) -> Any:
        return self.send("GET", path).json()

    def send(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, good: tuple[int, ...] = (200,)
    ) -> requests.Response:
        """Ask the stable API, or what a path from the root names; raise `DemoError` unless it is ``good``."""
        url = self.url + (path if path.startswith("/") else f"/api/v2/{path}")
        try:
            answer = self._session.request(method, url, json=body, timeout=REQUEST_SECONDS)
        except requests.RequestException as error:
            raise NoAnswer(f"Airflow does not answer {method} {path} ({type(error).__name__}).") from None
        if answer.status_code in good:
            return answer
        problem = f"Airflow answered {method} {path} with {answer.status_code}: {answer.text[:500]}"
        raise NoAnswer(problem) if answer.status_code >= FIRST_SERVER_ERROR else DemoError(problem)

    def browse(self, path: str) -> requests.Response:
        """Open a page as the signed-in user; follow nothing."""
        return self._session.get(self.url + path, timeout=REQUEST_SECONDS, allow_redirects=False)
