"""The simulated company as a whole, and its calls."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from tests.clocks import Clock
from tests.simulator import Simulator, World
from tests.simulator.client import TRANSCRIPT, Client

pytest_plugins = ["tests.simulator.fixtures"]
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}|\.\d{6})?-0[78]:00")


# --- the whole ---------------------------------------------------------------------------------------


def everything(world: World) -> bytes:
    """Return all that a world holds, as bytes."""
    calls = [world.call(place) for place in range(len(world.ids))]
    texts = [world.transcript(place) for place in range(len(world.ids))]
    other = [world.users, world.trackers, world.scorecards, world.answered, world.workspaces]
    return orjson.dumps([calls, texts, other])


def test_a_seed_gives_the_same_company_again() -> None:
    """Equal seeds give equal worlds to the byte, different ones do not."""
    assert everything(World(seed=5, calls=40)) == everything(World(seed=5, calls=40))
    assert everything(World(seed=5, calls=40)) != everything(World(seed=6, calls=40))


@pytest.mark.parametrize(
    "options",
    [
        {"seed": 1, "workspaces": 1, "crm": "generic", "time_zone": "Asia/Kathmandu"},
        {"seed": 2, "crm": None, "time_zone": "Europe/Berlin", "sloppy": False},
        {"seed": 3, "calls": 400, "time_zone": "America/St_Johns"},
    ],
)
def test_every_endpoint_answers_within_the_contract(options: dict[str, Any]) -> None:
    """All operations, asked properly, give answers that fit Gong's API description."""
    world = World(**options)
    with Simulator(world, clock=Clock(world.now.timestamp()).now, rate=10_000) as sim:
        client = Client(sim)
        client.calls()
        list(client.pages(TRANSCRIPT, {"filter": {}}))
        for path in (
            "calls",
            "users",
            "workspaces",
            "settings/scorecards",
            "settings/trackers",
            "call-outcomes",
        ):
            assert client.get(f"/v2/{path}").status_code == 200
        assert client.get(f"/v2/calls/{world.ids[0]}").status_code == 200
        assert client.get(f"/v2/users/{world.users[0]['id']}/settings-history").status_code == 200
        assert client.get("/v2/calls/manual-crm-associations").status_code == 200
        assert client.get("/v2/data-privacy/data-for-email-address", emailAddress="a@b.example.com").ok
        for workspace in world.workspace_ids:
            for folder in client.get("/v2/library/folders", workspaceId=workspace).json()["folders"]:
                assert client.get("/v2/library/folder-content", folderId=str(folder["id"])).status_code == 200
        period = {"filter": {"fromDate": "2026-10-01", "toDate": "2026-11-01"}}
        for path in ("activity/aggregate", "activity/day-by-day", "interaction"):
            assert client.post(f"/v2/stats/{path}", period).status_code == 200
        assert client.post("/v2/stats/activity/scorecards", {"filter": {"reviewMethod": "BOTH"}}).ok
        assert client.post("/v2/users/extensive", {"filter": {}}).status_code == 200
        assert sim.violations == []


def test_a_well_behaved_client_causes_no_violation(served: Simulator, calls: list[dict[str, Any]]) -> None:
    """Nothing that these tests ask or get deviates from the API description."""
    assert len(calls) == 250
    assert served.violations == []


# --- calls -------------------------------------------------------------------------------------------


def test_calls_lie_in_the_last_year_on_weekdays(company: World) -> None:
    """Business hours of the company, no weekends, more in recent weeks than before."""
    moments = [datetime.fromtimestamp(start, UTC).astimezone(company.zone) for start in company.starts]
    assert all(moment.weekday() < 5 and 8 <= moment.hour <= 16 for moment in moments)
    assert max(company.starts) <= company.now.timestamp() - 3600
    assert min(company.starts) > company.now.timestamp() - 366 * 86_400
    ages = [(company.now.timestamp() - start) / 86_400 for start in company.starts]
    assert sum(age < 60 for age in ages) > 1.5 * sum(180 <= age < 240 for age in ages)


def test_a_years_calls_are_of_many_kinds_and_languages(company: World) -> None:
    """Sales, customers and internal meetings; mostly English, and four other languages."""
    assert len({plan.kind for plan in company.plans}) >= 18
    languages = Counter(plan.language for plan in company.plans)
    assert set(languages) == {"eng", "ger", "spa", "fre", "jpn"}
    assert languages["eng"] > 0.7 * len(company.plans)
    private = sum(company.call(place)["metaData"]["isPrivate"] for place in range(250))
    assert 3 <= private <= 25


def test_nobody_hosts_two_calls_at_once(company: World) -> None:
    """A host's calls begin at least half an hour apart."""
    last: dict[str, float] = {}
    for place, start in enumerate(company.starts):
        host = company.host(place)
        assert host is not None
        assert start - last.get(host, 0) > 1800
        last[host] = start


def test_timestamps_have_the_companys_offset(calls: list[dict[str, Any]]) -> None:
    """Fractions of 0, 3 or 6 digits, in the time zone of the company."""
    stamps = [call["metaData"]["started"] for call in calls]
    assert all(STAMP.fullmatch(stamp) for stamp in stamps)
    assert {len(stamp) for stamp in stamps} == {25, 29, 32}


def test_small_oddities_occur(calls: list[dict[str, Any]], transcripts: dict[str, Any]) -> None:
    """A few calls lack a title, participants or a transcript, have ids as numbers or unknown fields."""
    assert any(call["metaData"]["title"] is None for call in calls)
    assert any("parties" not in call for call in calls)
    assert any(isinstance(call["metaData"]["id"], int) for call in calls)
    assert any("analysisState" in call["metaData"] for call in calls)
    assert any(call["content"]["brief"] is None for call in calls)
    assert 0 < len(calls) - len(transcripts) < 25


def test_oddities_can_be_switched_off() -> None:
    """A tidy world has none of them; some calls still have no transcript."""
    world = World(seed=7, sloppy=False)
    calls = [world.call(place) for place in range(250)]
    assert all(call["metaData"]["title"] and call["parties"] and call["content"]["brief"] for call in calls)
    assert any(not world.has_transcript(place) for place in range(250))


def test_people_who_are_invited_do_not_always_speak(calls: list[dict[str, Any]]) -> None:
    """Silent participants have no speaker id; now and then two share one."""
    speakers = [[party["speakerId"] for party in call.get("parties", [])] for call in calls]
    assert any(None in each for each in speakers)
    spoken = [[speaker for speaker in each if speaker] for each in speakers]
    assert any(len(set(each)) < len(each) for each in spoken)
