"""Every fault that the simulator can be told to show."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING

import pytest
import requests

from tests.simulator import Fault, Simulator, World
from tests.simulator.client import EXTENSIVE, Client, refusal

if TYPE_CHECKING:
    from tests.clocks import Clock

pytest_plugins = ["tests.simulator.fixtures"]


# --- faults ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["400", "401", "403", "429", "500", "503"])
def test_a_status_can_be_forced_with_the_standard_body(client: Client, sim: Simulator, code: str) -> None:
    """A forced status has Gong's error body, with a sentence of one's own."""
    sim.faults.append(Fault(path="/v2/users", kind=code, text="No such luck"))
    assert refusal(client.get("/v2/users")) == (int(code), ["No such luck"])
    assert client.get("/v2/users").status_code == 200
    assert sim.exchanges[0].fault == code


@pytest.mark.parametrize("wait", ["7", "Fri, 20 Nov 2026 12:00:09 GMT", "soon", None])
def test_retry_after_may_be_anything(client: Client, sim: Simulator, wait: str | None) -> None:
    """Seconds, a date, nonsense or nothing."""
    sim.faults.append(Fault(kind="429", retry_after=wait))
    assert client.get("/v2/users").headers.get("Retry-After") == wait


def test_a_gateway_answers_in_html(client: Client, sim: Simulator) -> None:
    """502 comes from a gateway that knows no JSON; a login page even says 200."""
    sim.faults += [Fault(kind="502"), Fault(nth=2, kind="not-json")]
    gateway, login = client.get("/v2/users"), client.get("/v2/users")
    assert (gateway.status_code, login.status_code) == (502, 200)
    assert gateway.text.startswith("<html>")
    assert login.headers["content-type"].startswith("text/html")


def test_a_connection_can_be_dropped(client: Client, sim: Simulator) -> None:
    """The client sees the connection close without an answer; the ledger notes status 0."""
    sim.faults.append(Fault(kind="drop"))
    with pytest.raises(requests.ConnectionError):
        client.get("/v2/users")
    assert sim.exchanges[0].status == 0


def test_an_answer_can_be_truncated(client: Client, sim: Simulator) -> None:
    """The announced length is right, the body is not all there."""
    sim.faults.append(Fault(kind="truncate"))
    with pytest.raises((requests.exceptions.ChunkedEncodingError, http.client.IncompleteRead)):
        client.get("/v2/users")
    assert sim.exchanges[0].status == 200


def test_an_answer_can_stall(client: Client, sim: Simulator, clock: Clock) -> None:
    """The right answer comes, late."""
    before = clock.now()
    sim.faults.append(Fault(kind="stall", seconds=90))
    assert client.get("/v2/users").status_code == 200
    assert clock.now() == before + 90


def test_an_answer_can_point_to_another_host(client: Client, sim: Simulator) -> None:
    """A 302 leads away."""
    sim.faults.append(Fault(kind="redirect", location="https://us-2.example.com/"))
    answer = client.get("/v2/users")
    assert (answer.status_code, answer.headers["Location"]) == (302, "https://us-2.example.com/")


def test_a_page_can_lack_its_items(client: Client, sim: Simulator) -> None:
    """The frame of the page is there, the list is not."""
    sim.faults.append(Fault(path=EXTENSIVE, kind="missing-key"))
    assert client.post(EXTENSIVE, {"filter": {}}).json().keys() == {"requestId", "records"}


def test_a_cursor_can_repeat_for_ever(client: Client, sim: Simulator) -> None:
    """Every page names the same next page."""
    sim.faults.append(Fault(path=EXTENSIVE, kind="repeat-cursor", times=None))
    cursor = client.post(EXTENSIVE, {"filter": {}}).json()["records"]["cursor"]
    for _ in range(3):
        answer = client.post(EXTENSIVE, {"filter": {}, "cursor": cursor})
        assert answer.json()["records"]["cursor"] == cursor


def test_a_cursor_can_expire_early(client: Client, sim: Simulator) -> None:
    """Only requests with a cursor are struck."""
    sim.faults.append(Fault(path=EXTENSIVE, kind="expired-cursor"))
    cursor = client.post(EXTENSIVE, {"filter": {}}).json()["records"]["cursor"]
    asked = {"filter": {}, "cursor": cursor}
    assert refusal(client.post(EXTENSIVE, asked)) == (400, ["cursor has expired"])
    assert client.post(EXTENSIVE, asked).status_code == 200


def test_an_answer_can_be_changed_at_will(client: Client, sim: Simulator, company: World) -> None:
    """A function gets the parsed answer; the company stays as it was."""
    sim.faults.append(
        Fault(path="/v2/users", kind="mutate", mutate=lambda answer: {"users": answer["users"][:1]})
    )
    assert len(client.get("/v2/users").json()["users"]) == 1
    assert len(client.get("/v2/users").json()["users"]) == len(company.users)


def test_a_fault_strikes_where_when_and_as_often_as_told(client: Client, sim: Simulator) -> None:
    """A path is a prefix or a pattern, ``match`` sees the request, ``nth`` and ``times`` count what fits."""
    sim.faults += [
        Fault(path=r"/v2/library/folder-.*", kind="500", times=None),
        Fault(
            path="/v2/users", kind="503", nth=2, times=2, match=lambda request: "cursor" not in request.query
        ),
    ]
    assert client.get("/v2/library/folder-content", folderId="1").status_code == 500
    statuses = [client.get("/v2/users").status_code for _ in range(5)]
    assert statuses == [200, 503, 503, 200, 200]
