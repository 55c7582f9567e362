"""How many requests of one user may wait for Gong or a store at the same time.

Each takes one of some forty threads that all of Airflow's API shares, for as long as Gong or the store takes:
without a bound one person, or one script, could keep everybody else out of Airflow.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends

from gong.web.access import Asker, signed_in
from gong.web.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MOST = 12
"""A browser sends six at once to one server; two windows of a busy person."""

_waiting: Counter[str] = Counter()
"""By user; only touched by the event loop."""


async def in_turn(asker: Annotated[Asker, Depends(signed_in)]) -> AsyncIterator[None]:
    """Hold one of the asker's places until the answer is sent to its end."""
    if _waiting[asker.name] >= MOST:
        raise Refusal(
            429, f"{MOST} of your requests to Gong or a store are under way. Try again in some seconds."
        )
    _waiting[asker.name] += 1
    try:
        yield
    finally:
        _waiting[asker.name] -= 1
