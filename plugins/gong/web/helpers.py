"""What the form asks while somebody fills it: buckets, a test of the destination, workspaces, a schedule."""

from __future__ import annotations

from datetime import UTC, datetime

from cron_descriptor import (
    ExpressionDescriptor,
    FormatException,
    MissingFieldException,
    Options,
    WrongArgumentException,
)
from croniter import croniter
from fastapi import APIRouter, Depends
from pydantic import BaseModel

from gong import endpoints
from gong.errors import GongError
from gong.hook import GongHook
from gong.web import storage
from gong.web.access import Asker, User
from gong.web.connections import Choices, choices, gong_problem, storage_problem
from gong.web.errors import Refusal
from gong.web.waiting import in_turn
from include.datasets import Dataset
from include.definition_errors import InvalidDefinitionError, sentence_of, sentences_of
from include.definition_rules import PRESETS
from include.destination import Check, bucket_names, probe
from include.storage_errors import StorageError

router = APIRouter(prefix="/api")

SHOWN = 3
LONGEST_WAIT = 10.0
"""Seconds that a person waits for a request's turn at Gong."""
_PLACEHOLDERS = {"name": "x", "bucket": "bucket", "data_types": ["calls"]}


class Buckets(BaseModel):
    """The buckets that a connection may list, or why it may not."""

    buckets: list[str]
    problem: str | None = None


class Place(BaseModel):
    """Where a dataset is to be kept."""

    aws_conn_id: str
    bucket: str
    prefix: str


class CheckView(BaseModel):
    """One right at a destination."""

    name: str
    ok: bool
    message: str


class Verdict(BaseModel):
    """What a test of a destination found."""

    ok: bool
    checks: list[CheckView]


class Workspace(BaseModel):
    """A workspace of Gong."""

    id: str
    name: str


class Workspaces(BaseModel):
    """The workspaces that a connection sees, or why none can be listed."""

    workspaces: list[Workspace]
    problem: str | None = None


class Wish(BaseModel):
    """A schedule: a preset or a cron expression."""

    schedule: str


class Preview(BaseModel):
    """When a schedule falls due, in UTC, and what it says in words; or what is wrong with it."""

    next: list[datetime]
    description: str
    problem: str | None = None


@router.get("/connections")
def list_connections(asker: User) -> Choices:
    """Return the connections that the asker may choose."""
    return choices(asker)


@router.get("/buckets", dependencies=[Depends(in_turn)])
def list_buckets(asker: User, aws_conn_id: str) -> Buckets:
    """Return the buckets of a store. Not to be allowed to list them is no obstacle: one can be typed."""
    _check_storage(asker, aws_conn_id)
    try:
        return Buckets(buckets=bucket_names(storage.client(aws_conn_id)))
    except StorageError as error:
        return Buckets(buckets=[], problem=str(error))


@router.post("/destination/test", dependencies=[Depends(in_turn)])
def test_destination(asker: User, place: Place) -> Verdict:
    """Try whether the place can be listed, written, read and deleted in."""
    _check_storage(asker, place.aws_conn_id)
    checked = _checked(**place.model_dump())
    try:
        checks = probe(storage.client(checked.aws_conn_id), checked.bucket, checked.prefix)
    except StorageError as error:
        checks = [Check("list", ok=False, message=str(error))]
    views = [CheckView(name=each.name, ok=each.ok, message=each.message) for each in checks]
    return Verdict(ok=all(each.ok for each in views), checks=views)


@router.get("/workspaces", dependencies=[Depends(in_turn)])
def list_workspaces(asker: User, gong_conn_id: str) -> Workspaces:
    """Return the workspaces of the company behind a connection."""
    problem = gong_problem(asker.name, gong_conn_id)
    if problem:
        return Workspaces(workspaces=[], problem=f"'{gong_conn_id}' {problem}.")
    try:
        gong = GongHook(gong_conn_id, by_hand=True, attempts=2)
        gong.limiter.patience = LONGEST_WAIT
        found = list(gong.read(endpoints.workspaces()))
    except GongError as error:
        return Workspaces(workspaces=[], problem=str(error))
    return Workspaces(
        workspaces=[
            Workspace(id=str(each["id"]), name=str(each.get("name") or each["id"]))
            for each in found
            if each.get("id")
        ]
    )


@router.post("/schedule/preview")
def preview_schedule(asker: User, wish: Wish) -> Preview:
    """Return when a schedule falls due next."""
    del asker
    return preview(wish.schedule, datetime.now(UTC))


def preview(schedule: str, now: datetime) -> Preview:
    """Return the next times after ``now``; a schedule that would not be saved has a sentence instead."""
    try:
        sync = Dataset.from_mapping({**_PLACEHOLDERS, "sync": {"schedule": schedule}}, "").sync
    except InvalidDefinitionError as error:
        return Preview(next=[], description="", problem=sentence_of(error.errors[0]))
    cron = PRESETS.get(sync.schedule, sync.schedule) if sync else ""
    times = croniter(cron, now, ret_type=datetime)
    return Preview(next=[next(times) for _ in range(SHOWN)], description=f"{_in_words(cron)} (UTC)")


def _in_words(cron: str) -> str:
    """Return a cron expression in words, or as it is if they are not known."""
    options = Options()
    options.use_24hour_time_format = True
    try:
        words: str = ExpressionDescriptor(cron, options).get_description()
    except (FormatException, MissingFieldException, WrongArgumentException):
        return cron  # croniter reads more than the descriptor does, and it is croniter that Airflow runs
    return words


def _check_storage(asker: Asker, conn_id: str) -> None:
    if problem := storage_problem(asker, conn_id):
        sentence = f"'{conn_id}' {problem}."
        raise Refusal(403, sentence, {"aws_conn_id": sentence})


def _checked(**place: str) -> Dataset:
    """Return a dataset at this place, if one could be there."""
    try:
        return Dataset.from_mapping({**_PLACEHOLDERS, **place}, "")
    except InvalidDefinitionError as error:
        fields = sentences_of(error.errors)
        raise Refusal(422, " ".join(fields.values()), fields) from None
