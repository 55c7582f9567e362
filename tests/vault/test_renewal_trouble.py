"""Renewing tokens when Gong refuses or does not answer, or the database is away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from gong import errors
from gong.vault import accounts, renewal
from gong.vault.sealing import unseal
from tests.simulator import Fault

if TYPE_CHECKING:
    from tests.account_fixtures import Accounts

TOKENS = "/oauth2/generate-customer-token"


def asked(gong: Accounts) -> int:
    """Return how often the token endpoint was asked since the account was connected."""
    return sum(each.path == TOKENS for each in gong.sim.exchanges) - 1


def token(account: Any) -> str:
    """Return an account's access token."""
    return unseal(account.sealed)["access_token"]


@pytest.mark.parametrize("kind", ["429", "500", "502", "drop", "not-json", "redirect", "403"])
def test_a_living_token_outlives_trouble(gong: Accounts, kind: str) -> None:
    """Whatever the token endpoint does, the token is used on; for half a minute nobody asks again."""
    conn_id = gong.connect("uma")
    gong.clock.advance(31)
    gong.sim.faults = [Fault("/oauth2/gen", kind=kind, times=None, location="https://evil.example/")]
    assert gong.usable(conn_id).is_alive(gong.clock.now())
    assert gong.usable(conn_id).is_alive(gong.clock.now())
    assert asked(gong) == 1
    assert gong.stored(conn_id).problem is None
    gong.clock.advance(renewal.PAUSE)
    gong.sim.faults = []
    assert gong.usable(conn_id).is_fresh(gong.clock.now())
    assert asked(gong) == 2


def test_an_answer_that_was_cut_off(gong: Accounts) -> None:
    """Gong gave the tokens out, and nobody has them: the living one is used on, then the account says so."""
    conn_id = gong.connect("uma")
    gong.clock.advance(31)
    gong.sim.faults = [Fault("/oauth2/gen", kind="truncate")]
    assert gong.usable(conn_id).is_alive(gong.clock.now())
    gong.clock.advance(renewal.PAUSE)
    with pytest.raises(errors.ReconnectNeeded, match="the connection broke"):
        gong.usable(conn_id)


def test_an_answer_that_cannot_be_used(gong: Accounts) -> None:
    """Gong has taken the refresh token and given nothing in return: the account does not blame its owner."""
    conn_id = gong.connect("uma")
    gong.clock.advance(61)
    gong.sim.customer_url = "https://gong.io.evil.example"
    with pytest.raises(errors.MalformedAnswer):
        gong.usable(conn_id)
    gong.sim.customer_url = None
    gong.sim.faults = [Fault("/oauth2/gen", kind="429", times=1)]
    with pytest.raises(errors.Throttled):
        gong.usable(conn_id)
    with pytest.raises(errors.ReconnectNeeded, match="Gong's answer could not be read"):
        gong.usable(conn_id)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", "Throttled"),
        ("500", "Outage"),
        ("drop", "Outage"),
        ("not-json", "Outage"),
        ("redirect", "WrongHost"),
        ("403", "AddressNotTrusted"),
    ],
)
def test_a_dead_token_and_trouble(gong: Accounts, kind: str, error: str) -> None:
    """Told as it is, and the account is not given up: it works again when the trouble is over."""
    conn_id = gong.connect("uma")
    gong.clock.advance(61)
    gong.sim.faults = [Fault("/oauth2/gen", kind=kind, times=1)]
    with pytest.raises(errors.GongError) as caught:
        gong.usable(conn_id)
    assert type(caught.value).__name__ == error
    assert gong.stored(conn_id).problem is None
    assert token(gong.usable(conn_id)) in gong.sim.oauth.access
    assert gong.sim.refresh_reuses == 0


def test_a_slow_answer_is_given_up(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others wait for it, so it may not take for ever, not even in small pieces."""
    conn_id = gong.connect("uma")
    gong.clock.advance(61)
    monkeypatch.setattr("gong.token_endpoint.LONGEST", -1.0)
    with pytest.raises(errors.Outage, match="too slow"):
        gong.usable(conn_id)


def test_a_refusal_marks_the_account(gong: Accounts) -> None:
    """Revoked in Gong: said with the reason from then on, without asking Gong again."""
    conn_id = gong.connect("uma")
    gong.clock.advance(31)
    gong.sim.revoke()
    for _ in range(3):
        with pytest.raises(errors.ReconnectNeeded, match="the app was removed in Gong"):
            gong.usable(conn_id)
    assert asked(gong) == 1
    account = gong.stored(conn_id)
    assert account.problem == renewal.REVOKED
    assert account.problem_since
    gong.connect("uma")
    assert gong.usable(conn_id).problem is None


def test_a_renewal_that_was_cut_off_is_the_reason(gong: Accounts) -> None:
    """Who died between Gong's answer and the commit has lost the tokens; the sentence says since when."""
    conn_id = gong.connect("uma")
    gong.clock.advance(61)
    since = datetime.fromtimestamp(gong.clock.now() - 40, UTC)
    accounts.change(gong.stored(conn_id), renewing_since=since)
    gong.sim.oauth.used.add(gong.sim.oauth.refresh.popitem()[0])
    with pytest.raises(
        errors.ReconnectNeeded, match=f"began at {since:%Y-%m-%d %H:%M:%S} UTC never came to its end"
    ):
        gong.usable(conn_id)


def test_a_renewal_that_was_cut_off_before_gong_saw_it(gong: Accounts) -> None:
    """The refresh token is still good, so it is tried: nothing is lost."""
    conn_id = gong.connect("uma")
    gong.clock.advance(61)
    accounts.change(gong.stored(conn_id), renewing_since=datetime.fromtimestamp(gong.clock.now(), UTC))
    assert token(gong.usable(conn_id)) in gong.sim.oauth.access
    assert gong.stored(conn_id).renewing_since is None


def test_a_wrong_app_is_not_the_accounts_fault(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator's mistake is told as such; corrected, all goes on."""
    conn_id = gong.connect("uma")
    gong.clock.advance(61)
    monkeypatch.setenv("AIRFLOW__GONG__OAUTH_CLIENT_SECRET", "wrong")
    with pytest.raises(errors.AppRefused, match="oauth_client_secret"):
        gong.usable(conn_id)
    monkeypatch.setenv("AIRFLOW__GONG__OAUTH_CLIENT_SECRET", "")
    with pytest.raises(errors.AccountsUnavailable, match=r"\[gong\] oauth_client_secret is not set"):
        gong.usable(conn_id)
    monkeypatch.setenv("AIRFLOW__GONG__OAUTH_CLIENT_SECRET", gong.sim.client_secret)
    assert gong.usable(conn_id).is_fresh(gong.clock.now())


def test_an_account_that_moved_is_followed_within_gong_only(gong: Accounts) -> None:
    """A new address of Gong's is stored with the tokens; any other is refused, with the tokens."""
    conn_id = gong.connect("uma")
    gong.sim.customer_url = "https://company-18.api.gong.io"
    gong.clock.advance(61)
    assert gong.usable(conn_id).host == "https://company-18.api.gong.io"
    gong.sim.customer_url = "https://gong.io.evil.example"
    gong.clock.advance(61)
    with pytest.raises(errors.MalformedAnswer, match="thrown away"):
        gong.usable(conn_id)
    assert gong.stored(conn_id).host == "https://company-18.api.gong.io"


def test_a_database_that_is_away_for_a_moment_loses_nothing(
    gong: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New tokens are stored as soon as it is back."""
    conn_id = gong.connect("uma")
    failures = [3]

    def failing(account: Any, **values: Any) -> bool:
        if "sealed" in values and failures[0]:
            failures[0] -= 1
            raise errors.StoreOutage
        return accounts.change(account, **values)

    monkeypatch.setattr(renewal, "change", failing)
    gong.clock.advance(61)
    assert token(gong.usable(conn_id)) in gong.sim.oauth.access
    assert failures == [0]


def test_a_database_that_cannot_be_written_sends_nothing(
    gong: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The intent is committed first: without it no refresh token is used."""
    conn_id = gong.connect("uma")

    def failing(*_: Any, **__: Any) -> bool:
        raise errors.StoreOutage

    monkeypatch.setattr(renewal, "change", failing)
    gong.clock.advance(31)
    assert gong.usable(conn_id).is_alive(gong.clock.now())
    gong.clock.advance(30)
    with pytest.raises(errors.StoreOutage):
        gong.usable(conn_id)
    assert asked(gong) == 0
