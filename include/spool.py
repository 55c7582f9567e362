"""The records of one import on local disk: written in any order, read back newest first, in flat memory."""

from __future__ import annotations

import errno
import hashlib
import heapq
import math
import os
import tempfile
from array import array
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import IO

CHUNK_BYTES = 1024 * 1024
BUFFER_BYTES = 256 * 1024
# Where no folder takes a file, the standard library reports ENOENT, also when the reason is a full disk.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.ENOENT})


class DiskFull(Exception):
    """The temporary folder takes no more records. Its message says what to do."""

    retry = False


class Room:
    """Raises DiskFull where what is inside finds no room on the disk.

    A class, because every record that is added passes through it: a generator takes three times as long.
    """

    def __enter__(self) -> None:
        """Do nothing yet."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, OSError) and error.errno in _FULL:
            raise DiskFull(
                f"The temporary folder {tempfile.tempdir or 'of this machine'} takes no more data "
                f"({os.strerror(error.errno)}), so this import cannot be put in order. Free space there, or "
                "set TMPDIR of the Airflow workers to a folder with more room, and run it again."
            ) from error


class Spool:
    """A temporary file of records; it has no name, so nothing is left of it however the process ends.

    Use it as a context manager. It holds 52 bytes of memory per record, and about 70 more while
    `newest` sorts.
    """

    def __init__(self) -> None:
        """Open the file in the temporary folder. Raises DiskFull when there is no room for it."""
        with Room():
            self._file = tempfile.TemporaryFile(buffering=BUFFER_BYTES)  # noqa: SIM115 - closed by __exit__
        self._newest = array("d")
        self._ends = array("Q")
        self._gaps = array("I")
        self._digests = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the room back."""
        _close(self._file)

    def __len__(self) -> int:
        """Return the number of records added."""
        return len(self._ends)

    def add(self, newest: float, text: bytes, gaps: int = 0) -> None:
        """Keep one record: its sort key (higher is newer), its text, and how many gaps are in it.

        Raises DiskFull when the disk is full, and ValueError for a key that is not a number.
        """
        if math.isnan(newest):
            raise ValueError("A record's sort key is not a number, so it has no place in the order.")
        with Room():
            self._file.write(text)
        self._newest.append(newest)
        self._ends.append((self._ends[-1] if self._ends else 0) + len(text))
        self._gaps.append(gaps)
        self._digests += hashlib.sha256(text).digest()

    def newest(self, limit: int | None) -> Selection:
        """Return the newest `limit` records (None: all), newest first; equal keys keep the order of arrival.

        Raises DiskFull when the last records added do not fit on the disk.
        """
        with Room():
            self._file.flush()
        wanted = len(self) if limit is None else limit
        order = heapq.nlargest(wanted, range(len(self)), self._newest.__getitem__)
        totals = Totals(
            len(order),
            sum(self._ends[i] - (self._ends[i - 1] if i else 0) for i in order),
            sum(self._gaps[i] for i in order),
            sum(int.from_bytes(self._digests[32 * i : 32 * i + 32]) for i in order) % 2**256,
        )
        return Selection(self._file, self._ends, array("Q", order), totals)


class Totals(NamedTuple):
    """What some records amount to: how many, of how many bytes, with how many gaps.

    ``digest`` is the sum of the records' SHA-256, modulo 2**256, so that those of two sets can be added.
    """

    records: int = 0
    size: int = 0
    gaps: int = 0
    digest: int = 0

    def plus(self, other: Totals) -> Totals:
        """Return what both amount to."""
        records, size, gaps, digest = (mine + its for mine, its in zip(self, other, strict=True))
        return Totals(records, size, gaps, digest % 2**256)


class Selection:
    """Records of a Spool, newest first. Readable more than once, while neither is closed.

    It holds 16 bytes of memory per record; the Spool's own may go meanwhile.
    """

    def __init__(self, file: IO[bytes], ends: array[int], order: array[int], totals: Totals) -> None:
        self._file = file
        self._ends = ends
        self._order = order
        self.totals = totals

    def close(self) -> None:
        """Give the Spool's room back."""
        _close(self._file)

    def read_chunks(self) -> Iterator[bytes]:
        """Yield the text in order, record by record; CHUNK_BYTES are read at once, or one longer record."""
        # The memory of one for all: each megabyte that is asked for anew is cleared by the system before.
        buffer = memoryview(bytearray(CHUNK_BYTES))
        batch: list[int] = []
        size = 0
        for i in self._order:
            length = self._end(i) - self._start(i)
            if batch and size + length > CHUNK_BYTES:
                yield from self._read(batch, buffer)
                batch, size = [], 0
            batch.append(i)
            size += length
        if batch:
            yield from self._read(batch, buffer)

    def _read(self, batch: list[int], buffer: memoryview[int]) -> Iterator[bytes]:
        """Read records that are neighbours in the file at once, whichever way round they are asked for.

        Empty ones are left out.
        """
        texts: dict[int, memoryview[int]] = {}
        filled = 0
        for first, last in _runs(sorted(batch)):
            start, end = self._start(first), self._end(last)
            space = buffer[filled:] if end - start <= len(buffer) else memoryview(bytearray(end - start))
            # What was not read is not taken for what stood there before: too short is noticed by who uploads.
            block = space[: os.preadv(self._file.fileno(), [space[: end - start]], start)]
            filled += end - start
            for i in range(first, last + 1):
                texts[i] = block[self._start(i) - start : self._end(i) - start]
        return filter(None, (bytes(texts[i]) for i in batch))

    def _start(self, i: int) -> int:
        return self._ends[i - 1] if i else 0

    def _end(self, i: int) -> int:
        return self._ends[i]


def _close(file: IO[bytes]) -> None:
    # What could not be written is reported by `add` and `newest`; the file is going away.
    with suppress(OSError):
        file.close()


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of consecutive numbers."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
