"""What runs while parts of the cluster are killed, and how its files and its requests are read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from include.names import IMPORT
from scripts.cluster_content import ALL, BUCKET, EVERYTHING
from scripts.cluster_site import FOLDER
from scripts.demo_airflow import OVER
from scripts.demo_processes import DemoError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_s3 import S3Client

    from scripts.cluster_content import Company
    from scripts.cluster_site import Site

LARGE = "large"
BULK = 2_400, 108_000
"""Calls of the large company, and bytes of each transcript: half of them become text, some 110 MB."""
DEFINITIONS = (
    EVERYTHING,
    {"name": LARGE, "data_types": ["transcripts"], "limit": 2_000, "gong_conn_id": "gong_two"},
)
ACCOUNTS = {"gong_one": "one", "gong_two": "two"}
COMPANIES = {ALL: "one", LARGE: "two"}
"""Which company a dataset reads: nobody else asks it."""
RUN_SECONDS = 600
TIMED = re.compile(rb"(?m)^(Imported|Period): .*\n")
"""Lines of a header that tell when the run was."""
SENT = re.compile(r"requests +([\d,]+) to Gong")
SENT_BY = "dag_id={dag}/run_id={run}/task_id={task}/map_index={index}/attempt={number}.log"


class Stored(NamedTuple):
    """An object: a digest of its text without the lines that tell when the run was, and its ETag."""

    text: str
    etag: str


class Task(NamedTuple):
    """A task of a run, by its data type or its own name; ``number`` is that of its last try."""

    name: str
    mapped: int
    state: str
    number: int


@dataclass
class Course:
    """Both datasets' runs, begun together."""

    site: Site
    runs: Mapping[str, str]
    before: Mapping[str, int]

    def states(self) -> dict[str, str]:
        """Return the state of each dataset's run."""
        return {name: self._airflow(name).run_state(run_id) for name, run_id in self.runs.items()}

    def is_over(self) -> bool:
        """Tell whether both runs have come to an end."""
        return set(self.states().values()) <= OVER

    def end(self) -> set[str]:
        """Wait for the end of both runs and return their states."""
        self.site.processes.wait_for("the runs", self.is_over, seconds=RUN_SECONDS)
        return set(self.states().values())

    def requests(self, dataset: str) -> list[dict[str, Any]]:
        """Return what a dataset's company has seen since the runs began."""
        return company(self.site, dataset).exchanges()[self.before[dataset] :]

    def tasks(self, dataset: str) -> list[Task]:
        """Return the tasks of a dataset's run."""
        airflow = self._airflow(dataset)
        path = f"dags/{airflow.dag_id}/dagRuns/{self.runs[dataset]}/taskInstances?limit=100"
        return [
            Task(
                each["rendered_map_index"] or each["task_id"],
                each["map_index"],
                each["state"],
                each["try_number"],
            )
            for each in airflow.send("GET", path).json()["task_instances"]
        ]

    def sent(self, dataset: str) -> dict[str, int]:
        """Return how many requests each task has sent, as its log says; the rest is the plan's."""
        logs = FOLDER / "airflow" / "logs"
        found = {}
        for task in self.tasks(dataset):
            words = {"dag": f"gong__{dataset}", "run": self.runs[dataset], "task": IMPORT}
            log = logs / SENT_BY.format(**words, index=task.mapped, number=task.number)
            told = SENT.findall(log.read_text(encoding="utf-8")) if log.exists() else []
            found[task.name] = sum(int(count.replace(",", "")) for count in told)
        return found

    def _airflow(self, dataset: str) -> Any:
        return self.site.airflow.of(f"gong__{dataset}")


def begin(site: Site, **conf: Any) -> Course:
    """Start a run of each dataset; runs that are still there are given up."""
    for name in COMPANIES:
        _give_up(site, f"dags/gong__{name}/dagRuns")
    before = {name: len(company(site, name).exchanges()) for name in COMPANIES}
    runs = {}
    for name in (LARGE, ALL):
        run_id = f"manual__{datetime.now(UTC).isoformat()}"
        path = f"dags/gong__{name}/dagRuns"
        asked = {"dag_run_id": run_id, "logical_date": None, "conf": conf}
        site.processes.wait_for(
            f"a run of {name}",
            lambda path=path, asked=asked: site.airflow.send("POST", path, asked, good=(200, 409)),  # type: ignore[misc]  # mypy gives up on such lambdas
        )
        runs[name] = run_id
    return Course(site, runs, before)


def _give_up(site: Site, runs: str) -> None:
    for run in site.airflow.send("GET", f"{runs}?state=running&state=queued").json()["dag_runs"]:
        site.airflow.send("PATCH", f"{runs}/{run['dag_run_id']}", {"state": "failed"})


def company(site: Site, dataset: str) -> Company:
    """Return the company that a dataset reads."""
    return site.companies[COMPANIES[dataset]]


def objects(client: S3Client) -> dict[str, Stored]:
    """Return all objects of both datasets."""
    return {key: _stored(client, key) for name in COMPANIES for key in keys(client, f"{name}/")}


def keys(client: S3Client, prefix: str) -> list[str]:
    """Return all keys below a prefix."""
    found = client.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", [])
    return [entry["Key"] for entry in found]


def uploads(client: S3Client) -> list[str]:
    """Return the keys of all unfinished uploads."""
    return [entry["Key"] for entry in client.list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])]


def _stored(client: S3Client, key: str) -> Stored:
    found = client.get_object(Bucket=BUCKET, Key=key)
    head, dashes, rest = found["Body"].read().partition(b"-" * 40)
    if not dashes:
        raise DemoError(f"{key} is no file of this product: it has no header.")
    digest = hashlib.sha256(TIMED.sub(b"", head))
    digest.update(rest)
    return Stored(digest.hexdigest(), found["ETag"])
