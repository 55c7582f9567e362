"""What becomes of a sync when Gong refuses an optional request, or sends what no program expects."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from gong import endpoints, errors
from gong.api import retry_after
from include.ingest import Outcome
from include.runs import RunError, read_run
from tests.gong_fixtures import ALL, NOW, Rig, company, ids, records, rig
from tests.simulator import Fault, World
from tests.test_runs import dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CRM = "Fields that only the uploaded CRM objects have are missing."
OPTIONAL = [
    ("/v2/crm/integrations", "crm-deals", CRM),
    ("/v2/crm/entities", "crm-accounts", CRM),
    ("/v2/crm/entity-schema", "crm-contacts", CRM),
    ("/v2/stats/interaction", "user-stats", "Interaction figures are missing."),
    (
        "/v2/users/extensive",
        "user-stats",
        "Names are missing; people are shown by their id or e-mail address.",
    ),
    (
        "/v2/users/extensive",
        "answered-scorecards",
        "Names are missing; people are shown by their id or e-mail address.",
    ),
    ("/v2/settings/scorecards", "answered-scorecards", "Questions are shown by their id."),
]
NOTHING_FOUND = {"/v2/stats/interaction", "/v2/users/extensive", "/v2/settings/scorecards"}
"""Where a 404 of Gong's means that there is nothing."""
DEEP = 20_000
HUGE = orjson.Fragment(b"1" + b"0" * 400)


def small(**traits: Any) -> World:
    """Return a small company whose CRM is a generic one."""
    return company(40, crm="generic", **traits)


@pytest.fixture
def made() -> Iterator[Rig]:
    """Give that company, and files in memory."""
    with rig(small(), s3=False) as one:
        yield one


def head(text: str) -> list[str]:
    """Return the lines of a file's head behind the four that every file has."""
    return text.partition("\n" + "-" * 40)[0].splitlines()[4:]


def documented() -> list[str]:
    """Return a pattern for each line that the description of the format lists for the head."""
    document = (Path(__file__).parent.parent / "docs" / "text-format.md").read_text(encoding="utf-8")
    table = document.partition("## Notes in the head")[2].partition("\n## ")[0]
    rows = re.findall(r"(?m)^\| `([^`]+)` \|", table)
    return [re.escape(row).replace("…", ".+") for row in rows]


def refuse(made: Rig, status: str, *paths: str) -> None:
    """Let every request with one of these paths be refused."""
    made.sim.faults = [Fault(re.escape(path), kind=status, times=None) for path in paths]


@pytest.mark.parametrize("status", ["403", "404", "415"])
@pytest.mark.parametrize(("path", "name", "effect"), OPTIONAL)
def test_a_refused_extra_makes_a_poorer_file(
    made: Rig, path: str, name: str, effect: str, status: str
) -> None:
    """Whatever the refusal, the records are there, and the head says what is missing and why."""
    rich = made.read(name)[name]
    refuse(made, status, path)
    poor = made.read(name)[name]
    assert len(records(poor)) == len(records(rich)) > 0
    sentence = f"{effect} Gong refused the request for it (HTTP {status})."
    nothing_found = status == "404" and path in NOTHING_FOUND
    assert (sentence in head(poor)) is not nothing_found
    assert not any("refused" in line for line in head(rich))


@pytest.mark.parametrize("status", ["403", "404", "415"])
def test_refused_extras_fail_neither_the_plan_nor_a_type(status: str) -> None:
    """All at once, in a sync of all types: only the type that is about a refused list itself can fail."""
    with rig(small(workspaces=1), s3=False) as made:
        refuse(made, status, "/v2/workspaces", *(path for path, _, _ in OPTIONAL))
        outcomes = made.sync()
        failed = {name for name, each in outcomes.items() if not isinstance(each, Outcome)}
        assert failed == (set() if status == "404" else {"scorecards"})
        for name in ALL:
            if name not in failed:
                assert records(made.text(name)) or name == "scorecards", name
                for line in head(made.text(name)):
                    assert any(re.fullmatch(each, line) for each in documented()), line


@pytest.mark.parametrize("status", ["403", "404", "415"])
def test_libraries_go_on_without_the_list_of_workspaces(status: str) -> None:
    """A company with one workspace loses nothing; named workspaces need no list; several need the scope."""
    with rig(small(workspaces=1), s3=False) as made:
        rich = made.read("libraries")["libraries"]
        refuse(made, status, "/v2/workspaces")
        assert made.read("libraries")["libraries"] == rich
    with rig(small(), s3=False) as made:
        refuse(made, status, "/v2/workspaces")
        chosen = small().workspace_ids
        assert len(records(made.read("libraries", workspace_ids=chosen)["libraries"])) > 10
        refused = made.sync("libraries")["libraries"]
        assert isinstance(refused, errors.MissingScope)
        assert refused.scope == endpoints.WORKSPACES_SCOPE


def test_every_line_of_every_head_is_documented(made: Rig) -> None:
    """Full files, short ones, empty ones and ranges: the description lists each line that they begin with."""
    heads = [head(text) for wish in ({}, {"limit": 3}) for text in made.read(**wish).values()]
    heads += [head(text) for text in made.read(workspace_ids=["17"], lookback_days=1).values()]
    for name in ("user-stats", "answered-scorecards", "transcripts"):
        for start in (NOW.replace(hour=0), NOW.replace(hour=0) - timedelta(days=1)):
            heads.append(head(made.read_range(name, start, NOW - start)[1]))
    spoil(made, "/v2/calls/transcript", lambda each: {**each, "callTranscripts": each["callTranscripts"][:1]})
    heads.append(head(made.read("transcripts", limit=10)["transcripts"]))
    made.sim.key_scopes = {"api:calls:read:transcript"}
    heads.append(head(made.read("transcripts")["transcripts"]))
    lines = {line for lines in heads for line in lines}
    assert {line for line in lines if not any(re.fullmatch(each, line) for each in documented())} == set()
    for word in ("Period", "Limit", "Left out", "Looked through", "No records", "Unresolved", "Gong has no"):
        assert any(line.startswith(word) for line in lines), word


@pytest.mark.parametrize(
    "wish", ["99999999", "Fri, 01 Jan 2100 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"]
)
def test_a_pause_of_years_is_cut_to_a_day(made: Rig, wish: str) -> None:
    """Quotas are daily, so a task never waits longer than that before it asks again."""
    made.sim.faults = [Fault("/v2/users", kind="429", retry_after=wish)]
    with pytest.raises(errors.QuotaExhausted, match=r"More in 24\.0 hours") as caught:
        made.hook().page(endpoints.users())
    assert caught.value.reset_in == 86_400


@pytest.mark.parametrize("offset", ["+99999999999999999999", "+9999", "-9999"])
def test_a_pause_until_an_impossible_date_is_no_wish(offset: str) -> None:
    """Dates that no calendar has are nonsense, as any other text is."""
    assert retry_after(f"Fri, 01 Jan 2100 00:00:00 {offset}", NOW.timestamp()) is None


def spoil(made: Rig, path: str, change: Callable[[dict[str, Any]], Any]) -> None:
    """Let ``change`` be applied to a copy of every answer of ``path``."""
    made.sim.faults = [Fault(path, kind="mutate", times=None, mutate=lambda each: change(deepcopy(each)))]


def nested(depth: int) -> orjson.Fragment:
    """Return lists within lists, as JSON."""
    return orjson.Fragment(b"[" * depth + b"]" * depth)


@pytest.mark.parametrize("depth", [200, 700, 950, DEEP])
@pytest.mark.parametrize(
    ("name", "path", "items", "key"),
    [
        ("calls", "/v2/calls/extensive", "calls", "context"),
        ("calls", "/v2/calls/extensive", "calls", "metaData"),
        ("crm-deals", "/v2/calls/extensive", "calls", "context"),
        ("users", "/v2/users", "users", "settings"),
        ("scorecards", "/v2/settings/scorecards", "scorecards", "questions"),
        ("answered-scorecards", "/v2/stats/activity/scorecards", "answeredScorecards", "answers"),
        ("trackers", "/v2/settings/trackers", "keywordTrackers", "languageKeywords"),
    ],
)
def test_json_within_json_ends_in_text_or_a_sentence(
    made: Rig, name: str, path: str, items: str, key: str, depth: int
) -> None:
    """However deep a field is nested, the type is imported, or fails as for an answer that is not JSON."""
    deep = orjson.Fragment(b'[{"objects":[{"fields":[{"name":"x","value":' + b"[" * depth + b"]" * depth
                           + b'}]}],"answerOptions":' + b"[" * depth + b"]" * depth + b"}]")  # fmt: skip
    spoil(made, path, lambda answer: {**answer, items: [{**each, key: deep} for each in answer[items]]})
    outcome = made.sync(name)[name]
    assert isinstance(outcome, (Outcome, errors.GongError)), repr(outcome)
    spoil(made, path, lambda answer: {**answer, "records": nested(depth)})
    outcome = made.sync(name, limit=7)[name]
    assert isinstance(outcome, (Outcome, errors.GongError)), repr(outcome)


@pytest.mark.parametrize("name", ALL)
def test_a_total_that_no_company_has_is_no_total(name: str) -> None:
    """`totalRecords` of four hundred digits changes nothing in a file."""
    with rig(company(40), s3=False) as made:
        right = records(made.read(name)[name])

        def boast(answer: dict[str, Any]) -> dict[str, Any]:
            frame = answer.get("records")
            return {**answer, "records": {**frame, "totalRecords": HUGE}} if frame else answer

        spoil(made, "/v2", boast)
        assert records(made.read(name)[name]) == right


def test_counters_that_no_user_reaches_are_no_counters(made: Rig) -> None:
    """Activity of four hundred digits neither crashes the order nor stands in the file."""

    def boast(answer: dict[str, Any]) -> dict[str, Any]:
        users = answer["usersAggregateActivity"]
        for user in users[:2]:
            for day in user["userAggregateActivity"]:
                day |= {key: HUGE for key, value in day.items() if isinstance(value, int)}
        return answer

    spoil(made, "/v2/stats/activity/aggregate-by-period", boast)
    text = made.read("user-stats")["user-stats"]
    assert records(text)
    assert "0" * 30 not in text


@pytest.mark.parametrize("odd", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_start_at_the_end_of_the_calendar_is_shown_as_it_is(odd: str) -> None:
    """A time that has no equal in UTC is written as Gong sent it, where it belongs."""
    with rig(company(40), s3=False) as made:

        def shift(answer: dict[str, Any]) -> dict[str, Any]:
            answer["calls"][0]["metaData"]["started"] = odd
            return answer

        spoil(made, "/v2/calls/extensive", shift)
        texts = made.read("calls", "transcripts", "crm-deals")
        assert ids(texts["calls"], "Date")[0 if odd > "9" else -1] == odd
        with pytest.raises(RunError, match=r"start: '0001-01-01T00:00:00.14:00' is not a date"):
            read_run(dataset(), {"start": "0001-01-01T00:00:00+14:00"}, NOW)
