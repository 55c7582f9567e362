"""What a sync costs where CRM objects are rarer than the limit, and how far its plan looks back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from include import lookups
from include.data_types import DATA_TYPES
from include.datasets import Dataset
from include.ingest import prepare
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
