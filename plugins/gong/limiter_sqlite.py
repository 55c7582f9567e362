"""A company's pace in an SQLite file: shared by the processes of one machine."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

from gong.errors import PaceMisconfigured, PaceUnreachable
from gong.pace import DAY, Ask, State, Turn, hold, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 60.0
"""Seconds to wait for the file's lock, which is held for a few milliseconds at a time."""
_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_COLUMNS = ("next_slot", "held_until", "seen", "day", "used", "sent_1", "sent_2", "sent_3")


class SQLiteStore:
    """Keeps the state of ``company`` in the file ``path``, which it makes.

    ``timer`` gives the seconds that the pace goes by. All processes of a machine read the same one, which
    nobody can set: not the time of day, which may jump. ``clock`` is the time of day, for the day's count.
    """

    def __init__(
        self,
        path: str,
        company: str,
        *,
        clock: Callable[[], float] = time.time,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path, self._company = path, company
        self._clock, self._timer = clock, timer
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        with self._told():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        with self._transaction():
            pass  # whoever comes first makes the file, and what is wrong with it is told now

    def take(self, ask: Ask) -> Turn:
        """Count one request, or tell when to ask again."""
        with self._transaction() as database:
            now, time_of_day = self._timer(), self._clock()
            state, turn = take(self._load(database), now, int(time_of_day // DAY), ask)
            self._save(database, state)
        return Turn(DAY - time_of_day % DAY, over=True) if turn.over else turn

    def hold(self, seconds: float) -> None:
        """Let nobody send for so many seconds."""
        with self._transaction() as database:
            self._save(database, hold(self._load(database), self._timer(), seconds))

    def _load(self, database: sqlite3.Connection) -> State:
        query = f"SELECT {', '.join(_COLUMNS)} FROM paces WHERE company = ?"  # noqa: S608 - names of ours
        row = database.execute(query, (self._company,)).fetchone()
        if row is None:
            return State()
        next_slot, held_until, seen, day, used, *sent = row
        return State(next_slot, held_until, seen, int(day), int(used), tuple(sent))

    def _save(self, database: sqlite3.Connection, state: State) -> None:
        *numbers, sent = astuple(state)
        marks = ", ".join("?" * (len(_COLUMNS) + 1))
        database.execute(
            f"REPLACE INTO paces VALUES ({marks})",  # noqa: S608 - question marks
            (self._company, *numbers, *sent),
        )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold the file's write lock; commit, or undo it all."""
        with self._lock, self._told():
            database = self._open()
            database.execute("BEGIN IMMEDIATE")
            with database:
                yield database

    def _open(self) -> sqlite3.Connection:
        """Return the connection; a new one in a forked process, and when the file is not the same any more.

        It stays open, and a commit does not wait for the disk: both would lie between the moment that is
        written down for a request and the moment when it is sent. Only a power failure can lose a commit.
        """
        if self._database and self._file == self._identity():
            return self._database
        database = sqlite3.connect(
            self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        columns = ", ".join(f"{name} REAL NOT NULL" for name in _COLUMNS)
        database.execute(f"CREATE TABLE IF NOT EXISTS paces (company TEXT PRIMARY KEY, {columns})")
        self._database, self._file = database, self._identity()
        return database

    def _identity(self) -> tuple[int, int] | None:
        """Return which file it is and which process asks, or None while there is no file."""
        try:
            return os.stat(self._path).st_ino, os.getpid()  # noqa: PTH116 - twice a request
        except FileNotFoundError:
            return None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what is wrong with the file: something that may pass, or something to correct."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            kind = getattr(error, "sqlite_errorname", type(error).__name__)
            passing = getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING
            told = PaceUnreachable if passing else PaceMisconfigured
            raise told(f"The file {self._path} cannot be used ({kind}).") from None
