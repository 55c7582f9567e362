"""Ranges: every record of [start, end) exactly once. The CRM: objects from whatever carries them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from include.ingest import Outcome
from include.text import counted
from tests.gong_fixtures import NOW, Rig, company, every_call, ids, records, rig, timeless, truth
from tests.servers import keys
from tests.simulator import Fault, World

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = timedelta(days=1)
AUTUMN = datetime(2026, 10, 24, tzinfo=UTC)
"""Three weeks from here hold the ends of summer time in Europe (October 25) and America (November 1)."""
DAYS = 21
REVIEWS = "/v2/stats/activity/scorecards"


@pytest.fixture(scope="module")
def made() -> Iterator[Rig]:
    """Give a company with 250 calls, and files in memory."""
    with rig(s3=False) as one:
        yield one
        assert one.sim.violations == []


@cache
def starts() -> dict[str, float]:
    """Return when each public call started, by id."""
    return {
        str(call["metaData"]["id"]): datetime.fromisoformat(call["metaData"]["started"]).timestamp()
        for call in every_call(company())
        if not call["metaData"]["isPrivate"]
    }


def between(start: datetime, end: datetime) -> list[str]:
    """Return the public calls of [start, end), newest first."""
    return [call for call, when in starts().items() if start.timestamp() <= when < end.timestamp()]


def test_a_range_holds_all_of_its_calls(made: Rig) -> None:
    """No limit, newest first, nothing of before or after; the header tells the period."""
    start, length = NOW - timedelta(days=200), timedelta(days=180)
    outcome, text = made.read_range("calls", start, length, limit=5)
    assert ids(text) == between(start, start + length)
    assert outcome.records > 5
    assert "Period: 2026-05-02 11:06:40 UTC to 2026-10-29 11:06:40 UTC\n" in text
    assert "Limit:" not in text


def test_a_limit_that_is_asked_for_holds_in_a_range(made: Rig) -> None:
    """The newest of the range."""
    start, length = NOW - timedelta(days=200), timedelta(days=100)
    params = {"start": start.isoformat(), "end": (start + length).isoformat(), "limit": 7}
    outcome = made.sync("calls", params=params)["calls"]
    assert isinstance(outcome, Outcome)
    assert outcome.records == 7


@pytest.mark.parametrize(
    ("name", "label"),
    [("calls", "Call ID"), ("transcripts", "Call ID"), ("answered-scorecards", "Answered scorecard ID")],
)
def test_adjacent_days_hold_every_record_once(made: Rig, name: str, label: str) -> None:
    """Three weeks day by day, over the ends of summer time, are the three weeks at once."""
    daily = [ids(made.read_range(name, AUTUMN + day * DAY, DAY)[1], label) for day in range(DAYS)]
    whole = ids(made.read_range(name, AUTUMN, DAYS * DAY)[1], label)
    assert len(whole) > 2
    assert Counter(each for day in daily for each in day) == Counter(whole)
    if name != "answered-scorecards":
        assert [each for day in daily[::-1] for each in day] == whole


def test_days_of_user_stats_add_up(made: Rig) -> None:
    """The active days of each user are those of the whole range, none twice, none missing."""

    def active(text: str) -> Counter[tuple[str, str]]:
        return Counter(
            (ids(record, "User ID")[0], line)
            for record in records(text)
            for line in re.findall(r"(?m)^- (\d{4}-\d\d-\d\d: .+)$", record)
        )

    whole = active(made.read_range("user-stats", AUTUMN, DAYS * DAY)[1])
    daily = [active(made.read_range("user-stats", AUTUMN + day * DAY, DAY)[1]) for day in range(DAYS)]
    assert sum(daily, Counter()) == whole
    assert len({line[:10] for _, line in whole}) > 10
    assert max(whole.values()) == 1


def test_days_that_gong_has_not_counted_yet_are_named(made: Rig) -> None:
    """Yesterday is not over in every time zone: the file says what it lacks, and is whole the day after."""
    yesterday = NOW.replace(hour=0, minute=0, second=0) - DAY
    late = r"(?m)^Gong has no statistics yet of 2026-11-17 and later days\. Import this range again\.$"
    for start, length in ((yesterday, DAY), (yesterday - 3 * DAY, 4 * DAY)):
        text = made.read_range("user-stats", start, length)[1]
        assert re.search(late, text)
        assert "Nobody was active" not in text
    assert not re.search(late, made.read_range("user-stats", yesterday - DAY, DAY)[1])
    made.clock.advance(86_400)
    outcome, text = made.read_range("user-stats", yesterday, DAY)
    assert outcome.records > 0
    assert not re.search(late, text)


def test_answers_of_a_range_are_those_of_its_days(made: Rig) -> None:
    """Days of the company's time zone, as Gong takes them."""
    end = AUTUMN + DAYS * DAY
    question = {
        "filter": {
            "reviewFromDate": f"{AUTUMN:%Y-%m-%d}", "reviewToDate": f"{end:%Y-%m-%d}", "reviewMethod": "BOTH"
        }
    }  # fmt: skip
    found = truth(company(), "POST", "/v2/stats/activity/scorecards", "answeredScorecards", question)
    text = made.read_range("answered-scorecards", AUTUMN, DAYS * DAY)[1]
    assert sorted(ids(text, "Answered scorecard ID")) == sorted(
        str(each["answeredScorecardId"]) for each in found
    )


def test_a_call_on_the_edge_belongs_to_the_later_range() -> None:
    """The start is included, the end is not."""
    call, when = list(starts().items())[20]
    edge = datetime.fromtimestamp(int(when), UTC)
    second = timedelta(seconds=1)
    exact = World(seed=7, calls=250, now=NOW)
    exact.starts = [start if start != when else float(int(when)) for start in exact.starts]
    with rig(exact, s3=False) as other:
        assert ids(other.read_range("calls", edge - DAY, DAY)[1]).count(call) == 0
        assert ids(other.read_range("calls", edge, DAY)[1]).count(call) == 1
        assert ids(other.read_range("calls", edge - DAY + second, DAY)[1]).count(call) == 1


def test_the_same_range_is_the_same_file() -> None:
    """One key per interval; a second run finds it unchanged and uploads nothing; syncs leave it alone."""
    with rig(company(40)) as one:
        first, text = one.read_range("calls", AUTUMN, DAYS * DAY)
        assert keys(one.client) == ["acme/history/gong_calls_20261024_000000_20261114_000000.txt"]
        one.clock.advance(3600)
        second, again = one.read_range("calls", AUTUMN, DAYS * DAY)
        assert (first.state, second.state) == ("imported", "unchanged")
        assert (again, second.sha256) == (text, first.sha256)
        one.read("calls")
        assert len(keys(one.client)) == 2


@pytest.mark.parametrize("name", ["calls", "transcripts", "user-stats", "answered-scorecards"])
def test_an_empty_range_says_so(made: Rig, name: str) -> None:
    """A file with no record, a count of 0, and a sentence about why that may be."""
    outcome, text = made.read_range(name, NOW - timedelta(days=3_000), DAY)
    assert (outcome.state, outcome.records) == ("empty", 0)
    assert " — 0 " in text.splitlines()[0]
    assert re.search(r"(?m)^No records: .+\.$", text)
    assert records(text) == []


BY_DAYS = {"user-stats": "/v2/stats/activity/aggregate-by-period", "answered-scorecards": REVIEWS}
NO_DAY = "No records: Gong keeps these by whole days, and no finished day ends in this period.\n"


@pytest.mark.parametrize("name", BY_DAYS)
@pytest.mark.parametrize("start", [AUTUMN + timedelta(hours=9), NOW - timedelta(hours=2)])
def test_hours_within_a_day_are_not_said_to_be_empty(made: Rig, name: str, start: datetime) -> None:
    """Gong is not asked about parts of a day, so the file claims nothing about what happened in them."""
    before = len(made.sim.exchanges)
    outcome, text = made.read_range(name, start, timedelta(hours=1))
    assert len(made.sim.exchanges) == before
    assert outcome.records == 0
    assert NO_DAY in text
    assert f"Left out: {start:%Y-%m-%d}, because the range ends before that day does.\n" in text
    assert f"Period: {start:%Y-%m-%d %H:%M:%S} UTC to " in text
    assert text.count("No records: ") == 1
    assert "Import this range again" not in text


@pytest.mark.parametrize("name", BY_DAYS)
def test_the_last_hour_of_a_day_has_the_day(made: Rig, name: str) -> None:
    """Hourly ranges hold every day once: in the one that it ends in."""
    hour = timedelta(hours=1)
    last = made.read_range(name, AUTUMN + DAYS * DAY - hour, hour)[1]
    assert records(last) == records(made.read_range(name, AUTUMN + (DAYS - 1) * DAY, DAY)[1])
    assert "Period: the days 2026-11-13 to 2026-11-13\n" in last
    assert "Left out" not in last


@pytest.mark.parametrize("name", BY_DAYS)
def test_a_range_until_now_says_that_today_is_missing(name: str) -> None:
    """Its period is made of days, and the one within which it ends is named."""
    with rig(s3=False) as one:
        text = one.read_range(name, AUTUMN, NOW - AUTUMN)[1]
    last = "2026-11-16" if name == "user-stats" else "2026-11-17"
    assert f"Period: the days 2026-10-24 to {last}\n" in text
    assert "Left out: 2026-11-18, because the range ends before that day does.\n" in text
    assert records(text)


def test_a_sync_of_days_says_which() -> None:
    """Answered scorecards reach into today, user stats as far as Gong has counted everywhere."""
    with rig(s3=False) as one:
        texts = one.read(*BY_DAYS)
        (asked,) = one.asked(REVIEWS)
    assert "Period: the days 2026-10-19 to 2026-11-16, newest first\n" in texts["user-stats"]
    assert "Period: the days 2025-11-18 to 2026-11-18, newest first\n" in texts["answered-scorecards"]
    assert not any("Left out" in text for text in texts.values())
    assert asked["filter"] == {"reviewFromDate": "2025-11-18", "reviewMethod": "BOTH"}


def test_a_long_range_survives_short_cursors(made: Rig) -> None:
    """Cursors that die at once cost requests, not records."""
    made.sim.cursor_lifetime = 0.1
    start, length = NOW - timedelta(days=360), timedelta(days=359)
    text = made.read_range("calls", start, length)[1]
    made.sim.cursor_lifetime = 3600
    assert ids(text) == between(start, start + length)


LABELS = {"crm-deals": "Deal ID", "crm-accounts": "Account ID", "crm-contacts": "Contact ID"}
SCHEMA = ("/v2/crm/integrations", "/v2/crm/entity-schema", "/v2/crm/entities")


def test_a_generic_crm_adds_uploaded_fields_under_their_labels() -> None:
    """One question for the integration, one for labels and one for objects of each type."""
    with rig(company(40, crm="generic"), s3=False) as one:
        texts = one.read(*LABELS)
        asked = Counter(each.path for each in one.sim.exchanges)
        assert [asked[path] for path in SCHEMA] == [1, 3, 3]
        for name, label in LABELS.items():
            assert records(texts[name])
            assert len(ids(texts[name], label)) == len(set(ids(texts[name], label)))
            assert "Generic" in texts[name]
        assert one.sim.violations == []


def test_a_native_crm_is_not_asked_for_uploaded_objects() -> None:
    """Salesforce, HubSpot and Dynamics objects are in calls only."""
    with rig(company(40), s3=False) as one:
        one.read(*LABELS)
        assert {each.path for each in one.sim.exchanges} <= {"/v2/calls/extensive", SCHEMA[0]}


def test_without_a_crm_deals_and_accounts_are_empty_and_contacts_are_participants() -> None:
    """The header says where the people come from; nobody of the company is among them."""
    with rig(company(40, crm=None), s3=False) as one:
        texts = one.read(*LABELS)
        for name in ("crm-deals", "crm-accounts"):
            assert "No records: No call of this period is linked to one" in texts[name]
        assert "these are the participants from outside the company" in texts["crm-contacts"]
        addresses = ids(texts["crm-contacts"], "Email")
        assert len(addresses) == len(set(addresses)) > 10
        assert not any(address.endswith("stowlane.example.com") for address in addresses)


@pytest.mark.parametrize("limit", [None, 5_000, 100])
def test_without_a_crm_the_calls_are_read_once_for_contacts(limit: int | None) -> None:
    """Private calls are counted once, and no call is asked for again to see who took part."""
    with rig(company(40, crm=None), s3=False) as one:
        head = one.read("crm-contacts", limit=limit)["crm-contacts"].partition("-----")[0]
        assert "these are the participants from outside the company" in head
        asked = [body["filter"] for body in one.asked("/v2/calls/extensive")]
        assert sum("callIds" not in each for each in asked) == 1
        calls = every_call(company(40, crm=None))
        private = sum(call["metaData"]["isPrivate"] for call in calls)
        assert private > 0
        assert (f"Left out: {counted(private, 'private call', 'private calls')}." in head) is (limit != 100)


def test_the_crm_is_read_as_it_is_now() -> None:
    """Both timings of an object would give it twice: only today's is asked for."""
    with rig(company(40), s3=False) as one:
        one.read(*LABELS)
        selectors = [body["contentSelector"] for body in one.asked("/v2/calls/extensive")]
        assert {tuple(each.get("contextTiming", ["Now"])) for each in selectors} == {("Now",)}


def test_both_timings_at_once_give_an_object_once() -> None:
    """A Gong that sends the time of the call as well does not double an object."""
    with rig(company(40), s3=False) as one:
        plain = one.read(*LABELS)

        def double(answer: dict[str, Any]) -> None:
            for call in answer["calls"]:
                for holder in [call, *(call.get("parties") or [])]:
                    for system in holder.get("context") or []:
                        system["objects"] += [{**each, "timing": "TimeOfCall"} for each in system["objects"]]

        one.sim.faults = [Fault("/v2/calls/extensive", kind="mutate", times=None, mutate=double)]
        for name, text in one.read(*LABELS).items():
            assert ids(text, LABELS[name]) == ids(plain[name], LABELS[name])


def test_links_without_an_object_id_are_passed_over() -> None:
    """Gong sends links with a null id (observed): they are no objects."""
    with rig(company(40), s3=False) as one:
        plain = one.read(*LABELS)

        def blank(answer: dict[str, Any]) -> None:
            for call in answer["calls"]:
                for holder in [call, *(call.get("parties") or [])]:
                    for system in holder.get("context") or []:
                        system["objects"] += [{**each, "objectId": None} for each in system["objects"]]

        one.sim.faults = [Fault("/v2/calls/extensive", kind="mutate", times=None, mutate=blank)]
        for name, text in one.read(*LABELS).items():
            assert timeless(text) == timeless(plain[name])
