"""What names of files say, which ones nobody may upload, and where pieces of a text end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from include.file_names import clash, read_name, upload_problem
from include.text_piece import piece

CURRENT = "gong_calls_20260409_140000.txt"


@pytest.mark.parametrize(
    "name",
    [
        *("", "a/b", "..\\b", "../x", "/etc/passwd", ".hidden", ".."),
        *("a\x00b", "a\u202eb", " a", "a ", "ü" * 101, "x" * 300),
    ],
)
def test_names_that_no_upload_may_have(name: str) -> None:
    """Slashes, control characters, leading dots, spaces at the ends, more than 200 bytes."""
    assert upload_problem(name)


@pytest.mark.parametrize(
    "name", ["a", "Bericht für März.pdf", "x" * 200, "日本語.txt", "a.b.c", "gong_notes.txt"]
)
def test_names_that_uploads_may_have(name: str) -> None:
    """Everything else."""
    assert upload_problem(name) is None
    assert clash(name) is None


@pytest.mark.parametrize("name", [CURRENT, CURRENT.upper(), "history", "gong_new-type_20260409_140000.txt"])
def test_names_that_are_gongs(name: str) -> None:
    """Also those of types that there are not yet."""
    assert clash(name)


def test_what_names_say() -> None:
    """A day that no month has is read as the last one it can mean; what only looks alike says nothing."""
    found = read_name("gong_calls_20260231_140000.txt")
    assert found
    assert found.first_import == datetime(2026, 2, 28, 14, tzinfo=UTC)
    for name in ("gong_calls.txt", "x/gong_calls_20260409_140000.txt", f"{CURRENT}.bak", "history/notes.txt"):
        assert read_name(name) is None


@given(st.text(), st.integers(16, 40))
def test_pieces_lose_nothing(text: str, length: int) -> None:
    """Whatever the text and wherever it is cut: no character is broken or lost, and every piece goes on."""
    raw, read, at = text.encode(errors="replace"), "", 0
    while True:
        found = piece(raw[at : at + length], at, len(raw))
        read += found.text
        if found.following is None:
            break
        assert at < found.following <= at + length
        at = found.following
    assert read == raw.decode()
