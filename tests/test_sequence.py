"""A sequence of pages, without a server: cursors, circles, restarts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gong import endpoints
from gong.api import Page
from gong.errors import CursorExpired, MalformedAnswer
from gong.records import Records
from gong.sequence import MOST_RESTARTS, Sequence
from gong.walk import Window

END = datetime(2026, 11, 20, 12, tzinfo=UTC)
YEAR = Window(END - timedelta(days=365), END)


def build(window: Window) -> Any:
    """Return the request for a window."""
    return endpoints.calls(window, None)


def sequence() -> Sequence[str]:
    """Return a sequence over a year."""
    return Sequence(build(YEAR), "tag", window=YEAR, build=build)


def page(*ids: Any, cursor: str | None = None, total: int = 9) -> Page:
    """Return a page of calls with these ids."""
    return Page(Records([{"metaData": {"id": each}} for each in ids]), total, cursor, "5yeqcvwqglq7dxhkbs1")


def found(calls: Any) -> list[Any]:
    """Return the ids of calls."""
    return [call["metaData"]["id"] for call in calls]


def test_it_follows_cursors_to_the_last_page() -> None:
    """The next request carries the cursor beside the same filter; without one there is none."""
    pages = sequence()
    first = pages.request
    assert first
    assert found(pages.accept(page("1", "2", cursor="c"))) == ["1", "2"]
    assert pages.request == first.after("c")
    assert found(pages.accept(page("3"))) == ["3"]
    assert pages.request is None


def test_a_record_that_came_before_is_left_out() -> None:
    """By id, whether it is a text or a number."""
    pages = sequence()
    assert found(pages.accept(page("1", "2", cursor="c"))) == ["1", "2"]
    assert found(pages.accept(page(2, "3"))) == ["3"]


def test_records_without_an_id_are_kept() -> None:
    """They cannot be told apart, so none is dropped, and a page of them is no circle."""
    pages = sequence()
    for cursor in ("a", "b", None):
        assert len(found(pages.accept(page(None, None, cursor=cursor)))) == 2


def test_a_repeated_cursor_is_an_error() -> None:
    """At once, before the page's records are taken."""
    pages = sequence()
    list(pages.accept(page("1", cursor="c")))
    with pytest.raises(MalformedAnswer, match=r"cursor repeats.*5yeqcvwqglq7dxhkbs1"):
        pages.accept(page("2", cursor="c"))


def test_pages_without_anything_new_are_an_error() -> None:
    """New cursors for ever, with the same records."""
    pages = sequence()
    list(pages.accept(page("1", cursor="a")))
    with pytest.raises(MalformedAnswer, match="same records again"):
        list(pages.accept(page("1", cursor="b")))


def test_an_object_is_no_list_of_records() -> None:
    """Its keys must not pass for an empty page."""
    with pytest.raises(MalformedAnswer, match="no list"):
        sequence().accept(Page({"1": {}}, 1, None, None))


def test_an_expired_window_goes_on_as_its_halves() -> None:
    """They cover it exactly, newest first, know what came before, and are cut again if need be."""
    pages = sequence()
    list(pages.accept(page("1", cursor="c")))
    halves = pages.restart(CursorExpired())
    assert [half.tag for half in halves] == ["tag", "tag"]
    assert [half.request for half in halves] == [build(part) for part in YEAR.split(2)]
    assert found(halves[0].accept(page("1", "2"))) == ["2"]
    assert found(halves[1].accept(page("2", "3"))) == ["3"]
    assert len(halves[1].restart(CursorExpired())) == 2


def test_what_has_no_window_starts_again() -> None:
    """From its first page; records that came before are left out, and that is no circle."""
    pages = Sequence(endpoints.users(), None)
    (again,) = pages.restart(CursorExpired())
    assert again.request == endpoints.users()


def test_starting_again_is_bounded() -> None:
    """A cursor that is dead on arrival ends in its error."""
    pages = sequence()
    expired = CursorExpired(status=400)
    for _ in range(MOST_RESTARTS):
        pages = pages.restart(expired)[0]
    with pytest.raises(CursorExpired) as caught:
        pages.restart(expired)
    assert caught.value is expired
