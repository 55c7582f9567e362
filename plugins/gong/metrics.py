"""What is counted, through Airflow's own metrics: `[metrics] statsd_on` or `otel_on` sends it on.

Plain StatsD drops tags; OpenTelemetry, Datadog and InfluxDB keep them. A count is sent where it happens, so a
task that dies has counted what it did.
"""

from __future__ import annotations

from dataclasses import dataclass

from airflow.sdk.observability import stats


@dataclass(frozen=True)
class Metric:
    """One metric: its name, Airflow's word for its kind, its tags, and what it means."""

    name: str
    kind: str
    tags: tuple[str, ...]
    meaning: str


REQUESTS = Metric(
    "gong.requests", "counter", ("path", "status"), "requests to Gong; status `lost`: no answer"
)
WAIT = Metric("gong.wait", "timer", (), "how long a request waited for its turn")
QUOTA_LEFT = Metric("gong.quota_left", "gauge", ("company",), "requests that are left of the day")
OUTCOMES = Metric("gong.outcomes", "counter", ("dataset", "data_type", "state"), "what became of data types")
RECORDS = Metric("gong.records", "counter", ("dataset", "data_type"), "records in files that were written")
BYTES = Metric("gong.bytes", "counter", ("dataset", "data_type"), "bytes of files that were written")
LATE_RUNS = Metric("gong.late_runs", "counter", ("dag_id",), "runs that are not over by their deadline")
METRICS = (REQUESTS, WAIT, QUOTA_LEFT, OUTCOMES, RECORDS, BYTES, LATE_RUNS)
LOST = "lost"


def answered(path: str, status: int | str) -> None:
    """Count a request by what its path asks for, such as `calls.extensive`, and by how it was answered."""
    kind = path.removeprefix("/v2/").replace("/", ".")
    stats.incr(REQUESTS.name, tags={"path": kind, "status": str(status)})


def turn(waited: float, left: int, company: str) -> None:
    """Tell how many seconds a request waited for its turn, and how many more the day has."""
    stats.timing(WAIT.name, waited * 1000)
    stats.gauge(QUOTA_LEFT.name, left, tags={"company": company})


def outcome(dataset: str, data_type: str, state: str, records: int = 0, written: int = 0) -> None:
    """Count what became of a data type, and what was ``written`` in bytes."""
    tags = {"dataset": dataset, "data_type": data_type}
    stats.incr(OUTCOMES.name, tags={**tags, "state": state})
    if written:
        stats.incr(RECORDS.name, records, tags=tags)
        stats.incr(BYTES.name, written, tags=tags)


def late(dag_id: str) -> None:
    """Count a run that is late."""
    stats.incr(LATE_RUNS.name, tags={"dag_id": dag_id})
