"""What the simulator refuses, in which order and in which words, and what it answers when nothing fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.simulator import Simulator, World
from tests.simulator.client import EXTENSIVE, TRANSCRIPT, Client, refusal
from tests.simulator.wire import JSON_PARSE_ERROR

if TYPE_CHECKING:
    from tests.clocks import Clock

pytest_plugins = ["tests.simulator.fixtures"]


# --- checks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"filter": {"callIds": ["abc"]}},
        {"filter": {"callIds": [str(2**64)]}},
        {"filter": {"fromDateTime": "2026-11-01"}},
        {"filter": {}, "contentSelector": {"context": "extended"}},
        [],
    ],
)
def test_what_does_not_fit_the_description_is_a_parse_error(client: Client, body: Any) -> None:
    """No filter, ids that are no numbers, dates without an offset, unknown values: one and the same 400."""
    assert refusal(client.post(EXTENSIVE, body)) == (400, [JSON_PARSE_ERROR])


def test_the_body_is_checked_before_the_scope_and_the_scope_before_the_rest(sim: Simulator) -> None:
    """Without a JSON body 415, with a broken one 400, then the scope, then validation."""
    bearer = Client(sim, sim.token(scopes={"api:users:read"}))
    assert refusal(bearer.ask("POST", EXTENSIVE)) == (415, ["Unsupported Media Type"])
    broken = bearer.ask("POST", EXTENSIVE, data=b"{", headers={"Content-Type": "application/json"})
    assert refusal(broken) == (400, [JSON_PARSE_ERROR])
    assert bearer.post(EXTENSIVE, {}).status_code == 401


@pytest.mark.parametrize(
    ("filter_", "text"),
    [
        (
            {"fromDateTime": "2026-11-02T00:00:00Z", "toDateTime": "2026-11-01T00:00:00Z"},
            "filter.fromDateTime: must be before toDateTime",
        ),
        ({"callIds": []}, "filter.callIds: must not be empty"),
    ],
)
def test_impossible_filters_are_named(client: Client, filter_: dict[str, Any], text: str) -> None:
    """A reversed range and an empty list of ids are refused with their own sentences."""
    assert refusal(client.post(EXTENSIVE, {"filter": filter_})) == (400, [text])


def test_context_timing_needs_extended_context(client: Client) -> None:
    """ContextTiming without Extended is refused."""
    selector = {"context": "Basic", "contextTiming": ["Now"]}
    assert client.post(EXTENSIVE, {"filter": {}, "contentSelector": selector}).status_code == 400


def test_requests_that_deviate_are_noted(client: Client, sim: Simulator) -> None:
    """A field or parameter that Gong does not have is overlooked in the answer, and noted."""
    assert client.post(EXTENSIVE, {"filter": {"from": "2026-11-01T00:00:00Z"}}).status_code == 200
    assert client.get("/v2/users", limit="5").status_code == 200
    assert sim.violations == [
        "POST /v2/calls/extensive: filter.from is not in the API description",
        "GET /v2/users: limit is not a query parameter",
    ]


def test_a_mistake_of_the_simulator_would_be_noted(client: Client, sim: Simulator, company: World) -> None:
    """Answers are validated too, before they are made sloppy."""
    user = company.users[0]
    user["active"] = "yes"
    assert client.get("/v2/users").status_code == 200
    user["active"] = True
    assert sim.violations == ["GET /v2/users: our answer: users[0].active is not of type boolean: 'yes'"]


def test_validation_can_be_switched_off(company: World, clock: Clock) -> None:
    """For benchmarks nothing is noted; what is malformed is still refused."""
    with Simulator(company, clock=clock.now, validate=False) as sim:
        assert Client(sim).get("/v2/users", limit="5").status_code == 200
        assert Client(sim).post(EXTENSIVE, {}).status_code == 400
        assert sim.violations == []


# --- empty results -----------------------------------------------------------------------------------


def test_nothing_found_is_a_404_with_a_sentence(client: Client) -> None:
    """Lists of calls, transcripts, users and answered scorecards answer 404 when nothing fits."""
    calls = (404, ["No calls found corresponding to the provided filters"])
    users = (404, ["No users found corresponding to the provided filters"])
    cards = (404, ["No answered scorecards found corresponding to the provided filters"])
    assert refusal(client.post(EXTENSIVE, {"filter": {"callIds": ["1"]}})) == calls
    assert refusal(client.post(TRANSCRIPT, {"filter": {"callIds": ["1"]}})) == calls
    assert refusal(client.get("/v2/calls", toDateTime="2001-01-01T00:00:00Z")) == calls
    assert refusal(client.post("/v2/users/extensive", {"filter": {"userIds": ["1"]}})) == users
    early = {"filter": {"reviewToDate": "2001-01-01"}}
    assert refusal(client.post("/v2/stats/activity/scorecards", early)) == cards


def test_an_unknown_id_is_a_404_that_names_it(client: Client) -> None:
    """A single call that does not exist is named in the answer."""
    assert refusal(client.get("/v2/calls/42")) == (404, ["Call ID 42 was not found"])
    assert refusal(client.get("/v2/users/42")) == (404, ["User ID 42 was not found"])
