"""What stands at the head of a file, and the hash by which a file is known. Knows no store and no Gong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from include.text import counted, header, timestamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from include.assembly import Assembly
    from include.data_type import DataType
    from include.query import Notes, Query
    from include.spool import Totals

PRODUCT_VERSION = "0.1.0"


@dataclass(frozen=True)
class Content:
    """A file to store: `parts` gives its `size` bytes, from the beginning at each call.

    `sha256` is a hash of what makes two contents equal (so without the time of import). `records` counts
    them; `window` is the time they cover and `version` the product's, both as text for the metadata.
    """

    parts: Callable[[], Iterator[bytes]]
    size: int
    records: int
    sha256: str
    window: str
    version: str


def header_lines(data_type: DataType, query: Query, notes: Notes, kept: Totals) -> list[str]:
    """Return the header's lines about completeness: the same for the same records, whatever the time."""
    lines = [] if kept.records else [f"No records: {_why_empty(data_type, query)}"]
    if query.limit is not None and kept.records == query.limit:
        most = counted(query.limit, *data_type.nouns)
        lines.append(f"Limit: {most}, chosen by {data_type.newest_by}; Gong may have more.")
    if data_type.gaps and kept.gaps:
        lines.append(f"Unresolved: {counted(kept.gaps, *data_type.gaps.nouns)} {data_type.gaps.sentence}")
    return lines + notes.sentences


def _days(data_type: DataType, query: Query) -> tuple[date, date] | None:
    """Return the first and the last day that the file covers, of a type that Gong keeps by days."""
    first, end = data_type.days(query) if data_type.days else (date.max, date.min)
    return (first, end - timedelta(days=1)) if first < end else None


def _why_empty(data_type: DataType, query: Query) -> str:
    if data_type.days and not _days(data_type, query):
        return "Gong keeps these by whole days, and no finished day ends in this period."
    return data_type.empty


def _period(data_type: DataType, query: Query) -> str:
    """Return the header's line about the time that the file covers."""
    start, end = (timestamp(edge.isoformat()) for edge in (query.window.start, query.window.end))
    if days := _days(data_type, query):
        start, end = f"the days {days[0].isoformat()}", days[1].isoformat()
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
        [*([_period(data_type, query)] if data_type.dated else []), *lines],
    ).encode()


def content_of(data_type: DataType, query: Query, lines: list[str], assembly: Assembly) -> Content:
    """Return the file, as far as it was not sent yet, and the hash that tells whether it has changed.

    The time of import and the period move on with every sync; they are not part of the hash.
    """
    kept = assembly.totals
    digest = hashlib.sha256("\n".join([data_type.title, *lines, f"{kept.digest:064x}"]).encode())
    head = file_head(data_type, query, kept.records, lines)
    return Content(
        parts=lambda: chain([head], assembly.head_chunks()),
        size=len(head) + assembly.head_size,
        records=kept.records,
        sha256=digest.hexdigest(),
        window=f"{query.window.start.isoformat()}/{query.window.end.isoformat()}",
        version=PRODUCT_VERSION,
    )
