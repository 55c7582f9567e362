"""Who may ask the simulator, and for what: keys, tokens, scopes, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import requests

from tests.simulator.client import EXTENSIVE, Client, refusal

if TYPE_CHECKING:
    from tests.clocks import Clock
    from tests.simulator import Simulator

pytest_plugins = ["tests.simulator.fixtures"]


# --- credentials -------------------------------------------------------------------------------------


def test_a_missing_or_wrong_credential_is_a_401(sim: Simulator) -> None:
    """Neither no credential nor a wrong one gets in."""
    for auth in (None, ("wrong", "key"), (sim.access_key, "wrong")):
        answer = requests.get(f"{sim.url}/v2/users", auth=auth, timeout=5)
        assert refusal(answer) == (401, ["Unauthorized"])


def test_a_key_can_be_revoked_a_company_inactive_an_address_untrusted(client: Client, sim: Simulator) -> None:
    """The three ways in which a good key stops working differ in their answers."""
    sim.trusted = False
    assert refusal(client.get("/v2/users")) == (403, ["Forbidden"])
    sim.trusted, sim.company_active = True, False
    assert refusal(client.get("/v2/users")) == (401, ["Company is inactive"])
    sim.company_active = True
    token = sim.token()
    sim.revoke()
    assert refusal(client.get("/v2/users")) == (401, ["Unauthorized"])
    assert refusal(Client(sim, token).get("/v2/users")) == (401, ["Unauthorized"])


def test_a_token_reaches_what_its_scopes_allow(sim: Simulator, clock: Clock) -> None:
    """A missing scope is a 401 that names it; an expired token is a 401 as well."""
    bearer = Client(sim, sim.token(scopes={"api:users:read"}, expires_in=60))
    assert bearer.get("/v2/users").status_code == 200
    text = "You don't have permission to use 'api:workspaces:read' in your app."
    assert refusal(bearer.get("/v2/workspaces")) == (401, [text])
    clock.advance(60)
    assert refusal(bearer.get("/v2/users")) == (401, ["Unauthorized"])


def test_an_access_key_may_lack_scopes_too(client: Client, sim: Simulator) -> None:
    """Keys have all scopes unless told otherwise."""
    assert client.get("/v2/settings/trackers").status_code == 200
    sim.key_scopes = {"api:users:read"}
    status, texts = refusal(client.get("/v2/settings/trackers"))
    assert status == 401
    assert "'api:settings:trackers:read'" in texts[0]


def test_media_needs_its_own_scope(sim: Simulator) -> None:
    """Asking for media without its scope names that scope."""
    bearer = Client(sim, sim.token(scopes={"api:calls:read:extensive"}))
    asked = {"filter": {}, "contentSelector": {"exposedFields": {"media": True}}}
    status, texts = refusal(bearer.post(EXTENSIVE, asked))
    assert status == 401
    assert "'api:calls:read:media-url'" in texts[0]
