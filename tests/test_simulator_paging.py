"""Pages, cursors, ranges and limits of the simulator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simulator import Simulator, World
from tests.simulator.client import EXTENSIVE, Client, refusal
from tests.simulator.cursors import jwt, read_jwt

if TYPE_CHECKING:
    from tests.clocks import Clock

pytest_plugins = ["tests.simulator.fixtures"]


# --- paging ------------------------------------------------------------------------------------------


def test_pages_hold_a_hundred_calls_in_ascending_order(client: Client, company: World) -> None:
    """250 calls are three pages, by start, then id; only the last page has no cursor."""
    pages = list(client.pages(EXTENSIVE, {"filter": {}}))
    assert [page["records"]["currentPageSize"] for page in pages] == [100, 100, 50]
    assert [page["records"]["currentPageNumber"] for page in pages] == [0, 1, 2]
    assert {page["records"]["totalRecords"] for page in pages} == {250}
    assert [str(call["metaData"]["id"]) for page in pages for call in page["calls"]] == list(company.ids)
    assert list(company.starts) == sorted(company.starts)


def test_a_cursor_dies_an_hour_after_the_first_page(client: Client, clock: Clock, sim: Simulator) -> None:
    """However fresh the newest cursor is, the sequence ends with the first one's hour."""
    first = client.post(EXTENSIVE, {"filter": {}}).json()["records"]["cursor"]
    clock.advance(3_599)
    second = client.post(EXTENSIVE, {"filter": {}, "cursor": first}).json()["records"]["cursor"]
    clock.advance(1)
    asked = {"filter": {}, "cursor": second}
    assert refusal(client.post(EXTENSIVE, asked)) == (400, ["cursor has expired"])
    sim.cursor_lifetime = 10
    short = client.post(EXTENSIVE, {"filter": {}}).json()["records"]["cursor"]
    clock.advance(10)
    assert client.post(EXTENSIVE, {"filter": {}, "cursor": short}).status_code == 400


def test_an_altered_cursor_is_refused(client: Client, sim: Simulator) -> None:
    """A cursor is signed, and belongs to one question."""
    cursor = client.post(EXTENSIVE, {"filter": {}}).json()["records"]["cursor"]
    altered = cursor[:-2] + ("AA" if cursor[-2:] != "AA" else "BB")
    for bad in (altered, "nonsense", jwt({"after": 1}, b"another secret")):
        refused = refusal(client.post(EXTENSIVE, {"filter": {}, "cursor": bad}))
        assert refused == (400, ["Failed to verify cursor"])
    other = {"filter": {"toDateTime": "2026-11-19T00:00:00Z"}, "cursor": cursor}
    assert refusal(client.post(EXTENSIVE, other)) == (400, ["Failed to verify cursor"])
    claims = read_jwt(cursor, sim._secret)
    assert claims is not None
    assert (claims["total"], claims["pageNumber"], claims["pageSize"]) == (250, 0, 100)


def test_a_cursor_in_the_query_of_a_post_is_overlooked(client: Client) -> None:
    """The first page comes again, as it does with Gong."""
    page = client.post(EXTENSIVE, {"filter": {}}).json()
    cursor = page["records"]["cursor"]
    again = client.ask("POST", EXTENSIVE, params={"cursor": cursor}, json={"filter": {}}).json()
    assert again["calls"] == page["calls"]


def test_a_get_carries_its_cursor_in_the_query(client: Client) -> None:
    """GET lists page by query parameter."""
    cursor = client.get("/v2/calls").json()["records"]["cursor"]
    assert client.get("/v2/calls", cursor=cursor).json()["records"]["currentPageNumber"] == 1


def test_a_range_includes_its_start_and_excludes_its_end(client: Client) -> None:
    """A call belongs to the range that begins with its start, not to the one that ends there."""
    started = client.calls()[100]["metaData"]["started"]
    after = client.calls(fromDateTime=started)
    before = client.calls(toDateTime=started)
    assert after[0]["metaData"]["started"] == started
    assert len(before) + len(after) == 250


# --- limits ------------------------------------------------------------------------------------------


def test_a_fourth_request_in_a_second_is_throttled(company: World, clock: Clock) -> None:
    """Three a second pass; the next is told to wait a second, and passes then."""
    with Simulator(company, clock=clock.now) as sim:
        client = Client(sim)
        assert [client.get("/v2/workspaces").status_code for _ in range(4)] == [200, 200, 200, 429]
        throttled = client.get("/v2/workspaces")
        assert refusal(throttled) == (429, ["API request limit exceeded"])
        assert throttled.headers["Retry-After"] == "1"
        assert sim.requests_per_second() == 5
        clock.advance(1)
        assert client.get("/v2/workspaces").status_code == 200


def test_a_used_up_day_names_the_seconds_until_its_reset(company: World, clock: Clock) -> None:
    """The daily limit answers 429 with hours in Retry-After, which become fewer."""
    with Simulator(company, clock=clock.now, rate=100, daily=2) as sim:
        sim.quota_reset = 7200
        client = Client(sim)
        assert [client.get("/v2/workspaces").status_code for _ in range(3)] == [200, 200, 429]
        clock.advance(200)
        assert client.get("/v2/workspaces").headers["Retry-After"] == "7000"
        clock.advance(7000)
        assert client.get("/v2/workspaces").status_code == 200
