"""A Gong to read from: the simulator over real HTTP, and a hook whose time is the test's."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast
from unittest.mock import patch

import requests
from airflow.models.connection import Connection

from gong.hook import GongHook
from gong.limiter import open_limiter
from gong.pace import Pace
from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.ingest import Outcome, import_type, prepare
from include.runs import Run, read_run
from include.storage import DatasetStore, Written
from tests.clocks import EPOCH, Clock
from tests.servers import BUCKET, body, keys, moto_s3
from tests.simulator import Simulator, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import timedelta

    from mypy_boto3_s3 import S3Client

    from gong.walk import Window
    from include.contents import Content
    from include.ingest import Store

NOW = datetime.fromtimestamp(EPOCH, UTC)
ALL = tuple(DATA_TYPES)


class LocalHook(GongHook):
    """The hook with a connection to a simulator, instead of one that Airflow keeps.

    One request at a time: with a clock that moves only when somebody sleeps, two threads would pull it along.
    """

    def __init__(self, sim: Simulator, clock: Clock, folder: Path, **options: Any) -> None:
        super().__init__(
            "gong_test", clock=clock.now, sleep=clock.sleep, **{"in_flight": 1, "attempts": 3, **options}
        )
        self.connection = Connection(
            conn_id="gong_test",
            conn_type="gong",
            host=sim.url,
            login=sim.access_key,
            password=sim.access_key_secret,
        )
        self.limiter = open_limiter(
            f"sqlite://{folder}/limiter.db",
            "simulated",
            Pace(),
            by_hand=self.by_hand,
            clock=clock.now,
            timer=clock.now,
            sleep=clock.sleep,
        )

    def get_connection(self, conn_id: str) -> Any:  # type: ignore[override]  # an instance's own connection
        """Return the simulator's connection."""
        assert conn_id == "gong_test"
        return self.connection


class MemoryStore:
    """Files in memory, for tests that are not about storage."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def replace_current(self, data_type_id: str, first_import: datetime, content: Content) -> Written:
        """Replace the type's current file."""
        del first_import
        return self._replace(data_type_id, content)

    def replace_history(self, data_type_id: str, window: Window, content: Content) -> Written:
        """Replace the history file of a window."""
        return self._replace(f"{data_type_id}/{window.start}/{window.end}", content)

    def begin(self, data_type_id: str, first_import: datetime, window: Window | None) -> NoReturn:
        """Refuse what only a real store can do."""
        raise AssertionError(data_type_id, first_import, window)

    def go_on(self, data_type_id: str, saved: Any) -> NoReturn:
        """Refuse what only a real store can do."""
        raise AssertionError(data_type_id, saved)

    def finish(self, data_type_id: str, streamed: Any, content: Any, rest: Any) -> NoReturn:
        """Refuse what only a real store can do."""
        raise AssertionError(data_type_id, streamed, content, rest)

    def _replace(self, key: str, content: Content) -> Written:
        whole = b"".join(content.parts())
        assert len(whole) == content.size
        self.files[key] = whole
        return Written(
            key, f"s3://{BUCKET}/{key}", content.size, content.records, content.sha256, changed=True
        )


def sync(
    hook: GongHook, store: Store, dataset: Dataset, clock: Clock, **params: Any
) -> dict[str, Outcome | Exception]:
    """Run all of a dataset's types one after the other, as its DAG does; errors are outcomes too."""
    run = read_run(dataset, params, datetime.fromtimestamp(clock.now(), UTC))
    return run_types(hook, store, dataset, run, params.get("data_types", dataset.data_types))


def run_types(
    hook: GongHook, store: Store, dataset: Dataset, run: Run, names: Iterable[str]
) -> dict[str, Outcome | Exception]:
    """Plan and import the named types."""
    types = [DATA_TYPES[name] for name in names]
    shared = {} if run.interval else prepare(hook, types, run.query(dataset, types[0], {}))
    outcomes: dict[str, Outcome | Exception] = {}
    for data_type in types:
        known = {name: shared[name] for name in data_type.lookups if name in shared}
        try:
            outcomes[data_type.id] = import_type(data_type, run.query(dataset, data_type, known), hook, store)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            outcomes[data_type.id] = error
    return outcomes


@cache
def company(calls: int = 250, **traits: Any) -> World:
    """Return a company of the simulator's, made once: a test that holds calls back makes its own."""
    return World(seed=7, calls=calls, now=NOW, **traits)


@dataclass
class Rig:
    """A company's Gong, a bucket or files in memory, and a clock that they live by."""

    sim: Simulator
    client: S3Client
    clock: Clock
    folder: Path
    memory: MemoryStore | None = None

    def hook(self, **options: Any) -> LocalHook:
        """Return a hook that reads from the simulator."""
        return LocalHook(self.sim, self.clock, self.folder, **options)

    def sync(
        self, *names: str, hook: GongHook | None = None, params: dict[str, Any] | None = None, **fields: Any
    ) -> dict[str, Outcome | Exception]:
        """Run the named types (default: all) of a dataset with these ``fields`` and run ``params``."""
        dataset = Dataset.from_mapping(
            {"name": "acme", "bucket": BUCKET, "data_types": list(names or ALL), **fields}, "test"
        )
        store = self.memory or DatasetStore(self.client, dataset.bucket, dataset.prefix)
        return sync(hook or self.hook(), store, dataset, self.clock, **(params or {}))

    def read(self, *names: str, **wishes: Any) -> dict[str, str]:
        """Sync like `sync`, expect success, and return the current files' texts by type."""
        for outcome in self.sync(*names, **wishes).values():
            assert isinstance(outcome, Outcome), outcome
        return self.texts(*names or ALL)

    def read_range(self, name: str, start: datetime, length: timedelta, **wishes: Any) -> tuple[Outcome, str]:
        """Import one type's records of a range; return the outcome and the history file's text."""
        params = {"start": start.isoformat(), "end": (start + length).isoformat()}
        outcome = self.sync(name, params=params, **wishes)[name]
        assert isinstance(outcome, Outcome), outcome
        key = outcome.uri.removeprefix(f"s3://{BUCKET}/")
        whole = self.memory.files[key] if self.memory else body(self.client, key)
        return outcome, whole.decode()

    def text(self, name: str) -> str:
        """Return the type's current file."""
        return self.texts(name)[name]

    def texts(self, *names: str) -> dict[str, str]:
        """Return the types' current files."""
        if self.memory:
            return {name: self.memory.files[name].decode() for name in names}
        found = {key.removeprefix("acme/gong_").partition("_2")[0]: key for key in keys(self.client)}
        assert len(found) == len(keys(self.client)), "a type has two current files"
        return {name: body(self.client, found[name]).decode() for name in names}

    def asked(self, path: str) -> list[dict[str, Any]]:
        """Return the bodies of the requests with this path, in order."""
        return [each.body for each in self.sim.exchanges if each.path == path]


@contextmanager
def rig(world: World | None = None, *, s3: bool = True, **options: Any) -> Iterator[Rig]:
    """Set up a company (default: 250 calls, two workspaces) and a bucket, or files in memory.

    ``options`` are the simulator's.
    """
    clock = Clock()
    simulator = Simulator(world or company(), clock=clock.now, sleep=clock.sleep, **options)
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, AIRFLOW__GONG__ALLOWED_HOSTS="127.0.0.1"))
        stack.enter_context(simulator)
        client = stack.enter_context(moto_s3()) if s3 else cast("S3Client", None)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        yield Rig(simulator, client, clock, folder, None if s3 else MemoryStore())


def truth(world: World, method: str, path: str, key: str, body: Any = None) -> list[Any]:
    """Return every record of an endpoint, asked for without any code of the product."""
    found: list[Any] = []
    with Simulator(world, clock=lambda: EPOCH, rate=10**6, daily=10**6) as sim:
        cursor: dict[str, str] = {}
        while True:
            answer = requests.request(
                method,
                sim.url + path,
                params=cursor if method == "GET" else None,
                json=None if method == "GET" else {**(body or {"filter": {}}), **cursor},
                auth=(sim.access_key, sim.access_key_secret),
                timeout=10,
            ).json()
            found += answer[key]
            if "cursor" not in answer.get("records", {}):
                return found
            cursor = {"cursor": answer["records"]["cursor"]}


@cache
def every_call(world: World) -> list[dict[str, Any]]:
    """Return all calls with parties and CRM links, newest first."""
    selector = {"context": "Extended", "contextTiming": ["Now"], "exposedFields": {"parties": True}}
    question = {"filter": {}, "contentSelector": selector}
    return truth(world, "POST", "/v2/calls/extensive", "calls", question)[::-1]


def public(calls: Iterable[dict[str, Any]]) -> list[str]:
    """Return the ids of the calls that are not private."""
    return [str(call["metaData"]["id"]) for call in calls if not call["metaData"]["isPrivate"]]


def records(text: str) -> list[str]:
    """Return a file's records, each from its marker on."""
    return re.split(r"(?m)^(?==== [A-Z ]+ ===$)", text)[1:]


def timeless(text: str) -> str:
    """Return a file without the lines that move on with every run."""
    return re.sub(r"(?m)^(?:Imported: .* at |Period: .* to ).*\n", "", text)


def ids(text: str, label: str = "Call ID") -> list[str]:
    """Return the values of the lines that begin with ``label``, in order."""
    return re.findall(rf"(?m)^{label}: (.+)$", text)
