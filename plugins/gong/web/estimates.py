"""What a dataset will be like in size, for somebody who is choosing its types."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from gong.hook import GongHook
from gong.web.access import Asker, User
from gong.web.connections import gong_problem
from gong.web.errors import Refusal
from gong.web.streams import Stream
from gong.web.waiting import in_turn
from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.definition_errors import InvalidDefinitionError, sentences_of
from include.estimates import AT_ONCE, Estimate, estimates
from include.runs import read_run

router = APIRouter(prefix="/api")

KEPT_SECONDS = 600
MOST_KEPT = 2_000
LONGEST_WAIT = 30.0
"""Seconds that a person waits for a request's turn, for instance while others use Gong's rate up."""

_UNDELAYED = {"Content-Encoding": "identity", "X-Accel-Buffering": "no"}
"""Or else Airflow's compression, or a proxy, would hold lines back until there are many."""


class Wanted(BaseModel):
    """What a dataset's form says so far; the fields are those of a definition."""

    gong_conn_id: str
    data_types: list[str] = Field(min_length=1)
    limit: int | None = 100
    lookback_days: int | None = None
    workspace_ids: list[str] = []
    include_private_calls: bool = False


class Kept:
    """Estimates that are known, for a while, in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], tuple[float, Estimate]] = {}

    def find(self, key: str, names: tuple[str, ...], now: float) -> list[Estimate]:
        """Return those of the named types that are not too old."""
        with self._lock:
            found = [self._known.get((key, name)) for name in names]
        return [each[1] for each in found if each and now - each[0] < KEPT_SECONDS]

    def keep(self, key: str, estimate: Estimate, now: float) -> None:
        """Keep one, and let the oldest go."""
        if estimate.state != "ok":
            return  # it is tried again
        with self._lock:
            self._known[key, estimate.id] = (now, estimate)
            while len(self._known) > MOST_KEPT:
                del self._known[next(iter(self._known))]


kept = Kept()


@router.post("/estimates", dependencies=[Depends(in_turn)])
def estimate(asker: User, wanted: Wanted) -> Stream:
    """Return one line of JSON per type, each as soon as it is known. Nothing is stored.

    Who stops to listen stops what has not begun, and keeps their place until what has is over.
    """
    dataset = _checked(asker, wanted)
    gong = GongHook(dataset.gong_conn_id, by_hand=True, attempts=2)
    gong.limiter.patience = LONGEST_WAIT
    pool = ThreadPoolExecutor(AT_ONCE, "estimate")
    lines = (f"{json.dumps(_line(each))}\n" for each in _known_and_new(gong, dataset, pool))
    end = partial(pool.shutdown, cancel_futures=True)
    return Stream(lines, end, "application/x-ndjson", _UNDELAYED)


def _known_and_new(gong: GongHook, dataset: Dataset, pool: Executor) -> Iterator[Estimate]:
    key, now = _key(gong, dataset), time.monotonic()
    known = kept.find(key, dataset.data_types, now)
    yield from known
    names = {each.id for each in known}
    run = read_run(dataset, {}, datetime.now(UTC), by_hand=True)
    missing = [DATA_TYPES[name] for name in dataset.data_types if name not in names]
    yield from estimates(
        gong,
        missing,
        lambda data_type: run.query(dataset, data_type, {}),
        pool,
        keep=lambda each: kept.keep(key, each, now),
    )


def _key(gong: GongHook, dataset: Dataset) -> str:
    """Return what an estimate depends on, the credential included: another one may see other records."""
    fields = dataset.model_dump(exclude={"data_types", "owner"}, mode="json")
    secret = gong.account.authorization
    return hashlib.sha256(json.dumps([gong.account.base_url, secret, fields]).encode()).hexdigest()


def _line(each: Estimate) -> dict[str, Any]:
    return {"id": each.id, "state": each.state, "records": each.records, "bytes": each.bytes, "why": each.why}


def _checked(asker: Asker, wanted: Wanted) -> Dataset:
    """Return a dataset with these wishes, if the asker may have it."""
    fields = {"name": "estimate", "bucket": "bucket", "owner": asker.name, **wanted.model_dump()}
    try:
        dataset = Dataset.from_mapping(fields, "")
    except InvalidDefinitionError as error:
        told = sentences_of(error.errors)
        raise Refusal(422, " ".join(told.values()), told) from None
    problem = gong_problem(asker.name, dataset.gong_conn_id)
    if problem:
        sentence = f"'{dataset.gong_conn_id}' {problem}."
        raise Refusal(403, sentence, {"gong_conn_id": sentence})
    return dataset
