"""What the pages' API makes of requests from elsewhere, of wrong ones, and of mistakes of its own."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel
from starlette.testclient import TestClient

from gong.errors import DeadCredential
from gong.web.access import from_our_pages
from gong.web.app import create_app
from gong.web.errors import Refusal
from tests.web.raw import ask_raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI

    from tests.web.conftest import Pages

URL = "http://airflow.test"


class Body(BaseModel):
    """A request with a secret."""

    secret: int


@pytest.fixture
def app() -> FastAPI:
    """Give the app with routes that only this test has."""
    app = create_app()

    @app.post("/echo")
    def echo(body: Body) -> Body:
        return body

    @app.get("/refused")
    def refused() -> None:
        raise Refusal(409, "Somebody else was faster.", {"name": "It is taken."}, {"version": "2"})

    @app.get("/gong-error")
    def gong_error() -> None:
        raise DeadCredential(status=401)

    @app.get("/mistake")
    def mistake() -> None:
        raise RuntimeError("the secret is 4711")

    return app


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Give a client that sends nothing of its own accord."""
    with TestClient(app, base_url=URL, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"origin": URL}, 200),
        ({"origin": "https://airflow.test"}, 200),
        ({"authorization": "Bearer token"}, 200),
        ({"authorization": "Bearer token", "origin": URL}, 200),
        ({"authorization": "Bearer token", "sec-fetch-site": "cross-site"}, 403),
        ({"authorization": "Bearer token", "origin": "https://evil.example"}, 403),
        ({}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": URL}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "https://airflow.test.evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"authorization": "Bearer "}, 403),
        ({"authorization": "Basic YTpi"}, 403),
        ({"authorization": "Basic YTpi", "origin": "https://evil.example"}, 403),
    ],
)
def test_unsafe_requests_come_from_our_pages(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    """A browser says where a request was made; what it adds by itself, as Basic, is no sign of consent."""
    answer = client.post("/echo", json={"secret": 1}, headers=headers)
    assert answer.status_code == status, answer.text
    assert status == 200 or "did not come from Airflow's own pages" in answer.json()["detail"]


def test_the_address_behind_a_proxy_is_the_configured_one(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy asks under another name than the browser did."""
    origin = {"origin": "https://data.example.com"}
    assert client.post("/echo", json={"secret": 1}, headers=origin).status_code == 403
    monkeypatch.setenv("AIRFLOW__API__BASE_URL", "https://data.example.com/airflow/")
    assert client.post("/echo", json={"secret": 1}, headers=origin).status_code == 200


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "Text/Plain"]
)
def test_a_form_is_refused(client: TestClient, kind: str) -> None:
    """These are the bodies that another site's form can post without asking first."""
    headers = {"origin": URL, "content-type": kind}
    assert client.post("/echo", content='{"secret": 1}', headers=headers).status_code == 415


def test_a_long_body_is_not_read(client: TestClient) -> None:
    """Nor is anybody asked who they are before it would be."""
    headers = {"origin": URL, "content-type": "application/json"}
    long = b" " * 131_073
    for method, path in (("POST", "/echo"), ("PUT", "/api/account"), ("POST", "/api/datasets")):
        answer = client.request(method, path, content=long, headers=headers)
        assert answer.status_code == 413, answer.text
        assert answer.json()["detail"] == "A request has at most 128 KiB; shorten it."
    small = client.post("/echo", content=b" " * 131_000 + b'{"secret": 1}', headers=headers)
    assert small.status_code == 200
    upload = client.put("/api/datasets/x/uploads/y", content=long, headers=headers)
    assert upload.status_code == 401


def test_a_long_body_in_pieces_is_not_read_on(pages: Pages) -> None:
    """Without its length in a header either: what came so far is counted."""
    sent = count()

    async def receive() -> dict[str, Any]:
        assert next(sent) < 10
        return {"type": "http.request", "body": b" " * 40_000, "more_body": True}

    headers = ((b"origin", b"http://airflow.test"), (b"content-type", b"application/json"))
    started, *_ = ask_raw(pages, "/gong/api/account", receive, *headers)
    assert started["status"] == 413


def test_safe_requests_come_from_anywhere(pages: Pages) -> None:
    """A link on another site may lead here."""
    assert pages.client("uma", sec_fetch_site="cross-site").get("/gong/api/me").status_code == 200


def test_a_wrong_field_is_named_and_not_repeated(client: TestClient) -> None:
    """The answer has one sentence per field, and nothing of what was sent."""
    answer = client.post("/echo", json={"secret": "hunter2"}, headers={"origin": URL})
    assert answer.status_code == 422
    assert answer.json()["fields"].keys() == {"secret"}
    assert answer.json()["detail"].startswith("secret: Input should be a valid integer")
    assert "hunter2" not in answer.text


def test_errors_have_one_shape(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """A refusal carries its fields; a mistake is told in the log, and not to the browser."""
    refused = client.get("/refused")
    assert refused.status_code == 409
    assert refused.json() == {
        "detail": "Somebody else was faster.",
        "fields": {"name": "It is taken."},
        "version": "2",
    }
    gong = client.get("/gong-error")
    assert gong.status_code == 502
    assert "Reconnect your Gong account" in gong.json()["detail"]
    mistake = client.get("/mistake")
    assert mistake.status_code == 500
    assert "API server's log" in mistake.json()["detail"]
    assert "4711" not in mistake.text
    assert "4711" in caplog.text


def test_answers_are_kept_by_nobody(pages: Pages) -> None:
    """Neither by a proxy nor by the browser; refusals neither."""
    for answer in (pages.client("uma").get("/gong/api/me"), pages.client().get("/gong/api/me")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_bundle_is_asked_for_each_time(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An unchanged one is not sent again; what lies beside it is not served."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "gong.js").write_text("export {}")
    (tmp_path / "secret").write_text("secret")
    monkeypatch.setattr("gong.web.app._BUNDLE.all_directories", [tmp_path / "static"])
    client = pages.client("vera")
    answer = client.get("/gong/static/gong.js")
    assert answer.text == "export {}"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    again = client.get("/gong/static/gong.js", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for path in ("nothing.js", "../secret", "%2e%2e/secret", "%2e%2e%2fsecret"):
        assert client.get(f"/gong/static/{path}").status_code == 404


def test_the_origin_is_checked_on_every_route() -> None:
    """Whichever router a route comes from."""
    for route in create_app().routes:
        assert from_our_pages in [each.call for each in route.dependant.dependencies]  # type: ignore[attr-defined]
