"""How many requests of one user may wait for Gong or a store at the same time.

Each takes one of some forty threads that all of Airflow's API shares, for as long as Gong or the store takes:
without a bound one person, or one script, could keep everybody else out of Airflow.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends

from gong.web.access import Asker, signed_in
from gong.web.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

MOST = 12
"""A browser sends six at once to one server; two windows of a busy person."""
MOST_UPLOADS = 2
"""A page sends one file at a time; these are two windows. They last long, and there are few for all users."""

_waiting, _uploading = Counter[str](), Counter[str]()
"""By user; only touched by the event loop."""


async def in_turn(asker: Annotated[Asker, Depends(signed_in)]) -> AsyncIterator[None]:
    """Hold one of the asker's places until the answer is sent to its end."""
    told = f"{MOST} of your requests to Gong or a store are under way. Try again in some seconds."
    with _place(_waiting, asker, MOST, told):
        yield


@contextmanager
def upload_in_turn(asker: Asker) -> Iterator[None]:
    """Hold one of the asker's places for uploads, in the event loop."""
    told = f"{MOST_UPLOADS} of your uploads are under way. Wait until one has ended, then try again."
    with _place(_uploading, asker, MOST_UPLOADS, told):
        yield


@contextmanager
def _place(taken: Counter[str], asker: Asker, most: int, told: str) -> Iterator[None]:
    if taken[asker.name] >= most:
        raise Refusal(429, told)
    taken[asker.name] += 1
    try:
        yield
    finally:
        taken[asker.name] -= 1
