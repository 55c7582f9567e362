"""Many processes renew one account at once, and processes are killed in the middle of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
import requests

from gong import errors, token_endpoint
from gong.vault import accounts, renewal
from gong.vault.handout import handout
from gong.vault.renewal import usable
from gong.vault.sealing import unseal
from tests.account_fixtures import serve_accounts
from tests.clocks import Clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.account_fixtures import Accounts

PROCESSES, THREADS = 6, 8
LIFETIME, SECONDS = 4, 7.0
"""Seconds that a token lives, and that everybody asks for it."""
FORK = multiprocessing.get_context("fork")


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


def in_child(work: Callable[..., Any], *arguments: Any) -> multiprocessing.process.BaseProcess:
    """Start a child of this process that does nothing but this work."""
    child = FORK.Process(target=work, args=arguments, daemon=True)
    child.start()
    return child


def ask_and_use(conn_id: str, url: str, until: float) -> list[str]:
    """Get the connection as a task does, and use it at once, again and again; return what went wrong."""
    wrong = []
    with requests.Session() as session:
        while time.time() < until:
            extra = handout(conn_id)["extra"]
            token = extra.partition('"access_token": "')[2].partition('"')[0]
            if not token:
                wrong.append(extra)
                continue
            headers = {"Authorization": f"Bearer {token}"}
            answer = session.get(f"{url}/v2/workspaces", headers=headers, timeout=30)
            if not answer.ok:
                wrong.append(str(answer.status_code))
    return wrong


def many_threads(conn_id: str, url: str, until: float, results: Any) -> None:
    """Do that in many threads, and report."""
    with ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(ask_and_use, conn_id, url, until) for _ in range(THREADS)]
        results.put([each for future in futures for each in future.result()])


def test_many_processes_use_every_refresh_token_once(gong: Accounts) -> None:
    """Six processes of eight threads, tokens that live for seconds: nobody fails, no token is used twice."""
    conn_id = gong.connect("uma")
    results = FORK.Queue()
    until = time.time() + SECONDS
    children = [in_child(many_threads, conn_id, gong.sim.url, until, results) for _ in range(PROCESSES)]
    wrong = [each for _ in children for each in results.get(timeout=60)]
    for child in children:
        child.join(60)
    refreshes = len(gong.sim.oauth.used)
    assert (wrong, gong.sim.refresh_reuses) == ([], 0)
    assert SECONDS / LIFETIME <= refreshes <= 2 * SECONDS / LIFETIME + 1
    assert gong.stored(conn_id).problem is None


def _kill(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def _kill_after(function: Callable[..., Any]) -> Callable[..., Any]:
    def patched(*arguments: Any, **values: Any) -> Any:
        function(*arguments, **values)
        return _kill()

    return patched


def _kill_when_saving(function: Callable[..., Any], *, before: bool) -> Callable[..., Any]:
    def patched(account: Any, **values: Any) -> Any:
        if "sealed" not in values:
            return function(account, **values)
        return _kill() if before else _kill_after(function)(account, **values)

    return patched


def die_renewing(conn_id: str, point: str) -> None:
    """Renew an account, and be killed at a point of it."""
    change = accounts.change
    patches: dict[str, tuple[Any, str, Any]] = {
        "before the intent": (renewal, "change", _kill),
        "after the intent": (renewal, "change", _kill_after(change)),
        "after sending": (token_endpoint, "_body", _kill),
        "before the commit": (renewal, "change", _kill_when_saving(change, before=True)),
        "after the commit": (renewal, "change", _kill_when_saving(change, before=False)),
    }
    module, name, patched = patches[point]
    setattr(module, name, patched)
    usable(conn_id, at_once=True)


@pytest.mark.parametrize("point", ["before the intent", "after the intent", "after the commit"])
def test_killed_where_nothing_is_lost(gong: Accounts, point: str) -> None:
    """The lock is free at once, and the next one gets a token that works."""
    conn_id = gong.connect("uma")
    child = in_child(die_renewing, conn_id, point)
    child.join(30)
    assert child.exitcode == -signal.SIGKILL
    began = time.monotonic()
    account = usable(conn_id, at_once=True)
    assert time.monotonic() - began < 5
    assert unseal(account.sealed)["access_token"] in gong.sim.oauth.access
    assert (account.problem, account.renewing_since, gong.sim.refresh_reuses) == (None, None, 0)


@pytest.mark.parametrize("point", ["after sending", "before the commit"])
def test_killed_between_gongs_answer_and_the_commit(gong: Accounts, point: str) -> None:
    """The tokens are lost, and nobody can tell before asking: the account says what happened, and when."""
    conn_id = gong.connect("uma")
    child = in_child(die_renewing, conn_id, point)
    child.join(30)
    assert child.exitcode == -signal.SIGKILL
    with pytest.raises(errors.ReconnectNeeded, match="never came to its end: the API server was stopped"):
        usable(conn_id, at_once=True)
    with pytest.raises(errors.ReconnectNeeded):
        usable(conn_id)
    gong.connect("uma")
    assert usable(conn_id).problem is None
