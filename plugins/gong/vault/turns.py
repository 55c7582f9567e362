"""One at a time: who renews an account's tokens, over all threads, processes and machines.

PostgreSQL and MySQL lock a row, which goes free when its holder dies. SQLite ignores `FOR UPDATE` (tried: 14
refresh tokens were used twice), but all its users are on one machine, so a file is locked there.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from airflow.configuration import conf
from sqlalchemy import select

from gong.vault.database import engine, long_session, session
from gong.vault.tables import RenewalRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.sql import Select

POLL = 0.05
"""Seconds between two looks at a lock that somebody else holds. No connection is kept meanwhile."""

_own: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


@contextmanager
def turn(
    conn_id: str, patience: float, clock: Callable[[], float], sleep: Callable[[float], None]
) -> Iterator[bool]:
    """Yield True in one place at a time, or False if others were at it for ``patience`` seconds."""
    until = clock() + patience
    own = _own[conn_id]
    if not own.acquire(timeout=patience):
        yield False
        return
    try:
        with ExitStack() as held:
            while not (mine := _lock(conn_id, held)) and clock() < until:
                sleep(POLL)
            yield mine
    finally:
        own.release()


def _lock(conn_id: str, held: ExitStack) -> bool:
    """Lock an account for all processes if it is free now; ``held`` releases it."""
    url = engine().url
    if url.get_backend_name() == "sqlite":
        return _lock_file(_lock_path(url.database, conn_id), held)
    return _is_free(conn_id) and _lock_row(conn_id, held)


def _is_free(conn_id: str) -> bool:
    """Look by a connection of the pool: to make one for each look would cost more than the look."""
    with session() as opened:
        return opened.scalars(free_row(conn_id)).first() is not None


def _lock_row(conn_id: str, held: ExitStack) -> bool:
    """Lock the row with a connection that is kept until Gong has answered and the tokens are stored."""
    with ExitStack() as tried:
        opened = tried.enter_context(long_session())
        if opened.scalars(free_row(conn_id)).first() is None:
            return False
        held.push(tried.pop_all())
        return True


def free_row(conn_id: str) -> Select[RenewalRow]:
    """Return the query that locks an account's row, or finds none while somebody else has it locked.

    It does not wait: that would keep a connection.
    """
    return select(RenewalRow).where(RenewalRow.conn_id == conn_id).with_for_update(skip_locked=True)


def _lock_file(path: Path, held: ExitStack) -> bool:
    """Lock a file that is this system user's alone: whoever could open it could hold renewals up."""
    with ExitStack() as tried:
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        file = tried.enter_context(os.fdopen(number, "r+"))
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        held.push(tried.pop_all())
        return True


def _lock_path(database: str | None, conn_id: str) -> Path:
    folder = Path(database or conf.get_mandatory_value("core", "dags_folder")).parent
    return folder / f"gong-renewal-{hashlib.sha256(conn_id.encode()).hexdigest()[:16]}.lock"
