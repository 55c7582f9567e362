"""Connecting by OAuth through the pages: to Gong and back, and every way in which that goes wrong."""

from __future__ import annotations

import html
import logging
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from airflow.utils.session import create_session
from itsdangerous import URLSafeSerializer
from sqlalchemy import func, select, update

from gong.vault import states
from gong.vault.sealing import signing_keys, unseal
from gong.vault.tables import StateRow
from include.data_types import scopes
from tests.simulator import Fault

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from tests.account_fixtures import Accounts
    from tests.web.conftest import Pages

CALLBACK = "/gong/oauth/callback"


def begin(client: TestClient) -> str:
    """Click Connect with Gong; return the address of the consent page."""
    answer = client.get("/gong/oauth/start", params={"popup": "1"})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"])


def decide(consent_page: str, decision: str = "allow") -> dict[str, str]:
    """Allow or deny in Gong; return what the browser brings back."""
    answer = requests.get(f"{consent_page}&auto={decision}", allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    assert back.path == CALLBACK
    return {name: values[0] for name, values in parse_qs(back.query).items()}


def come_back(client: TestClient, query: dict[str, str]) -> tuple[bool, str]:
    """Open the callback as a browser; return whether it worked, and the sentence on the page."""
    answer = client.get(
        CALLBACK, params=query, headers={"sec-fetch-site": "cross-site", "accept": "text/html"}
    )
    assert answer.headers["content-type"].startswith("text/html")
    found = re.search(r'data-ok="(\w+)">(.*)</p>', answer.text)
    assert found, answer.text
    assert (answer.status_code == 200) == (found[1] == "true")
    return found[1] == "true", html.unescape(found[2])


def state_of(client: TestClient) -> dict[str, Any]:
    """Return the state of one's own account."""
    state: dict[str, Any] = client.get("/gong/api/account").json()
    return state


def test_connecting(pages: Pages, gong: Accounts) -> None:
    """From the button to a connected account that works; all scopes were asked for."""
    client = pages.client("uma")
    consent_page = begin(client)
    query = parse_qs(urlsplit(consent_page).query)
    assert query["scope"] == [" ".join(scopes())]
    assert query["redirect_uri"] == [f"http://airflow.test{CALLBACK}"]
    ok, sentence = come_back(client, decide(consent_page))
    assert (ok, sentence) == (True, f"Your Gong account at {gong.sim.url} is connected.")
    state = state_of(client)
    assert (state["state"], state["method"], sorted(state["scopes"])) == (
        "connected",
        "oauth",
        sorted(scopes()),
    )
    assert client.post("/gong/api/account/check").json()["ok"]
    assert state_of(pages.client("otto"))["state"] == "not_connected"


def test_the_page_that_tells(pages: Pages, gong: Accounts) -> None:
    """It runs its own script only, loads and keeps nothing, leaks no address, escapes what it says."""
    assert gong
    answer = pages.client("uma").get(CALLBACK, params={"state": "<script>x"})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    policy = answer.headers["content-security-policy"]
    nonce = re.search("'nonce-([^']+)'", policy)
    assert nonce
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert f'<script nonce="{nonce[1]}">' in answer.text
    assert "<script>x" not in answer.text
    assert "window.location.origin" in answer.text


def test_a_refusal_in_gong(pages: Pages, gong: Accounts) -> None:
    """Said as such; nothing changes, not even an account that is connected already."""
    gong.connect("uma")
    client = pages.client("uma")
    before = state_of(client)
    ok, sentence = come_back(client, decide(begin(client), "deny"))
    assert not ok
    assert "Access was refused in Gong" in sentence
    assert state_of(client) == before


def test_scopes_that_the_app_does_not_have(
    pages: Pages, gong: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gong refuses all of it then; with fewer asked for it goes, and the sentence says what stays out."""
    gong.sim.oauth.scopes = frozenset({"api:users:read", "api:library:read"})
    client = pages.client("uma")
    ok, sentence = come_back(client, decide(begin(client)))
    assert not ok
    assert "not registered for all permissions" in sentence
    assert "[gong] oauth_scopes" in sentence
    monkeypatch.setenv("AIRFLOW__GONG__OAUTH_SCOPES", "api:users:read api:library:read")
    ok, sentence = come_back(client, decide(begin(client)))
    assert ok
    assert "Gong did not grant api:calls:read:extensive, api:calls:read:transcript" in sentence
    assert "Calls, Transcripts, User Stats" in sentence


def test_an_old_state(pages: Pages, gong: Accounts) -> None:
    """Ten minutes; the database's clock decides, so servers need not agree on the time."""
    client = pages.client("uma")
    for age, expected in ((timedelta(minutes=9, seconds=50), True), (timedelta(minutes=11), False)):
        query = decide(begin(client))
        with create_session() as session:
            now = session.scalar(select(func.now()))
            assert now
            session.execute(update(StateRow).values(asked_at=now - age))
        ok, sentence = come_back(client, query)
        assert ok == expected
        assert ok or "longer than ten minutes" in sentence
    assert gong


def test_a_state_is_good_for_once(pages: Pages, gong: Accounts) -> None:
    """Whatever came of the first time; the account stays as it was connected."""
    client = pages.client("uma")
    query = decide(begin(client))
    assert come_back(client, query)[0]
    connected = state_of(client)["connected_at"]
    ok, sentence = come_back(client, query)
    assert not ok
    assert "used already" in sentence
    assert state_of(client)["connected_at"] == connected
    assert sum(each.path.endswith("token") for each in gong.sim.exchanges) == 1


def test_another_signed_in_user(pages: Pages, gong: Accounts) -> None:
    """Neither gets the account; the one who began may still come to the end."""
    client, other = pages.client("uma"), pages.client("otto")
    query = decide(begin(client))
    ok, sentence = come_back(other, query)
    assert not ok
    assert "begun by the Airflow user uma, and you are signed in as otto" in sentence
    assert state_of(other)["state"] == "not_connected"
    assert come_back(client, query)[0]
    assert gong


def test_a_swapped_state(pages: Pages, gong: Accounts) -> None:
    """Somebody else's code with one's own state: PKCE makes Gong refuse it, as far as Gong checks it."""
    client, attacker = pages.client("uma"), pages.client("otto")
    stolen = decide(begin(attacker))["code"]
    ok, sentence = come_back(client, {"state": decide(begin(client))["state"], "code": stolen})
    assert not ok
    assert "did not accept the code" in sentence
    assert gong


@pytest.mark.parametrize(
    "forge", ["nothing", "garbage", "unsigned", "other key", "other purpose", "truncated", "list"]
)
def test_a_forged_state(pages: Pages, gong: Accounts, forge: str) -> None:
    """Nothing is asked of Gong for it."""
    client = pages.client("uma")
    good = decide(begin(client))["state"]
    content = {"user": "uma", "nonce": "n"}
    forged = {
        "nothing": "",
        "garbage": "äöü.%00.x",
        "unsigned": good.rpartition(".")[0],
        "other key": URLSafeSerializer("guessed", salt=states._PURPOSE).dumps(content),
        "other purpose": URLSafeSerializer(signing_keys(), salt="another").dumps(content),
        "truncated": good[:-3],
        "list": URLSafeSerializer(signing_keys(), salt=states._PURPOSE).dumps(["uma"]),
    }[forge]
    ok, sentence = come_back(client, {"state": forged, "code": "c"})
    assert not ok
    assert "does not belong to anything that was begun here" in sentence
    assert not any(each.path.endswith("token") for each in gong.sim.exchanges)


def test_a_state_that_was_signed_but_never_asked(pages: Pages, gong: Accounts) -> None:
    """A signature alone is not enough: what was asked for is written down."""
    state = URLSafeSerializer(signing_keys(), salt=states._PURPOSE).dumps({"user": "uma", "nonce": "n"})
    assert "used already" in come_back(pages.client("uma"), {"state": state, "code": "c"})[1]
    assert gong


def test_a_code_that_gong_does_not_accept(pages: Pages, gong: Accounts) -> None:
    """Used twice, or the redirect URI is registered otherwise: the sentence names the URI."""
    client = pages.client("uma")
    query = decide(begin(client))
    gong.sim.oauth.codes.clear()
    ok, sentence = come_back(client, query)
    assert not ok
    assert f"not exactly http://airflow.test{CALLBACK}" in sentence
    gong.sim.oauth.codes.clear()
    for unknown in ({"error": "redirect_uri_mismatch"}, {}):
        state = decide(begin(client))["state"]
        assert not come_back(client, {"state": state, **unknown})[0]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("500", "did not answer properly"),
        ("not-json", "did not answer properly"),
        ("drop", "connection to the token endpoint failed"),
        ("429", "asked for a pause"),
        ("403", "must be trusted for refresh tokens"),
        ("redirect", "no token endpoint at [gong] oauth_url"),
    ],
)
def test_a_token_endpoint_in_trouble(pages: Pages, gong: Accounts, kind: str, told: str) -> None:
    """Each has its sentence; nothing is connected."""
    client = pages.client("uma")
    query = decide(begin(client))
    gong.sim.faults = [Fault("/oauth2/gen", kind=kind, times=None, location="https://evil.example")]
    ok, sentence = come_back(client, query)
    assert not ok
    assert told in sentence
    assert state_of(client)["state"] == "not_connected"


@pytest.mark.parametrize("url", ["https://gong.io.evil.example", "http://10.0.0.1", "https://api.gong.io/x"])
def test_an_api_elsewhere_is_not_believed(pages: Pages, gong: Accounts, url: str) -> None:
    """The tokens are thrown away."""
    gong.sim.customer_url = url
    client = pages.client("uma")
    ok, sentence = come_back(client, decide(begin(client)))
    assert not ok
    assert "an API that is not Gong's" in sentence
    assert state_of(client)["state"] == "not_connected"


def test_an_app_that_gong_does_not_know(
    pages: Pages, gong: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operator's settings are named."""
    client = pages.client("uma")
    query = decide(begin(client))
    monkeypatch.setenv("AIRFLOW__GONG__OAUTH_CLIENT_SECRET", "wrong")
    assert "oauth_client_secret on the API server" in come_back(client, query)[1]
    assert gong


@pytest.mark.parametrize("missing", ["OAUTH_CLIENT_ID", "OAUTH_CLIENT_SECRET"])
def test_without_an_app_nobody_is_sent_away(
    pages: Pages, gong: Accounts, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    """The button is off, and its address says why."""
    monkeypatch.setenv(f"AIRFLOW__GONG__{missing}", " ")
    client = pages.client("uma")
    answer = client.get("/gong/oauth/start")
    assert answer.status_code == 409
    assert f"[gong] {missing.lower()} is not set" in answer.json()["detail"]
    page = client.get("/gong/oauth/start", headers={"accept": "text/html,*/*"})
    assert "<h1>Not connected</h1>" in page.text
    assert gong


def test_a_session_that_ended_meanwhile(pages: Pages, gong: Accounts) -> None:
    """A page and not JSON: a person reads it."""
    query = decide(begin(pages.client("uma")))
    ok, sentence = come_back(pages.client(), query)
    assert not ok
    assert "not signed in to Airflow" in sentence
    assert gong


def test_behind_a_proxy(pages: Pages, gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gong is asked to come back to the address that browsers use, and the code is exchanged for the same."""
    monkeypatch.setenv("AIRFLOW__API__BASE_URL", "https://data.example.com/airflow")
    public = "https://data.example.com/airflow/gong/oauth/callback"
    gong.sim.oauth.redirect_uris = {public}
    client = pages.client("uma")
    consent_page = begin(client)
    assert urlencode({"redirect_uri": public}) in consent_page
    answer = requests.get(f"{consent_page}&auto=allow", allow_redirects=False, timeout=5)
    back = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert come_back(client, {name: values[0] for name, values in back.items()})[0]


def test_two_tabs_at_once(pages: Pages, gong: Accounts) -> None:
    """Both may come to their end, in any order; the later one's tokens are the account's."""
    client = pages.client("uma")
    first, second = decide(begin(client)), decide(begin(client))
    assert come_back(client, second)[0]
    assert come_back(client, first)[0]
    assert client.post("/gong/api/account/check").json()["ok"]
    assert unseal(gong.stored("gong_account__uma").sealed)["access_token"] in gong.sim.oauth.access


def test_nothing_secret_is_written_down(
    pages: Pages, gong: Accounts, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither codes, states nor tokens, in no log, Airflow's own log of requests included."""
    caplog.set_level(logging.DEBUG)
    client = pages.client("uma")
    query = decide(begin(client))
    caplog.clear()  # of what the test's browser says of itself
    seen: list[Any] = []
    with pytest.MonkeyPatch.context() as patch:
        from airflow.api_fastapi.common import http_access_log  # noqa: PLC0415 - after Airflow's home is set

        patch.setattr(http_access_log.logger, "info", lambda *_, **fields: seen.append(fields))
        assert come_back(client, query)[0]
        assert not come_back(client, query)[0]
    assert [each["path"] for each in seen] == [CALLBACK, CALLBACK]
    told = f"{caplog.text} {seen}"
    assert not any(
        secret in told for secret in (query["state"], gong.sim.client_secret, *gong.sim.oauth.issued)
    )


def test_old_states_are_forgotten(pages: Pages, gong: Accounts) -> None:
    """Who begins and never comes back leaves nothing for long."""
    client = pages.client("uma")
    begin(client)
    with create_session() as session:
        now = session.scalar(select(func.now()))
        assert now
        session.execute(update(StateRow).values(asked_at=now - timedelta(days=2)))
    begin(client)
    with create_session() as session:
        assert session.scalar(select(func.count()).select_from(StateRow)) == 1
    assert gong
