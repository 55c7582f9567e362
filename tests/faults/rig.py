"""A simulated Gong, a storage server, and a process that imports: what the campaign's tests start with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from include.data_types import DATA_TYPE_IDS
from tests.conftest import NOW
from tests.faults.client import SUBJECT
from tests.servers import BUCKET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mypy_boto3_s3 import S3Client

    from scripts.seaweedfs import Server
    from tests.simulator import Simulator

ROOT = Path(__file__).parent.parent.parent
ALL = os.environ.get("FAULTS") == "all"
EVERY = 1 if ALL else 8
"""Of what is done at each request in turn, every so manieth is; `make test-faults` does all."""
FAST = {"AIRFLOW__GONG__REQUESTS_PER_SECOND": "1000000", "AIRFLOW__GONG__REQUESTS_PER_DAY": "1000000"}
IMPATIENT = {"FIRST_PAUSE": 0.02, "LONGEST_PAUSE": 0.2, "TIMEOUT": [5, 20]}


class Passed(Protocol):
    """Counts cases of a kind that have passed."""

    def __call__(self, kind: str, cases: int = 1) -> None:
        """Count them."""


@dataclass
class Ended:
    """How an import ended: killed or not, and what became of each type."""

    killed: bool
    types: dict[str, dict[str, Any]]

    @property
    def states(self) -> set[str]:
        """All states there are."""
        return {each["state"] for each in self.types.values()}


@dataclass
class Rig:
    """Everything an import needs."""

    gong: Simulator
    store: Server
    folder: Path
    importer: subprocess.Popen[str]
    names: count[int] = field(default_factory=count)

    @property
    def s3(self) -> S3Client:
        """A client of the storage for judging."""
        return self.store.client()

    def name(self) -> str:
        """Return a name that no dataset has had."""
        return f"faults-{next(self.names)}"

    def start(self, name: str, **job: Any) -> int:
        """Begin an import of a dataset and return its process id."""
        connection = {
            "conn_type": "gong",
            "host": self.gong.url,
            "login": self.gong.access_key,
            "password": self.gong.access_key_secret,
        }
        own = {
            f"AIRFLOW_CONN_{SUBJECT.upper()}": json.dumps(connection),
            "AIRFLOW__GONG__ALLOWED_HOSTS": "127.0.0.1",
            "AIRFLOW__GONG__LIMITER_URL": f"sqlite://{self.folder}/limiter.db",
        }
        whole = {
            "name": name,
            "s3": self.store.endpoint_url,
            "types": list(DATA_TYPE_IDS),
            "limit": 100,
            "now": NOW.isoformat(),
            "result": str(self.folder / "result.json"),
            "checkpoint": str(self.folder / name),
            "hook": IMPATIENT,
            **job,
            "environment": own | FAST | job.get("environment", {}),
        }
        assert self.importer.stdin
        self.importer.stdin.write(json.dumps(whole) + "\n")
        self.importer.stdin.flush()
        return int(self._line()["pid"])

    def end(self) -> Ended:
        """Wait for the end of the import that was begun: killed, or with a word about each type."""
        ended = Ended(**self._line())
        assert ended.killed or ended.types
        return ended

    def run(self, name: str, **job: Any) -> Ended:
        """Import a dataset to the end."""
        self.start(name, **job)
        return self.end()

    def _line(self) -> dict[str, Any]:
        assert self.importer.stdout
        found: dict[str, Any] = json.loads(self.importer.stdout.readline())
        return found

    def files(self, name: str) -> dict[str, bytes]:
        """Return a dataset's objects without its prefix."""
        found = self.s3.list_objects_v2(Bucket=BUCKET, Prefix=f"{name}/").get("Contents", [])
        return {
            entry["Key"].removeprefix(f"{name}/"): self.s3.get_object(Bucket=BUCKET, Key=entry["Key"])[
                "Body"
            ].read()
            for entry in found
        }

    def uploads(self, name: str) -> list[str]:
        """Return a dataset's unfinished uploads."""
        found = self.s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])
        return [entry["Key"] for entry in found if entry["Key"].startswith(f"{name}/")]

    def later(self) -> None:
        """Return when no unfinished upload is of this second any more.

        S3 tells their age in seconds, and the product spares one that may be of another live process. Airflow
        tries again half a minute later at the earliest.
        """
        while any(
            entry["Initiated"] >= datetime.now(UTC).replace(microsecond=0)
            for entry in self.s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])
        ):
            time.sleep(0.05)

    def copy(self, source: str, target: str) -> None:
        """Give a new dataset the files of another one."""
        for key in self.files(source):
            origin = {"Bucket": BUCKET, "Key": f"{source}/{key}"}
            self.s3.copy_object(Bucket=BUCKET, Key=f"{target}/{key}", CopySource=origin)  # type: ignore[arg-type]

    def whole_or_old(self, name: str, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
        """Judge: every object is a whole one, the previous or the new; none has gone and none was added."""
        found = self.files(name)
        assert set(old) <= set(found) <= set(new)
        assert [key for key, text in found.items() if text not in (old.get(key), new[key])] == []

    def complete(self, name: str, new: Mapping[str, bytes]) -> None:
        """Judge: the files are exactly these, byte by byte, and no upload is left unfinished."""
        assert self.files(name) == new
        assert self.uploads(name) == []


def importer() -> subprocess.Popen[str]:
    """Start the process that imports; what it has to say goes to this one's standard error."""
    own = {"PYTHONPATH": f"{ROOT}:{ROOT / 'plugins'}", "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.client"],
        cwd=ROOT,
        env={**os.environ, **own},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def when(number: int, act: Callable[[], None]) -> Callable[[Any], bool]:
    """Return a fault's condition that strikes nobody, but acts when so many requests have come."""
    seen = count(1)

    def matches(_: Any) -> bool:
        if next(seen) == number:
            act()
        return False

    return matches
