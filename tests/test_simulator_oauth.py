"""The simulator's OAuth pages: consent, single-use codes, rotating single-use refresh tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.clocks import Clock
from tests.simulator import Simulator, World
from tests.simulator.client import Client
from tests.simulator.cursors import encode
from tests.simulator.oauth import _challenge

if TYPE_CHECKING:
    from collections.abc import Iterator

BACK = "https://airflow.example.com/gong/callback?tenant=1"
SCOPES = "api:users:read api:library:read"


@pytest.fixture
def clock() -> Clock:
    """Return a clock that tests move."""
    return Clock()


@pytest.fixture
def sim(clock: Clock) -> Iterator[Simulator]:
    """Run a simulator with a small company."""
    with Simulator(World(seed=1, calls=5), clock=clock.now, rate=1000) as simulator:
        yield simulator


def authorize(sim: Simulator, **changes: str) -> requests.Response:
    """Open the consent page, by default as a script that allows everything."""
    query = {
        "client_id": sim.client_id,
        "response_type": "code",
        "scope": SCOPES,
        "redirect_uri": BACK,
        "state": "s-1",
        "auto": "allow",
    }
    return requests.get(
        f"{sim.url}/oauth2/authorize", params=query | changes, allow_redirects=False, timeout=5
    )


def returned(answer: requests.Response) -> dict[str, str]:
    """Return what the browser brings back to the client."""
    assert answer.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def exchange(sim: Simulator, parameters: dict[str, str], *, form: bool = False) -> requests.Response:
    """Ask for tokens; parameters go into the query, or into a form."""
    where: dict[str, Any] = {"data" if form else "params": parameters}
    auth = (sim.client_id, sim.client_secret)
    return requests.post(f"{sim.url}/oauth2/generate-customer-token", auth=auth, timeout=5, **where)


def redeem(sim: Simulator, code: str, **changes: str) -> requests.Response:
    """Exchange a code."""
    parameters = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": sim.client_id,
        "redirect_uri": BACK,
    }
    return exchange(sim, parameters | changes)


def refresh(sim: Simulator, token: str) -> requests.Response:
    """Exchange a refresh token."""
    return exchange(sim, {"grant_type": "refresh_token", "refresh_token": token})


def test_consent_is_asked_for_on_a_page(sim: Simulator) -> None:
    """Without ``auto`` there is a page with the scopes and two buttons, and nothing unescaped."""
    page = authorize(sim, auto="", state='"><script>')
    assert page.status_code == 200
    assert all(scope in page.text for scope in SCOPES.split())
    assert "Allow</button>" in page.text
    assert "Deny</button>" in page.text
    assert "<script>" not in page.text


def test_a_code_becomes_a_pair_of_tokens(sim: Simulator) -> None:
    """The answer has Gong's fields, and the token works for its scopes."""
    back = returned(authorize(sim))
    assert back["state"] == "s-1"
    assert back["tenant"] == "1"
    pair = redeem(sim, back["code"]).json()
    assert pair["token_type"] == "bearer"
    assert pair["expires_in"] == 86_399
    assert set(pair["scope"].split()) == set(SCOPES.split())
    assert pair["api_base_url_for_customer"] == sim.url
    bearer = Client(sim, pair["access_token"])
    assert bearer.get("/v2/users").status_code == 200
    assert bearer.get("/v2/workspaces").status_code == 401


def test_a_code_works_once_and_for_ten_minutes(sim: Simulator, clock: Clock) -> None:
    """A used, late, foreign or misdirected code is an invalid grant."""
    used = returned(authorize(sim))["code"]
    assert redeem(sim, used).status_code == 200
    late = returned(authorize(sim))["code"]
    clock.advance(600)
    misdirected = returned(authorize(sim))["code"]
    for answer in (
        redeem(sim, used),
        redeem(sim, late),
        redeem(sim, "made-up"),
        redeem(sim, misdirected, redirect_uri="https://evil.example.com/"),
    ):
        assert answer.status_code == 400
        assert answer.json()["error"] == "invalid_grant"


def test_a_refusal_comes_back_as_an_error(sim: Simulator) -> None:
    """Deny, and a scope that is not registered, come back to the client with the state."""
    assert returned(authorize(sim, auto="deny"))["error"] == "access_denied"
    sim.oauth.scopes = frozenset({"api:users:read"})
    refused = returned(authorize(sim))
    assert (refused["error"], refused["state"]) == ("invalid_scope", "s-1")


def test_nobody_is_sent_to_an_unknown_address(sim: Simulator) -> None:
    """A wrong client or an unregistered address gets a page, not a redirect."""
    sim.oauth.redirect_uris = {BACK}
    assert authorize(sim).status_code == 302
    assert authorize(sim, redirect_uri="https://evil.example.com/").status_code == 400
    assert authorize(sim, client_id="other").status_code == 400


def test_a_refresh_token_rotates_and_works_once(sim: Simulator) -> None:
    """Every refresh gives a new pair; using the old token again fails and is counted."""
    first = redeem(sim, returned(authorize(sim))["code"]).json()
    second = refresh(sim, first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert Client(sim, second["access_token"]).get("/v2/users").status_code == 200
    reused = refresh(sim, first["refresh_token"])
    assert reused.status_code == 400
    assert reused.json() == {
        "error": "invalid_grant",
        "error_description": "Token has been expired or revoked.",
    }
    assert sim.refresh_reuses == 1


def test_parameters_may_come_as_a_form(sim: Simulator) -> None:
    """A form body is understood as well as the query."""
    code = returned(authorize(sim))["code"]
    parameters = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
    answer = exchange(sim, parameters | {"client_id": sim.client_id}, form=True)
    assert answer.status_code == 200


def test_the_wanted_lifetime_is_granted(sim: Simulator, clock: Clock) -> None:
    """``validity_duration`` decides how long the access token lives."""
    pair = redeem(sim, returned(authorize(sim))["code"], validity_duration="600").json()
    assert pair["expires_in"] == 599
    clock.advance(600)
    assert Client(sim, pair["access_token"]).get("/v2/users").status_code == 401


def test_a_wrong_client_secret_is_refused(sim: Simulator) -> None:
    """Client credentials are checked before anything else."""
    sim.oauth.client_secret = "rotated"
    auth = (sim.client_id, "stowlane-app-secret")
    answer = requests.post(f"{sim.url}/oauth2/generate-customer-token", auth=auth, timeout=5)
    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})


def test_a_proof_key_is_checked_when_one_was_announced(sim: Simulator) -> None:
    """A code that was asked for with a challenge needs the verifier."""
    verifier = encode(b"a verifier that is long enough")
    challenge = {"code_challenge": _challenge(verifier), "code_challenge_method": "S256"}
    assert redeem(sim, returned(authorize(sim, **challenge))["code"]).status_code == 400
    code = returned(authorize(sim, **challenge))["code"]
    assert redeem(sim, code, code_verifier=verifier).status_code == 200


def test_an_untrusted_address_cannot_refresh(sim: Simulator) -> None:
    """The addresses trusted for refreshing are a list of their own."""
    sim.refresh_trusted = False
    assert refresh(sim, "x").status_code == 403


def test_the_customer_may_live_elsewhere(sim: Simulator) -> None:
    """The API's address for the customer can be set apart from the OAuth pages."""
    sim.customer_url = "https://us-12345.api.gong.example.com"
    pair = redeem(sim, returned(authorize(sim))["code"]).json()
    assert pair["api_base_url_for_customer"] == sim.customer_url


def test_pages_do_not_count_as_api_requests(sim: Simulator) -> None:
    """OAuth requests are in the ledger, but not in the requests per second."""
    redeem(sim, returned(authorize(sim))["code"])
    assert len(sim.exchanges) == 2
    assert sim.requests_per_second() == 0
