"""What Gong may be asked when a part of the cluster was killed: no more, but for what began anew."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.cluster_judge import MOVED, fair
from scripts.demo_processes import DemoError

SENT = {"calls": 3, "users": 1}
"""Of ten requests; the other six are the plan's."""


def asked(*numbers: int, status: int = 200) -> list[dict[str, Any]]:
    """Return a log of Gong: equal numbers are equal questions."""
    return [
        {"method": "GET", "path": f"/{number}", "query": {}, "body": None, "status": status}
        for number in numbers
    ]


def test_an_undisturbed_run_is_fair() -> None:
    """Its windows may have moved."""
    fair("all", asked(*range(10)), 10, SENT, {})
    fair("all", asked(*range(10 + MOVED)), 10, SENT, {})


def test_a_type_that_began_anew_may_ask_its_own_and_what_it_shares_once_more() -> None:
    """Three requests of its own and the plan's six."""
    fair("all", asked(*range(10), *range(9)), 10, SENT, {"calls": 1})


@pytest.mark.parametrize(
    ("log", "again"),
    [
        (asked(*range(10), 0), {}),
        (asked(*range(10), *range(8)), {"users": 1}),
        (asked(*range(11 + MOVED)), {}),
        (asked(*range(9), status=429), {}),
    ],
    ids=["asked twice", "more than its own", "new questions", "refused"],
)
def test_anything_more_is_not(log: list[dict[str, Any]], again: dict[str, int]) -> None:
    """And neither is a refusal."""
    with pytest.raises(DemoError):
        fair("all", log, 10, SENT, again)
