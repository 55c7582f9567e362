"""Records on local disk: the order they come back in, the reads it takes, the memory, a full disk."""

from __future__ import annotations

import errno
import io
import os
import random
import tempfile
import tracemalloc
from typing import IO, TYPE_CHECKING, Any

import pytest

from include.spool import CHUNK_BYTES, DiskFull, Spool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def spool() -> Iterator[Spool]:
    """Give an empty spool."""
    with Spool() as opened:
        yield opened


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give the sizes of the reads from disk, as they happen."""
    sizes: list[int] = []

    def preadv(descriptor: int, buffers: list[memoryview[int]], offset: int) -> int:
        sizes.append(sum(map(len, buffers)))
        return real(descriptor, buffers, offset)

    real = os.preadv
    monkeypatch.setattr(os, "preadv", preadv)
    return sizes


def test_records_come_back_newest_first(spool: Spool) -> None:
    """The order of arrival does not matter, the key does."""
    for key in (3, 1, 4, 0, 5, 2):
        spool.add(key, f"{key}\n".encode())
    assert b"".join(spool.newest(None).read_chunks()) == b"5\n4\n3\n2\n1\n0\n"


def test_equal_keys_keep_the_order_of_arrival(spool: Spool) -> None:
    """Records of the same moment stay as Gong sent them, whether some or all are kept."""
    for text in (b"first ", b"second ", b"third "):
        spool.add(7.0, text)
    spool.add(8.0, b"newest ")
    assert b"".join(spool.newest(None).read_chunks()) == b"newest first second third "
    assert b"".join(spool.newest(3).read_chunks()) == b"newest first second "


@pytest.mark.parametrize(("limit", "kept"), [(2, 2), (3, 3), (10, 3), (0, 0), (None, 3)])
def test_a_limit_keeps_the_newest(spool: Spool, limit: int | None, kept: int) -> None:
    """What is kept is counted: records, bytes and gaps, of the kept ones only."""
    for key, gaps in ((1, 4), (3, 1), (2, 2)):
        spool.add(key, b"x" * key, gaps)
    selection = spool.newest(limit)
    texts = [b"xxx", b"xx", b"x"][:kept]
    assert b"".join(selection.read_chunks()) == b"".join(texts)
    assert (selection.totals.records, selection.totals.size) == (kept, sum(map(len, texts)))
    assert selection.totals.gaps == sum([1, 2, 4][:kept])
    assert len(spool) == 3


def test_an_empty_spool_has_an_empty_selection(spool: Spool) -> None:
    """Nothing added is nothing read, and no error."""
    selection = spool.newest(100)
    assert (
        list(selection.read_chunks()),
        selection.totals.records,
        selection.totals.size,
        selection.totals.gaps,
    ) == ([], 0, 0, 0)


def test_a_selection_reads_the_same_again_after_more_was_added(spool: Spool) -> None:
    """An upload that is tried again reads the same text; reading does not disturb writing."""
    spool.add(1, b"one ")
    selection = spool.newest(None)
    assert list(selection.read_chunks()) == [b"one "]
    spool.add(2, b"two ")
    assert list(selection.read_chunks()) == [b"one "]
    assert b"".join(spool.newest(None).read_chunks()) == b"two one "


def test_empty_records_and_records_larger_than_a_chunk_are_kept(spool: Spool) -> None:
    """A record may have any size; chunks stay bounded by it."""
    large = b"L" * (2 * CHUNK_BYTES + 1)
    for key, text in ((4, b"a"), (3, large), (2, b""), (1, b"z")):
        spool.add(key, text)
    assert list(spool.newest(None).read_chunks()) == [b"a", large, b"z"]


@pytest.mark.parametrize("step", [1, -1])
def test_neighbours_in_the_file_are_read_at_once(spool: Spool, reads: list[int], step: int) -> None:
    """Gong sends the oldest first: reading backwards takes as few reads as reading forwards."""
    records = [b"%063d\n" % i for i in range(40_000)]
    for i, text in enumerate(records):
        spool.add(-step * i, text)
    assert b"".join(spool.newest(None).read_chunks()) == b"".join(records[::step])
    assert len(reads) == 3
    assert sum(reads) == 40_000 * 64


def test_any_order_gives_what_sorting_gives(spool: Spool) -> None:
    """Random keys, sizes and limits: the same as a sorted list of the records."""
    rng = random.Random(7)
    records = [(float(rng.randrange(50)), rng.randbytes(rng.randrange(9_000))) for _ in range(1_000)]
    for key, text in records:
        spool.add(key, text)
    ordered = [text for _, text in sorted(records, key=lambda record: -record[0])]
    for limit in (1, 10, 500, 999, None):
        selection = spool.newest(limit)
        chunks = list(selection.read_chunks())
        assert b"".join(chunks) == b"".join(ordered[:limit])
        assert max(map(len, chunks)) <= CHUNK_BYTES
        assert selection.totals.size == sum(map(len, chunks))


def test_a_key_that_is_not_a_number_is_refused(spool: Spool) -> None:
    """NaN compares with nothing, so the order of all records would be lost."""
    with pytest.raises(ValueError, match="not a number"):
        spool.add(float("nan"), b"text")
    assert len(spool) == 0


def test_memory_does_not_grow_with_the_records(spool: Spool) -> None:
    """32 MiB of records take the write buffer, 20 bytes each, and while reading a few chunks."""
    text = b"x" * 4096
    tracemalloc.start()
    for key in range(8192):
        spool.add(key, text)
    added = tracemalloc.get_traced_memory()[1]
    for _ in spool.newest(None).read_chunks():
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert added < CHUNK_BYTES + 8192 * 40
    assert peak < 6 * CHUNK_BYTES


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file has no name, so that not even a killed process leaves it behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Spool() as spool:
        spool.add(1, b"x" * 2 * CHUNK_BYTES)
        assert list(tmp_path.iterdir()) == []


class FullDisk(io.RawIOBase):
    """A file on a full disk."""

    def writable(self) -> bool:
        """Let the file be opened."""
        return True

    def write(self, _: object) -> int:
        """Fail as the kernel does."""
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _import(size: int) -> None:
    with Spool() as spool:
        spool.add(1, b"x" * size)
        spool.newest(None)


@pytest.mark.parametrize("size", [10, 3 * CHUNK_BYTES])
def test_a_full_disk_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, size: int) -> None:
    """It is found while adding, or when the buffer is written; closing the file does not hide it."""
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda buffering: io.BufferedWriter(FullDisk(), buffering))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(DiskFull) as caught:
        _import(size)
    message = str(caught.value)
    assert str(tmp_path) in message
    assert "Free space" in message
    assert "TMPDIR" in message


def test_a_disk_without_room_for_a_file_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every temporary folder is full, Python finds none; the reader is told the same."""

    def none(**_: Any) -> IO[bytes]:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryFile", none)
    with pytest.raises(DiskFull, match="TMPDIR"):
        Spool()


def test_other_disk_errors_are_not_called_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken disk is reported as what it is."""

    def broken(**_: Any) -> IO[bytes]:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(tempfile, "TemporaryFile", broken)
    with pytest.raises(OSError, match="Input/output error"):
        Spool()
