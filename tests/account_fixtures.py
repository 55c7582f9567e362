"""Users' accounts to test with: a simulated Gong with its OAuth server, configured as operators would."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import requests

from gong.account import account_conn_id
from gong.oauth import authorize_url, code_request, read_tokens
from gong.token_endpoint import ask_for_tokens
from gong.vault import accounts
from gong.vault.app import allowed_hosts, read_app
from gong.vault.renewal import usable
from tests.clocks import Clock
from tests.simulator import Simulator, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

    from gong.vault.accounts import StoredAccount

BACK = "https://airflow.example.com/gong/oauth/callback"
VERIFIER = "a-verifier-of-the-browsers-consent"
SCOPES = ("api:users:read", "api:workspaces:read", "api:calls:read:extensive")


@dataclass
class Accounts:
    """A Gong, a clock that it and the renewal live by, and accounts to connect to it."""

    sim: Simulator
    clock: Clock = field(default_factory=Clock)

    def connect(self, owner: str, scopes: tuple[str, ...] = SCOPES) -> str:
        """Connect by OAuth, without a browser; return the connection id."""
        app, asked_at = read_app(scopes), self.clock.now()
        code = self.code(authorize_url(app, BACK, "state", VERIFIER))
        tokens = read_tokens(
            ask_for_tokens(code_request(app, code, BACK, VERIFIER)), asked_at, allowed_hosts()
        )
        accounts.connect_tokens(owner, tokens, asked_at)
        return account_conn_id(owner)

    def connect_key(self, owner: str) -> str:
        """Connect by the company's key; return the connection id."""
        accounts.connect_key(owner, self.sim.url, self.sim.access_key, self.sim.access_key_secret)
        return account_conn_id(owner)

    def code(self, consent_page: str) -> str:
        """Allow everything on a consent page, as a browser; return the code that it leads back with."""
        answer = requests.get(f"{consent_page}&auto=allow", allow_redirects=False, timeout=5)
        return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]

    @property
    def usable(self) -> Callable[..., StoredAccount]:
        """The renewal, at this clock."""
        return partial(usable, clock=self.clock.now, sleep=self.clock.sleep)

    def stored(self, conn_id: str) -> StoredAccount:
        """Return an account as it is stored."""
        account = accounts.find(conn_id)
        assert account
        return account


def serve_accounts(
    monkeypatch: pytest.MonkeyPatch, folder: Path, clock: Clock | None = None, **options: Any
) -> Iterator[Accounts]:
    """Yield a Gong with accounts; whatever was connected is gone at the end."""
    made = clock or Clock()
    limits = {"rate": sys.maxsize, "daily": sys.maxsize, **options}
    with Simulator(World(seed=1, calls=5), clock=made.now, sleep=made.sleep, **limits) as sim:
        configure(monkeypatch, sim, folder)
        yield Accounts(sim, made)
    for account in accounts.everybodys():
        accounts.remove(account.conn_id)


def configure(monkeypatch: pytest.MonkeyPatch, sim: Simulator, folder: Path) -> None:
    """Set what an operator sets."""
    options = {
        "SECRETS__BACKEND": "gong.secrets.GongSecretsBackend",
        "GONG__ALLOWED_HOSTS": "127.0.0.1",
        "GONG__OAUTH_URL": sim.url,
        "GONG__OAUTH_CLIENT_ID": sim.client_id,
        "GONG__OAUTH_CLIENT_SECRET": sim.client_secret,
        "GONG__REQUESTS_PER_SECOND": "1000000",
        "GONG__LIMITER_URL": f"sqlite:///{folder}/limiter.db",
    }
    for name, value in options.items():
        monkeypatch.setenv(f"AIRFLOW__{name}", value)
