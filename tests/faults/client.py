"""Imports in processes that may be killed: `python -m tests.faults.client` reads jobs, a line of JSON each.

It forks for each job, so that none costs imports of modules. It prints a line with the process's id, then one
with how it ended and what became of each type.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from gong import sender
from gong.errors import GongError
from gong.hook import GongHook
from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.ingest import import_type, prepare
from include.runs import read_run
from include.spool import DiskFull
from include.storage import DatasetStore
from include.storage_errors import StorageError
from tests.servers import ADMIN, BUCKET

SUBJECT = "gong_faults"


class Left:
    """What one try leaves for the next, as Airflow keeps it for a task: here in a file."""

    is_last = False

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> dict[str, Any] | None:
        """Return what was saved last."""
        return json.loads(self._path.read_text()) if self._path.exists() else None

    def save(self, state: dict[str, Any]) -> None:
        """Replace what was saved, in one step as a database does."""
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(state))
        new.replace(self._path)

    def clear(self) -> None:
        """Forget it."""
        self._path.unlink(missing_ok=True)


def main() -> None:
    """Do jobs until there are no more."""
    for line in sys.stdin:
        job = json.loads(line)
        Path(job["result"]).unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            try:
                Path(job["result"]).write_text(json.dumps(work(job)))
            finally:
                traceback.print_exc()
                os._exit(0)
        _tell({"pid": child})
        _, status = os.waitpid(child, 0)
        result = Path(job["result"])
        types = json.loads(result.read_text()) if result.exists() else {}
        _tell({"killed": os.WIFSIGNALED(status), "types": types})


def _tell(content: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(content) + "\n")
    sys.stdout.flush()


def work(job: dict[str, Any]) -> dict[str, Any]:
    """Import every type of the job, as the tasks of a run do one by one; tell what became of each."""
    os.environ |= job["environment"]
    for name, value in job.get("hook", {}).items():
        setattr(sender, name, tuple(value) if isinstance(value, list) else value)
    for path, value in job.get("sizes", {}).items():
        module, _, name = path.rpartition(".")
        setattr(import_module(module), name, value)
    if "largest_file" in job:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["largest_file"], job["largest_file"]))
    if "group" in job:
        (Path(job["group"]) / "cgroup.procs").write_text(str(os.getpid()))
    dataset = Dataset.from_mapping(
        {
            "name": job["name"],
            "bucket": BUCKET,
            "data_types": job["types"],
            "limit": job["limit"],
            "gong_conn_id": SUBJECT,
        },
        "a job",
    )
    gong, store = GongHook(SUBJECT), DatasetStore(_client(job), BUCKET, dataset.prefix)
    run = read_run(dataset, {}, datetime.fromisoformat(job["now"]))
    types = [DATA_TYPES[name] for name in job["types"]]
    told = {}
    try:
        shared = prepare(gong, types, run.query(dataset, types[0], {}))
    except GongError as error:
        return {"plan": _failure(error)}
    for one in types:
        try:
            left = Left(Path(f"{job['checkpoint']}.{one.id}"))
            outcome = import_type(one, run.query(dataset, one, shared), gong, store, checkpoint=left)
            told[one.id] = {"state": outcome.state, "records": outcome.records}
        except (GongError, StorageError, DiskFull) as error:
            told[one.id] = _failure(error)
    return told


def _failure(error: Exception) -> dict[str, Any]:
    return {
        "state": "failed",
        "error": type(error).__name__,
        "retry": getattr(error, "retry", False),
        "why": str(error),
    }


def _client(job: dict[str, Any]) -> Any:
    """Return the storage's client; it may end the process before one of its requests."""
    client = boto3.client(
        "s3",
        endpoint_url=job["s3"],
        region_name="us-east-1",
        aws_access_key_id=ADMIN.access_key,
        aws_secret_access_key=ADMIN.secret_key,
        config=Config(connect_timeout=2, read_timeout=3, retries={"total_max_attempts": 2}),
    )
    left = [job.get("die_at_s3", 0)]

    def count(**_: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    client.meta.events.register("before-send.s3", count)
    return client


if __name__ == "__main__":
    main()
