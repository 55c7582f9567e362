"""A dataset's files as people deal with them. Every function is given who asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from gong.web import storage
from gong.web.access import Asker
from gong.web.dataset_views import owner_of, owns
from gong.web.datasets import find, find_sound
from gong.web.errors import Refusal
from include.dataset_files import DatasetFiles, Entry, FileMissing, NotOurs
from include.datasets import Dataset
from include.file_names import clash, upload_problem
from include.text_piece import Piece


class File(BaseModel):
    """A file; ``key`` is its name below the dataset's folder, ``window`` the dates of a history file."""

    key: str
    name: str
    source: Literal["gong", "upload"]
    kind: Literal["current", "history", "upload"]
    data_type: str | None
    records: int | None
    size: int
    first_imported: datetime
    last_changed: datetime
    window: str | None


class Files(BaseModel):
    """The files of a dataset; ``truncated`` tells that there are more."""

    files: list[File]
    truncated: bool


def listing(asker: Asker, name: str) -> Files:
    """Return the dataset's files."""
    entries, truncated = _files(find_sound(asker, name)).listing()
    return Files(files=[view(each) for each in entries], truncated=truncated)


def text(asker: Asker, name: str, key: str, offset: int, length: int) -> Piece:
    """Return a piece of a file's text."""
    with _told(key):
        return _files(find_sound(asker, name)).read_text(key, offset, length)


def download(asker: Asker, name: str, key: str) -> tuple[int, Iterator[bytes]]:
    """Return a file's size and its bytes."""
    with _told(key):
        return _files(find_sound(asker, name)).open(key)


def for_upload(asker: Asker, name: str, file_name: str) -> DatasetFiles:
    """Return where a file of this name can be uploaded to; refuse whatever speaks against it."""
    files = _files(_owned(asker, name))
    if problem := upload_problem(file_name):
        raise Refusal(422, problem, {"name": problem})
    if problem := clash(file_name):
        raise Refusal(409, problem, {"name": problem})
    with _told(file_name):
        files.check_replaceable(file_name)
    return files


def delete_upload(asker: Asker, name: str, file_name: str) -> None:
    """Delete an uploaded file."""
    files = _files(_owned(asker, name))
    with _told(file_name):
        files.delete_upload(file_name)


def delete_all(dataset: Dataset) -> tuple[int, int]:
    """Delete what came from Gong and what was uploaded; return how many files went and how many stay."""
    return _files(dataset).delete_all()


def abort_unfinished(dataset: Dataset) -> None:
    """Leave nothing of Gong's that a killed process has left in parts."""
    _files(dataset).abort_unfinished()


def view(entry: Entry) -> File:
    """Return a file as the pages show it."""
    gong = entry.gong
    window = gong.window if gong else None
    first = gong.first_import if gong else None
    kind: Literal["current", "history", "upload"] = "history" if window else "current" if gong else "upload"
    return File(
        key=entry.name,
        name=entry.name.rpartition("/")[2],
        source="gong" if gong else "upload",
        kind=kind,
        data_type=gong.data_type if gong else None,
        records=entry.records,
        size=entry.size,
        first_imported=first or entry.changed,
        last_changed=entry.changed,
        window=f"{window[0].isoformat()}/{window[1].isoformat()}" if window else None,
    )


def _owned(asker: Asker, name: str) -> Dataset:
    """Return a dataset whose files the asker may change: its owner's, wherever it is defined."""
    found = find(asker, name)
    if not owns(found, asker):
        raise Refusal(403, f"This dataset belongs to {owner_of(found) or 'nobody'}; only they may do this.")
    return find_sound(asker, name)


def _files(dataset: Dataset) -> DatasetFiles:
    return DatasetFiles(storage.client(dataset.aws_conn_id), dataset.bucket, dataset.prefix)


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except FileMissing:
        raise Refusal(404, f"There is no file {name!r} in this dataset; it may have been deleted.") from None
    except NotOurs:
        raise Refusal(
            409,
            f"{name!r} was put there by something else than this page, so it is not touched here. "
            "Choose another name, or remove it where it came from.",
        ) from None
