"""Every way in which connecting by OAuth goes wrong, each with its own sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from airflow.utils.session import create_session
from itsdangerous import URLSafeSerializer
from sqlalchemy import func, select, update

from gong.vault import states
from gong.vault.sealing import signing_keys
from gong.vault.tables import StateRow
from tests.simulator import Fault
from tests.web.flow import CALLBACK, begin, come_back, decide, state_of

if TYPE_CHECKING:
    from tests.account_fixtures import Accounts
    from tests.web.conftest import Pages


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


@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-site", 403), ("none", 302)])
def test_another_site_begins_nothing(pages: Pages, gong: Accounts, site: str, status: int) -> None:
    """A window that it opens is not led to Gong, where the app may be allowed already; a bookmark is."""
    before = gong.stored(gong.connect_key("uma"))
    answer = pages.client("uma", sec_fetch_site=site).get("/gong/oauth/start")
    assert answer.status_code == status
    assert ("location" in answer.headers) == (status == 302)
    assert gong.stored(before.conn_id) == before


@pytest.mark.parametrize("who", [None, "nora", "vera"])
def test_a_code_that_cannot_be_used_is_not_written_down(
    pages: Pages, gong: Accounts, who: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose session has ended, or who may not, brings a code that is still good: no log shows it."""
    from airflow.api_fastapi.common import http_access_log  # noqa: PLC0415 - after Airflow's home is set

    seen: list[dict[str, str]] = []
    monkeypatch.setattr(http_access_log.logger, "info", lambda *_, **fields: seen.append(fields))
    query = decide(begin(pages.client("uma")))
    assert not come_back(pages.client(who), query)[0]
    assert gong
    assert seen[-1]["path"] == CALLBACK
    assert not any(secret in str(seen[-1]) for secret in query.values())
