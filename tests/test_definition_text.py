"""How a definition's text is read: what is text, what is refused, and where a mistake is said to be."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from include import definition_text
from include.definition_errors import DefinitionError
from include.definition_text import MAX_BYTES, read_mapping

ORIGIN = "datasets/sales.yaml"


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test with both of PyYAML's parsers; some installations have only the second."""
    if request.param == "pure Python":
        monkeypatch.setattr(definition_text, "_LOADER", yaml.SafeLoader)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 12", {"a": 12}),
        ("a: -3", {"a": -3}),
        ("a: true\nb: False\nc: null\nd: ~\ne:", {"a": True, "b": False, "c": None, "d": None, "e": None}),
        ("a: yes\nb: off\nc: No", {"a": "yes", "b": "off", "c": "No"}),
        ("a: 0123\nb: 12:30\nc: 1_000\nd: 0x1F", {"a": "0123", "b": "12:30", "c": "1_000", "d": "0x1F"}),
        ("a: 2026-01-01\nb: 1.5\nc: 1e3\nd: .inf", {"a": "2026-01-01", "b": "1.5", "c": "1e3", "d": ".inf"}),
        (f"a: {'9' * 5000}", {"a": "9" * 5000}),
        ("a: '12'\nb: \"true\"\nc: |\n  12", {"a": "12", "b": "true", "c": "12"}),
        ("1: x\nyes: y\n<<: z", {"1": "x", "yes": "y", "<<": "z"}),
        ("schedule: 0 3 * * *", {"schedule": "0 3 * * *"}),
        ("a: [b, {c: 1}]", {"a": ["b", {"c": 1}]}),
        ("{a: b, c: 1}", {"a": "b", "c": 1}),
        ('{"a": "\\ud83d\\ude00", "b": 1.5, "c": [null]}', {"a": "😀", "b": 1.5, "c": [None]}),
        (f'{{"a": {"9" * 5000}}}', {"a": "9" * 5000}),
        ('\n\t{\t"a":\t1}\n', {"a": 1}),
        ("# a comment\n---\na: b\n...\n", {"a": "b"}),
        (b"\xef\xbb\xbfa: \xc3\xa4\r\n", {"a": "ä"}),
        ("a: " + "x" * (MAX_BYTES - 3), {"a": "x" * (MAX_BYTES - 3)}),
    ],
)
def test_read(text: str | bytes, expected: dict[str, Any]) -> None:
    """YAML and JSON are read; in YAML, only what is plainly a number, true, false or null is not text."""
    assert read_mapping(text, ORIGIN) == expected


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("", "", "is empty"),
        ("# nothing\n", "", "is empty"),
        ("null", "", "is empty"),
        ("- a", "", "is not a definition"),
        ("[]", "", "is not a definition"),
        ("just text", "", "is not a definition"),
        ("0", "", "is not a definition"),
        ("a: 1\nb: 2\na: 3", "line 3, column 1", "is given twice"),
        ("a: {b: 1, b: 2}", "line 1, column 11", "is given twice"),
        ('{"a": {"b": 1, "b": 2}}', "", "is given twice"),
        ("a: 1\n---\nb: 2", "line 2, column 1", "holds a second document"),
        ("a: b\nc: @daily", "line 2, column 4", "put text that begins with @ * & ! % or ` in quotes"),
        ("a: */5 * * * *", "line 1, column ", "put text that begins with @ * & ! % or ` in quotes"),
        ("a: * * * * *", "line 1, column ", "put text that begins with @ * & ! % or ` in quotes"),
        ("a:\n\tb: c", "line 2, column 1", "indent with spaces, not with tabs"),
        ("a: &x [1]\nb: *x", "line 2, column 4", "aliases are not read"),
        ("a: !!python/object:os.system x", "line 1, column 4", "tags are not read"),
        ("a: !x {b: c}", "line 1, column 4", "tags are not read"),
        ("? [a]\n: b", "line 1, column 3", "a field's name is not text"),
        ("a: [b", "line ", "expected"),
        ('{"a": 1', "line ", "expected"),
        ("a: b\n c: d", "line 2, column ", "mapping values are not allowed"),
        ("a: " + "[" * 8 + "]" * 8, "line 1, column ", "is nested more than 8 deep"),
        ("a: " + "[" * 60_000, "line 1, column ", "is nested more than 8 deep"),
        ("- " * 30_000, "line 1, column ", "is nested more than 8 deep"),
        ('{"a":' * 12_000, "", "is nested more than 8 deep"),
        ("a: \x00", "", "holds characters that YAML does not allow"),
        ("a: \ud800", "", "is not UTF-8"),
        (b"a: \xe4", "", "is not UTF-8; save it in this encoding"),
        ("a: b".encode("utf-16"), "", "is not UTF-8"),
        ("a: " + "x" * (MAX_BYTES - 2), "", "is larger than 65,536 bytes"),
        ("a: " + "ä" * (MAX_BYTES // 2), "", "is larger than 65,536 bytes"),
    ],
)
def test_refused(text: str | bytes, place: str, problem: str) -> None:
    """What is not one plain mapping is refused with its place in the text, however it is built."""
    with pytest.raises(DefinitionError) as caught:
        read_mapping(text, ORIGIN)
    assert caught.value.origin == ORIGIN
    assert caught.value.field.startswith(place)
    assert problem in caught.value.problem


def test_a_bomb_of_aliases_is_not_expanded() -> None:
    """A text whose aliases would make 10^9 values of it is refused at the first alias."""
    bomb = "a0: &a0 [x]\n" + "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 10)
    )
    with pytest.raises(DefinitionError, match="line 2, column 10: aliases are not read"):
        read_mapping(bomb, ORIGIN)
