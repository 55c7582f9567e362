"""Renewing tokens: at half of their life, once, and what happens when Gong refuses or does not answer."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from gong import errors
from gong.token_endpoint import ask_for_tokens
from gong.vault import accounts, renewal
from gong.vault.sealing import unseal
from gong.vault.turns import turn
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


def test_a_young_token_is_handed_out_as_it_is(gong: Accounts) -> None:
    """Nothing is asked before half of its life is over; then it is renewed, and the new one is young."""
    conn_id = gong.connect("uma")
    first = token(gong.usable(conn_id))
    gong.clock.advance(29)
    assert token(gong.usable(conn_id)) == first
    assert asked(gong) == 0
    gong.clock.advance(2)
    second = token(gong.usable(conn_id))
    assert second != first
    assert token(gong.usable(conn_id)) == second
    assert asked(gong) == 1
    assert gong.stored(conn_id).renewing_since is None


def test_a_dead_token_is_renewed(gong: Accounts) -> None:
    """However long nobody used it, and again and again: each refresh token once."""
    conn_id = gong.connect("uma")
    for _ in range(5):
        gong.clock.advance(86_400)
        assert token(gong.usable(conn_id)) in gong.sim.oauth.access
    assert (asked(gong), gong.sim.refresh_reuses) == (5, 0)


def test_a_key_needs_no_renewal(gong: Accounts) -> None:
    """It lives until somebody deletes it in Gong."""
    conn_id = gong.connect_key("dana")
    gong.clock.advance(10 * 365 * 86_400)
    assert unseal(gong.usable(conn_id).sealed)["access_key"] == gong.sim.access_key


def test_no_account(gong: Accounts) -> None:
    """Never connected, or removed meanwhile."""
    with pytest.raises(errors.NotConnected, match="disconnected, or never connected"):
        gong.usable("gong_account__nobody")


def test_many_at_once_renew_once(gong: Accounts) -> None:
    """Forty threads with a dead token: one request, one new token for all."""
    conn_id = gong.connect("uma")
    gong.clock.advance(61)
    with ThreadPoolExecutor(40) as pool:
        tokens = {token(each) for each in pool.map(gong.usable, [conn_id] * 40)}
    assert (len(tokens), asked(gong), gong.sim.refresh_reuses) == (1, 1, 0)


def test_nobody_waits_while_the_token_lives(gong: Accounts) -> None:
    """Whose turn it is not gets the living token at once; with a dead one they give up after a while."""
    conn_id = gong.connect("uma")
    gong.clock.advance(31)
    began = gong.clock.now()
    with turn(conn_id, 0, gong.clock.now, gong.clock.sleep) as mine:
        assert mine
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(gong.usable, conn_id).result().is_alive(gong.clock.now())
    assert gong.clock.now() == began
    assert asked(gong) == 0


def test_who_waits_too_long_is_told(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """The task tries again later: it is no reason to connect anew."""
    monkeypatch.setattr(renewal, "PATIENCE", 0.05)
    conn_id = gong.connect("uma")
    gong.clock.advance(61)
    with turn(conn_id, 0, gong.clock.now, gong.clock.sleep), ThreadPoolExecutor(1) as pool:
        with pytest.raises(errors.Outage, match="takes long") as caught:
            pool.submit(gong.usable, conn_id).result()
        assert caught.value.retry


@pytest.mark.parametrize("kind", ["429", "500", "502", "drop", "not-json", "truncate", "redirect", "403"])
def test_a_living_token_outlives_trouble(gong: Accounts, kind: str) -> None:
    """Whatever the token endpoint does, the token is used on; for half a minute nobody asks again."""
    conn_id = gong.connect("uma")
    gong.clock.advance(31)
    gong.sim.faults = [Fault("/oauth2/gen", kind=kind, times=None, location="https://evil.example/")]
    assert gong.usable(conn_id).is_alive(gong.clock.now())
    once = asked(gong)
    assert once == 1
    if gong.stored(conn_id).renewing_since:
        assert gong.usable(conn_id).is_alive(gong.clock.now())
        assert asked(gong) == once
    assert gong.stored(conn_id).problem is None


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


def test_connecting_anew_in_the_middle_of_a_renewal(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newer tokens stay; those of the renewal are dropped. The same after a disconnection."""
    conn_id = gong.connect("uma")
    ask = ask_for_tokens
    newest: list[str] = []

    def connect_meanwhile(request: Any) -> Any:
        answer = ask(request)
        gong.connect("uma")
        newest.append(token(gong.stored(conn_id)))
        return answer

    monkeypatch.setattr(renewal, "ask_for_tokens", connect_meanwhile)
    gong.clock.advance(61)
    assert token(gong.usable(conn_id)) == newest[0]

    def disconnect_meanwhile(request: Any) -> Any:
        answer = ask(request)
        accounts.remove(conn_id)
        return answer

    monkeypatch.setattr(renewal, "ask_for_tokens", disconnect_meanwhile)
    gong.clock.advance(61)
    with pytest.raises(errors.NotConnected):
        gong.usable(conn_id)


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
    gong.clock.advance(61)
    with pytest.raises(errors.StoreOutage):
        gong.usable(conn_id)
    assert asked(gong) == 0


@pytest.mark.parametrize("minutes", [-10, 10])
def test_servers_whose_clocks_differ(gong: Accounts, minutes: int) -> None:
    """With tokens of a day, ten minutes change nothing."""
    gong.sim.oauth.lifetime = 86_400
    conn_id = gong.connect("uma")
    gong.clock.advance(60 * minutes)
    assert gong.usable(conn_id).is_alive(gong.clock.now())
    assert asked(gong) == 0


def test_nothing_secret_is_logged(gong: Accounts, caplog: pytest.LogCaptureFixture) -> None:
    """Not even when everything is told to debug: the token endpoint takes its secrets in the address."""
    caplog.set_level(logging.DEBUG)
    conn_id = gong.connect("uma")
    gong.clock.advance(61)
    gong.usable(conn_id)
    gong.clock.advance(31)
    gong.sim.revoke()
    with pytest.raises(errors.ReconnectNeeded):
        gong.usable(conn_id)
    assert f'"POST {TOKENS} HTTP/1.1" 200' in caplog.text
    assert not any(secret in caplog.text for secret in (*gong.sim.oauth.issued, gong.sim.client_secret))


def test_uses_are_noted_once_a_minute(gong: Accounts) -> None:
    """The page shows when an account was last used; that costs a write a minute."""
    conn_id = gong.connect("uma")
    accounts.note_use(gong.stored(conn_id))
    first = gong.stored(conn_id).used_at
    assert first
    accounts.note_use(gong.stored(conn_id))
    assert gong.stored(conn_id).used_at == first
    accounts.change(gong.stored(conn_id), used_at=first - timedelta(minutes=2))
    accounts.note_use(gong.stored(conn_id))
    later = gong.stored(conn_id).used_at
    assert later
    assert later >= first
