"""The records of a page: decoded a few at a time, for a page of transcripts takes megabytes."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypedDict

import msgspec

from gong.errors import Outage

if TYPE_CHECKING:
    from collections.abc import Iterator

    Body = bytes | memoryview

PIECE_BYTES = 128 * 1024
"""What is decoded at once, if a record is not longer: what it becomes stays in the processor's cache."""
_FIRST_BYTES = 4096
"""Where the first record of a page begins, unless other things come first."""
_REFUSED = (msgspec.DecodeError, ValueError, RecursionError)


class Records:
    """A page's records; ``last`` are those that no piece of a ``cut`` holds.

    ``record`` is what `gong.api.Request` says.
    """

    def __init__(self, last: list[Any], record: Any = None, cut: _Cut | None = None) -> None:
        self._last, self._record, self._cut = last, record, cut

    @property
    def least(self) -> int:
        """How many there are at least."""
        return len(self._last) + (len(self._cut.begins) - 1 if self._cut else 0)

    def __len__(self) -> int:
        return len(self._last) + (self._cut.count() if self._cut else 0)

    def __iter__(self) -> Iterator[Any]:
        """Yield the records in Gong's order. Raises `Outage` for what is not JSON."""
        if self._cut:
            for begin, end in pairwise(self._cut.begins):
                try:
                    records = self._several(self._cut.piece(begin, end))
                except _REFUSED:  # one is not as expected, or it was cut wrongly: from here on one by one
                    _, found = _opened(self._cut.but_from(begin), self._cut.items)
                    yield from map(self._one, found or ())
                    return
                yield from records
        yield from map(self._one, self._last)

    def _several(self, piece: bytes) -> list[Any]:
        record: Any = self._record or Any
        found: list[Any] = _decoder(list[record]).decode(piece)
        return found

    def _one(self, entry: Any) -> Any:
        if not isinstance(entry, msgspec.Raw):
            return entry
        if self._record:
            with suppress(*_REFUSED):
                return _decoder(self._record).decode(entry)
        return decode(entry)


@dataclass(frozen=True)
class _Cut:
    """A large page, cut where records begin.

    Records begin with the name that the first one begins with. No string holds that text, for its quotes
    would be escaped; an object within a record may begin alike, which decoding shows.
    """

    body: Body
    items: str
    mark: re.Pattern[bytes]
    begins: list[int]

    @classmethod
    def of(cls, body: Body, items: str) -> _Cut | None:
        """Cut a page into pieces of at least `PIECE_BYTES`; None for one that is small or looks otherwise."""
        first = _first_record(items).search(body, 0, _FIRST_BYTES) if len(body) > PIECE_BYTES else None
        if first is None:
            return None
        mark, begins = re.compile(re.escape(bytes(first[1]))), [first.start(1)]
        while found := mark.search(body, begins[-1] + PIECE_BYTES):
            begins.append(found.start())
        return cls(body, items, mark, begins) if len(begins) > 1 else None

    def piece(self, begin: int, end: int) -> bytes:
        """Return the records from ``begin`` to ``end``, before which a comma stands, as a list."""
        return b"".join((b"[", self.body[begin : end - 1], b"]"))

    def but_from(self, begin: int) -> bytes:
        """Return the page without the records before ``begin``."""
        return b"".join((self.body[: self.begins[0]], self.body[begin:]))

    def count(self) -> int:
        """Return how many records stand in all pieces but the last."""
        return sum(1 for _ in self.mark.finditer(self.body, 0, self.begins[-1]))


def open_page(
    body: Body, items: str, record: Any = None
) -> tuple[dict[str, Any], Records | dict[str, Any] | None]:
    """Return a page's object, and what it has under ``items``: records, an object, None for anything else.

    Of its members only these, `records` and `requestId` are known. Raises `Outage` if it is not JSON.
    """
    if cut := _Cut.of(body, items):
        with suppress(Outage):
            content, last = _opened(cut.but_from(cut.begins[-1]), items)
            if isinstance(last, list):
                return content, Records(last, record, cut)
    content, found = _opened(body, items)
    return content, Records(found, record) if isinstance(found, list) else found


def _opened(body: Body, items: str) -> tuple[dict[str, Any], list[Any] | dict[str, Any] | None]:
    """Return the same of a page that is not cut; records may be undecoded."""
    try:
        content: Any = _envelope_decoder(items).decode(body)
    except _REFUSED:
        content = decode(body)
    content = content if isinstance(content, dict) else {}
    found = content.get(items)
    return content, found if isinstance(found, (list, dict)) else None


def decode(body: Body | msgspec.Raw) -> Any:
    """Decode JSON; the standard library takes what strict decoders refuse: lone surrogates, NaN.

    Raises `Outage` if it is not JSON.
    """
    try:
        return msgspec.json.decode(body)
    except _REFUSED:
        try:
            return json.loads(bytes(body))
        except (ValueError, RecursionError):
            raise Outage("The answer is not JSON.", status=200) from None


@lru_cache
def _decoder(shape: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(shape)


@lru_cache
def _envelope_decoder(items: str) -> msgspec.json.Decoder[dict[str, Any]]:
    """Return what decodes a page's object in one pass, but not its records."""
    members = {items: list[msgspec.Raw] | dict[str, Any] | None, "records": Any, "requestId": Any}
    return msgspec.json.Decoder(TypedDict("Envelope", members, total=False))  # type: ignore[operator] # the key varies


@lru_cache
def _first_record(items: str) -> re.Pattern[bytes]:
    return re.compile(rb'"%b"\s*:\s*\[\s*(\{\s*"\w+"\s*:)' % re.escape(items).encode())
