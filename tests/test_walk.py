"""Walking back in time, without a server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gong.walk import Walk, Window

END = datetime(2026, 11, 20, 12, 34, 56, tzinfo=UTC)
DAY = timedelta(days=1)
YEAR = Window(END - 365 * DAY, END)
YEAR_OF_DAYS = Window(YEAR.start, YEAR.end, DAY)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.integers(1, 50),
    st.integers(1, 5_000_000),
    st.sampled_from([timedelta(milliseconds=1), timedelta(seconds=1), DAY]),
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
@given(
    st.lists(st.integers(0, 100_000), min_size=1, max_size=60),
    st.integers(1, 1000),
    st.sampled_from([YEAR, YEAR_OF_DAYS]),
)
def test_a_walk_covers_its_time_once_and_arrives(totals: list[int], wanted: int, whole: Window) -> None:
    """Whatever Gong holds, windows touch, never overlap, reach the oldest moment; none is asked twice."""
    walk, edge, turn = Walk(whole), whole.end, 0
    while (window := walk.window) is not None:
        assert window.end == edge
        assert whole.start <= window.start < window.end
        found = totals[turn % len(totals)] if turn < 400 else 0
        turn += 1
        if walk.narrow(found, wanted):
            narrowed = walk.window
            assert narrowed is not None
            assert narrowed.width < window.width
            continue
        walk.step(found, wanted)
        edge = window.start
        assert turn < 2_000
    assert edge == whole.start


@pytest.mark.parametrize(("wanted", "a_day"), [(1_000, 1_000), (500, 600), (1, 400), (1_000, 50_000)])
def test_a_crowd_in_whole_days_is_reached_in_a_few_windows(wanted: int, a_day: int) -> None:
    """Where a window cannot be halved in days, it is read as it is."""
    walk, missing, asked = Walk(YEAR_OF_DAYS), wanted, 0
    while missing > 0 and (window := walk.window) is not None:
        asked += 1
        assert asked <= 4
        found = window.width // DAY * a_day
        if not walk.narrow(found, missing):
            walk.step(found, missing)
            missing -= found
    assert missing <= 0


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
