"""What a sync costs where CRM objects are rarer than the limit, and how far its plan looks back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from include import lookups
from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.ingest import Outcome, prepare
from include.lookups import MOST_SCANNED
from include.runs import read_run
from tests.conftest import NOW as SITE_NOW
from tests.gong_fixtures import NOW, every_call, ids, records, rig
from tests.servers import BUCKET, body, keys
from tests.simulator import World

if TYPE_CHECKING:
    from tests.conftest import Site

CRM = ("crm-deals", "crm-contacts", "crm-accounts")
PAGE = 100


@pytest.mark.parametrize("names", [("crm-deals", "crm-accounts"), ("calls", *CRM)])
def test_rare_objects_cost_one_look_through_the_calls(names: tuple[str, ...]) -> None:
    """Four thousand calls about two dozen companies: each page is read about once, not once a type."""
    calls = 4_000
    with rig(World.bulk(calls=calls, transcript_bytes=500, now=NOW), s3=False, validate=False) as made:
        texts = made.read(*names)
        assert all(0 < len(records(texts[name])) < PAGE for name in names if name != "calls")
        assert len(made.sim.exchanges) <= 1.5 * calls / PAGE
        assert {each.status for each in made.sim.exchanges} == {200}


def test_a_huge_company_is_looked_through_to_a_bound_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan's look for CRM objects ends after two hundred full pages of calls (here a tenth of that)."""
    assert MOST_SCANNED / PAGE == 200
    calls, most = 4_000, MOST_SCANNED // 10
    monkeypatch.setattr(lookups, "MOST_SCANNED", most)
    dataset = Dataset.from_mapping({"name": "acme", "bucket": BUCKET, "data_types": [*CRM]}, "test")
    types = [DATA_TYPES[name] for name in CRM]
    world = World.bulk(calls=calls, transcript_bytes=500, now=NOW)
    with rig(world, s3=False, validate=False) as made:
        found = prepare(made.hook(), types, read_run(dataset, {}, NOW).query(dataset, types[0], {}))
        newest = [world.ids[calls - 1 - place] for place in range(PAGE)]
        assert found["calls"]["calls"][:PAGE] == newest
        assert most / PAGE <= len(made.sim.exchanges) <= 1.5 * most / PAGE


STOPPED = "Looked through: no more than the newest calls, some 20,000, back to the start of this period.\n"


@pytest.mark.parametrize("names", [("crm-deals", "crm-accounts"), ("crm-deals",), ("crm-accounts",)])
def test_a_file_says_how_far_back_calls_were_looked_through(
    names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the look ends before the days looked back, the period begins, whoever made the lookup."""
    monkeypatch.setattr(lookups, "MOST_SCANNED", 2_000)
    with rig(World.bulk(calls=4_000, transcript_bytes=500, now=NOW), s3=False, validate=False) as made:
        texts = made.read(*names)
        asked = [each["filter"].get("fromDateTime") for each in made.asked("/v2/calls/extensive")]
        begins = datetime.fromisoformat(next(filter(None, reversed(asked))))
        assert begins > NOW - timedelta(days=300)
        for name in names:
            head = texts[name].partition("-----")[0]
            assert f"Period: {begins:%Y-%m-%d %H:%M:%S} UTC to " in head
            assert STOPPED in head
        enough = made.read(*names, limit=5)
        assert not any(STOPPED in text for text in enough.values())


def test_a_file_of_a_huge_company_can_be_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same objects an hour later are the same file, though the look at the calls ended elsewhere."""
    monkeypatch.setattr(lookups, "MOST_SCANNED", 2_000)
    with rig(World.bulk(calls=4_000, transcript_bytes=500, now=NOW), validate=False) as made:
        assert STOPPED in made.read("crm-deals")["crm-deals"]
        made.clock.advance(3_600)
        outcome = made.sync("crm-deals")["crm-deals"]
        assert isinstance(outcome, Outcome)
        assert outcome.state == "unchanged"


def test_a_look_through_all_calls_says_nothing_of_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the last window holds the oldest calls nothing is missing, however many there were."""
    monkeypatch.setattr(lookups, "MOST_SCANNED", 3_999)
    with rig(World.bulk(calls=4_000, transcript_bytes=500, now=NOW), s3=False, validate=False) as made:
        head = made.read("crm-deals")["crm-deals"].partition("-----")[0]
        assert f"Period: {NOW - timedelta(days=365):%Y-%m-%d %H:%M:%S} UTC to " in head
        assert "Looked through" not in head


def test_a_plan_for_several_types_reaches_as_far_as_they_do(site: Site) -> None:
    """User stats go back thirty days, CRM objects a year, whichever type the dataset names first."""
    run = site.run(site.dataset("user-stats", "crm-accounts", "crm-deals"))
    assert run.state == "success"
    found = {key.partition("gong_")[2].partition("_2")[0]: key for key in keys(site.s3)}
    texts = {name: body(site.s3, key).decode() for name, key in found.items()}
    for name, kind in (("crm-accounts", "Account"), ("crm-deals", "Opportunity")):
        dates = ids(texts[name], "Newest call date")
        assert min(dates) < f"{SITE_NOW - timedelta(days=60):%Y-%m-%d}"
        label = f"{kind.replace('Opportunity', 'Deal')} ID"
        assert set(ids(texts[name], label)) == _linked(site.gong.world, kind)


def _linked(world: World, kind: str) -> set[str]:
    """Return the ids of the objects that a company's public calls are linked to."""
    return {
        str(entry["objectId"])
        for call in every_call(world)
        if not call["metaData"]["isPrivate"]
        for holder in [call, *(call.get("parties") or [])]
        for system in holder.get("context") or []
        for entry in system["objects"]
        if entry["objectType"] == kind and entry["objectId"]
    }
