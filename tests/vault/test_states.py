"""The state of a consent: for one user, for ten minutes, for once; on every database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from gong.vault import states
from gong.vault.database import session
from gong.vault.tables import StateRow

if TYPE_CHECKING:
    from tests.account_fixtures import Accounts


def age(by: timedelta) -> None:
    """Let all states have been asked for earlier, by the database's clock."""
    with session() as opened:
        now = opened.scalar(select(func.now()))
        assert now
        opened.execute(update(StateRow).values(asked_at=now - by))


def test_it_is_redeemed_once(gong: Accounts) -> None:
    """Of many browsers that come back with it at once, one gets on, with the verifier that was asked with."""
    consent = states.ask("Zoë")

    def redeem(_: int) -> str | None:
        try:
            return states.redeem(consent.state, "Zoë").verifier
        except states.StateRefused:
            return None

    with ThreadPoolExecutor(8) as pool:
        redeemed = [each for each in pool.map(redeem, range(8)) if each]
    assert redeemed == [consent.verifier]
    assert gong


def test_nothing_in_it_tells_the_verifier(gong: Accounts) -> None:
    """Whoever sees the state in an address cannot redeem the code that comes with it."""
    one, other = states.ask("uma"), states.ask("uma")
    assert one.verifier != other.verifier
    assert one.verifier not in one.state
    assert 43 <= len(one.verifier) <= 128
    assert gong


def test_it_lives_ten_minutes(gong: Accounts) -> None:
    """By the database's clock, whatever the servers' say; what is a day old is forgotten."""
    young = states.ask("uma")
    age(timedelta(minutes=9, seconds=50))
    assert states.redeem(young.state, "uma").verifier == young.verifier
    old = states.ask("uma")
    age(timedelta(minutes=10, seconds=10))
    with pytest.raises(states.StateRefused, match="longer than ten minutes"):
        states.redeem(old.state, "uma")
    forgotten = states.ask("uma")
    age(timedelta(days=1, minutes=1))
    states.ask("otto")
    with session() as opened:
        assert opened.scalar(select(func.count()).select_from(StateRow)) == 1
    with pytest.raises(states.StateRefused, match="used already"):
        states.redeem(forgotten.state, "uma")
    assert gong


def test_another_user_does_not_use_it_up(gong: Accounts) -> None:
    """It stays with the one who began."""
    consent = states.ask("uma")
    with pytest.raises(states.StateRefused, match="begun by the Airflow user uma"):
        states.redeem(consent.state, "Uma")
    assert states.redeem(consent.state, "uma").verifier == consent.verifier
    assert gong
