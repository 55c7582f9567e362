"""Many processes renew one account at once, and processes are killed in the middle of it."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from gong import errors
from gong.vault.renewal import usable
from gong.vault.sealing import unseal
from tests.account_fixtures import serve_accounts
from tests.clocks import Clock
from tests.vault.children import ask_and_use_in_threads, killed, pool_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.account_fixtures import Accounts

PROCESSES, THREADS = 6, 8
LIFETIME, SECONDS = 4, 7.0
"""Seconds that a token lives, and that everybody asks for it."""


class _RealClock(Clock):
    """Time as it is: processes share no other."""

    def now(self) -> float:
        """Return the time in seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        time.sleep(seconds)


@pytest.fixture
def gong(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Accounts]:
    """Give a Gong in real time whose tokens live for seconds."""
    assert database
    for made in serve_accounts(monkeypatch, tmp_path, _RealClock()):
        made.sim.oauth.lifetime = LIFETIME + 1
        yield made


def test_many_processes_use_every_refresh_token_once(gong: Accounts, database: str) -> None:
    """Six processes of eight threads, tokens that live for seconds: nobody fails, no token is used twice."""
    conn_id = gong.connect("uma")
    with pool_of(PROCESSES, database) as pool:
        pool.submit(abs, 0).result()  # the first one takes seconds to come up
        before, began = len(gong.sim.oauth.used), time.monotonic()
        futures = [
            pool.submit(ask_and_use_in_threads, conn_id, gong.sim.url, SECONDS, THREADS)
            for _ in range(PROCESSES)
        ]
        wrong = [each for future in futures for each in future.result()]
    refreshes, lasted = len(gong.sim.oauth.used) - before, time.monotonic() - began
    assert (wrong, gong.sim.refresh_reuses) == ([], 0)
    assert SECONDS / LIFETIME <= refreshes <= 2 * lasted / LIFETIME + 1
    assert gong.stored(conn_id).problem is None


@pytest.mark.parametrize("point", ["before the intent", "after the intent", "after the commit"])
def test_killed_where_nothing_is_lost(gong: Accounts, database: str, point: str) -> None:
    """The lock is free at once, and the next one gets a token that works."""
    conn_id = gong.connect("uma")
    assert killed(conn_id, point, database) == -signal.SIGKILL
    began = time.monotonic()
    account = usable(conn_id, at_once=True)
    assert time.monotonic() - began < 5
    assert unseal(account.sealed)["access_token"] in gong.sim.oauth.access
    assert (account.problem, account.renewing_since, gong.sim.refresh_reuses) == (None, None, 0)


@pytest.mark.parametrize("point", ["after sending", "before the commit"])
def test_killed_between_gongs_answer_and_the_commit(gong: Accounts, database: str, point: str) -> None:
    """The tokens are lost, and nobody can tell before asking: the account says what happened, and when."""
    conn_id = gong.connect("uma")
    assert killed(conn_id, point, database) == -signal.SIGKILL
    with pytest.raises(errors.ReconnectNeeded, match="never came to its end: the API server was stopped"):
        usable(conn_id, at_once=True)
    with pytest.raises(errors.ReconnectNeeded):
        usable(conn_id)
    gong.connect("uma")
    assert usable(conn_id).problem is None
