"""What the load of accounts runs on: a simulated Gong, an S3 server, and Airflow in one of two sizes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests
import yaml

from gong.account import account_conn_id
from scripts import cluster_airflow, demo_airflow
from scripts.cluster_content import BUCKET
from scripts.cluster_services import CHECKOUT, composed, postgresql
from scripts.compose_secrets import complete, read
from scripts.demo_airflow import COMPONENTS, Airflow
from scripts.demo_files import read_secrets
from scripts.demo_processes import HOST, Processes, free_port, is_listening
from scripts.seaweedfs import Identity, Server, seaweedfs
from scripts.valkey import Server as Valkey

if TYPE_CHECKING:
    from contextlib import ExitStack

FOLDER = CHECKOUT / ".accounts"
DATASETS = ("load-1", "load-2", "load-3")
TYPES = ["users", "scorecards", "libraries", "trackers", "calls", "user-stats"]
LIFETIME = 5
CALLS = 60
DEMO_USER = "Anonymous"
"""Whom Airflow takes everybody for where nobody has to sign in."""


@dataclass(frozen=True)
class Gong:
    """The simulated company: where it is, and the key of its side door."""

    url: str
    client_id: str
    client_secret: str
    door: str

    def ask(self, what: str) -> dict[str, Any]:
        """Ask at the side door."""
        headers = {"X-Simulator-Token": self.door}
        answer = requests.get(f"{self.url}/_simulator/{what}", headers=headers, timeout=60)
        found: dict[str, Any] = answer.json()
        return found

    @property
    def options(self) -> dict[str, str]:
        """What Airflow is configured with for it; the pace is that of a company without limits."""
        return {
            "AIRFLOW__SECRETS__BACKEND": "gong.secrets.GongSecretsBackend",
            "AIRFLOW__GONG__OAUTH_CLIENT_ID": self.client_id,
            "AIRFLOW__GONG__OAUTH_CLIENT_SECRET": self.client_secret,
            "AIRFLOW__GONG__OAUTH_URL": self.url,
            "AIRFLOW__GONG__REQUESTS_PER_SECOND": "1000",
            "AIRFLOW__GONG__REQUESTS_PER_DAY": "1000000",
            "AIRFLOW__API__WORKERS": "2",
        }


class Site:
    """What it runs on; everything is stopped with ``stack``."""

    def __init__(self, stack: ExitStack, processes: Processes) -> None:
        self._stack = stack
        self._identity = Identity(secrets.token_hex(10), secrets.token_hex(20))
        self.store = self._seaweedfs()
        self.processes = stack.enter_context(processes)
        self.gong = self._start_gong()

    def local(self) -> tuple[Airflow, str]:
        """Start Airflow as the demo does; return its API and the address of its database."""
        port = free_port(8090)
        made = read_secrets(FOLDER / "credentials.json")
        variables = demo_airflow.environment(CHECKOUT, FOLDER, port, made, self.gong.url) | self.gong.options
        airflow = Airflow(f"http://{HOST}:{port}", "")
        self._write_datasets(DEMO_USER)
        self.processes.run("Database", ["-m", "airflow", "db", "migrate"], variables)
        for name, words in COMPONENTS.items():
            self.processes.start(name, ["-m", "airflow", *words], variables)
        self.processes.wait_for("Airflow", airflow.is_healthy)
        return airflow, variables["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"]

    def cluster(self) -> tuple[Airflow, str]:
        """Start Airflow as `make cluster` does: PostgreSQL, two processes of the API server, Celery."""
        complete(FOLDER / ".env")
        made = read(FOLDER / ".env")
        ports = {name: free_port(base) for name, base in (("pg", 15532), ("redis", 16479), ("api", 18180))}
        self._stack.enter_context(postgresql(ports["pg"], made["POSTGRES_PASSWORD"]))
        redis = Valkey(FOLDER, ports["redis"], made["REDIS_PASSWORD"])
        redis.start()
        self._stack.callback(redis.kill)
        addresses = {
            "POSTGRES_ADDRESS": f"{HOST}:{ports['pg']}",
            "POSTGRES_DRIVER": "psycopg",
            "REDIS_ADDRESS": f"{HOST}:{ports['redis']}",
            "API_SERVER_ADDRESS": f"{HOST}:{ports['api']}",
            "BASE_URL": f"http://{HOST}:{ports['api']}",
            "DATASETS_FOLDER": str(FOLDER / "datasets"),
            "GONG_ALLOWED_HOSTS": HOST,
            "WORKER_CONCURRENCY": "2",
        }
        self._write_datasets(cluster_airflow.ADMIN)
        block = composed("worker", made, addresses) | self.gong.options
        variables = cluster_airflow.environment(block, FOLDER, ports["api"])
        airflow = cluster_airflow.start(
            self.processes, variables, FOLDER, made["ADMIN_PASSWORD"], ports["api"]
        )
        return airflow, variables["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"]

    def _seaweedfs(self) -> Server:
        return self._stack.enter_context(
            seaweedfs(FOLDER / "s3", identity=self._identity, buckets=[BUCKET], port=free_port(8433, width=2))
        )

    def _start_gong(self) -> Gong:
        port = free_port(9300)
        gong = Gong(
            f"http://{HOST}:{port}", secrets.token_hex(8), secrets.token_hex(24), secrets.token_hex(16)
        )
        words = f"--port {port} --calls {CALLS} --rate 0 --daily 0 --token-lifetime {LIFETIME + 1}".split()
        words += ["--client-id", gong.client_id, "--client-secret", gong.client_secret]
        words += ["--control-token", gong.door]
        self.processes.start("Gong", ["-m", "tests.simulator", *words], {"PATH": "/usr/bin:/bin"})
        self.processes.wait_for("the simulated Gong", lambda: is_listening(port))
        return gong

    def _write_datasets(self, owner: str) -> None:
        folder = FOLDER / "datasets"
        folder.mkdir(exist_ok=True)
        for name in DATASETS:
            fields = {"name": name, "owner": owner, "gong_conn_id": account_conn_id(owner), "bucket": BUCKET}
            (folder / f"{name}.yaml").write_text(yaml.safe_dump(fields | {"data_types": TYPES, "limit": 5}))
