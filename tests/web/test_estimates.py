"""Estimates through the pages' API: one line per type, kept for a while, only of what one may use."""

from __future__ import annotations

import json
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from gong.web import estimates
from gong.web.app import create_app
from include.data_types import DATA_TYPE_IDS
from tests.conftest import NOW
from tests.simulator import Fault
from tests.web.asking import share
from tests.web.raw import scope, status

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from tests.conftest import Site
    from tests.web.conftest import Pages

URL = "/gong/api/estimates"


@pytest.fixture(autouse=True)
def _shared(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Declare the simulator's connection shared, and know no estimate yet."""
    share(site, monkeypatch)
    monkeypatch.setattr(estimates, "kept", estimates.Kept())
    monkeypatch.setattr(estimates, "datetime", SimpleNamespace(now=lambda _zone: NOW))


def ask(client: TestClient, *names: str, **fields: Any) -> dict[str, dict[str, Any]]:
    """Return the lines of an estimate by type."""
    body = {"gong_conn_id": "gong_default", "data_types": list(names), **fields}
    answer = client.post(URL, json=body)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert answer.headers["content-encoding"] == "identity", "compression holds lines back"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    return {line["id"]: line for line in lines}


def test_a_line_for_every_type(pages: Pages, site: Site) -> None:
    """Records and bytes; nothing is stored."""
    found = ask(pages.client("uma"), *DATA_TYPE_IDS)
    assert set(found) == set(DATA_TYPE_IDS)
    assert {each["state"] for each in found.values()} == {"ok"}
    assert all(each["bytes"] > 0 for each in found.values())
    assert "Contents" not in site.s3.list_objects_v2(Bucket="calls")


def test_what_is_known_is_not_asked_for_again(pages: Pages, site: Site) -> None:
    """Whoever asks; another limit is another question, and so is another credential."""
    ask(pages.client("uma"), "users", "trackers")
    before = len(site.gong.exchanges)
    again = ask(pages.client("otto"), "trackers", "users")
    assert again["users"]["state"] == "ok"
    assert len(site.gong.exchanges) == before
    ask(pages.client("uma"), "users", limit=5)
    assert len(site.gong.exchanges) == before + 1


def test_what_failed_is_asked_for_again(pages: Pages, site: Site) -> None:
    """An error is not kept; it is told for its type, without a number."""
    site.gong.faults = [Fault("/v2/users", kind="400", times=1)]
    first = ask(pages.client("uma"), "users", "trackers")
    assert first["users"]["state"] == "failed"
    assert "Gong refused the request as invalid." in first["users"]["why"]
    assert first["trackers"]["state"] == "ok"
    assert ask(pages.client("uma"), "users")["users"]["state"] == "ok"


def test_a_missing_scope(pages: Pages, site: Site) -> None:
    """The scope and where to grant it."""
    site.gong.key_scopes = {"api:users:read"}
    found = ask(pages.client("uma"), "users", "calls")
    assert found["users"]["state"] == "ok"
    assert found["calls"]["state"] == "missing_scope"
    assert "api:calls:read:extensive" in found["calls"]["why"]


@pytest.mark.parametrize(
    ("fields", "status", "field"),
    [
        ({"data_types": []}, 422, "data_types"),
        ({"data_types": ["call"]}, 422, "data_types[0]"),
        ({"limit": 0}, 422, "limit"),
        ({"lookback_days": -1}, 422, "lookback_days"),
        ({"workspace_ids": ["../x"]}, 422, "workspace_ids[0]"),
        ({"gong_conn_id": "gong_account__otto"}, 422, "gong_conn_id"),
        ({"gong_conn_id": "aws_default"}, 403, "gong_conn_id"),
        ({"gong_conn_id": "gong_account__uma"}, 403, "gong_conn_id"),
    ],
)
def test_what_is_not_estimated(
    pages: Pages, site: Site, fields: dict[str, Any], status: int, field: str
) -> None:
    """No request goes out; the field is named."""
    body = {"gong_conn_id": "gong_default", "data_types": ["users"], **fields}
    answer = pages.client("uma").post(URL, json=body)
    assert (answer.status_code, list(answer.json()["fields"])) == (status, [field])
    assert site.gong.exchanges == []


def test_who_goes_away_stops_nobody_else(pages: Pages, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a type is still looked at, others are answered; the place is taken until it is over."""
    monkeypatch.setattr("gong.web.waiting.MOST", 1)
    over, in_time = threading.Event(), []
    hold = Fault("/v2/users", kind="mutate", times=1, mutate=lambda _: in_time.append(over.wait(20)))
    site.gong.faults = [hold]
    app = create_app()
    json_type = (b"content-type", b"application/json")

    async def others(listening: anyio.Event, gone: anyio.Event) -> list[int]:
        def ask() -> Any:
            return status(app, scope(pages, "POST", "/api/estimates", json_type), wanted("trackers"))

        await listening.wait()
        gone.set()
        me = await status(app, scope(pages, "GET", "/api/me"))
        refused = await ask()
        over.set()
        return [me, refused]

    async def leave() -> list[int]:
        listening, gone = anyio.Event(), anyio.Event()
        body = [{"type": "http.request", "body": wanted("trackers", "users"), "more_body": False}]

        async def receive() -> Any:
            if body:
                return body.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message.get("body"):  # a line that nobody reads any more
                listening.set()
                await anyio.sleep_forever()

        async with anyio.create_task_group() as group:
            group.start_soon(app, scope(pages, "POST", "/api/estimates", json_type), receive, send)
            told = await others(listening, gone)
        return [*told, await status(app, scope(pages, "POST", "/api/estimates", json_type), wanted("users"))]

    assert anyio.run(leave) == [200, 429, 200]
    assert in_time == [True]


def wanted(*names: str) -> bytes:
    """Return the body of a request for the estimates of these types."""
    return json.dumps({"gong_conn_id": "gong_default", "data_types": names}).encode()
