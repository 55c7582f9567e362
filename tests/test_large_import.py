"""Files too large to wait for: sent while they are made, whole or not there, gone on with by the next try."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from botocore.exceptions import ClientError

from gong.errors import GongError, QuotaExhausted
from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.ingest import Outcome, import_type
from include.progress import Progress
from include.runs import read_run
from include.spool import DiskFull, Spool
from include.storage import DatasetStore
from include.storage_errors import StorageDenied, StorageError, StorageOutage
from include.streamed import HEAD_PARTS
from tests.gong_fixtures import NOW, Rig, ids, rig, timeless
from tests.servers import BUCKET, body, keys
from tests.simulator import Fault, World

if TYPE_CHECKING:
    from collections.abc import Iterator

CALLS = 1_200
TRANSCRIPTS = "/v2/calls/transcript"


class Note:
    """A checkpoint that a test looks at."""

    def __init__(self, *, is_last: bool = False) -> None:
        self.is_last = is_last
        self.state: dict[str, Any] | None = None
        self.saves = 0

    def load(self) -> dict[str, Any] | None:
        """Return what was saved last."""
        return self.state

    def save(self, state: dict[str, Any]) -> None:
        """Replace what was saved."""
        self.state, self.saves = state, self.saves + 1

    def clear(self) -> None:
        """Forget it."""
        self.state = None


@pytest.fixture(scope="module")
def world() -> World:
    """Give 1,200 calls of some 54 kB each: about 34 MB of text."""
    return World.bulk(calls=CALLS, transcript_bytes=54_000, now=NOW)


@pytest.fixture
def made(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    """Give the company, with windows of a hundred calls, and files sent in parts from six megabytes on."""
    monkeypatch.setattr("include.sources.walking.ONE_SEQUENCE", 100)
    monkeypatch.setattr("include.sources.walking.MOST_AT_ONCE", 2)
    monkeypatch.setattr("include.assembly.LARGE_BYTES", 6 * 1024**2)
    with rig(world, validate=False) as one:
        yield one
    world.release()


def bring(
    made: Rig,
    note: Note | None = None,
    *,
    prefix: str = "acme/",
    progress: Progress | None = None,
    **fields: Any,
) -> Outcome:
    """Import all transcripts as one try of a task does."""
    dataset = Dataset.from_mapping(
        {
            "name": "acme",
            "bucket": BUCKET,
            "prefix": prefix,
            "data_types": ["transcripts"],
            "limit": None,
            "include_private_calls": True,
            **fields,
        },
        "test",
    )
    one = DATA_TYPES["transcripts"]
    query = read_run(dataset, {}, NOW).query(dataset, one, {})
    store = DatasetStore(made.client, BUCKET, prefix)
    return import_type(one, query, made.hook(attempts=1), store, note, progress)


def unfinished(made: Rig) -> list[str]:
    """Return the keys of unfinished uploads."""
    found = made.client.list_multipart_uploads(Bucket=BUCKET)
    return [upload["Key"] for upload in found.get("Uploads", [])]


def text_of(made: Rig, outcome: Outcome) -> str:
    """Return the file of an outcome."""
    return body(made.client, outcome.uri.removeprefix(f"s3://{BUCKET}/")).decode()


def break_at_the_end(made: Rig, monkeypatch: pytest.MonkeyPatch, **fields: Any) -> Note:
    """Import until only the head is left to be sent, which the store refuses; return the checkpoint."""
    send, note = made.client.upload_part, Note()

    def refuse(**part: Any) -> Any:
        if part["PartNumber"] <= HEAD_PARTS:
            raise ClientError({"Error": {"Code": "SlowDown"}}, "UploadPart")
        return send(**part)

    with monkeypatch.context() as patched:
        patched.setattr(made.client, "upload_part", refuse)
        with pytest.raises(StorageOutage):
            bring(made, note, **fields)
    assert note.state
    return note


def break_after(made: Rig, requests: int) -> None:
    """Let Gong fail after so many transcript pages."""
    made.sim.faults = [Fault(TRANSCRIPTS, nth=requests + 1, times=None, kind="500")]


def test_a_file_sent_in_parts_is_the_file_that_waited(made: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte, and with the same facts in its metadata."""
    sent = bring(made, prefix="parts/")
    monkeypatch.setattr("include.assembly.LARGE_BYTES", 10**12)
    waited = bring(made, prefix="whole/")
    assert text_of(made, sent) == text_of(made, waited)
    assert len(ids(text_of(made, sent))) == CALLS
    facts = [
        made.client.head_object(Bucket=BUCKET, Key=one.uri.removeprefix(f"s3://{BUCKET}/"))
        for one in (sent, waited)
    ]
    for fact in ("Metadata", "ContentType"):
        assert facts[0][fact] == facts[1][fact]
    assert (sent.records, sent.bytes, sent.sha256) == (waited.records, waited.bytes, waited.sha256)
    assert unfinished(made) == []


def test_a_head_of_many_parts_leaves_the_numbers_behind_it_alone(
    made: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However large the head is, it takes no more part numbers than are kept for it."""
    monkeypatch.setattr("include.sources.walking.MOST_AT_ONCE", 4)
    monkeypatch.setattr("include.streamed.HEAD_PARTS", 1)
    sent = bring(made, prefix="parts/")
    monkeypatch.setattr("include.assembly.LARGE_BYTES", 10**12)
    assert text_of(made, sent) == text_of(made, bring(made, prefix="whole/"))


def test_another_try_goes_on(made: Rig) -> None:
    """What was sent is not asked for again, and the file is the one that an undisturbed import makes."""
    break_after(made, 10)
    note = Note()
    with pytest.raises(GongError):
        bring(made, note)
    made.sim.faults = []
    assert note.saves
    assert keys(made.client) == []
    assert unfinished(made) != []
    assert note.state
    sent = note.state["sent"][0]
    before = len(made.sim.exchanges)
    outcome = bring(made, note)
    answered = [
        each for each in made.sim.exchanges[before:] if each.path == TRANSCRIPTS and each.status == 200
    ]
    asked = [call for each in answered for call in each.body["filter"]["callIds"]]
    assert sent > 0
    assert len(asked) == len(set(asked)) == CALLS - sent
    assert note.state is None
    assert unfinished(made) == []
    assert timeless(text_of(made, outcome)) == timeless(text_of(made, bring(made, prefix="calm/")))


@pytest.mark.parametrize(
    "change", [{"lookback_days": 400}, {"gong_conn_id": "other"}, {"include_private_calls": False}, {}]
)
def test_another_try_that_is_asked_for_something_else_begins_anew(
    made: Rig, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]
) -> None:
    """A dataset may be edited between two tries, or the product: one file is made in one way throughout."""
    break_after(made, 10)
    note = Note()
    with pytest.raises(GongError):
        bring(made, note)
    made.sim.faults = []
    if not change:
        monkeypatch.setattr("include.ingest.PRODUCT_VERSION", "next")
    before = len(made.sim.exchanges)
    outcome = bring(made, note, **change)
    asked = [each for each in made.sim.exchanges[before:] if each.path == TRANSCRIPTS]
    assert len({call for each in asked for call in each.body["filter"]["callIds"]}) == CALLS
    assert outcome.records == CALLS
    assert unfinished(made) == []


@pytest.mark.parametrize("limit", [1_010, 1_150])
def test_another_try_goes_on_to_the_limit(made: Rig, monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    """However few are still wanted, or none, they are those of an undisturbed import, and so is the head."""
    order = made.sim.world.ids[::-1]
    lacking = {call for place, call in enumerate(order[900:]) if place % 4}

    def withhold(answer: dict[str, Any]) -> dict[str, Any]:
        found = answer["callTranscripts"]
        return {**answer, "callTranscripts": [each for each in found if call_of(each) not in lacking]}

    def call_of(transcript: Any) -> str:
        return str(orjson.loads(orjson.dumps(transcript))["callId"])  # it is a fragment of JSON

    for missing in (False, True):
        made.sim.faults = [Fault(TRANSCRIPTS, times=None, kind="mutate", mutate=withhold)] if missing else []
        note = break_at_the_end(made, monkeypatch, limit=limit)
        went_on = bring(made, note, limit=limit)
        calm = bring(made, prefix="calm/", limit=limit)
        assert went_on.notes == calm.notes
        assert timeless(text_of(made, went_on)) == timeless(text_of(made, calm))
        assert went_on.records == (limit if not missing else calm.records)


@pytest.mark.parametrize(("first", "then", "limit"), [(150, 0, 1_010), (0, 60, None)])
def test_a_head_that_does_not_fit_any_more_begins_anew(
    made: Rig, monkeypatch: pytest.MonkeyPatch, first: int, then: int, limit: int | None
) -> None:
    """New calls must not push others out of the middle, and of few no part can be made that others follow."""
    newest = made.sim.world.ids[::-1]
    made.sim.world.hold(*newest[:first])
    note = break_at_the_end(made, monkeypatch, limit=limit)
    made.sim.world.release()
    made.sim.world.hold(*newest[:then])
    outcome = bring(made, note, limit=limit)
    assert ids(text_of(made, outcome)) == newest[then:][:limit]
    assert note.state is None
    assert unfinished(made) == []


def test_how_far_it_has_come_is_told_every_ten_seconds(made: Rig) -> None:
    """Where a record takes a second: all of them, also when another try goes on, then with what was sent."""
    told: list[tuple[int, int | None]] = []

    def progress() -> Progress:
        told.clear()
        return Progress(tell=lambda *figures: told.append(figures), clock=count().__next__)

    break_after(made, 10)
    note = Note()
    with pytest.raises(GongError):
        bring(made, note, progress=progress())
    assert told == [(records, CALLS) for records in range(10, told[-1][0] + 1, 10)]
    made.sim.faults = []
    assert note.state
    sent = note.state["sent"][0]
    bring(made, note, progress=progress())
    assert told[0] == (sent + 10, None)
    assert told[-1] == (CALLS - (CALLS - sent) % 10, CALLS)


def test_what_was_sent_after_the_last_checkpoint_comes_once(
    made: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A try may die among the parts of one segment: those that it could not tell of are not in the file."""
    monkeypatch.setattr("include.sources.walking.MOST_AT_ONCE", 4)
    send, note = made.client.upload_part, Note()
    sent: list[int] = []

    def refuse(**part: Any) -> Any:
        if note.saves and note.state and part["PartNumber"] == note.state["streamed"]["sent"] + 2:
            raise ClientError({"Error": {"Code": "SlowDown"}}, "UploadPart")
        sent.append(part["PartNumber"])
        return send(**part)

    monkeypatch.setattr(made.client, "upload_part", refuse)
    with pytest.raises(StorageOutage):
        bring(made, note)
    monkeypatch.setattr(made.client, "upload_part", send)
    assert note.state
    assert note.state["streamed"]["sent"] < max(sent)
    outcome = bring(made, note)
    assert timeless(text_of(made, outcome)) == timeless(text_of(made, bring(made, prefix="calm/")))


def test_a_store_without_parts_gets_the_file_as_one(made: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything waits on local disk then; the file is the same."""

    def refuse(**_: Any) -> None:
        raise ClientError({"Error": {"Code": "NotImplemented"}}, "CreateMultipartUpload")

    parts = text_of(made, bring(made, prefix="parts/"))
    monkeypatch.setattr(made.client, "create_multipart_upload", refuse)
    assert timeless(text_of(made, bring(made, prefix="whole/"))) == timeless(parts)


def test_the_last_try_leaves_nothing(made: Rig) -> None:
    """Where nobody will go on, no upload stays unfinished."""
    for note in (Note(is_last=True), None):
        break_after(made, 10)
        with pytest.raises(GongError):
            bring(made, note)
        assert unfinished(made) == []
        assert keys(made.client) == []


def test_the_end_of_the_quota_leaves_what_was_sent(made: Rig) -> None:
    """Also in the last try: the same one goes on after the reset."""
    made.sim.faults = [Fault(TRANSCRIPTS, nth=11, kind="429", retry_after=5 * 3600)]
    note = Note(is_last=True)
    with pytest.raises(QuotaExhausted):
        bring(made, note)
    assert unfinished(made) != []
    assert note.state
    made.clock.advance(5 * 3600)
    assert bring(made, note).records == CALLS
    assert unfinished(made) == []


@pytest.mark.parametrize("where", ["storage", "disk"])
def test_a_failure_that_no_try_follows_leaves_nothing(
    made: Rig, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """What somebody has to put right first is not tried again, so its parts are of no use."""
    send, add, done = made.client.upload_part, Spool.add, count()

    def refuse(**part: Any) -> Any:
        if next(done) > 2:
            raise ClientError({"Error": {"Code": "AccessDenied"}}, "UploadPart")
        return send(**part)

    def fill(spool: Spool, newest: float, text: bytes, gaps: int = 0) -> None:
        if next(done) > CALLS - 100:
            raise DiskFull
        add(spool, newest, text, gaps)

    monkeypatch.setattr(made.client, "upload_part", refuse if where == "storage" else send)
    monkeypatch.setattr(Spool, "add", fill if where == "disk" else add)
    note = Note()
    with pytest.raises((StorageDenied, DiskFull)):
        bring(made, note)
    assert note.saves
    assert unfinished(made) == []


def test_storage_that_fails_in_a_part_leaves_the_old_file(made: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stays whole until the new one is."""
    old = text_of(made, bring(made, limit=150))

    def refuse(**_: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(made.client, "upload_part", refuse)
    with pytest.raises((StorageError, ConnectionError)):
        bring(made)
    monkeypatch.undo()
    (key,) = keys(made.client)
    assert body(made.client, key).decode() == old
    assert unfinished(made) == []


def test_the_same_content_is_not_replaced(made: Rig) -> None:
    """A large file that did not change is left as it is, and its parts are given up."""
    first = bring(made)
    stamp = made.client.head_object(Bucket=BUCKET, Key=keys(made.client)[0])["LastModified"]
    second = bring(made)
    assert (first.state, second.state) == ("imported", "unchanged")
    assert made.client.head_object(Bucket=BUCKET, Key=keys(made.client)[0])["LastModified"] == stamp
    assert unfinished(made) == []


@pytest.mark.parametrize("upload_id", ["gone", ""])
def test_an_upload_that_is_gone_is_begun_anew(made: Rig, upload_id: str) -> None:
    """A checkpoint that the store knows nothing of costs the work again and nothing else."""
    break_after(made, 10)
    note = Note()
    with pytest.raises(GongError):
        bring(made, note)
    made.sim.faults = []
    assert note.state
    note.state["streamed"]["upload_id"] = upload_id or note.state["streamed"]["upload_id"]
    if not upload_id:
        note.state["streamed"]["key"] = "elsewhere/gong_transcripts_20260101_000000.txt"
    assert bring(made, note).records == CALLS
    assert unfinished(made) == []


def test_a_limit_cuts_a_file_in_parts(made: Rig) -> None:
    """The newest so many, also when they are sent in parts."""
    text = text_of(made, bring(made, limit=1_050))
    assert len(ids(text)) == 1_050
    assert re.match("Gong Transcripts Import — 1050 transcripts\n", text)
