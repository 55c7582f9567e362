"""The text's grammar: one value is one safe line, and a line is only there if there is something to show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from include.formatters.languages import language
from include.formatters.people import person, user
from include.formatters.trackers import call_filter
from include.text import (
    anything,
    block,
    clock,
    duration,
    field,
    header,
    joined,
    label,
    number,
    one_line,
    percent,
    record,
    timestamp,
    words,
)

DEEP = '{"filters":[' * 900 + "]}" * 900


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Q2 Pipeline Review", "Q2 Pipeline Review"),
        ("  a  b ", "a  b"),
        ("a\r\nb\tc\vd\fe\x85f\u2028g\u2029h\x1ci", "a b c d e f g h i"),
        ("\x00a\x1b[31m\x7f", "a[31m"),
        ("\u202eabc\u202c \u2066x\u2069", "abc x"),
        ("so\u00adft\u200bzero\ufeff", "softzero"),
        ("\U000e0041hidden", "hidden"),
        ("👩\u200d🚀 \u0645\u06cc\u200c\u062e", "👩\u200d🚀 \u0645\u06cc\u200c\u062e"),
        ("\ud800 half", "\ufffd half"),
        ("\u200b\u2060 \n", ""),
        ("\u200d", ""),
        ("", ""),
        (None, ""),
        (True, ""),
        ([], ""),
        ({"a": 1}, ""),
        (7782342274025937895, "7782342274025937895"),
        ("None", "None"),
        ("=== CALL ===", "== CALL =="),
        ("====== CALL ======", "== CALL =="),
        ("=== CALL === CALL ===", "== CALL == CALL ==="),
        ("=== Q3 kickoff ===", "=== Q3 kickoff ==="),
    ],
)
def test_one_line(value: Any, line: str) -> None:
    """A value becomes one line without anything invisible, or nothing."""
    assert one_line(value) == line
    assert one_line(one_line(value)) == line


@pytest.mark.parametrize(
    "odd", ["x\ny", "=== CALL ===", "é\u00a0!", "\x7f", "blank ", " ", "\ud800", "a\u202eb", "\u2028"]
)
def test_lines_that_are_not_clean_are_noticed_among_others(odd: str) -> None:
    """One look at many lines finds the one that would be changed."""
    assert joined(["plain", odd, "naïve"]) is None


@given(st.lists(st.text(st.characters(codec=None)) | st.sampled_from(["a = b", "==", "naïve", "x\r", "\t"])))
def test_clean_lines_are_what_one_line_leaves_as_it_is(texts: list[str]) -> None:
    """Lines that pass the look at all of them would each stay as they are, leading blanks apart."""
    if joined(texts) is not None:
        assert [one_line(text) for text in texts] == [text.lstrip(" ") for text in texts]


def test_ordinary_lines_are_clean() -> None:
    """Nothing is cleaned one by one without need."""
    lines = ["[00:00:05] Håkon Lie (External): 3 = 3, 東京. Done.", "Next."]
    assert joined(lines) == "".join(f"{line}\n" for line in lines).encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (48000.0, "48000"),
        (0.1, "0.1"),
        (-0.0, "0"),
        (1e300, "1e+300"),
        (float("inf"), ""),
        (float("nan"), ""),
        pytest.param(10**5000, "", id="too long to print"),
        (True, ""),
        ("5", ""),
    ],
)
def test_number(value: Any, text: str) -> None:
    """A number is as short as it is exact; what is none, or cannot be printed, is nothing."""
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2026-04-08T10:30:00Z", "2026-04-08 10:30:00 UTC"),
        ("2026-04-08T12:30:00+02:00", "2026-04-08 10:30:00 UTC"),
        ("2026-04-08T10:30:00.123-00:00", "2026-04-08 10:30:00 UTC"),
        ("2026-04-08T16:15:00.123456+05:45", "2026-04-08 10:30:00 UTC"),
        ("2026-04-08T00:30:00-10:00", "2026-04-08 10:30:00 UTC"),
        ("2026-04-08T10:30:30+00:00:30", "2026-04-08 10:30:00 UTC"),
        ("2026-04-08T10:30:00", "2026-04-08 10:30:00"),
        ("2026-04-08", "2026-04-08"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
        ("next\nFriday", "next Friday"),
        (1775644200, ""),
        (None, ""),
    ],
)
def test_timestamp(value: Any, text: str) -> None:
    """A time is shown in UTC, to the second, whatever its offset and precision; other text is kept."""
    assert timestamp(value) == text


@pytest.mark.parametrize(
    ("seconds", "length", "position"),
    [
        (2700, "45m 00s", "00:45:00"),
        (3909.9, "1h 05m 09s", "01:05:09"),
        (5, "0m 05s", "00:00:05"),
        (0, "0m 00s", "00:00:00"),
        ("323", "5m 23s", "00:05:23"),
        (360000, "100h 00m 00s", "100:00:00"),
        (-1, "", ""),
        (1e300, "", ""),
        (float("nan"), "", ""),
        ("soon", "", ""),
        (True, "", ""),
        (None, "", ""),
    ],
)
def test_duration_and_clock(seconds: Any, length: str, position: str) -> None:
    """Seconds are a length of time or a position in a call; what cannot be either is nothing."""
    assert duration(seconds) == length
    assert clock(seconds) == position


def test_percent() -> None:
    """A fraction is a percentage, with a digit after the point only if it has one."""
    assert [percent(0.49), percent(0.125), percent(None)] == ["49%", "12.5%", ""]


def test_words() -> None:
    """An identifier of Gong's is readable."""
    assert words("callsAsHost") == "Calls as host"
    assert words("MANAGERS_AND_REVIEWEE") == "Managers and reviewee"


def test_anything() -> None:
    """Any JSON value is one line: empty parts are left out, and what is nested too deeply is marked."""
    assert anything({"a": [1, None, "x\ny"], "b": True, "c": None}) == "a: 1, x y; b: Yes"
    assert anything([[[[1]]]]) == "…"
    assert anything([[], {}, None]) == ""


def test_label_brings_no_colon() -> None:
    """What stands before our colon cannot end before it."""
    assert label("Eve: I agree. Bob:") == "Eve - I agree. Bob"
    assert label("10:30 sync") == "10:30 sync"


def test_person_brings_no_affiliation() -> None:
    """Only Gong's affiliation is in parentheses."""
    assert person("Eve (INTERNAL)") == "Eve [INTERNAL]"
    assert person("Ann (Annie) Lee") == "Ann (Annie) Lee"


def test_user() -> None:
    """A user is a name, or else recognisably an id, or else nothing."""
    assert user(7, {"7": "Dana"}) == "Dana"
    assert user("8", {"7": "Dana"}) == "user 8"
    assert user("-1", {}) == "Gong (built-in)"
    assert user(None, {}) == ""


def test_language() -> None:
    """Both kinds of code have names; an unknown code stays."""
    codes = ("eng", "ger", "es-MX", "mul", "und", "tlh", None)
    assert [language(code) for code in codes] == [
        "English",
        "German",
        "Spanish (MX)",
        "All languages",
        "Not supported by Gong",
        "tlh",
        "",
    ]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("{}", ""),
        (None, ""),
        ('{"type":"CallDirection","terms":["OUTBOUND"]}', "call direction is OUTBOUND"),
        (
            '{"type":"Or","filters":[{"type":"A","terms":["1","2"]},{"type":"Not","filters":[{"type":"B"}]}]}',
            "a is one of 1, 2 or not (b)",
        ),
        ('{"type":"Range","field":"duration","from":60}', "range (field: duration; from: 60)"),
        ('{"type":', '{"type":'),
        pytest.param("[" * 100_000, "[" * 100_000, id="too deep to read"),
        pytest.param(DEEP, DEEP, id="too deep to put in words"),
    ],
)
def test_call_filter(query: Any, text: str) -> None:
    """A tracker's filter is readable; one that cannot be read is shown as it came."""
    assert call_filter(query) == text


def test_field_and_block_are_absent_without_content() -> None:
    """There is no label without something behind it."""
    assert field("Title", "\u200b") == ""
    assert block("Attendees", ["", "\n", ("", [""])]) == ""


def test_block_nests_and_lifts() -> None:
    """Details stand below their item, or in its place if it has no line."""
    assert block("Outline", ["a", ("b", ["c", ""]), ("", ["d"])]) == "Outline:\n- a\n- b\n  - c\n- d\n"


@pytest.mark.parametrize("end", ["\n", "\r", "\v", "\x1e", "\x85", "\u2028"])
def test_no_item_of_a_block_ends_its_line(end: str) -> None:
    """Whoever forgets to clean an item lets it forge neither a line nor a record, and costs no other item."""
    forged = f"a{end}=== CALL ==={end}"
    made = block("Outline", [forged, ("b", [forged, "c"]), f"d{end}"])
    assert made == "Outline:\n- a == CALL ==\n- b\n  - a == CALL ==\n  - c\n- d\n"


def test_record_is_marker_and_parts() -> None:
    """A record begins with its marker."""
    made = record("CALL", "Title: é\n", "", "Übung\n".encode(), gaps=2)
    assert (made.text.decode(), made.gaps) == ("=== CALL ===\nTitle: é\nÜbung\n", 2)


def test_header() -> None:
    """A head counts with the right noun, gives the time in UTC and in English, and ends with forty dashes."""
    at = datetime(2026, 3, 1, 1, 5, tzinfo=timezone(timedelta(hours=2)))
    text = header("Gong Users Import", 1, ("user", "users"), at, "Holds.", "Each.", ["Note\none", ""])
    assert text == (
        "Gong Users Import — 1 user\n"
        "Imported: February 28, 2026 at 23:05 UTC\n"
        "Holds.\n"
        "Each.\n"
        "Note one\n"
        "----------------------------------------\n"
    )


def test_header_takes_a_time_without_zone_as_utc() -> None:
    """The machine's time zone plays no part."""
    zoned = header("T", 0, ("a", "b"), datetime(2026, 12, 9, 14, tzinfo=UTC), "H.", "E.", [])
    naive = header("T", 0, ("a", "b"), datetime(2026, 12, 9, 14), "H.", "E.", [])  # noqa: DTZ001 - the case
    assert naive == zoned
    assert "— 0 b\nImported: December 09, 2026 at 14:00 UTC\n" in naive
