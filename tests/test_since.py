"""`since` of a sync: from when on its schedule counts."""

from __future__ import annotations

import pytest

from include.datasets import Dataset, Sync
from include.definition_errors import InvalidDefinitionError


@pytest.mark.parametrize(
    ("schedule", "since", "start"),
    [
        ("@daily", "2026-11-25T10:15:00Z", "2026-11-25T00:00:00+00:00"),
        ("@weekly", "2026-11-25T10:15:00+02:00", "2026-11-22T00:00:00+00:00"),
        ("0 3 * * *", "2026-11-25T03:00:00Z", "2026-11-25T03:00:00+00:00"),
        ("@monthly", "2026-11-25", "2026-11-01T00:00:00+00:00"),
    ],
)
def test_the_first_scheduled_run_falls_due_after_since(schedule: str, since: str, start: str) -> None:
    """Its interval is the one that is under way then, so it does not begin at once."""
    begun = Sync.model_validate({"schedule": schedule, "since": since}).start
    assert begun
    assert begun.isoformat() == start


@pytest.mark.parametrize("since", ["soon", "", "9999-12-31T23:59:59-01:00", "1999-01-01"])
def test_since_is_a_time(since: str) -> None:
    """What is no time, or an absurd one, is refused."""
    with pytest.raises(InvalidDefinitionError) as refused:
        Dataset.from_mapping(
            {
                "name": "a",
                "bucket": "acme",
                "data_types": ["calls"],
                "sync": {"schedule": "@daily", "since": since},
            },
            "test",
        )
    [error] = refused.value.errors
    assert error.field == "sync.since"
