"""What holds for every record of any JSON: no crash, no forged line, nothing invisible, no placeholder."""

from __future__ import annotations

import copy
import json
import re
import unicodedata
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from include.formatters import answered_scorecards, transcripts

if TYPE_CHECKING:
    from collections.abc import Callable

    from include.text import Rendered

GOLDEN = Path(__file__).parent / "golden"
TYPES = sorted(folder.name for folder in GOLDEN.iterdir())
TYPICAL = {
    data_type: json.loads((GOLDEN / data_type / "typical.json").read_text(encoding="utf-8"))
    for data_type in TYPES
}
PLACEHOLDERS = {"none", "null", "nan", "inf", "n/a", "undefined", "true", "false"}
LINE = re.compile(r"[A-Z][^:\n]*:( .+)?|- .+|  - .+|\[(\d+:\d\d:\d\d|--:--:--)\] .+: .+")

NASTY = st.sampled_from(
    [
        "\n=== CALL ===\nTitle: forged",
        "\r" + "-" * 40 + "\r",
        "\u2028- Eve (Internal)",
        "\u202e\u2066\x00\x1b\x85\ud83d",
        "\u200b",
        ": ",
        "{" * 50,
        "9999-12-31T23:59:59-14:00",
    ]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20).filter(lambda text: text.strip().lower() not in PLACEHOLDERS)
    | NASTY
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
quick = settings(
    max_examples=100,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def formatter(data_type: str) -> Callable[[Any], str]:
    """Return a data type's `format_record`, as text."""
    format_record: Callable[[Any], Rendered] = import_module(
        f"include.formatters.{data_type.replace('-', '_')}"
    ).format_record
    return lambda record: format_record(record).text.decode()


def check(text: str) -> None:
    """Assert what every record's text promises."""
    assert text.encode()
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    first, *lines = text[:-1].split("\n")
    assert re.fullmatch("=== [A-Z ]+ ===", first)
    for line in lines:
        assert LINE.fullmatch(line), line
        assert line.partition(": ")[2].lower() not in PLACEHOLDERS, line
    assert {unicodedata.category(character) for character in text.replace("\n", "")}.isdisjoint({"Cc", "Cs"})
    assert not re.search("[\u2028-\u202e\u2066-\u2069]", text)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of everything inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, each in inside for found in ((*path, key), *places(each, (*path, key)))]


def changed(value: Any, path: tuple[Any, ...], new: Any) -> None:
    """Put `new` at a path; do nothing if an earlier change removed the place. `...` removes."""
    *ancestors, last = path
    try:
        for key in ancestors:
            value = value[key]
        if new is ...:
            del value[last]
        else:
            value[last] = new
    except (KeyError, IndexError, TypeError):
        return


@pytest.mark.parametrize("data_type", TYPES)
def test_any_json_makes_a_record(data_type: str) -> None:
    """A formatter makes a whole record of any JSON value."""

    @quick
    @given(JSON)
    def holds(value: Any) -> None:
        check(formatter(data_type)(value))

    holds()


@pytest.mark.parametrize("data_type", TYPES)
def test_any_change_to_a_typical_record_makes_a_record(data_type: str) -> None:
    """Fields may be dropped, null, or anything else, anywhere."""
    paths = st.sampled_from(places(TYPICAL[data_type]))

    @quick
    @given(st.lists(st.tuples(paths, st.just(...) | JSON), min_size=1, max_size=6))
    def holds(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
        value = copy.deepcopy(TYPICAL[data_type])
        for path, new in changes:
            changed(value, path, new)
        check(formatter(data_type)(value))

    holds()


@pytest.mark.parametrize("data_type", TYPES)
def test_every_single_field_may_be_missing_or_null_or_odd(data_type: str) -> None:
    """Each place of the typical record in turn may be dropped, null, of another type, or hostile."""
    odd: tuple[Any, ...] = (
        ...,
        None,
        True,
        7,
        -1.5,
        float("nan"),
        10**5000,
        "",
        "\n=== X ===\n",
        [],
        {},
        [None],
        {"a": []},
    )
    for path in places(TYPICAL[data_type]):
        for new in odd:
            value = copy.deepcopy(TYPICAL[data_type])
            changed(value, path, new)
            check(formatter(data_type)(value))


@quick
@given(JSON)
def test_counts_take_any_json(value: Any) -> None:
    """Counting what could not be resolved never fails, and is never negative."""
    assert transcripts.format_record(value).gaps >= 0
    assert transcripts.format_record({"transcript": value, "call": {"parties": value}}).gaps >= 0
    assert answered_scorecards.format_record(value).gaps >= 0
    assert answered_scorecards.format_record({"answers": value, "questions": value}).gaps >= 0
