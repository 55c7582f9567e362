"""The routes of a dataset's files. What is long goes through as a stream, both ways."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from typing import Annotated
from urllib.parse import quote

from anyio import CapacityLimiter, fail_after, from_thread, to_thread
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from starlette.requests import ClientDisconnect

from gong.web import files
from gong.web.access import User, Viewer
from gong.web.errors import Refusal
from gong.web.waiting import in_turn, upload_in_turn
from include.dataset_files import MOST_BYTES

router = APIRouter(prefix="/api/datasets/{name}")

UPLOADS_AT_ONCE = 8
"""Each takes a thread for as long as it lasts; without a bound they could take all of Airflow's."""
LONGEST_SILENCE = 60.0
"""Seconds without a byte after which an upload gives its place to others."""
MOST_DRAINED = 64 * 1024 * 1024


class TextPiece(BaseModel):
    """A piece of text; offsets are in bytes, ``next_offset`` is None at the end."""

    text: str
    offset: int
    next_offset: int | None
    size: int


class Uploaded(BaseModel):
    """A file that was stored."""

    file: files.File


@router.get("/files", dependencies=[Depends(in_turn)])
def list_files(asker: Viewer, name: str) -> files.Files:
    """Return the files of a dataset, Gong's first."""
    return files.listing(asker, name)


@router.get("/files/text", dependencies=[Depends(in_turn)])
def read_text(
    asker: Viewer,
    name: str,
    key: str,
    offset: Annotated[int, Query(ge=0)] = 0,
    length: Annotated[int, Query(ge=16, le=1_048_576)] = 262_144,
) -> TextPiece:
    """Return a piece of a file, cut at the end of a line or, in a very long line, of a character."""
    piece = files.text(asker, name, key, offset, length)
    return TextPiece(text=piece.text, offset=offset, next_offset=piece.following, size=piece.size)


@router.get("/files/download", response_model=None, dependencies=[Depends(in_turn)])
def download(asker: Viewer, name: str, key: str) -> Response:
    """Send a file, whatever its size. As an attachment: no browser runs what somebody uploaded.

    Each block is waited for in a thread, so the place is held until the last one is sent.
    """
    size, blocks = files.download(asker, name, key)
    file_name = quote(key.rpartition("/")[2])
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{file_name}",
        "Content-Length": str(size),
        "Content-Encoding": "identity",  # else Airflow compresses it, and no browser knows how far it is
    }
    return StreamingResponse(blocks, media_type="application/octet-stream", headers=headers)


@router.put("/uploads/{filename:path}", status_code=201)
async def upload(asker: User, name: str, filename: str, request: Request) -> Uploaded:
    """Store the body of the request as a file: part by part, whole or not at all."""
    announced = request.headers.get("content-length", "")
    size = int(announced) if announced.isascii() and announced.isdecimal() else None
    if size is not None and size > MOST_BYTES:
        raise _too_large()
    with ExitStack() as held:
        try:
            held.enter_context(upload_in_turn(asker))
            place = await run_in_threadpool(files.for_upload, asker, name, filename)
        except Refusal:
            # A browser that is still sending would not hear the answer.
            await _drain(request, size)
            raise
        try:
            entry = await to_thread.run_sync(
                place.upload, filename, _pulled(request.stream()), size, limiter=_limiter(request)
            )
        except ClientDisconnect:
            raise Refusal(400, "The upload was cut off; nothing was stored.") from None
    return Uploaded(file=files.view(entry))


@router.delete("/uploads/{filename:path}", status_code=204, dependencies=[Depends(in_turn)])
def delete_upload(asker: User, name: str, filename: str) -> None:
    """Delete an uploaded file."""
    files.delete_upload(asker, name, filename)


def _limiter(request: Request) -> CapacityLimiter:
    """Return the bound of uploads at once; it belongs to the event loop, so it is made when there is one."""
    state = request.app.state
    if not hasattr(state, "uploads"):
        state.uploads = CapacityLimiter(UPLOADS_AT_ONCE)
    limiter: CapacityLimiter = state.uploads
    return limiter


def _pulled(stream: AsyncIterator[bytes]) -> Iterator[bytes]:
    """Yield a request's body to a thread, piece by piece as it takes them; so no more than one waits.

    Raises Refusal if it is too large, which nothing may have announced, or if nothing more comes.
    """

    async def following() -> bytes | None:
        try:
            with fail_after(LONGEST_SILENCE):
                return await anext(stream, None)
        except TimeoutError:
            raise Refusal(408, "Nothing more came for a minute, so nothing was stored. Try again.") from None

    seen = 0
    while (piece := from_thread.run(following)) is not None:
        seen += len(piece)
        if seen > MOST_BYTES:
            raise _too_large()
        yield piece


def _too_large() -> Refusal:
    return Refusal(
        413,
        f"A file uploaded here has at most {MOST_BYTES // 1024**3} GiB; nothing was stored. Split it.",
    )


async def _drain(request: Request, size: int | None) -> None:
    if size is not None and size <= MOST_DRAINED:
        async for _ in request.stream():
            pass
