"""Connecting by OAuth through the pages: to Gong and back."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from airflow.utils.session import create_session
from sqlalchemy import func, select, update

from gong.vault.sealing import unseal
from gong.vault.tables import StateRow
from include.data_types import scopes
from tests.web.flow import CALLBACK, begin, come_back, decide, state_of

if TYPE_CHECKING:
    from tests.account_fixtures import Accounts
    from tests.web.conftest import Pages


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
    assert 'new BroadcastChannel("gong-oauth").postMessage(' in answer.text, "heard by this origin alone"
    assert "opener.postMessage" not in answer.text


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
