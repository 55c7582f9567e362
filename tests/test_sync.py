"""A sync of all eleven types against a simulated company: what Gong is asked, what the files say."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from include import lookups
from include.ingest import Outcome
from tests.gong_fixtures import ALL, Rig, company, every_call, ids, public, records, rig, timeless, truth
from tests.servers import keys, once

if TYPE_CHECKING:
    from collections.abc import Iterator

CALL_TYPES = ("calls", "transcripts", "crm-deals", "crm-contacts", "crm-accounts")


@pytest.fixture(scope="module")
def first() -> Iterator[Rig]:
    """Give a company whose eleven types have been imported once, a hundred records at most of each."""
    with rig(s3=False) as made:
        for outcome in made.sync().values():
            assert isinstance(outcome, Outcome), outcome
            assert outcome.state == "imported"
        yield made


def moment(text: str | None) -> float:
    """Return a timestamp in seconds."""
    return datetime.fromisoformat(text).timestamp() if text else 0.0


def states(outcomes: dict[str, Outcome | Exception]) -> Counter[str]:
    """Count what became of the types."""
    return Counter(each.state if isinstance(each, Outcome) else repr(each) for each in outcomes.values())


def test_a_sync_asks_gong_little_and_nothing_twice(first: Rig) -> None:
    """250 calls, a hundred of each type: at most 45 requests, none twice, none too fast, as documented."""
    assert len(first.sim.exchanges) <= 45
    assert first.sim.duplicates() == []
    assert {each.status for each in first.sim.exchanges} == {200}
    assert first.sim.requests_per_second() <= 3
    assert first.sim.violations == []


def test_every_file_counts_its_records(first: Rig) -> None:
    """The first line tells how many there are; there is one line break at the end."""
    for name in ALL:
        text = first.text(name)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert f" — {len(records(text))} " in text.splitlines()[0]


def test_calls_are_exactly_the_newest_hundred(first: Rig) -> None:
    """Gong lists oldest first; the file has the newest, in order, and counts the private ones left out."""
    calls, text = every_call(company()), first.text("calls")
    expected = public(calls)[:100]
    assert ids(text) == expected
    oldest = next(i for i, call in enumerate(calls) if str(call["metaData"]["id"]) == expected[-1])
    private = oldest + 1 - len(expected)
    assert private > 0
    assert f"Left out: {private} private calls." in text
    assert "Limit: 100 calls, chosen by the call's start; Gong may have more." in text


def test_transcripts_are_those_of_the_newest_calls(first: Rig) -> None:
    """Calls without a transcript are replaced by older ones and counted; private calls are left out."""
    having = {str(entry["callId"]) for entry in _transcripts()}
    newest = public(every_call(company()))
    expected = [call_id for call_id in newest if call_id in having][:100]
    text = first.text("transcripts")
    assert ids(text) == expected
    without = newest.index(expected[-1]) + 1 - 100
    assert f"Left out: {without} calls without a transcript" in text
    assert all("Date: " in record and "\n[00:" in record for record in records(text))


def test_speakers_have_the_names_of_their_own_call(first: Rig) -> None:
    """A turn is attributed to the participant of that call with that speaker id, or to a numbered speaker."""
    names = {
        str(call["metaData"]["id"]): {
            str(party["speakerId"]): party.get("name")
            for party in call.get("parties") or []
            if party.get("speakerId")
        }
        for call in every_call(company())
    }
    spoken = {str(entry["callId"]): entry["transcript"] for entry in _transcripts()}
    for record in records(first.text("transcripts")):
        (call_id,) = ids(record)
        turns = [line for line in record.splitlines() if line.startswith("[")]
        known = [names[call_id].get(str(turn["speakerId"])) for turn in spoken[call_id]]
        assert turns
        for name in filter(None, known):
            assert any(f"] {name}" in line for line in turns)
        if None in known:
            assert any("] Speaker " in line for line in turns)


def _transcripts() -> list[Any]:
    return truth(company(), "POST", "/v2/calls/transcript", "callTranscripts")


@pytest.mark.parametrize(
    ("name", "path", "key", "identity", "time", "label"),
    [
        ("users", "/v2/users", "users", "id", "created", "User ID"),
        ("scorecards", "/v2/settings/scorecards", "scorecards", "scorecardId", "updated", "Scorecard ID"),
        ("trackers", "/v2/settings/trackers", "keywordTrackers", "trackerId", "updated", "Tracker ID"),
    ],
)
def test_lists_are_complete_and_newest_first(  # noqa: PLR0913, PLR0917 - one per column
    first: Rig, name: str, path: str, key: str, identity: str, time: str, label: str
) -> None:
    """What Gong lists whole is in the file whole, sorted by the time that its type goes by."""
    found = truth(company(), "GET", path, key)
    text = first.text(name)
    newest = sorted(found, key=lambda each: moment(each[time]), reverse=True)
    assert sorted(ids(text, label)) == sorted(str(each[identity]) for each in found)
    places = {str(each[identity]): moment(each[time]) for each in newest}
    written = [places[each] for each in ids(text, label)]
    assert written == sorted(written, reverse=True)


def test_answered_scorecards_include_those_of_the_ai(first: Rig) -> None:
    """People's and the AI's reviews of the year, newest review first, with texts of questions and names."""
    body = {"filter": {"reviewFromDate": "2025-11-18", "reviewMethod": "BOTH"}}
    found = truth(company(), "POST", "/v2/stats/activity/scorecards", "answeredScorecards", body)
    newest = sorted(found, key=lambda each: moment(each["reviewTime"]), reverse=True)
    text = first.text("answered-scorecards")
    assert ids(text, "Answered scorecard ID") == [str(each["answeredScorecardId"]) for each in newest][:100]
    assert {each["reviewMethod"] for each in found} == {"MANUAL", "AUTOMATIC"}
    assert "- How would you rate this call overall? (overall)" in text
    assert all("Reviewed person: " in record for record in records(text))
    titles = {str(call["metaData"]["id"]): call["metaData"]["title"] for call in every_call(company())}
    for record in records(text):
        assert ids(record, "Call") == [title for title in [titles[ids(record)[0]]] if title]


def test_folders_of_all_workspaces_have_their_path_and_calls(first: Rig) -> None:
    """Every public folder of both workspaces, with as many calls as Gong lists in it."""
    text = first.text("libraries")
    library = company().library
    folders = [folder for space in company().workspace_ids for folder in library.folders(space)]
    assert sorted(ids(text, "Folder ID")) == sorted(str(folder["id"]) for folder in folders)
    for record in records(text):
        content = library.content(ids(record, "Folder ID")[0])
        assert content is not None
        assert sum("  - Call ID: " in line for line in record.splitlines()) == len(content["calls"])


@pytest.mark.parametrize(
    ("name", "kinds", "label"),
    [
        ("crm-deals", {"Opportunity"}, "Deal ID"),
        ("crm-accounts", {"Account"}, "Account ID"),
        ("crm-contacts", {"Contact"}, "Contact ID"),
    ],
)
def test_crm_objects_come_by_their_newest_call(first: Rig, name: str, kinds: set[str], label: str) -> None:
    """Each object of the year's calls once, by the newest public call it is linked to; null ids are none."""
    newest: dict[str, str] = {}
    for call in every_call(company()):
        if not call["metaData"]["isPrivate"]:
            for object_id in _objects(call, kinds):
                newest.setdefault(object_id, str(call["metaData"]["id"]))
    pairs = [(ids(each, label)[0], ids(each, "Newest call ID")[0]) for each in records(first.text(name))]
    assert len(pairs) == min(100, len(newest))
    assert all(newest[found] == call for found, call in pairs)
    order = public(every_call(company()))
    places = [order.index(call) for _, call in pairs]
    assert places == sorted(places)
    assert set(list(newest)[:90]) <= {found for found, _ in pairs}


def _objects(call: dict[str, Any], kinds: set[str]) -> Iterator[str]:
    for holder in [call, *(call.get("parties") or [])]:
        for system in holder.get("context") or []:
            for entry in system["objects"]:
                if entry["objectType"] in kinds and entry["objectId"]:
                    yield str(entry["objectId"])


def test_user_stats_are_ordered_by_activity(first: Rig) -> None:
    """The last thirty whole days of each active user, the most active first."""
    text = first.text("user-stats")
    body = {"filter": {"fromDate": "2026-10-19", "toDate": "2026-11-17"}}
    path = "/v2/stats/activity/aggregate"
    found = truth(company(), "POST", path, "usersAggregateActivityStats", body)
    activity = {
        str(user["userId"]): user["userAggregateActivityStats"]["callsAsHost"]
        + user["userAggregateActivityStats"]["callsAttended"]
        for user in found
    }
    assert sorted(ids(text, "User ID")) == sorted(activity)
    written = [activity[user] for user in ids(text, "User ID")]
    assert written == sorted(written, reverse=True)
    assert all("Name: " in record and "- Interactivity: " in record for record in records(text)[:3])


def test_a_sync_leaves_one_file_per_type_and_a_second_changes_nothing() -> None:
    """Files are named after their first import; unchanged content is not uploaded again."""
    with rig(company(40)) as made:
        made.sync()
        before, sent = keys(made.client), list[int]()
        assert before == sorted(f"acme/gong_{name}_20261118_110640.txt" for name in ALL)
        for operation in ("PutObject", "CreateMultipartUpload"):
            once(made.client, operation, lambda: sent.append(1))
        made.clock.advance(600)
        assert states(made.sync()) == {"unchanged": 11}
        assert (keys(made.client), sent) == (before, [])
        assert made.sim.violations == []


def test_an_empty_file_that_stays_empty_is_unchanged() -> None:
    """So a company without calls tells nobody of a change with every sync."""
    with rig(company(0)) as made:
        assert states(made.sync("calls")) == {"empty": 1}
        assert states(made.sync("calls")) == {"unchanged": 1}


def test_a_head_that_says_something_else_is_a_change() -> None:
    """The same records, but no longer cut off by a limit: the file must not go on saying that it is."""
    with rig(company(40)) as made:
        everything = made.sync("users", limit=None)["users"]
        assert isinstance(everything, Outcome)
        limited = made.sync("users", limit=everything.records)["users"]
        assert isinstance(limited, Outcome)
        assert (limited.state, limited.records) == ("imported", everything.records)
        assert "\nLimit: " in made.text("users")


def test_walking_and_an_index_find_the_same(first: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the index's largest limit each type walks by itself, and writes the same records."""
    monkeypatch.setattr(lookups, "MOST_INDEXED", 10)
    with rig(s3=False) as made:
        texts = made.read(*CALL_TYPES)
        for name in ("calls", "transcripts", "crm-deals", "crm-accounts"):
            assert records(texts[name]) == records(first.text(name)), name
        assert len(records(texts["crm-contacts"])) == 100
        assert made.sim.violations == []


def test_requests_in_flight_lose_and_double_nothing(first: Rig) -> None:
    """Four requests at once, without a rate: the same files as one after the other."""
    with rig(s3=False, rate=10**6) as made:
        hook = made.hook(in_flight=4)
        hook.limiter.pace = type(hook.limiter.pace)(per_second=1e6)
        texts = made.read(hook=hook)
        for name in ALL:
            assert timeless(texts[name]) == timeless(first.text(name)), name
        assert made.sim.duplicates() == []
