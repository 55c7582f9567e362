"""What a task gets of an account, through Airflow's own ways to a connection."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from airflow import settings
from airflow._shared.secrets_masker import redact as core_redact
from airflow.configuration import conf
from airflow.models.connection import Connection
from airflow.sdk._shared.secrets_masker import redact as tasks_redact
from airflow.secrets import BaseSecretsBackend

from gong import endpoints, errors
from gong.account import read_account
from gong.hook import GongHook
from gong.secrets import GongSecretsBackend
from gong.vault import accounts, handout
from tests.account_fixtures import BACK, VERIFIER
from tests.simulator import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.account_fixtures import Accounts

LOCAL = {"127.0.0.1"}


@pytest.fixture(autouse=True)
def at_the_tests_time(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the backend live by the simulator's clock."""
    monkeypatch.setattr(handout, "usable", gong.usable)


class Site(BaseSecretsBackend):
    """A site's own backend, from before Airflow knew of teams."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix

    def get_conn_value(self, conn_id: str) -> str | None:  # type: ignore[override]  # the old signature
        """Have every connection."""
        return f"http://{self.prefix}-{conn_id}"

    def get_variable(self, key: str) -> str | None:  # type: ignore[override]  # the same
        """Have every Variable."""
        return f"{self.prefix}-{key}"

    def get_config(self, key: str) -> str | None:
        """Have every option."""
        return f"{self.prefix}-{key}"


def told(conn_id: str) -> errors.GongError:
    """Return the error that a task makes of a connection."""
    with pytest.raises(errors.GongError) as caught:
        read_account(GongSecretsBackend().get_connection(conn_id), LOCAL)
    return caught.value


def test_a_key(gong: Accounts) -> None:
    """Its login and password, and where to send them."""
    connection = GongSecretsBackend().get_connection(gong.connect_key("dana"))
    assert (connection.conn_type, connection.host) == ("gong", gong.sim.url)
    assert (connection.login, connection.password) == (gong.sim.access_key, gong.sim.access_key_secret)
    assert connection.extra_dejson == {}


def test_a_token(gong: Accounts) -> None:
    """The access token and its end; neither the refresh token nor the app's secret."""
    conn_id = gong.connect("uma")
    connection = GongSecretsBackend().get_connection(conn_id)
    assert connection.extra_dejson.keys() == {"access_token", "expires_at"}
    assert (connection.login, connection.password, connection.host) == (None, None, gong.sim.url)
    assert connection.extra_dejson["access_token"] in gong.sim.oauth.access
    account = read_account(connection, LOCAL)
    assert account.expires_at == gong.clock.now() + 60
    assert gong.stored(conn_id).used_at


def test_what_is_wrong_reaches_the_task(gong: Accounts) -> None:
    """As the error that it is in the server, with its sentence; whether to try again goes along."""
    assert isinstance(told("gong_account__nobody"), errors.NotConnected)
    conn_id = gong.connect("uma")
    gong.clock.advance(61)
    gong.sim.faults = [Fault("/oauth2/gen", kind="500", times=1), Fault("/oauth2/gen", kind="429", times=2)]
    assert told(conn_id).retry
    assert told(conn_id).retry
    gong.sim.faults = []
    gong.usable(conn_id)
    gong.clock.advance(61)
    gong.sim.revoke()
    dead = told(conn_id)
    assert isinstance(dead, errors.ReconnectNeeded)
    assert not dead.retry
    assert "connected anew. Gong does not accept its refresh token any more" in str(dead)
    accounts.remove(conn_id)
    assert isinstance(told(conn_id), errors.NotConnected)


def test_every_problem_comes_through(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of our errors gets lost on the way; those that carry more than a sentence become an outage."""
    for error in (
        errors.AccountsUnavailable("No key."),
        errors.AppRefused(),
        errors.StoreOutage(),
        errors.AddressNotTrusted("The API server's."),
    ):
        monkeypatch.setattr(handout, "usable", _raiser(error))
        found = told("gong_account__uma")
        assert (type(found), str(found)) == (type(error), str(error))
    for busy in (errors.Throttled(3), errors.QuotaExhausted(60)):
        monkeypatch.setattr(handout, "usable", _raiser(busy))
        assert isinstance(told("gong_account__uma"), errors.Outage)
    assert gong


def _raiser(error: Exception) -> Any:
    def usable(_: str) -> Any:
        raise error

    return usable


def test_where_the_database_is_barred_nothing_is_said(
    gong: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a task Airflow goes on to ask the API server."""
    conn_id = gong.connect("uma")
    monkeypatch.setattr(settings, "SQL_ALCHEMY_CONN", "airflow-db-not-allowed:///")
    assert GongSecretsBackend().get_connection(conn_id) is None
    assert GongSecretsBackend().get_conn_value(conn_id) is None


def test_alone_it_has_nothing_else(gong: Accounts) -> None:
    """Airflow goes on to environment variables and its own tables."""
    backend = GongSecretsBackend()
    assert backend.get_connection("gong_default") is None
    assert backend.get_conn_value("gong_default") is None
    assert backend.get_variable("x", team_name="emea") is None
    assert backend.get_config("x") is None
    assert gong


def test_a_sites_own_backend_is_asked_for_the_rest(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named in the arguments, as Airflow itself reads them; accounts are never asked of it."""
    kwargs = {"next": "tests.vault.test_secrets_backend.Site", "next_kwargs": {"prefix": "site"}}
    monkeypatch.setenv("AIRFLOW__SECRETS__BACKEND_KWARGS", json.dumps(kwargs))
    backend = conf._get_custom_secret_backend()
    assert backend
    backend._set_connection_class(Connection)
    assert backend.get_connection("gong_default").host == "site-gong_default"
    assert backend.get_conn_value("gong_default") == "http://site-gong_default"
    assert (backend.get_variable("v"), backend.get_config("c")) == ("site-v", "site-c")
    assert backend.get_conn_value("gong_account__nobody") is None
    assert backend.get_connection("gong_account__nobody").extra_dejson["problem"] == "NotConnected"
    assert gong


def test_airflow_finds_an_account(gong: Accounts) -> None:
    """By the way that the API server goes for a task; and it shows no task what it keeps for itself."""
    found = Connection.get_connection_from_secrets(gong.connect("uma"))
    whole = json.dumps(found.to_dict())
    assert found.extra_dejson["access_token"] in gong.sim.oauth.access
    assert not any(token in whole for token in gong.sim.oauth.refresh)
    assert gong.sim.client_secret not in whole


def test_the_apps_secret_may_come_from_a_command(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """`_cmd` and `_secret` work as for Airflow's own secrets; `airflow config list` does not show it."""
    monkeypatch.delenv("AIRFLOW__GONG__OAUTH_CLIENT_SECRET")
    monkeypatch.setenv("AIRFLOW__GONG__OAUTH_CLIENT_SECRET_CMD", f"echo {gong.sim.client_secret}")
    conn_id = gong.connect("uma")
    gong.clock.advance(61)
    assert gong.usable(conn_id).is_fresh(gong.clock.now())
    assert ("gong", "oauth_client_secret") in conf.sensitive_config_values


@pytest.mark.parametrize("redact", [core_redact, tasks_redact])
def test_airflows_maskers_know_the_secrets_and_nothing_else(
    gong: Accounts, monkeypatch: pytest.MonkeyPatch, redact: Callable[[str], str]
) -> None:
    """The masker of tasks and the API server's; the words around the secrets stay readable."""
    keys, tokens = (
        hook_at(gong, each, monkeypatch) for each in (gong.connect_key("dana"), gong.connect("uma"))
    )
    gong.clock.advance(61)
    for hook in (keys, tokens):
        hook.page(endpoints.workspaces())
        secret = hook.account.authorization.partition(" ")[2]
        assert redact(f"It sent {secret}.") == "It sent ***."
    for secret in (VERIFIER, *gong.sim.oauth.used):
        assert redact(f"It sent {secret}.") == "It sent ***."
    plain = f"grant_type=authorization_code or refresh_token, redirect_uri={BACK}, {gong.sim.client_id}"
    assert redact(plain) == plain


def hook_at(gong: Accounts, conn_id: str, monkeypatch: pytest.MonkeyPatch) -> GongHook:
    """Return a task's hook: each look at the connection is a question to the backend."""
    hook = GongHook(conn_id, clock=gong.clock.now, sleep=gong.clock.sleep)
    monkeypatch.setattr(hook, "get_connection", GongSecretsBackend().get_connection)
    monkeypatch.setattr(hook, "limiter", SimpleNamespace(acquire=lambda: 0.0, left=0))
    return hook


def test_the_hook_reads_on_with_the_next_token(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that has run out is not sent: the connection is read again before the request."""
    hook = hook_at(gong, gong.connect("uma"), monkeypatch)
    for _ in range(3):
        assert hook.page(endpoints.workspaces()).total == 2
        gong.clock.advance(3_600)
    assert {each.status for each in gong.sim.exchanges if each.path.startswith("/v2")} == {200}


def test_a_refused_token_is_read_again_once(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Renewed meanwhile: on it goes. Still the same: it is dead. Marked: the sentence of the account."""
    conn_id = gong.connect("uma")
    hook = hook_at(gong, conn_id, monkeypatch)
    assert hook.page(endpoints.workspaces()).total == 2
    gong.sim.oauth.access.clear()
    with pytest.raises(errors.DeadCredential, match="Reconnect your Gong account"):
        hook.page(endpoints.workspaces())
    gong.usable(conn_id, at_once=True)
    assert hook.page(endpoints.workspaces()).total == 2
    gong.sim.revoke()
    with pytest.raises(errors.ReconnectNeeded):
        gong.usable(conn_id, at_once=True)
    with pytest.raises(errors.ReconnectNeeded, match="Gong > Gong account"):
        hook.page(endpoints.workspaces())


def test_a_day_that_is_over_for_one_account_is_not_over_for_all(
    gong: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody says of which company an account is: the other one goes on, and the first is not asked again."""
    used_up, other = gong.connect("uma"), gong.connect_key("dana")
    for conn_id in (used_up, other, used_up):
        hook = GongHook(conn_id, clock=gong.clock.now, sleep=gong.clock.sleep)
        monkeypatch.setattr(hook, "get_connection", GongSecretsBackend().get_connection)
        if conn_id == other:
            assert hook.page(endpoints.workspaces()).total == 2
            continue
        gong.sim.faults = [Fault("/v2", kind="429", retry_after=5 * 3_600, times=1)]
        with pytest.raises(errors.QuotaExhausted, match=r"More in 5\.0 hours"):
            hook.page(endpoints.workspaces())
        gong.sim.faults = []
    assert [each.status for each in gong.sim.exchanges if each.path.startswith("/v2")] == [429, 200]


def test_without_the_backend_the_task_says_which_setting(
    gong: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Airflow only knows that there is no such connection."""
    conn_id = gong.connect("uma")
    monkeypatch.delenv("AIRFLOW__SECRETS__BACKEND")
    with pytest.raises(
        errors.AccountsUnavailable, match=r"gong\.secrets\.GongSecretsBackend, on the API server"
    ):
        GongHook(conn_id).page(endpoints.workspaces())
