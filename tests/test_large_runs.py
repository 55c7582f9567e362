"""Large files in Airflow: a retry goes on where the try before it was interrupted."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from tests.servers import BUCKET, body, keys
from tests.simulator import Fault, World
from tests.test_late_runs import at_once

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is large begin at 40 kB, so that a small company has large files."""
    monkeypatch.setattr("include.sources.walking.ONE_SEQUENCE", 5)
    monkeypatch.setattr("include.sources.walking.MOST_AT_ONCE", 2)
    for place in ("include.assembly.PART_BYTES", "include.streamed.PART_BYTES"):
        monkeypatch.setattr(place, 10_000)
    monkeypatch.setattr("include.assembly.LARGE_BYTES", 20_000)
    monkeypatch.setattr("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", 1)


@pytest.mark.parametrize("kind", ["500", "401"])
def test_a_retry_goes_on(
    site: Site, world: World, kind: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """After an outage the next try goes on; after a dead credential nothing is left, and there is no next."""
    at_once(monkeypatch)
    caplog.set_level(logging.INFO)
    site.gong.faults = [Fault("/v2/calls/transcript", nth=3, times=6, kind=kind)]
    dataset = site.dataset("transcripts", limit=None)
    run = site.run(dataset)
    unfinished = site.s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])
    assert unfinished == []
    if kind == "401":
        assert run.types == {"transcripts": "failed"}
        assert keys(site.s3) == []
        return
    assert run.types == {"transcripts": "success"}
    assert "where another try was interrupted" in caplog.text
    (key,) = keys(site.s3)
    calls = body(site.s3, key).decode().count("=== TRANSCRIPT ===")
    assert calls == run.outcomes["transcripts"]["records"] > len(world.plans) / 2


def test_a_large_import_tells_how_far_it_has_come(
    site: Site, world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In the log: of how many at most, where Gong has said how many there are, private ones included."""
    monkeypatch.setattr("include.progress.EVERY", 0)
    caplog.set_level(logging.INFO)
    run = site.run(site.dataset("calls", "crm-deals", limit=None))
    calls, deals = (run.outcomes[name]["records"] for name in ("calls", "crm-deals"))
    assert calls < len(world.plans)
    told = [line for line in caplog.messages if line.endswith(" so far")]
    assert told[0] == f"1 call of at most {len(world.plans)} so far"
    assert told[calls - 1] == f"{calls} calls of at most {len(world.plans)} so far"
    assert told[-1] == f"{deals} deals so far"
    [text] = [body(site.s3, key).decode() for key in keys(site.s3) if "gong_calls_" in key]
    assert (
        f"\nLeft out: {len(world.plans) - calls} private calls.\n" in text
    )  # each once, however many fences
