"""Parts of the cluster are killed in the middle of runs: `make test-cluster-faults`.

For each part in turn two datasets get their previous files back: one of all types, and one whose file goes
to the storage in parts. Both are run; when their imports are under way, the part is killed by SIGKILL. What
ends is started again, as `restart: unless-stopped` in docker-compose.yaml does. Then files, uploads and
Gong's log are judged against a course without a fault; both are run once more, which must change nothing.
What has passed is listed in docs/reliability.md.
"""

from __future__ import annotations

import re
import shutil
import time
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, cast

from include.text import counted
from scripts.cluster_content import ALL, BUCKET, write_datasets
from scripts.cluster_course import (
    ACCOUNTS,
    BULK,
    COMPANIES,
    DEFINITIONS,
    LARGE,
    begin,
    keys,
    objects,
    uploads,
)
from scripts.cluster_judge import Normal, asked_no_more, complete, tried_again, whole_or_old
from scripts.cluster_restarts import Restarted
from scripts.cluster_services import CHECKOUT
from scripts.cluster_site import FOLDER, Site
from scripts.demo_processes import DemoError
from scripts.generate_docs import table, with_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import ExitStack

    from mypy_boto3_s3.type_defs import CopySourceTypeDef

    from scripts.cluster_course import Course
    from scripts.demo_processes import StopRequest

RELIABILITY = CHECKOUT / "docs" / "reliability.md"
HEADS = ("Killed with SIGKILL in mid-run", "Times, all passed", "The runs succeed")
ROW = re.compile(r"(?m)^\| ([^|]+) \| (\d+) \| ([^|]+) \|$")
PREVIOUS = "previous/"
FEW = 5
"""Records per type of the previous files."""
AWAY_SECONDS = 10
"""How long a server stays away; Airflow's own components are started again at once."""
BEGUN = 5
"""So many requests of the dataset of all types are an import that is under way."""
OPTIONS = {"AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "60"}
"""After so many seconds without a sign of life a task counts as dead: by default 300."""


class Part(NamedTuple):
    """How a part of the cluster is killed, and started again where no restart policy does it."""

    label: str
    kill: Callable[[Site], None]
    start: Callable[[Site], None] | None = None


def _component(label: str, name: str) -> Part:
    return Part(label, lambda site: cast("Restarted", site.processes).kill(name))


PARTS: dict[str, Part] = {
    "scheduler": _component("the scheduler", "Scheduler"),
    "api-server": _component("the API server", "API server"),
    "postgres": Part("PostgreSQL", lambda site: site.database.kill(), lambda site: site.database.start()),
    "redis": Part("Redis", lambda site: site.redis.kill(), lambda site: site.redis.start()),
    "s3": Part("the S3 server", lambda site: site.kill_store(), lambda site: site.start_store()),
    "worker": _component("a worker with tasks on it", "Worker 1"),
}


def campaign(stack: ExitStack, stop_request: StopRequest, held: int, parts: Iterable[str]) -> bool:
    """Kill these parts in turn, or all; tell whether all went well."""
    for old in ("logs", "appendonlydir"):  # the second is what Valkey has kept
        shutil.rmtree(FOLDER / old, ignore_errors=True)
    processes = Restarted(CHECKOUT, FOLDER / "logs", stop_request, held)
    write_datasets(FOLDER / "datasets", DEFINITIONS)
    site = Site(stack, processes, OPTIONS, ("--appendonly", "yes"))
    site.company("one")
    site.company("two", bulk=BULK)
    site.start_airflow(COMPANIES, ACCOUNTS)
    normal = _undisturbed(site)
    passed: Counter[str] = Counter()
    bad = 0
    for part in (PARTS[name] for name in parts or PARTS):
        if how := _told(site, normal, part):
            passed[part.label] += 1
            _list((part.label, str(passed[part.label]), how))
        else:
            bad += 1
    return not bad


def _list(row: tuple[str, str, str]) -> None:
    """Write into docs/reliability.md what has passed; the others keep their lines."""
    text = RELIABILITY.read_text(encoding="utf-8")
    rows = {label: (label, count, how) for label, count, how in ROW.findall(text)} | {row[0]: row}
    lines = (rows[part.label] for part in PARTS.values() if part.label in rows)
    RELIABILITY.write_text(with_part(text, "cluster-campaign", table(HEADS, lines)), encoding="utf-8")


def _undisturbed(site: Site) -> Normal:
    """Make small files, keep them as the previous ones, then the whole ones."""
    client = site.store.client()
    for prefix in (*(f"{name}/" for name in COMPANIES), PREVIOUS):
        for key in keys(client, prefix):
            client.delete_object(Bucket=BUCKET, Key=key)
    _good(begin(site, limit=FEW).end())
    old = objects(client)
    for key in old:
        _copy(site, key, PREVIOUS + key)
    course = begin(site)
    _good(course.end())
    normal = Normal(
        old,
        objects(client),
        {name: len(course.requests(name)) for name in COMPANIES},
        {name: course.sent(name) for name in COMPANIES},
    )
    print(f"Without a fault: {len(normal.new)} files, {normal.requests} requests", flush=True)
    return normal


def _told(site: Site, normal: Normal, part: Part) -> str:
    """Tell how the runs came to their end, or print what was wrong and return nothing."""
    began = time.monotonic()
    try:
        how = _killed(site, normal, part)
    except DemoError as error:
        print(f"{part.label} killed: {error}", flush=True)
        return ""
    print(f"{part.label} killed: {how}; {time.monotonic() - began:.0f} s", flush=True)
    return how


def _killed(site: Site, normal: Normal, part: Part) -> str:
    """Kill a part in mid-run and judge what comes of it; tell how the runs came to their end."""
    for key in normal.old:
        _copy(site, PREVIOUS + key, key)
    course = begin(site)
    site.processes.wait_for("imports under way", lambda: _is_under_way(course))
    part.kill(site)
    if part.start:
        _pass(site, AWAY_SECONDS)
        part.start(site)
    whole_or_old(site, normal)
    states = course.end()
    asked_no_more(course, normal)
    again = tried_again(course)
    how = f"at once, {counted(again, 'task', 'tasks')} tried again" if again else "at once"
    if states != {"success"}:
        how = "by a run more"
        _good(begin(site).end())
    found = complete(site, normal)
    _good(begin(site).end())
    if complete(site, normal) != found:
        raise DemoError("A run after it has changed files that were complete.")
    site.processes.wait_for("Airflow to be healthy", site.airflow.is_healthy)
    return how


def _is_under_way(course: Course) -> bool:
    if course.is_over():
        raise DemoError("The runs were over before they were caught in their middle.")
    begun = len(course.requests(ALL)) >= BEGUN
    return begun and any(key.startswith(f"{LARGE}/") for key in uploads(course.site.store.client()))


def _pass(site: Site, seconds: float) -> None:
    until = time.monotonic() + seconds
    site.processes.wait_for("the outage to be long enough", lambda: time.monotonic() >= until)


def _good(states: set[str]) -> None:
    if states != {"success"}:
        raise DemoError(f"The runs ended as {', '.join(sorted(states))}.")


def _copy(site: Site, source: str, target: str) -> None:
    origin: CopySourceTypeDef = {"Bucket": BUCKET, "Key": source}
    site.store.client().copy_object(Bucket=BUCKET, Key=target, CopySource=origin)
