"""Where the cluster's courses run: servers, simulated companies and Airflow, stopped together."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack
from typing import TYPE_CHECKING

from scripts.cluster_airflow import environment, start, wait_for_dags
from scripts.cluster_content import BUCKET, Company, gong_connections, s3_connection, start_company
from scripts.cluster_services import CHECKOUT, composed, postgresql
from scripts.compose_secrets import complete, read
from scripts.demo_processes import HOST, free_port
from scripts.seaweedfs import Identity, Server, seaweedfs
from scripts.valkey import Server as Valkey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scripts.demo_processes import Processes

FOLDER = CHECKOUT / ".cluster"
SLOTS = 2
"""Tasks at once on each of the two workers."""


class Site:
    """The cluster without what runs on it; everything is stopped with ``stack``."""

    def __init__(
        self,
        stack: ExitStack,
        processes: Processes,
        options: Mapping[str, str],
        valkey: tuple[str, ...] = (),
    ) -> None:
        complete(FOLDER / ".env")
        self._secrets = read(FOLDER / ".env")
        self._s3_port = free_port(18333, width=2)
        self._s3 = stack.enter_context(ExitStack())
        self.start_store()
        postgres_port, redis_port, self._api_port = free_port(15432), free_port(16379), free_port(18080)
        self.database = stack.enter_context(postgresql(postgres_port, self._secrets["POSTGRES_PASSWORD"]))
        self.redis = Valkey(FOLDER, redis_port, self._secrets["REDIS_PASSWORD"], valkey)
        self.redis.start()
        stack.callback(self.redis.kill)
        self.processes = stack.enter_context(processes)
        self.companies: dict[str, Company] = {}
        addresses = {
            "POSTGRES_ADDRESS": f"{HOST}:{postgres_port}",
            "POSTGRES_DRIVER": "psycopg",
            "REDIS_ADDRESS": f"{HOST}:{redis_port}",
            "API_SERVER_ADDRESS": f"{HOST}:{self._api_port}",
            "BASE_URL": f"http://{HOST}:{self._api_port}",
            "DATASETS_FOLDER": str(FOLDER / "datasets"),
            "GONG_ALLOWED_HOSTS": HOST,
            "WORKER_CONCURRENCY": str(SLOTS),
        }
        block = composed("worker", self._secrets, addresses) | {**options}
        self._variables = environment(block, FOLDER, self._api_port)

    def start_store(self) -> None:
        """Start the S3 server, the first time or after it was killed."""
        self._s3.close()
        identity = Identity(self._secrets["S3_ACCESS_KEY"], self._secrets["S3_SECRET_KEY"])
        self.store: Server = self._s3.enter_context(
            seaweedfs(FOLDER / "s3", identity=identity, buckets=[BUCKET], port=self._s3_port)
        )

    def kill_store(self) -> None:
        """End the S3 server as a crash would."""
        os.kill(self.store.pid, signal.SIGKILL)

    def company(self, name: str, *, bulk: tuple[int, int] | None = None) -> Company:
        """Start a simulated company; a bulk one has so many calls with transcripts of so many bytes."""
        company = start_company(self.processes, self._secrets, name, bulk=bulk)
        self.companies[name] = company
        return company

    def start_airflow(self, datasets: Iterable[str], accounts: Mapping[str, str]) -> None:
        """Start Airflow and wait for these datasets' DAGs; ``accounts`` names each connection's company."""
        password = self._secrets["ADMIN_PASSWORD"]
        self.airflow = start(self.processes, self._variables, FOLDER, password, self._api_port)
        wait_for_dags(self.processes, self.airflow, datasets)
        found = {conn_id: (name, self.companies[name].port) for conn_id, name in accounts.items()}
        self.airflow.has_connections([s3_connection(self.store), *gong_connections(found, self._secrets)])
