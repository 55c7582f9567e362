"""What the cluster works on: simulated companies, definitions of datasets, and the connections to them."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests

from include.data_types import DATA_TYPE_IDS
from scripts.demo_processes import HOST, free_port, is_listening
from scripts.seaweedfs import REGION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scripts.demo_processes import Processes
    from scripts.seaweedfs import Server

BUCKET, ALL = "gong", "all-types"
EVERYTHING = {"name": ALL, "data_types": list(DATA_TYPE_IDS), "gong_conn_id": "gong_one"}
"""The definition of a dataset of all types."""


@dataclass(frozen=True)
class Company:
    """A simulated company: ``log`` opens what it has seen."""

    port: int
    log: str

    def exchanges(self) -> list[dict[str, Any]]:
        """Return every request that it has seen."""
        headers = {"X-Simulator-Token": self.log}
        answer = requests.get(f"http://{HOST}:{self.port}/_simulator/exchanges", headers=headers, timeout=60)
        found: list[dict[str, Any]] = answer.json()
        return found


def start_company(
    processes: Processes, secrets: Mapping[str, str], name: str, *, bulk: tuple[int, int] | None = None
) -> Company:
    """Start a simulated Gong; a bulk one has so many calls, so large transcripts, and no time for checks."""
    port = free_port(9200)
    words = ["--host", HOST, "--port", str(port), "--access-key", secrets["GONG_ACCESS_KEY"]]
    words += [
        "--access-key-secret",
        secrets["GONG_ACCESS_KEY_SECRET"],
        "--control-token",
        secrets["JWT_SECRET"],
    ]
    if bulk:
        calls, size = bulk
        words += ["--calls", str(calls), "--bulk-transcript-bytes", str(size), "--no-validate"]
    processes.start(f"Company {name}", ["-m", "tests.simulator", *words], os.environ)
    processes.wait_for(f"company {name}", lambda: is_listening(port))
    return Company(port, secrets["JWT_SECRET"])


def write_datasets(folder: Path, definitions: Iterable[Mapping[str, Any]]) -> None:
    """Write these definitions, and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    common = {"bucket": BUCKET, "aws_conn_id": "aws_default"}
    for one in definitions:
        (folder / f"{one['name']}.yaml").write_text(json.dumps({**common, **one}))


def s3_connection(store: Server) -> dict[str, str]:
    """Return the connection to the storage."""
    return {
        "connection_id": "aws_default",
        "conn_type": "aws",
        "login": store.identity.access_key,
        "password": store.identity.secret_key,
        "extra": json.dumps({"endpoint_url": store.endpoint_url, "region_name": REGION}),
    }


def gong_connections(
    accounts: Mapping[str, tuple[str, int]], secrets: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the connections to Gong: for each its company's name and port."""
    return [
        {
            "connection_id": conn_id,
            "conn_type": "gong",
            "host": f"http://{HOST}",
            "port": port,
            "login": secrets["GONG_ACCESS_KEY"],
            "password": secrets["GONG_ACCESS_KEY_SECRET"],
            "extra": json.dumps({"company": name}),
        }
        for conn_id, (name, port) in accounts.items()
    ]
