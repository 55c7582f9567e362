"""What the form asks while it is filled: connections, buckets, destinations, workspaces, schedules."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from gong.web.helpers import preview
from tests.servers import keys, once, refusal
from tests.simulator import Fault
from tests.web.asking import share

if TYPE_CHECKING:
    from tests.conftest import Site
    from tests.web.conftest import Pages

API = "/gong/api"
NOW = datetime(2026, 11, 25, 10, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody store datasets by one connection."""
    monkeypatch.setenv("AIRFLOW__GONG__STORAGE_CONNECTIONS", "aws_default")


def test_buckets(pages: Pages, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that the connection lists; not to be allowed to is told and stops nobody."""
    uma = pages.client("uma")
    ask = {"aws_conn_id": "aws_default"}
    assert uma.get(f"{API}/buckets", params=ask).json() == {"buckets": ["calls"], "problem": None}
    monkeypatch.setattr("gong.web.storage.client", lambda _: site.s3)
    once(site.s3, "ListBuckets", lambda: refusal(403, "AccessDenied"))
    told = uma.get(f"{API}/buckets", params=ask).json()
    assert told["buckets"] == []
    assert "Allow s3:ListAllMyBuckets for the user or role" in told["problem"]


def test_a_connection_that_one_may_not_use(pages: Pages, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """No request goes to a store of somebody else's, whatever the browser names."""
    monkeypatch.setenv("AIRFLOW_CONN_VAULT", json.dumps({"conn_type": "aws", "host": "127.0.0.1"}))
    uma = pages.client("uma")
    for conn_id in ("vault", "gong_default", "nothing", "http://127.0.0.1"):
        answer = uma.get(f"{API}/buckets", params={"aws_conn_id": conn_id})
        place = {"aws_conn_id": conn_id, "bucket": "calls", "prefix": "x/"}
        tested = uma.post(f"{API}/destination/test", json=place)
        assert (answer.status_code, tested.status_code) == (403, 403)
    assert keys(site.s3) == []
    assert (
        pages.client("ada").get(f"{API}/buckets", params={"aws_conn_id": "gong_default"}).status_code == 403
    )


def test_a_destination(pages: Pages, site: Site) -> None:
    """Every right is tried; a missing bucket and impossible fields are told."""
    uma = pages.client("uma")
    place = {"aws_conn_id": "aws_default", "bucket": "calls", "prefix": "sales/"}
    told = uma.post(f"{API}/destination/test", json=place).json()
    assert told["ok"]
    assert [each["name"] for each in told["checks"]] == ["list", "write", "read", "delete"]
    assert keys(site.s3) == []
    missing = uma.post(f"{API}/destination/test", json={**place, "bucket": "nowhere"}).json()
    assert not missing["ok"]
    assert "There is no such bucket" in missing["checks"][0]["message"]
    wrong = uma.post(f"{API}/destination/test", json={**place, "prefix": "../x", "bucket": "10.0.0.1"})
    assert wrong.status_code == 422
    assert wrong.json()["fields"].keys() == {"prefix", "bucket"}


def test_a_store_elsewhere(pages: Pages, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is down is told in its own words."""
    assert site
    aws = {"conn_type": "aws", "extra": {"endpoint_url": "http://127.0.0.1:9"}}
    monkeypatch.setenv("AIRFLOW_CONN_AWS_DEFAULT", json.dumps(aws))
    uma = pages.client("uma")
    place = {"aws_conn_id": "aws_default", "bucket": "calls", "prefix": "sales/"}
    told = uma.post(f"{API}/destination/test", json=place).json()
    assert not told["ok"]
    assert "Nothing answers at http://127.0.0.1:9" in told["checks"][0]["message"]
    listed = uma.get(f"{API}/buckets", params={"aws_conn_id": "aws_default"}).json()
    assert "Nothing answers at http://127.0.0.1:9" in listed["problem"]


def test_workspaces(pages: Pages, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their names, or a sentence: for a connection that is not one's own, and for what Gong refuses."""
    uma = pages.client("uma")
    ask = {"gong_conn_id": "gong_default"}
    refused = uma.get(f"{API}/workspaces", params=ask).json()
    assert refused["workspaces"] == []
    assert "declared shared" in refused["problem"]
    share(site, monkeypatch)
    found = uma.get(f"{API}/workspaces", params=ask).json()
    assert found["problem"] is None
    assert len(found["workspaces"]) == 2
    assert all(each["id"].isdecimal() and each["name"] for each in found["workspaces"])
    site.gong.faults = [Fault("/v2/workspaces", kind="503", times=None)]
    assert "Gong did not answer properly." in uma.get(f"{API}/workspaces", params=ask).json()["problem"]


@pytest.mark.parametrize(
    ("schedule", "times", "words"),
    [
        ("@hourly", ["2026-11-25T11:00", "2026-11-25T12:00", "2026-11-25T13:00"], "Every hour (UTC)"),
        ("@daily", ["2026-11-26T00:00", "2026-11-27T00:00", "2026-11-28T00:00"], "At 00:00 (UTC)"),
        (
            "30 6 * * 1",
            ["2026-11-30T06:30", "2026-12-07T06:30", "2026-12-14T06:30"],
            "At 06:30, only on Monday (UTC)",
        ),
        (
            "@monthly",
            ["2026-12-01T00:00", "2027-01-01T00:00", "2027-02-01T00:00"],
            "At 00:00, on day 1 of the month (UTC)",
        ),
        (
            "0 0 * *,* *",
            ["2026-11-26T00:00", "2026-11-27T00:00", "2026-11-28T00:00"],
            "0 0 * *,* * (UTC)",
        ),
    ],
)
def test_a_schedule_in_words_and_times(schedule: str, times: list[str], words: str) -> None:
    """The next three times, in UTC."""
    found = preview(schedule, NOW)
    assert [each.isoformat()[:16] for each in found.next] == times
    assert all(each.tzinfo for each in found.next)
    assert (found.description, found.problem) == (words, None)


@pytest.mark.parametrize(
    "schedule", ["", "@dayly", "whenever", "* * * * * *", "61 * * * *", "0 0 30 2 *", "x" * 300]
)
def test_a_schedule_that_is_nonsense(pages: Pages, schedule: str) -> None:
    """It gets a sentence, the one that saving would give."""
    told = pages.client("uma").post(f"{API}/schedule/preview", json={"schedule": schedule}).json()
    assert told["next"] == []
    assert told["problem"][0].isupper() or told["problem"].startswith(("'", '"'))
    assert told["problem"].endswith(".")
