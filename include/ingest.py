"""One import of one data type: fetch, render, count, store. Knows neither Airflow nor HTTP nor S3.

Records are rendered one by one to a temporary file and counted there; only a whole file ever appears.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from gong.errors import QuotaExhausted
from gong.walk import Window
from include import lookups
from include.assembly import Assembly
from include.contents import PRODUCT_VERSION, content_of, header_lines
from include.memory import keep_large_blocks_apart, rare_collections
from include.progress import Progress
from include.query import Fence, Notes, ignore
from include.spool import Totals
from include.text import timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from include.contents import Content
    from include.data_type import DataType
    from include.query import Gong, Query
    from include.storage import Written
    from include.streamed import StreamedFile


class Store(Protocol):
    """Where files are kept; `DatasetStore` is one."""

    def replace_current(self, data_type_id: str, first_import: datetime, content: Content) -> Written:
        """Replace the type's current file in one step."""

    def replace_history(self, data_type_id: str, window: Window, content: Content) -> Written:
        """Replace the history file of a window in one step."""

    def begin(self, data_type_id: str, first_import: datetime, window: Window | None) -> StreamedFile | None:
        """Begin a file whose parts are sent while it is made; None if the store takes no parts."""

    def go_on(self, data_type_id: str, saved: dict[str, Any]) -> StreamedFile | None:
        """Return what another try began, or None if it is gone."""

    def finish(
        self, data_type_id: str, streamed: StreamedFile, content: Content, rest: tuple[Iterator[bytes], int]
    ) -> Written:
        """Let a file appear that was sent in parts."""


class Checkpoint(Protocol):
    """Where one try leaves what the next needs to go on: something small that holds nothing of Gong's.

    ``is_last`` tells that no other try comes after a failure.
    """

    is_last: bool

    def load(self) -> dict[str, Any] | None:
        """Return what was saved last."""

    def save(self, state: dict[str, Any]) -> None:
        """Replace what was saved."""

    def clear(self) -> None:
        """Forget it."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one type in one run; ``state`` is imported, unchanged or empty. Sizes are in bytes."""

    data_type: str
    state: str
    records: int
    bytes: int
    sha256: str
    uri: str
    notes: tuple[str, ...] = ()

    def as_extra(self) -> dict[str, Any]:
        """Return it as an asset event carries it."""
        return {key: value for key, value in asdict(self).items() if key != "notes"}


def prepare(gong: Gong, types: Iterable[DataType], query: Query) -> dict[str, Any]:
    """Return what several of a run's types need, found out once; it holds no content of Gong's."""
    readers: dict[str, int] = {}
    chosen = list(types)
    for name in (name for data_type in chosen for name in data_type.lookups):
        readers[name] = readers.get(name, 0) + 1
    kinds = [data_type.crm_kind for data_type in chosen if data_type.crm_kind]
    return lookups.plan(gong, query, readers, kinds)


def import_type(
    data_type: DataType,
    query: Query,
    gong: Gong,
    store: Store,
    checkpoint: Checkpoint | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Import one type and return the outcome; the file is replaced as a whole or stays as it was.

    With a ``checkpoint``, the next call can go on with a large import that failed; without one, nothing is
    left of it.

    Raises `gong.errors.GongError`, `include.storage_errors.StorageError` or `include.spool.DiskFull`.
    """
    one = _Import(data_type, query, gong, store, checkpoint, progress or Progress())
    keep_large_blocks_apart()
    with rare_collections(), one.assembly:
        try:
            written = one.store_all(one.render_all())
        except BaseException as error:
            one.give_up(error)
            raise
        return one.outcome(written)


class _Import:
    """One import on its way."""

    def __init__(
        self,
        data_type: DataType,
        query: Query,
        gong: Gong,
        store: Store,
        checkpoint: Checkpoint | None,
        progress: Progress,
    ) -> None:
        self.data_type, self.gong, self.store = data_type, gong, store
        self.query = replace(query, listed=self._expect, reached=self._begin_period)
        self.checkpoint, self.progress = checkpoint, progress
        self._asked = _asked(query)
        self.progress.most = query.limit
        self.assembly = Assembly(query.limit, self._begin, self._save)
        self.lines: list[str] = []

    def render_all(self) -> Notes:
        """Render every record, or those that another try has not sent; return the notes on all of them."""
        begun = self._begun()
        if begun is None:
            return self._render(self.query, Notes())
        saved, streamed = begun
        head_until, until = (datetime.fromisoformat(saved[key]) for key in ("head_until", "until"))
        self.assembly.go_on(streamed, Totals(*map(int, saved["sent"])), head_until)
        self.progress.say(f"Going on at {timestamp(until.isoformat())}, where another try was interrupted.")
        start, end = self.query.window.start, self.query.window.end
        head = replace(self.query, window=Window(head_until, end), listed=ignore)
        self._render(head, Notes(), fenced=False)
        if not self.assembly.seal_resumed_head():
            self.progress.say("Beginning anew: the newest records have changed too much meanwhile.")
            return self._render(self.query, Notes())
        rest = replace(self.query, window=Window(start, max(start, until)), resumed=True)
        return self._render(rest.less(self.assembly.totals.records), Notes.from_json(saved["notes"]))

    def _begun(self) -> tuple[dict[str, Any], StreamedFile] | None:
        """Return what another try has left, if this one can go on with it."""
        saved = self.checkpoint.load() if self.checkpoint else None
        streamed = self.store.go_on(self.data_type.id, saved["streamed"]) if saved else None
        if saved is None or streamed is None:
            return None
        if saved.get("asked") == self._asked:
            return saved, streamed
        self.progress.say("Beginning anew: what is asked for has changed since another try was interrupted.")
        streamed.abort()
        return None

    def _render(self, query: Query, notes: Notes, *, fenced: bool = True) -> Notes:
        """Render the records of a query and return its notes."""
        for record in self.data_type.fetch(self.gong, query, notes):
            if isinstance(record, Fence):
                if fenced:
                    self.assembly.pass_fence(record.until, notes)
                continue
            text, gaps = self.data_type.format_record(record.data)
            self.progress.count(self.assembly.add(record.newest, text, gaps))
        return notes

    def _expect(self, listed: int) -> None:
        """Take note that Gong lists so many records, of which some may be left out."""
        most = self.assembly.totals.records + listed
        self.progress.most = most if self.query.limit is None else min(most, self.query.limit)

    def _begin_period(self, since: datetime) -> None:
        """Take note that nothing older was looked for."""
        self.query = replace(self.query, window=Window(since, self.query.window.end))

    def _begin(self) -> StreamedFile | None:
        return self.store.begin(
            self.data_type.id, self.query.now, self.query.window if self.query.ranged else None
        )

    def _save(self, state: dict[str, Any]) -> None:
        if self.checkpoint:
            self.checkpoint.save(state | {"asked": self._asked})

    def store_all(self, notes: Notes) -> Written:
        """Replace the file."""
        self.assembly.seal()
        self.lines = header_lines(self.data_type, self.query, notes, self.assembly.totals)
        content = content_of(self.data_type, self.query, self.lines, self.assembly)
        if self.assembly.streamed:
            rest = self.assembly.rest_chunks(), self.assembly.rest_size
            written = self.store.finish(self.data_type.id, self.assembly.streamed, content, rest)
        elif self.query.ranged:
            written = self.store.replace_history(self.data_type.id, self.query.window, content)
        else:
            written = self.store.replace_current(self.data_type.id, self.query.now, content)
        if self.checkpoint:
            self.checkpoint.clear()
        return written

    def give_up(self, error: BaseException) -> None:
        """Leave nothing of a file that nobody will go on with."""
        if self.assembly.streamed and not (self.checkpoint and _comes_back(error, self.checkpoint)):
            self.assembly.streamed.abort()

    def outcome(self, written: Written) -> Outcome:
        """Return what became of it."""
        records = self.assembly.totals.records
        state = "imported" if written.changed else "unchanged"
        return Outcome(
            data_type=self.data_type.id,
            state=state if records or not written.changed else "empty",
            records=records,
            bytes=written.bytes,
            sha256=written.sha256,
            uri=written.uri,
            notes=tuple(self.lines),
        )


def _asked(query: Query) -> list[Any]:
    """Return what a file is made by from its first record to its last, whichever tries make it; as JSON."""
    window = query.window
    reach = [window.start.isoformat(), window.end.isoformat()] if query.ranged else [str(window.width)]
    wanted = [query.gong_conn_id, query.limit, list(query.workspace_ids), query.include_private]
    return [PRODUCT_VERSION, *wanted, *reach]


def _comes_back(error: BaseException, checkpoint: Checkpoint) -> bool:
    """Tell whether the import is tried again after an error."""
    if isinstance(error, QuotaExhausted):
        return True
    return not checkpoint.is_last and getattr(error, "retry", True)
