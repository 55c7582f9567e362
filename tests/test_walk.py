"""Walking back in time, without a server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gong.walk import Walk, Window

END = datetime(2026, 11, 20, 12, 34, 56, tzinfo=UTC)
YEAR = Window(END - timedelta(days=365), END)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.integers(1, 50),
    st.integers(1, 5_000_000),
    st.sampled_from([timedelta(milliseconds=1), timedelta(seconds=1), timedelta(days=1)]),
)
def test_parts_cover_a_window_exactly_once(parts: int, seconds: int, grain: timedelta) -> None:
    """No moment is lost or doubled, and edges lie on whole grains."""
    window = Window(END - timedelta(seconds=seconds), END, grain)
    found = window.split(parts)
    assert found[0].end == window.end
    assert found[-1].start == window.start
    assert len(found) <= parts
    for newer, older in pairwise(found):
        assert newer.start == older.end
        assert (older.end - window.start) % grain == timedelta(0)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=60), st.integers(1, 1000))
def test_a_walk_covers_its_time_once_and_arrives(totals: list[int], wanted: int) -> None:
    """Whatever Gong holds, windows touch, never overlap, and end at the oldest moment."""
    walk, edge, turn = Walk(YEAR), YEAR.end, 0
    while (window := walk.window) is not None:
        assert window.end == edge
        assert YEAR.start <= window.start < window.end
        found = totals[turn % len(totals)] if turn < 400 else 0
        turn += 1
        if walk.narrow(found, wanted):
            continue
        walk.step(found, wanted)
        edge = window.start
        assert turn < 2_000
    assert edge == YEAR.start


def test_a_crowded_window_is_narrowed_to_about_what_is_wanted() -> None:
    """20,000 calls a year and 100 wanted: the second window holds about 150."""
    walk = Walk(YEAR)
    assert walk.narrow(20_000, 100)
    window = walk.window
    assert window is not None
    assert 100 < 20_000 * (window.width / YEAR.width) < 200


def test_a_small_company_is_read_in_one_window() -> None:
    """250 calls a year: narrowing would cost more requests than it saves."""
    assert not Walk(YEAR).narrow(250, 100)
