"""A dataset's files as people deal with them, in an S3 in this process; their names, and pieces of text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from gong.walk import Window
from include.dataset_files import DatasetFiles, FileMissing, NotOurs
from include.storage import DatasetStore
from include.storage_errors import BucketMissing, StorageDenied, StorageError
from include.text_piece import piece
from tests.servers import BUCKET, body, content, keys, moto_s3, once, refusal, uploads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_s3 import S3Client

FIRST = datetime(2026, 4, 9, 14, tzinfo=UTC)
WINDOW = Window(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
CURRENT = "gong_calls_20260409_140000.txt"
HISTORY = "history/gong_calls_20260301_000000_20260401_000000.txt"
MIB = 1024 * 1024


@pytest.fixture
def client() -> Iterator[S3Client]:
    """Give a client of an S3 in this process."""
    with moto_s3() as s3:
        yield s3


@pytest.fixture
def files(client: S3Client) -> DatasetFiles:
    """Give a dataset's files: a current one, a history one, and two that something else put there."""
    store = DatasetStore(client, BUCKET, "sales/")
    store.replace_current("calls", FIRST, content(b"=== CALL ===\n=== CALL ===\n"))
    store.replace_history("calls", WINDOW, content(b"=== CALL ===\n"))
    for key in ("sales/notes.txt", "sales/deeper/a.txt", "sales/folder/", "elsewhere/b.txt"):
        client.put_object(Bucket=BUCKET, Key=key, Body=b"theirs\n")
    return DatasetFiles(client, BUCKET, "sales/")


def test_the_list(files: DatasetFiles) -> None:
    """Gong's files come first, with what name and metadata say; folders are no files."""
    entries, truncated = files.listing()
    assert [(each.name, each.records) for each in entries] == [
        (CURRENT, 4),
        (HISTORY, 2),
        ("deeper/a.txt", None),
        ("notes.txt", None),
    ]
    assert entries[0].gong
    assert (entries[0].gong.data_type, entries[0].gong.first_import) == ("calls", FIRST)
    assert entries[1].gong
    assert entries[1].gong.window == (WINDOW.start, WINDOW.end)
    assert not truncated


def test_a_long_list_is_cut_and_says_so(files: DatasetFiles, client: S3Client) -> None:
    """Gong's files are in it, wherever the alphabet puts them."""
    for number in range(1_001):
        client.put_object(Bucket=BUCKET, Key=f"sales/a{number:04}.txt", Body=b"")
    entries, truncated = files.listing()
    assert truncated
    assert [each.name for each in entries[:2]] == [CURRENT, HISTORY]


def test_a_file_that_cannot_be_looked_up_costs_its_number_only(files: DatasetFiles, client: S3Client) -> None:
    """The list is shown without it."""
    once(client, "HeadObject", lambda: refusal(403, ""))
    entries, _ = files.listing()
    assert sorted(str(each.records) for each in entries[:2]) in (["2", "None"], ["4", "None"])


def test_reading_in_pieces(files: DatasetFiles, client: S3Client) -> None:
    """The pieces put together are the text; an empty file has one, a missing one is told."""
    text = "".join(f"Zeile {number}: Grüße, 日本語, 🎧\n" for number in range(500))
    client.put_object(Bucket=BUCKET, Key="sales/notes.txt", Body=text.encode())
    read, at = "", 0
    while (found := files.read_text("notes.txt", at, 1_000)).following is not None:
        assert found.text.endswith("\n")
        assert found.size == len(text.encode())
        read, at = read + found.text, found.following
    assert read + found.text == text
    client.put_object(Bucket=BUCKET, Key="sales/empty", Body=b"")
    assert files.read_text("empty", 0, 1_000) == piece(b"", 0, 0)
    assert files.read_text("notes.txt", 10**9, 1_000).text == ""
    for name in ("nothing.txt", "../elsewhere/b.txt", "deeper//a.txt", "a\nb", ""):
        with pytest.raises(FileMissing):
            files.read_text(name, 0, 1_000)


def test_downloads_come_in_blocks(files: DatasetFiles, client: S3Client) -> None:
    """The size is known before."""
    whole = bytes(range(256)) * 4096 * 3
    client.put_object(Bucket=BUCKET, Key="sales/notes.txt", Body=whole)
    size, blocks = files.open("notes.txt")
    parts = list(blocks)
    assert (size, b"".join(parts)) == (len(whole), whole)
    assert max(map(len, parts)) <= MIB
    with pytest.raises(FileMissing):
        files.open("nothing.txt")


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize("size", [0, 1, 8 * MIB, 20 * MIB])
def test_uploads_of_every_size(files: DatasetFiles, client: S3Client, size: int, *, announced: bool) -> None:
    """In one piece or in parts, whether the size is known before or not."""
    parts = (b"x" * min(MIB, size - at) for at in range(0, size, MIB))
    entry = files.upload("mine.csv", parts, size if announced else None)
    assert (entry.name, entry.size, entry.gong) == ("mine.csv", size, None)
    assert len(body(client, "sales/mine.csv")) == size
    assert client.head_object(Bucket=BUCKET, Key="sales/mine.csv")["ContentType"] == "text/csv"


class CutOff(Exception):
    """The browser went away."""


@pytest.mark.parametrize("before", [0, 1, 10])
def test_an_upload_that_is_cut_off_leaves_nothing(files: DatasetFiles, client: S3Client, before: int) -> None:
    """Neither a file nor parts of one; an earlier upload of the name stays."""

    def parts() -> Iterator[bytes]:
        yield from [b"x" * MIB] * before
        raise CutOff

    with pytest.raises(CutOff):
        files.upload("mine.txt", parts(), None)
    assert "sales/mine.txt" not in keys(client)
    files.upload("mine.txt", iter([b"first"]), 5)
    with pytest.raises(StorageError, match="should have 9"):
        files.upload("mine.txt", iter([b"second"]), 9)
    assert body(client, "sales/mine.txt") == b"first"
    assert uploads(client) == []


def test_what_something_else_put_there_is_not_touched(files: DatasetFiles, client: S3Client) -> None:
    """It is neither replaced nor deleted; an upload is both."""
    with pytest.raises(NotOurs):
        files.upload("notes.txt", iter([b"mine"]), 4)
    for name, refused in (("notes.txt", NotOurs), (CURRENT, NotOurs), ("nothing", FileMissing)):
        with pytest.raises(refused):
            files.delete_upload(name)
    client.put_object(Bucket=BUCKET, Key="sales/crm.txt", Body=b"theirs", Metadata={"source": "crm"})
    with pytest.raises(NotOurs):
        files.delete_upload("crm.txt")
    files.upload("mine.txt", iter([b"one"]), 3)
    files.upload("mine.txt", iter([b"two"]), 3)
    assert body(client, "sales/mine.txt") == b"two"
    files.delete_upload("mine.txt")
    assert "sales/mine.txt" not in keys(client)
    assert body(client, "sales/notes.txt") == b"theirs\n"


def test_deleting_a_datasets_files(files: DatasetFiles, client: S3Client) -> None:
    """Gong's and the uploaded ones go, those of other sources stay."""
    files.upload("mine.txt", iter([b"mine"]), 4)
    assert files.delete_all() == (3, 2)
    assert keys(client) == ["elsewhere/b.txt", "sales/deeper/a.txt", "sales/folder/", "sales/notes.txt"]


def test_what_imports_left_unfinished_is_deleted_too(files: DatasetFiles, client: S3Client) -> None:
    """Parts that a killed import of any type has sent; not those of other sources, nor of other folders."""
    foreign = ["elsewhere/" + CURRENT, "sales/notes.txt"]
    for key in ("sales/" + CURRENT, "sales/" + HISTORY, *foreign):
        client.create_multipart_upload(Bucket=BUCKET, Key=key)
    files.abort_unfinished()
    assert uploads(client) == foreign


@pytest.mark.parametrize(("code", "status"), [("NotImplemented", 501), ("MethodNotAllowed", 405)])
def test_a_store_without_parts_has_none_to_delete(
    files: DatasetFiles, client: S3Client, code: str, status: int
) -> None:
    """That is no error."""
    once(client, "ListMultipartUploads", lambda: refusal(status, code))
    files.abort_unfinished()


def test_what_has_just_ended_stops_no_clearing(files: DatasetFiles, client: S3Client) -> None:
    """A process may finish its upload while the remains of others are cleared."""
    for key in ("sales/" + CURRENT, "sales/" + HISTORY):
        client.create_multipart_upload(Bucket=BUCKET, Key=key)
    once(client, "AbortMultipartUpload", lambda: refusal(404, "NoSuchUpload"))
    files.abort_unfinished()
    assert len(uploads(client)) == 1


def test_errors_of_the_store_are_told(client: S3Client) -> None:
    """With the kinds that imports have, too."""
    with pytest.raises(BucketMissing):
        DatasetFiles(client, "nowhere", "a/").listing()
    once(client, "GetObject", lambda: refusal(403, "AccessDenied"))
    with pytest.raises(StorageDenied, match="s3:GetObject"):
        DatasetFiles(client, BUCKET, "a/").read_text("x", 0, 100)
