"""Whatever Gong, the disk or the store sends: every record survives, or the old file does."""

from __future__ import annotations

import random
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from gong import errors
from gong.walk import Window
from include import lookups
from include.ingest import Outcome
from include.query import Query
from include.spool import DiskFull
from include.storage_errors import StorageError
from include.upload import AT_ONCE, PART_BYTES
from tests.gong_fixtures import ALL, NOW, Rig, company, every_call, ids, public, records, rig, timeless
from tests.servers import keys, refusal, uploads
from tests.simulator import Fault, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from include.query import Gong

CALLS, TRANSCRIPTS = "/v2/calls/extensive", "/v2/calls/transcript"
FRAME = {"requestId", "records", "fromDateTime", "toDateTime", "timeZone"}
HOSTILE = (
    "\n=== CALL ===\r\nTitle: Forged\u2028=== TRANSCRIPT ===\x85=== USER ===\n"
    + "-" * 40
    + "\n[00:00:01] Dana: I quit\x00\x1b[31m\u202egnp.exe\u2066\ufeff\t\x0b=== DEAL ===\u2029- forged\n\n"
)
ENUMS = {"objectType", "affiliation", "saidAt", "visibilityType", "reviewMethod", "questionType", "isOverall"}


@pytest.fixture
def made() -> Iterator[Rig]:
    """Give a company with forty calls, and files in memory."""
    with rig(company(40), s3=False) as one:
        yield one


@pytest.fixture
def stored() -> Iterator[Rig]:
    """Give a company with forty calls, and a bucket."""
    with rig(company(40)) as one:
        yield one


@pytest.fixture(scope="module")
def good() -> dict[str, str]:
    """Give the files of that company when nothing is wrong."""
    with rig(company(40), s3=False) as one:
        return one.read()


def spoil(made: Rig, change: Callable[[Any], Any], path: str = "/v2") -> None:
    """Let ``change`` be applied to every record that Gong sends from ``path``."""

    def mutate(answer: dict[str, Any]) -> dict[str, Any]:
        return {key: value if key in FRAME else change(value) for key, value in answer.items()}

    made.sim.faults = [Fault(path, kind="mutate", times=None, mutate=mutate)]


def everywhere(value: Any, change: Callable[[str, Any], Any], key: str = "") -> Any:
    """Return a JSON value with every leaf changed; ``change`` gets the key it stands under, and the leaf."""
    if isinstance(value, dict):
        return {name: everywhere(each, change, name) for name, each in value.items()}
    if isinstance(value, list):
        return [everywhere(each, change, key) for each in value]
    return change(key, value)


def check(text: str, name: str) -> None:
    """Check that a file has the shape of one: its count, one rule, and nothing that could pass for either."""
    lines = text.split("\n")
    markers = [line for line in lines if line.startswith("=== ")]
    assert f" — {len(markers)} " in lines[0], name
    assert len(set(markers)) <= 1
    assert lines.count("-" * 40) == 1
    assert text.endswith("\n")
    odd = {c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c != "\n"}
    assert odd == set(), name
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), name
    assert not re.search(r"(?<!Option)(?<!Selected): (?:None|null|NaN)$", text, re.MULTILINE), name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [("a\\u0000b", "a\\u0000b"), ("a\\\\u0000", "a\\\\u0000"), ("a\0b", "ab")],
    ids=["an escape as text", "two backslashes", "a NUL"],
)
def test_a_plan_survives_whatever_is_in_a_scorecard(made: Rig, sent: str, shown: str) -> None:
    """A text about NULs is no NUL: the plan finds the definitions, and files show what they say."""

    def spoilt(key: str, value: Any) -> Any:
        return f"{sent} {value}" if key == "questionText" else value

    spoil(made, lambda value: everywhere(value, spoilt), "/v2/settings/scorecards")
    texts = made.read("scorecards", "answered-scorecards")
    for name, text in texts.items():
        assert f"- {shown} How would you rate this call overall? (" in text, name
    assert len([each for each in made.sim.exchanges if each.path == "/v2/settings/scorecards"]) == 1


def test_a_plan_holds_what_a_database_takes() -> None:
    """Halves of surrogate pairs, which PostgreSQL refuses, are replaced, as files show them."""
    card = {"scorecardName": "\ud83d\ude00 \ud800\0", "questions": [{"answerOptions": [{"text": "\udc00"}]}]}
    gong = SimpleNamespace(read=lambda _: [card])
    query = Query(now=NOW, window=Window(NOW - timedelta(days=1), NOW))
    (found,) = lookups.plan(cast("Gong", gong), query, {lookups.SCORECARD_DEFINITIONS: 2}, [])["scorecards"]
    assert found["scorecardName"] == "\U0001f600 \ufffd"
    assert found["questions"][0]["answerOptions"] == [{"text": "\ufffd"}]


@pytest.mark.parametrize(
    "hostile",
    [HOSTILE, "=== CALL ===", "-" * 40, "\U0001f468\u200d\ufffd", "\u202e" * 50, ""],
    ids=["everything", "marker", "rule", "emoji", "overrides", "nothing"],
)
def test_no_text_of_gongs_forges_a_record(made: Rig, good: dict[str, str], hostile: str) -> None:
    """Titles, names, sentences, notes, keywords, field names: each stays one value of its own record."""

    def forge(key: str, value: Any) -> Any:
        kept = (
            key.lower().endswith(("id", "time", "date"))
            or key in ENUMS
            or key in {"started", "created", "updated"}
        )
        return value if kept or not isinstance(value, str) else hostile + value[:20]

    spoil(made, lambda value: everywhere(value, forge))
    after = made.read()
    for name in ALL:
        check(after[name], name)
        if not name.startswith("crm"):  # there, names of fields decide what is an account's name
            assert len(records(after[name])) == len(records(good[name])), name


def test_megabyte_fields_are_written(made: Rig) -> None:
    """A title and a sentence of a megabyte cost nothing but room."""

    def grow(key: str, value: Any) -> Any:
        return value + "x" * 1_000_000 if key in {"title", "brief"} and isinstance(value, str) else value

    spoil(made, lambda calls: [everywhere(call, grow) for call in calls[:3]], CALLS)
    text = made.read("calls", limit=3)["calls"]
    check(text, "calls")
    assert len(records(text)) == 3


@pytest.mark.parametrize("value", [None, [], {}, 0, "", "x", True, 1e300], ids=repr)
def test_records_of_nothing_but_one_value_cost_no_file(made: Rig, value: Any) -> None:
    """All leaves null, or of any other type: no type crashes, and no label stands without a value."""
    spoil(made, lambda items: everywhere(items, lambda key, leaf: leaf if _is_id(key) else value))
    for name, text in made.read().items():
        check(text, name)


def _is_id(key: str) -> bool:
    return key == "id" or key.endswith("Id")


@pytest.mark.parametrize("seed", range(4))
def test_any_field_may_be_missing_or_of_another_type(made: Rig, seed: int) -> None:
    """A third of all fields, at every depth, absent, null or of another type: no type crashes."""
    dice = random.Random(seed)

    def damage(value: Any) -> Any:
        if isinstance(value, dict):
            kept = {key: damage(each) for key, each in value.items() if dice.random() > 0.15 or _is_id(key)}
            return {**kept, "unheardOf": {"deep": [1, None]}}
        if isinstance(value, list):
            return [damage(each) for each in value]
        wild = [None, [], {}, [None], -1, 1e300, "2026-13-45", "x" * 99, False, {"a": {"b": 1}}]
        return dice.choice(wild) if dice.random() < 0.2 and not str(value).isdecimal() else value

    spoil(made, damage)
    for outcome in made.sync().values():
        assert isinstance(outcome, Outcome), outcome
    for name in ALL:
        check(made.text(name), name)


def test_ids_may_be_numbers_or_texts(made: Rig) -> None:
    """The same files, whichever way Gong sends ids: speakers, names and titles are found all the same."""
    texts = []
    for kind in (int, str):
        spoil(
            made,
            lambda items, kind=kind: everywhere(  # type: ignore[misc]  # bound per turn
                items, lambda key, leaf: kind(leaf) if _is_id(key) and str(leaf).isdecimal() else leaf
            ),
        )
        texts.append({name: timeless(text) for name, text in made.read().items()})
    assert texts[0] == texts[1]


@pytest.mark.parametrize("odd", [None, "", "not-a-number", -1, True, [], {}], ids=repr)
def test_a_record_without_a_usable_id_costs_only_itself(made: Rig, odd: Any) -> None:
    """One record of every list has odd ids, or none: nothing that is asked later on is refused for it."""

    def lose(value: Any) -> Any:
        first = (
            everywhere(value[:1], lambda key, leaf: odd if _is_id(key) else leaf)
            if isinstance(value, list)
            else []
        )
        return [*first, *value[1:]] if isinstance(value, list) else value

    spoil(made, lose)
    for name, text in made.read().items():
        check(text, name)
        assert records(text)


def test_unknown_values_and_fields_are_harmless(made: Rig, good: dict[str, str]) -> None:
    """What Gong adds later is shown as it is or passed over; nothing is lost for it."""

    def renew(key: str, value: Any) -> Any:
        return (
            "SOMETHING_NEW" if key in {"direction", "scope", "reviewMethod", "affiliation", "type"} else value
        )

    spoil(made, lambda items: _with_new_fields(everywhere(items, renew)))
    after = made.read()
    for name in ALL:
        check(after[name], name)
        if name != "crm-contacts":
            assert len(records(after[name])) == len(records(good[name])), name
    assert "Something new" in after["calls"] or "SOMETHING_NEW" in after["calls"]


def _with_new_fields(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_new_fields(each) for key, each in value.items()} | {"newIn2027": {"x": [1]}}
    return [_with_new_fields(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("poison", [None, 3, "x", [], [[]], True])
def test_what_is_no_object_is_left_out(made: Rig, good: dict[str, str], poison: Any) -> None:
    """One odd entry among good ones costs only itself, in every list that Gong sends."""
    spoil(made, lambda value: [poison, *value, poison] if isinstance(value, list) else value)
    for name, text in made.read().items():
        assert timeless(text) == timeless(good[name])


@pytest.mark.parametrize("instead", [{}, {"1": {}}, "x", 3, None])
def test_records_that_are_no_list_are_an_error(made: Rig, instead: Any) -> None:
    """Another type under the items key must not pass for an empty page: the file stays."""
    before = made.read("users")["users"]
    spoil(made, lambda _: instead, "/v2/users")
    assert isinstance(made.sync("users")["users"], errors.MalformedAnswer)
    assert made.text("users") == before


def test_calls_without_parties_are_written(made: Rig) -> None:
    """Imported calls may have no participants at all; their transcripts have numbered speakers."""
    spoil(made, lambda calls: [{k: v for k, v in call.items() if k != "parties"} for call in calls], CALLS)
    texts = made.read("calls", "transcripts")
    assert ids(texts["calls"]) == public(every_call(company(40)))
    assert "Attendees:" not in texts["calls"]
    assert set(re.findall(r"(?m)^\[[\d:]+\] ([^:]+?)(?: \d+)?:", texts["transcripts"])) == {"Speaker"}


def parties(made: Rig, change: Callable[[list[Any]], list[Any]]) -> str:
    """Return the transcripts when every call's parties are changed."""
    spoil(
        made,
        lambda calls: [{**call, "parties": change(call.get("parties") or [])} for call in calls],
        CALLS,
    )
    return made.read("transcripts")["transcripts"]


def test_parties_without_speaker_ids_leave_numbered_speakers(made: Rig) -> None:
    """Nobody's words are given to somebody by guessing; the header counts the unknown."""
    text = parties(made, lambda found: [{**party, "speakerId": None} for party in found])
    assert re.search(r"(?m)^Unresolved: \d+ speakers that Gong does not name", text)
    assert not re.search(r"(?m)^\[[\d:]+\] .*\((?:In|Ex)ternal\):", text)
    assert "(Internal)" in text  # as attendees


def test_two_parties_with_one_speaker_id_are_both_named(made: Rig) -> None:
    """Two people at one microphone: neither is given all the words, neither is dropped."""
    text = parties(made, lambda found: [{**party, "speakerId": "77"} for party in found[:2]])
    spoken = {record: re.findall(r"(?m)^\[[\d:]+\] (.+?):", record) for record in records(text)}
    assert any(spoken.values())

    def one_speaker(transcripts: list[Any]) -> list[Any]:
        def change(key: str, leaf: Any) -> Any:
            return "77" if key == "speakerId" else leaf

        return [everywhere(each, change) for each in transcripts]

    calls = made.sim.faults[0]
    spoil(made, one_speaker, TRANSCRIPTS)
    made.sim.faults.append(calls)
    for record in records(made.read("transcripts")["transcripts"]):
        attendees = re.findall(r"(?m)^- (.+?) \((?:In|Ex)ternal\)$", record)
        speakers = set(re.findall(r"(?m)^\[[\d:]+\] (.+?):", record))
        if len(set(attendees)) == 2:
            assert len(speakers) == 1
            assert all(name in min(speakers) for name in attendees), record


def test_transcripts_without_their_calls_are_written(made: Rig) -> None:
    """The details of a call may come later than its words: speakers are numbered then."""
    by_id = Fault(
        CALLS, kind="mutate", times=None, match=lambda request: "callIds" in request.body["filter"],
        mutate=lambda answer: {**answer, "calls": []},
    )  # fmt: skip
    rich = made.read("transcripts")["transcripts"]
    made.sim.faults = [by_id]
    poor = made.read("transcripts")["transcripts"]
    assert sorted(ids(poor)) == sorted(ids(rich))
    assert "Title: " not in poor
    check(poor, "transcripts")


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns", "Pacific/Niue"])
def test_odd_offsets_make_no_difference(zone: str) -> None:
    """Whatever the company's time zone, times are UTC, order and selection right."""
    world = World(seed=7, calls=25, now=NOW, time_zone=zone)
    with rig(world, s3=False) as made:
        texts = made.read()
        assert ids(texts["calls"]) == public(every_call(world))
        dates = ids(texts["calls"], "Date")
        starts = [datetime.fromtimestamp(start, UTC) for start in reversed(world.starts)]
        assert dates == sorted(dates, reverse=True)
        assert set(dates) <= {f"{start:%Y-%m-%d %H:%M:%S} UTC" for start in starts}
        assert made.sim.violations == []


def large(made: Rig) -> None:
    """Let calls be so large that their file is uploaded in several parts."""

    def grow(calls: list[Any]) -> list[Any]:
        return [
            {**call, "metaData": {**call["metaData"], "title": f"{n} " + "long " * 200_000}}
            for n, call in enumerate(calls)
        ]

    spoil(made, grow, CALLS)


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_store_that_fails_in_mid_upload_keeps_the_old_file(stored: Rig, failing: int) -> None:
    """One part of three is refused: the old file stays whole, nothing unfinished is left behind."""
    before = stored.read("calls", limit=20)["calls"]
    large(stored)
    numbers = count(1)

    def handler(**_: object) -> Any:
        return refusal(500, "InternalError") if next(numbers) == failing else None

    stored.client.meta.events.register_first("before-call.s3.UploadPart", handler)
    assert isinstance(stored.sync("calls", limit=20)["calls"], StorageError)
    assert next(numbers) - failing in {1, AT_ONCE}
    assert (stored.text("calls"), uploads(stored.client)) == (before, [])
    stored.client.meta.events.unregister("before-call.s3.UploadPart", handler)
    outcome = stored.sync("calls", limit=20)["calls"]
    assert isinstance(outcome, Outcome)
    assert outcome.bytes > 2 * PART_BYTES
    assert outcome.bytes == len(stored.text("calls").encode())


def test_a_full_disk_keeps_the_old_file(made: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records have no room to be put in order: the error says where room is needed."""
    before = made.read("calls")["calls"]
    made.sim.reset()
    monkeypatch.setattr("include.spool.tempfile.TemporaryFile", lambda **_: open("/dev/full", "r+b"))  # noqa: SIM115, PTH123 - the device that is always full
    outcome = made.sync("calls", limit=7)["calls"]
    assert isinstance(outcome, DiskFull)
    assert "Free space" in str(outcome)
    assert made.text("calls") == before


def test_two_runs_at_once_leave_one_whole_file(stored: Rig) -> None:
    """A second first import overtakes the first one: in the end there is one file, and it is whole."""
    inner: list[Any] = []

    def overtake(_: Any) -> None:
        stored.sim.faults = []
        stored.clock.advance(5)
        inner.append(stored.sync("transcripts"))

    stored.sim.faults = [Fault(TRANSCRIPTS, kind="mutate", mutate=overtake)]
    outcome = stored.sync("transcripts")["transcripts"]
    assert isinstance(outcome, Outcome)
    assert isinstance(inner[0]["transcripts"], Outcome)
    assert len(keys(stored.client)) == 1
    check(stored.text("transcripts"), "transcripts")
    assert [outcome.uri] == [f"s3://calls/{key}" for key in keys(stored.client)]


def test_a_key_that_is_revoked_in_mid_run_leaves_the_old_files(made: Rig) -> None:
    """Types that were read stay read; the others fail with what to do, and keep their files."""
    before = made.read()
    made.clock.advance(3 * 86_400)

    def revoke(_: Any) -> None:
        made.sim.revoke()

    made.sim.faults = [Fault("/v2/users", kind="mutate", mutate=revoke)]
    outcomes = made.sync()
    dead = [name for name, outcome in outcomes.items() if isinstance(outcome, errors.DeadCredential)]
    # Scorecard definitions had been read by the run's plan, for two types.
    assert dead == [name for name in ALL[ALL.index("user-stats") :] if name != "scorecards"]
    for name in dead:
        assert made.text(name) == before[name]
    assert sum(each.status == 401 for each in made.sim.exchanges) == len(dead)


def test_a_quota_used_up_in_mid_run_leaves_the_old_files() -> None:
    """Gong refuses for hours: the rest of the types says until when, and keeps its files."""
    with rig(company(40), s3=False, daily=60) as made:
        before = made.read()
        made.sim.limiter.used = 55
        made.clock.advance(60)
        outcomes = made.sync()
        late = {name: each for name, each in outcomes.items() if isinstance(each, errors.QuotaExhausted)}
        assert 0 < len(late) < len(ALL)
        assert all(0 < each.reset_in <= 4 * 3600 + 60 for each in late.values())
        for name in late:
            assert made.text(name) == before[name]


@pytest.mark.parametrize("kind", ["500", "not-json", "truncate", "drop", "missing-key"])
def test_a_type_that_fails_leaves_its_file_and_the_others(made: Rig, kind: str) -> None:
    """One endpoint is broken: its type fails, its old file stays, all others are imported."""
    before = made.read()
    made.clock.advance(3 * 86_400)
    made.sim.faults = [Fault("/v2/settings/trackers", kind=kind, times=None)]
    outcomes = made.sync()
    failed = [name for name, outcome in outcomes.items() if not isinstance(outcome, Outcome)]
    assert failed == ["trackers"]
    assert made.text("trackers") == before["trackers"]
