"""One import of one data type: fetch, render, count, store. Knows neither Airflow nor HTTP nor S3.

Records are rendered one by one to a temporary file and counted there; only a whole file is ever stored.
"""

from __future__ import annotations

import gc
import hashlib
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol

from include import lookups
from include.query import Notes
from include.spool import Spool
from include.storage import Content
from include.text import counted, header, timestamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from gong.walk import Window
    from include.data_type import DataType
    from include.query import Gong, Query
    from include.spool import Selection
    from include.storage import Written

PRODUCT_VERSION = "0.1.0"


class Store(Protocol):
    """Where files are kept; `DatasetStore` is one."""

    def replace_current(self, data_type_id: str, first_import: datetime, content: Content) -> Written:
        """Replace the type's current file in one step."""

    def replace_history(self, data_type_id: str, window: Window, content: Content) -> Written:
        """Replace the history file of a window in one step."""


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
    data_type: DataType, query: Query, gong: Gong, store: Store, log: Callable[[str], None] = lambda _: None
) -> Outcome:
    """Import one type and return the outcome; the file is replaced as a whole or stays as it was.

    Raises `gong.errors.GongError`, `include.storage_errors.StorageError` or `include.spool.DiskFull`.
    """
    notes = Notes()
    with Spool() as spool, _rare_collections():
        _render(data_type, query, gong, notes, spool, log)
        kept = spool.newest(query.limit)
        lines = header_lines(data_type, query, notes, kept.count, kept.gaps)
        content = _content(data_type, query, lines, kept)
        if query.ranged:
            written = store.replace_history(data_type.id, query.window, content)
        else:
            written = store.replace_current(data_type.id, query.now, content)
    state = "imported" if written.changed else "unchanged"
    return Outcome(
        data_type=data_type.id,
        state=state if kept.count or not written.changed else "empty",
        records=kept.count,
        bytes=written.bytes,
        sha256=written.sha256,
        uri=written.uri,
        notes=tuple(lines),
    )


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let Python look for cyclic garbage rarely.

    A transcript becomes a thousand objects, none of them cyclic garbage; looking through them again and again
    takes as long as decoding them.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _render(
    data_type: DataType, query: Query, gong: Gong, notes: Notes, spool: Spool, log: Callable[[str], None]
) -> None:
    """Render every record to ``spool``."""
    count_gaps = data_type.gaps.count if data_type.gaps else None
    for record in data_type.fetch(gong, query, notes):
        text = data_type.format_record(record.data).encode()
        spool.add(record.newest, text, count_gaps(record.data) if count_gaps else 0)
        if len(spool) % 1_000 == 0:
            log(f"{counted(len(spool), *data_type.nouns)} so far")


def header_lines(data_type: DataType, query: Query, notes: Notes, count: int, gaps: int = 0) -> list[str]:
    """Return the header's lines about completeness: the same for the same records, whatever the time."""
    lines = [] if count else [f"No records: {data_type.empty}"]
    if query.limit is not None and count == query.limit:
        most = counted(query.limit, *data_type.nouns)
        lines.append(f"Limit: {most}, chosen by {data_type.newest_by}; Gong may have more.")
    if data_type.gaps and gaps:
        lines.append(f"Unresolved: {counted(gaps, *data_type.gaps.nouns)} {data_type.gaps.sentence}")
    return lines + notes.sentences


def _period(query: Query) -> str:
    """Return the header's line about the time that the file covers."""
    start, end = (timestamp(edge.isoformat()) for edge in (query.window.start, query.window.end))
    return f"Period: {start} to {end}" + ("" if query.ranged else ", newest first")


def file_head(data_type: DataType, query: Query, count: int, lines: Iterable[str]) -> bytes:
    """Return a file's header for so many records; ``lines`` say how complete it is."""
    return header(
        data_type.title,
        count,
        data_type.nouns,
        query.now,
        data_type.contents,
        data_type.each,
        [*([_period(query)] if data_type.dated else []), *lines],
    ).encode()


def _content(data_type: DataType, query: Query, lines: list[str], kept: Selection) -> Content:
    """Return the file: what is stored, and the hash that tells whether it differs from the stored one.

    The time of import and the period move on with every sync; they are not part of the hash.
    """
    digest = hashlib.sha256("\n".join([data_type.title, *lines]).encode())
    for chunk in kept.read_chunks():
        digest.update(chunk)
    head = file_head(data_type, query, kept.count, lines)

    def parts() -> Iterator[bytes]:
        yield head
        yield from kept.read_chunks()

    return Content(
        parts=parts,
        size=len(head) + kept.size,
        records=kept.count,
        sha256=digest.hexdigest(),
        window=f"{query.window.start.isoformat()}/{query.window.end.isoformat()}",
        version=PRODUCT_VERSION,
    )
