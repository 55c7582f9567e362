"""The simulator keeps a ledger of what it saw, and judges it by Gong's API description."""

from __future__ import annotations

import http.client
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from tests.simulator import Fault, Simulator, World
from tests.simulator.client import EVERYTHING, EXTENSIVE, Client, refusal
from tests.simulator.schema import Compiler, Problem

if TYPE_CHECKING:
    from tests.clocks import Clock

pytest_plugins = ["tests.simulator.fixtures"]


# --- transport ---------------------------------------------------------------------------------------


def test_every_answer_carries_its_request_id_as_a_header(client: Client) -> None:
    """Request ids are 19 letters and digits, echoed as x-traceid; answers are JSON in UTF-8."""
    answer = client.get("/v2/users")
    request_id = answer.json()["requestId"]
    assert len(request_id) == 19
    assert request_id.isalnum()
    assert request_id.islower()
    assert answer.headers["x-traceid"] == request_id
    assert answer.headers["content-type"] == "application/json;charset=UTF-8"


def test_a_connection_is_kept_alive(sim: Simulator) -> None:
    """Several requests go over one connection."""
    connection = http.client.HTTPConnection(sim.url.removeprefix("http://"), timeout=5)
    ports = set()
    for _ in range(3):
        connection.request("GET", "/v2/users")
        connection.getresponse().read()
        ports.add(connection.sock.getsockname()[1])
    connection.close()
    assert len(ports) == 1


def test_an_unknown_path_is_an_html_404_and_a_wrong_method_a_405(client: Client, sim: Simulator) -> None:
    """What is not in the API description is refused and noted as a violation."""
    lost = client.get("/v2/nope")
    assert lost.status_code == 404
    assert lost.headers["content-type"].startswith("text/html")
    assert refusal(client.ask("DELETE", "/v2/users")) == (405, ["Method Not Allowed"])
    assert [text.split(":")[0] for text in sim.violations] == ["GET /v2/nope", "DELETE /v2/users"]


# --- what was seen -----------------------------------------------------------------------------------


def test_every_exchange_is_kept(client: Client, sim: Simulator) -> None:
    """Method, path, query, body, status and request id of everything that was asked."""
    client.get("/v2/users", includeAvatars="true")
    client.post(EXTENSIVE, {"filter": {"callIds": ["1"]}})
    first, second = sim.exchanges
    assert (first.method, first.path, first.query, first.body) == (
        "GET",
        "/v2/users",
        {"includeAvatars": "true"},
        None,
    )
    assert (second.body, second.status, second.fault) == ({"filter": {"callIds": ["1"]}}, 404, None)
    assert len(first.request_id) == 19


def test_a_question_that_was_answered_before_is_a_duplicate(client: Client, sim: Simulator) -> None:
    """A repetition counts after an answer, not after a fault."""
    sim.faults.append(Fault(path="/v2/users", kind="500"))
    for _ in range(2):
        client.get("/v2/users")
    assert sim.duplicates() == []
    client.get("/v2/users")
    assert [each.path for each in sim.duplicates()] == ["/v2/users"]


def test_latency_is_added_to_every_answer(company: World, clock: Clock) -> None:
    """Each answer takes the latency, by the simulator's sleep."""
    with Simulator(company, clock=clock.now, latency=0.8, sleep=clock.sleep) as sim:
        before = clock.now()
        Client(sim).get("/v2/users")
        assert clock.now() == pytest.approx(before + 0.8)


SCHEMA = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "count": {"type": "integer", "nullable": True},
        "kind": {"type": "string", "enum": ["A", "B"]},
        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
    },
}
PART = {"type": "object", "properties": {"size": {"anyOf": [{"type": "number"}, {"type": "string"}]}}}


@pytest.mark.parametrize(
    "value",
    [
        {"id": "1"},
        {"id": "1", "count": None, "kind": "B", "parts": [{"size": 1.5}, {"size": "L"}]},
        {"id": 1},
        {},
        {"id": "1", "count": True},
        {"id": "1", "kind": "C"},
        {"id": "1", "parts": [{"size": []}]},
        {"id": "1", "parts": {}},
        [],
    ],
)
def test_the_validator_agrees_with_jsonschema(value: Any) -> None:
    """Our compiled checks accept and refuse what the reference implementation does."""
    problems: list[Problem] = []
    Compiler({"Part": PART}, closed=False).compile(SCHEMA)(value, "", problems)
    reference = {
        **SCHEMA,
        "properties": {**SCHEMA["properties"], "count": {"type": ["integer", "null"]}},  # type: ignore[dict-item] # a dict
        "components": {"schemas": {"Part": PART}},
    }
    assert (not problems) == jsonschema.Draft202012Validator(reference).is_valid(value)


def test_held_calls_are_seen_when_released_or_in_their_time(clock: Clock) -> None:
    """A call may come late: after ``release``, or when the clock has reached its time."""
    world = World(seed=3, calls=12, late=2)
    with Simulator(world, clock=clock.now, rate=100) as sim:
        client = Client(sim)
        assert len(client.calls()) == 10
        world.hold(world.ids[0], until=world.now + timedelta(hours=1))
        assert client.get(f"/v2/calls/{world.ids[0]}").status_code == 404
        clock.advance(3600)
        assert client.get(f"/v2/calls/{world.ids[0]}").status_code == 200
        world.release(world.ids[-1])
        assert len(client.calls()) == 11
        world.release()
        assert len(client.calls()) == 12
        assert sim.violations == []


def test_blocks_come_only_when_asked_for(client: Client) -> None:
    """Without a selector a call is its metadata; each flag adds its block and nothing else."""
    plain = client.post(EXTENSIVE, {"filter": {}}).json()["calls"][0]
    assert plain.keys() == {"metaData"}
    topics = {"exposedFields": {"content": {"topics": True, "brief": False}}}
    some = client.post(EXTENSIVE, {"filter": {}, "contentSelector": topics}).json()["calls"][0]
    assert some.keys() == {"metaData", "content"}
    assert some["content"].keys() == {"topics"}
    everything = client.post(EXTENSIVE, {"filter": {}, "contentSelector": EVERYTHING}).json()["calls"][0]
    assert everything.keys() >= {"context", "parties", "content", "interaction", "collaboration", "media"}
