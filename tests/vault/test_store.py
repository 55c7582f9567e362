"""Accounts in the database: encrypted or not at all, each user's own, changed by one at a time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from airflow.models import crypto
from airflow.utils.session import create_session
from cryptography.fernet import Fernet
from sqlalchemy import text

from gong import errors
from gong.vault import accounts, database, sealing
from gong.vault.accounts import change, connect_key, find, remove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.account_fixtures import Accounts


@pytest.fixture(autouse=True)
def fresh_fernet() -> Iterator[None]:
    """Let each test set its keys; Airflow keeps them for the life of a process."""
    crypto.get_fernet.cache_clear()
    yield
    crypto.get_fernet.cache_clear()


def everything() -> str:
    """Return all that our tables hold, as it lies in the database."""
    with create_session() as session:
        tables = ("gong_account", "gong_renewal", "gong_oauth_state")
        return repr([session.execute(text(f"SELECT * FROM {name}")).all() for name in tables])  # noqa: S608


def test_secrets_are_encrypted(gong: Accounts) -> None:
    """Neither a key nor a token stands in a table; the last letters of a key do, to tell keys apart."""
    key, tokens = gong.connect_key("dana"), gong.connect("uma")
    stored = everything()
    assert not any(secret in stored for secret in (gong.sim.access_key_secret, *gong.sim.oauth.issued))
    assert gong.sim.access_key not in stored
    assert gong.stored(key).hint == gong.sim.access_key[-4:]
    assert sealing.unseal(gong.stored(key).sealed)["access_key_secret"] == gong.sim.access_key_secret
    assert sealing.unseal(gong.stored(tokens).sealed)["refresh_token"] in gong.sim.oauth.refresh
    assert "sealed" not in repr(gong.stored(tokens))


def test_a_short_key_shows_nothing_of_itself(gong: Accounts) -> None:
    """Four letters would be half of it."""
    connect_key("dana", gong.sim.url, "SHORTKEY", "secret")
    assert gong.stored("gong_account__dana").hint is None


@pytest.mark.parametrize(("key", "told"), [("", "[core] fernet_key is empty"), ("x", "is not a Fernet key")])
def test_nothing_is_stored_without_a_key(
    gong: Accounts, monkeypatch: pytest.MonkeyPatch, key: str, told: str
) -> None:
    """The refusal names the setting and how to make a key."""
    monkeypatch.setenv("AIRFLOW__CORE__FERNET_KEY", key)
    for connect in (gong.connect, gong.connect_key):
        with pytest.raises(errors.AccountsUnavailable) as caught:
            connect("dana")
        assert told in str(caught.value)
        assert "Fernet.generate_key()" in str(caught.value)
    assert accounts.everybodys() == []
    assert sealing.sealing_problem()


def test_keys_rotate(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the new key before the old one all is readable; after the command the old one may go."""
    conn_ids = [gong.connect("uma"), gong.connect_key("dana")]
    old, new = sealing.signing_keys()[0], Fernet.generate_key().decode()
    before = [sealing.unseal(gong.stored(each).sealed) for each in conn_ids]
    for keys, rotate in ((f"{new},{old}", True), (new, False)):
        monkeypatch.setenv("AIRFLOW__CORE__FERNET_KEY", keys)
        crypto.get_fernet.cache_clear()
        assert [sealing.unseal(gong.stored(each).sealed) for each in conn_ids] == before
        assert not rotate or accounts.rotate() == (2, [])


def test_a_key_that_is_gone_is_told(gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who replaced the key without rotating reads what to do; the account is not lost."""
    conn_id = gong.connect_key("dana")
    monkeypatch.setenv("AIRFLOW__CORE__FERNET_KEY", Fernet.generate_key().decode())
    crypto.get_fernet.cache_clear()
    with pytest.raises(errors.AccountsUnavailable, match=r"no longer in \[core\] fernet_key: add that key"):
        sealing.unseal(gong.stored(conn_id).sealed)


def test_one_account_per_user(gong: Accounts) -> None:
    """Connecting anew replaces what was there, whichever way; nothing of the old account stays."""
    conn_id = gong.connect("uma")
    change(gong.stored(conn_id), problem="gone", problem_since=datetime(2026, 11, 20, tzinfo=UTC))
    gong.connect_key("uma")
    account = gong.stored(conn_id)
    assert [each.owner for each in accounts.everybodys()] == ["uma"]
    assert (account.method, account.scopes, account.expires_at, account.problem) == (
        "api_key",
        None,
        None,
        None,
    )


def test_who_read_an_older_version_changes_nothing(gong: Accounts) -> None:
    """Not after it was connected anew, nor after it was removed and connected again."""
    conn_id = gong.connect("uma")
    old = gong.stored(conn_id)
    gong.connect("uma")
    assert not change(old, problem="mine")
    remove(conn_id)
    gong.connect("uma")
    assert not change(old, problem="mine")
    assert gong.stored(conn_id).problem is None


def test_removing(gong: Accounts) -> None:
    """The row is gone with its secrets; others stay."""
    conn_id, other = gong.connect("uma"), gong.connect("otto")
    assert remove(conn_id)
    assert not remove(conn_id)
    assert find(conn_id) is None
    assert find(other)


def test_an_id_that_only_looks_alike(gong: Accounts) -> None:
    """Whatever the database thinks of upper and lower case."""
    gong.connect_key("dana")
    assert find("GONG_ACCOUNT__DANA") is None
    assert find("gong_account__dan_") is None


def test_missing_tables_are_told(gong: Accounts) -> None:
    """Who upgraded without `airflow db migrate` reads that; other trouble with the database passes."""
    with create_session() as session:
        session.execute(text("ALTER TABLE gong_account RENAME TO gong_elsewhere"))
    try:
        assert database.tables_problem()
        with pytest.raises(errors.AccountsUnavailable, match="run `airflow db migrate`"):
            find("gong_account__dana")
    finally:
        with create_session() as session:
            session.execute(text("ALTER TABLE gong_elsewhere RENAME TO gong_account"))
    assert gong
    assert database.tables_problem() is None
    with pytest.raises(errors.StoreOutage) as caught, database.session() as opened:
        opened.execute(text("SELECT nonsense"))
    assert caught.value.retry
    assert "nonsense" not in str(caught.value)
