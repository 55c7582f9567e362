"""Processes that use accounts at once, and that are killed in the middle of it.

They come from a server process of one thread: a fork of one with threads, as the one that runs the tests, may
find a lock held by a thread that it does not have.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import requests
from airflow import settings

from gong import token_endpoint
from gong.vault import accounts, renewal
from gong.vault.handout import handout
from gong.vault.renewal import usable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload([__name__])


def pool_of(processes: int, database: str) -> ProcessPoolExecutor:
    """Return processes that have this one's environment as it is now, and use a database."""
    return ProcessPoolExecutor(processes, SERVER, initializer=_set_up, initargs=(dict(os.environ), database))


def killed(conn_id: str, point: str, database: str) -> int | None:
    """Renew an account in a process that is killed at a point of it; return how the process ended."""
    child = SERVER.Process(
        target=_die_renewing, args=(dict(os.environ), database, conn_id, point), daemon=True
    )
    child.start()
    child.join(60)
    return child.exitcode


def _set_up(environment: Mapping[str, str], database: str) -> None:
    os.environ.clear()
    os.environ.update(environment, AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=database)
    settings.configure_vars()  # type: ignore[no-untyped-call]  # Airflow's own, as below
    settings.configure_orm()  # type: ignore[no-untyped-call]


def ask_and_use_in_threads(conn_id: str, url: str, seconds: float, threads: int) -> list[str]:
    """Get the connection as a task does, and use it at once, again and again; return what went wrong."""
    handout(conn_id)  # a process's first one loads much, which takes seconds on a busy machine
    until = time.time() + seconds
    with ThreadPoolExecutor(threads) as pool:
        futures = [pool.submit(_ask_and_use, conn_id, url, until) for _ in range(threads)]
        return [each for future in futures for each in future.result()]


def _ask_and_use(conn_id: str, url: str, until: float) -> list[str]:
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


def _die_renewing(environment: Mapping[str, str], database: str, conn_id: str, point: str) -> None:
    _set_up(environment, database)
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
