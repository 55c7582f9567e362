"""Renewing tokens: at half of their life, once, whoever asks."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from airflow import settings
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import QueuePool

from gong import errors
from gong.token_endpoint import ask_for_tokens
from gong.vault import accounts, renewal
from gong.vault.sealing import unseal
from gong.vault.turns import _lock_file, turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


def test_renewals_at_once_need_no_more_of_the_pool_than_one(
    gong: Accounts, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While four accounts wait for Gong in one process, its pool's only connection is free for others."""
    conn_ids = [gong.connect(owner) for owner in ("uma", "dana", "zoe", "ben")]
    gong.clock.advance(61)
    all_wait = Barrier(len(conn_ids), timeout=30)

    def ask_together(request: Any) -> Any:
        all_wait.wait()
        return ask_for_tokens(request)

    monkeypatch.setattr(renewal, "ask_for_tokens", ask_together)
    with small_pool(database, monkeypatch), ThreadPoolExecutor(len(conn_ids)) as pool:
        renewed = list(pool.map(gong.usable, conn_ids))
    assert all(token(each) in gong.sim.oauth.access for each in renewed)


@contextmanager
def small_pool(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let Airflow have one connection with its database at a time, and wait for it for some seconds."""
    engine = create_engine(database, poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=5)
    with monkeypatch.context() as patch:
        patch.setattr(settings, "engine", engine)
        patch.setattr(settings, "NonScopedSession", sessionmaker(engine, expire_on_commit=False))
        yield
    engine.dispose()


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


def test_the_file_that_is_locked_is_nobody_elses(tmp_path: Path) -> None:
    """Another system user can neither lock it before, nor have another file locked in its place."""
    path, link = tmp_path / "renewal.lock", tmp_path / "link.lock"
    link.symlink_to(path)
    with ExitStack() as held:
        assert _lock_file(path, held)
        assert not _lock_file(path, held)
    assert path.stat().st_mode & 0o777 == 0o600
    with ExitStack() as held, pytest.raises(OSError, match="symbolic link"):
        _lock_file(link, held)
