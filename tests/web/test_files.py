"""Files through the pages' API: list, read, download, upload, delete, and who may do what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import anyio
import pytest

from tests.servers import BUCKET, body, keys, uploads
from tests.web.raw import ask_raw, scope, status

if TYPE_CHECKING:
    from httpx import Response

    from include.datasets import Dataset
    from tests.conftest import Site
    from tests.web.conftest import Pages

API = "/gong/api/datasets"


@pytest.fixture
def dataset(site: Site) -> Dataset:
    """Give a dataset of uma's, defined in a file, that has been synced once."""
    dataset = site.dataset("users", owner="uma")
    site.run(dataset, limit=3)
    return dataset


def put(pages: Pages, who: str, dataset: Dataset, name: str, content: Any = b"mine\n") -> Response:
    """Upload a file."""
    path = f"{API}/{dataset.name}/uploads/{quote(name, safe='')}"
    answer: Response = pages.client(who).put(path, content=content)
    return answer


def test_files_of_every_source_in_one_list(pages: Pages, dataset: Dataset) -> None:
    """Gong's with their type and records, uploads beside them."""
    assert put(pages, "uma", dataset, "plan für März.txt").status_code == 201
    told = pages.client("vera").get(f"{API}/{dataset.name}/files").json()
    users, mine = told["files"]
    assert {
        key: users[key] for key in ("key", "source", "kind", "data_type", "records", "first_imported")
    } == {
        "key": "gong_users_20250320_120000.txt",
        "source": "gong",
        "kind": "current",
        "data_type": "users",
        "records": 3,
        "first_imported": "2025-03-20T12:00:00Z",
    }
    assert (mine["key"], mine["source"], mine["kind"], mine["size"]) == (
        "plan für März.txt",
        "upload",
        "upload",
        5,
    )
    assert told["truncated"] is False


def test_reading_in_the_page(pages: Pages, dataset: Dataset) -> None:
    """In pieces that end with a line; who may read the DAG may read its files."""
    client, at, text = pages.client("vera"), 0, ""
    while at is not None:
        query = {"key": "gong_users_20250320_120000.txt", "offset": at, "length": 200}
        answer = client.get(f"{API}/{dataset.name}/files/text", params=query)
        assert answer.status_code == 200, answer.text
        text, at = text + answer.json()["text"], answer.json()["next_offset"]
    assert text.startswith("Gong Users Import — 3 users\n")
    assert text.count("=== USER ===") == 3
    for wrong in ({"length": 1}, {"offset": -1}, {"length": 10**9}):
        query = {"key": "x", **wrong}
        assert client.get(f"{API}/{dataset.name}/files/text", params=query).status_code == 422


def test_downloads_are_attachments(pages: Pages, dataset: Dataset) -> None:
    """A file that somebody uploaded is never run by a browser, whatever it is called."""
    page = b"<script>alert(1)</script>"
    assert put(pages, "uma", dataset, "bericht “neu”.html", page).status_code == 201
    answer = pages.client("vera").get(
        f"{API}/{dataset.name}/files/download", params={"key": "bericht “neu”.html"}
    )
    assert answer.content == page
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-length"] == str(len(page))
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''bericht%20%E2%80%9Cneu%E2%80%9D.html"
    )


@pytest.mark.parametrize("key", ["nothing.txt", "../calls/x", "/etc/passwd", "a//b", "."])
def test_files_that_are_not_there(pages: Pages, dataset: Dataset, key: str) -> None:
    """A name is looked for below the dataset's folder, and never leads out of it."""
    for route in ("text", "download"):
        answer = pages.client("uma").get(f"{API}/{dataset.name}/files/{route}", params={"key": key})
        assert answer.status_code == 404
        assert "There is no file" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("name", "status", "sentence"),
    [
        ("gong_users_20250320_120000.txt", 409, "Files from Gong have such names here."),
        ("gong_calls_20990101_000000.TXT", 409, "Files from Gong have such names here."),
        ("History", 409, "Files from Gong have such names here."),
        ("a/b.txt", 422, "no slash or backslash"),
        ("../b.txt", 422, "no slash or backslash"),
        (".hidden", 422, "does not begin with a dot"),
        ("x" * 300, 422, "at most 200 bytes"),
        ("a\x07b", 422, "no control characters"),
    ],
)
def test_names_that_are_refused(
    pages: Pages, site: Site, dataset: Dataset, name: str, status: int, sentence: str
) -> None:
    """Before anything is stored, and in words; nothing changes."""
    before = keys(site.s3)
    answer = put(pages, "uma", dataset, name)
    assert answer.status_code == status
    assert sentence in answer.json()["detail"]
    assert keys(site.s3) == before


def test_a_file_with_nothing_in_it(pages: Pages, site: Site, dataset: Dataset) -> None:
    """It is a file as well."""
    assert put(pages, "uma", dataset, "empty.txt", b"").json()["file"]["size"] == 0
    assert body(site.s3, f"{dataset.prefix}empty.txt") == b""


def test_a_large_upload_goes_through_in_parts(pages: Pages, site: Site, dataset: Dataset) -> None:
    """With and without an announced size; a sync afterwards does not touch it."""
    pieces = [bytes([number]) * 1_000_003 for number in range(20)]
    for name, content in (("known.bin", b"".join(pieces)), ("streamed.bin", iter(pieces))):
        answer = put(pages, "uma", dataset, name, content)
        assert answer.status_code == 201, answer.text
        assert body(site.s3, dataset.prefix + name) == b"".join(pieces)
    assert site.run(dataset).state == "success"
    assert {f"{dataset.prefix}known.bin", f"{dataset.prefix}streamed.bin"} <= set(keys(site.s3))


@pytest.mark.parametrize(
    ("at_the_end", "status"), [("cut off", 400), ("silent", 408)], ids=["cut off", "silent"]
)
def test_an_upload_that_does_not_end(
    pages: Pages,
    site: Site,
    dataset: Dataset,
    monkeypatch: pytest.MonkeyPatch,
    at_the_end: str,
    status: int,
) -> None:
    """The browser goes away in the middle, or sends nothing more: nothing is left, not even parts."""
    pieces = [{"type": "http.request", "body": b"x" * 1_000_000, "more_body": True} for _ in range(12)]
    if at_the_end == "silent":
        monkeypatch.setattr("gong.web.file_routes.LONGEST_SILENCE", 0.0)

    async def receive() -> Any:
        if not pieces and at_the_end == "silent":
            await anyio.sleep_forever()
        return pieces.pop(0) if pieces else {"type": "http.disconnect"}

    told = ask_raw(pages, f"{API}/{dataset.name}/uploads/cut.bin", receive)
    assert told[0]["status"] == status
    assert b"nothing was stored" in told[1]["body"]
    assert f"{dataset.prefix}cut.bin" not in keys(site.s3)
    assert uploads(site.s3) == []


def test_a_third_upload_at_once(pages: Pages, site: Site, dataset: Dataset) -> None:
    """It is refused in words, so that others have places; there are some again when the first have ended."""
    path = f"{API}/{dataset.name}/uploads"

    async def three() -> list[int]:
        begun, over = anyio.Semaphore(0), anyio.Event()

        async def receive() -> Any:
            begun.release()
            await over.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            assert message.get("status", 400) == 400

        async with anyio.create_task_group() as group:
            for name in ("one", "two"):
                group.start_soon(pages.app, scope(pages, "PUT", f"{path}/{name}"), receive, send)
                await begun.acquire()
            third = await status(pages.app, scope(pages, "PUT", f"{path}/three"), b"x")
            over.set()
        return [third, await status(pages.app, scope(pages, "PUT", f"{path}/three"), b"x")]

    assert anyio.run(three) == [429, 201]
    assert body(site.s3, f"{dataset.prefix}three") == b"x"


@pytest.mark.parametrize("size", [78 * 1024**3 + 1024**3, 5 * 1024**4, 10**18])
def test_a_file_that_is_too_large(pages: Pages, dataset: Dataset, size: int) -> None:
    """It is refused before a byte is read: parts would be as large as it makes them, in memory."""

    async def receive() -> Any:
        raise AssertionError("the body is read")

    path = f"{API}/{dataset.name}/uploads/huge.bin"
    told = ask_raw(pages, path, receive, (b"content-length", b"%d" % size))
    assert told[0]["status"] == 413
    assert b"at most 78 GiB" in told[1]["body"]


def test_a_file_that_becomes_too_large(
    pages: Pages, site: Site, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size was not announced: it is refused at the first byte too many, and nothing of it is left."""
    monkeypatch.setattr("gong.web.file_routes.MOST_BYTES", 10_000_000)
    pieces = (b"x" * 1_000_000 for _ in range(11))
    answer = put(pages, "uma", dataset, "huge.bin", pieces)
    assert answer.status_code == 413
    assert f"{dataset.prefix}huge.bin" not in keys(site.s3)
    assert uploads(site.s3) == []


def test_deleting_uploads(pages: Pages, site: Site, dataset: Dataset) -> None:
    """One's own uploads go; what came from Gong or from elsewhere stays."""
    put(pages, "uma", dataset, "mine.txt")
    site.s3.put_object(Bucket=BUCKET, Key=f"{dataset.prefix}theirs.txt", Body=b"x")
    path = f"{API}/{dataset.name}/uploads"
    uma = pages.client("uma")
    assert uma.delete(f"{path}/mine.txt").status_code == 204
    assert uma.delete(f"{path}/mine.txt").status_code == 404
    for name in ("theirs.txt", "gong_users_20250320_120000.txt"):
        answer = uma.delete(f"{path}/{name}")
        assert answer.status_code == 409
        assert "was put there by something else" in answer.json()["detail"]
    answer = put(pages, "uma", dataset, "theirs.txt")
    assert answer.status_code == 409
    assert body(site.s3, f"{dataset.prefix}theirs.txt") == b"x"


def test_only_owner_and_administrators_change_files(pages: Pages, dataset: Dataset) -> None:
    """Other users may read what Airflow lets them; viewers change nothing anywhere."""
    path = f"{API}/{dataset.name}/uploads/mine.txt"
    assert put(pages, "otto", dataset, "mine.txt").status_code == 403
    assert pages.client("otto").delete(path).status_code == 403
    assert put(pages, "vera", dataset, "mine.txt").status_code == 403
    assert put(pages, "ada", dataset, "mine.txt").status_code == 201
    assert pages.client("otto").get(f"{API}/{dataset.name}/files").status_code == 200


def test_files_of_a_dataset_that_one_may_not_see(pages: Pages, site: Site) -> None:
    """They cannot be told from those of a dataset that does not exist."""
    hidden = site.dataset("users", owner="uma")  # Airflow has no DAG of it yet
    otto = pages.client("otto")
    for path in ("files", "files/text?key=x", "files/download?key=x"):
        assert otto.get(f"{API}/{hidden.name}/{path}").status_code == 404
        assert otto.get(f"{API}/no-such-dataset/{path}").status_code == 404
    assert put(pages, "otto", hidden, "x").status_code == 404


def test_a_store_that_is_down(pages: Pages, dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says what does not answer, or which connection is missing; the rest of the page works."""
    aws = {"conn_type": "aws", "extra": {"endpoint_url": "http://127.0.0.1:9"}}
    monkeypatch.setenv("AIRFLOW_CONN_AWS_DEFAULT", json.dumps(aws))
    answer = pages.client("uma").get(f"{API}/{dataset.name}/files")
    assert answer.status_code == 502
    assert "Nothing answers at http://127.0.0.1:9" in answer.json()["detail"]
    assert pages.client("uma").get(f"{API}/{dataset.name}").status_code == 200
    monkeypatch.delenv("AIRFLOW_CONN_AWS_DEFAULT")
    answer = pages.client("uma").get(f"{API}/{dataset.name}/files")
    assert answer.status_code == 409
    assert "There is no connection 'aws_default'" in answer.json()["detail"]
