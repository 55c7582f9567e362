"""Everything that the page needs, started once: Airflow's processes, the simulated Gong, an S3 server."""

from __future__ import annotations

import json
import os
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import requests
from cryptography.fernet import Fernet

from scripts.demo_airflow import COMPONENTS, environment
from scripts.demo_processes import HOST, Processes, StopRequest, free_port
from scripts.seaweedfs import REGION, Identity, Server, seaweedfs
from tests.simulator.simulator import Simulator
from tests.simulator.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

CHECKOUT = Path(__file__).resolve().parents[2]
BUCKET = "acme-text"
KEY, SECRET = "E2E-ACCESS-KEY", "e2e-access-key-secret"
USERS = {"ada": "admin", "dana": "user", "marcus": "user", "vera": "viewer"}
PASSWORD = "for-tests-only"
POLL_SECONDS = 0.2


@dataclass
class Stack:
    """What is running. ``gong`` lives in this process: tests change what it grants and when it fails.

    ``folder`` has all that is written; ``settings`` are the environment of Airflow's ``processes``.
    """

    url: str
    gong: Simulator
    store: Server
    folder: Path
    settings: dict[str, str]
    processes: Processes

    def token(self, user: str) -> str:
        """Return a user's token, which is the value of Airflow's cookie, too."""
        answer = requests.post(
            f"{self.url}/auth/token", json={"username": user, "password": PASSWORD}, timeout=30
        )
        answer.raise_for_status()
        return str(answer.json()["access_token"])

    def keys(self, prefix: str) -> list[str]:
        """Return the names of the objects below a prefix of the bucket."""
        listed = self.store.client().list_objects_v2(Bucket=BUCKET, Prefix=prefix)
        return [entry["Key"] for entry in listed.get("Contents", [])]


def until(what: str, ready: Callable[[], T], seconds: float = 60) -> T:
    """Return the first true value of ``ready``; fail when there is none in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := ready():
            return found
        time.sleep(POLL_SECONDS)
    raise AssertionError(f"{what}: not within {seconds:.0f} seconds")


@contextmanager
def running(folder: Path) -> Iterator[Stack]:
    """Run everything; all of it is gone at the end."""
    with ExitStack() as stack:
        gong = stack.enter_context(_gong())
        store = stack.enter_context(
            seaweedfs(folder / "s3", identity=Identity("E2EKEY", "e2e-s3-secret"), buckets=[BUCKET])
        )
        held = stack.enter_context((folder / "lock").open("w"))
        processes = stack.enter_context(Processes(CHECKOUT, folder / "logs", StopRequest(), held.fileno()))
        port = free_port(8300)
        variables = _environment(folder, port, gong, store)
        processes.run("Airflow database", ["-m", "airflow", "db", "migrate"], variables)
        for name, words in COMPONENTS.items():
            processes.start(name, ["-m", "airflow", *words], variables)
        url = f"http://{HOST}:{port}"
        processes.wait_for("Airflow to start", lambda: _is_healthy(url))
        yield Stack(url, gong, store, folder, variables, processes)


@contextmanager
def _gong() -> Iterator[Simulator]:
    """Serve a company small enough that a sync takes seconds. Gong's pace is not what is tested here."""
    now = World().now
    with Simulator(World(calls=40, now=now), rate=1000) as gong:
        gong.access_key, gong.access_key_secret = KEY, SECRET
        yield gong


def _environment(folder: Path, port: int, gong: Simulator, store: Server) -> dict[str, str]:
    """Return the demo's settings, with users who sign in, accounts, and an app in Gong."""
    keys = {
        "fernet_key": Fernet.generate_key().decode(),
        "secret_key": "s" * 64,
        "jwt_secret": "j" * 64,
        "gong_client_id": gong.client_id,
        "gong_client_secret": gong.client_secret,
    }
    passwords = folder / "passwords.json"
    passwords.write_text(json.dumps(dict.fromkeys(USERS, PASSWORD)))
    (folder / "datasets").mkdir()
    aws = {
        "conn_type": "aws",
        "login": store.identity.access_key,
        "password": store.identity.secret_key,
        "extra": {"endpoint_url": store.endpoint_url, "region_name": REGION},
    }
    nowhere = aws | {"extra": {"endpoint_url": f"http://{HOST}:9", "region_name": REGION}}
    return environment(CHECKOUT, folder, port, keys, gong.url) | {
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "False",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": ",".join(
            f"{name}:{role}" for name, role in USERS.items()
        ),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords),
        # Airflow notices that a DAG is gone within a minute less.
        "AIRFLOW__SCHEDULER__PARSING_CLEANUP_INTERVAL": "10",
        "AIRFLOW__DAG_PROCESSOR__STALE_DAG_THRESHOLD": "15",
        "AIRFLOW__GONG__STORAGE_CONNECTIONS": "aws_default,aws_nowhere",
        "AIRFLOW_CONN_AWS_DEFAULT": json.dumps(aws),
        "AIRFLOW_CONN_AWS_NOWHERE": json.dumps(nowhere),
        "PATH": os.environ["PATH"],
    }


def _is_healthy(url: str) -> bool:
    try:
        health = requests.get(f"{url}/api/v2/monitor/health", timeout=10).json()
    except (requests.RequestException, ValueError):
        return False
    return all(health[name]["status"] == "healthy" for name in ("scheduler", "dag_processor"))
