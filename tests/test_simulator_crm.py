"""The CRM of the simulated company: beside the calls, and behind its own endpoints."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.clocks import Clock
from tests.simulator import Simulator, World
from tests.simulator.client import Client
from tests.simulator.crm import INTEGRATION_ID

if TYPE_CHECKING:
    from tests.simulator.story import Plan

pytest_plugins = ["tests.simulator.fixtures"]


# --- the CRM -----------------------------------------------------------------------------------------


def test_most_external_calls_are_linked_to_a_native_crm(calls: list[dict[str, Any]], reader: Client) -> None:
    """Accounts and deals on the call, contacts on the participants; the integrations list is empty."""
    external = [call for call in calls if call["metaData"]["scope"] == "External"]
    linked = [call for call in external if call["context"]]
    assert 0.75 < len(linked) / len(external) < 0.95
    kinds = Counter(each["objectType"] for call in linked for each in call["context"][0]["objects"])
    assert kinds.keys() == {"Opportunity", "Account"}
    contacts = [
        each
        for call in linked
        for party in call.get("parties", [])
        for system in party["context"]
        for each in system["objects"]
    ]
    assert {each["objectType"] for each in contacts} == {"Contact"}
    assert reader.get("/v2/crm/integrations").json()["integrations"] == []


def test_timing_and_depth_of_the_context_are_as_asked(reader: Client, company: World) -> None:
    """Basic gives bare links; Extended gives today's values, those of the time of the call, or both."""
    place = next(place for place, plan in enumerate(company.plans) if company.crm.knows(plan))
    asked = {"callIds": [company.ids[place]]}

    def objects(**selector: Any) -> list[dict[str, Any]]:
        body = {"filter": asked, "contentSelector": selector}
        found: list[dict[str, Any]] = reader.post("/v2/calls/extensive", body).json()["calls"][0]["context"][
            0
        ]["objects"]
        return found

    assert all(each["fields"] == [] for each in objects(context="Basic"))
    assert {each["timing"] for each in objects(context="Extended")} == {"Now"}
    then = objects(context="Extended", contextTiming=["TimeOfCall"])
    assert {each["timing"] for each in then} == {"TimeOfCall"}
    assert len(objects(context="Extended", contextTiming=["Now", "TimeOfCall"])) == 2 * len(then)


def test_a_generic_crm_gives_its_objects_by_id() -> None:
    """The body carries the ids (without it: 415), the first hundred count, unknown ones give null."""
    world = World(seed=7, calls=60, crm="generic")
    with Simulator(world, clock=Clock().now, rate=1000) as sim:
        client = Client(sim)
        integration = client.get("/v2/crm/integrations").json()["integrations"][0]["integrationId"]
        assert integration == INTEGRATION_ID > 2**53
        query = {"integrationId": str(integration), "objectType": "DEAL"}
        path = "/v2/crm/entities"
        assert client.ask("GET", path, params=query).status_code == 415
        found = client.ask("GET", path, params=query, json=["d-1001", "d-9999"]).json()["crmObjectsMap"]
        assert found["d-1001"]["accountId"] == "a-101"
        assert found["d-9999"] is None
        many = client.ask("GET", path, params=query, json=[f"x-{n}" for n in range(101)]).json()
        assert len(many["crmObjectsMap"]) == 100
        schema = client.get("/v2/crm/entity-schema", integrationId=str(integration)).json()
        assert schema["objectTypeToSelectedFields"].keys() == {"DEAL", "ACCOUNT", "CONTACT", "LEAD"}
        call = next(call for call in client.calls() if call["context"])
        identity = call["context"][0]["objects"][0]["objectId"]
        assert client.ask("GET", path, params=query, json=[identity]).json()["crmObjectsMap"][identity]


def test_the_crm_and_the_story_agree(company: World) -> None:
    """The stage on the last call's deal is the stage that the story left it in."""
    last: dict[str, Plan] = {}
    for plan in company.plans:
        if plan.account and plan.stage:
            last[plan.account.domain] = plan
    for plan in last.values():
        if company.crm.knows(plan) and plan.kind != "renewal":
            fields = {
                each["name"]: each["value"]
                for each in company.crm.call_context(plan)[0]["objects"][0]["fields"]
            }
            assert (fields["StageName"], fields["Probability"]) == (plan.stage, plan.probability)
