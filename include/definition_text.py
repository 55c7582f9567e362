"""From a definition's text to a mapping of JSON values: YAML or JSON, of which only the plain part is read.

The text may come from anybody who can edit a file or a Variable, and it is read in the process that parses
every DAG. So its size and depth are bounded, aliases and tags are refused, and nothing is constructed but
text, whole numbers, true, false, null, lists and mappings. Whatever else looks like a number, a date or a
`yes` stays text, as in YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema) and unlike in YAML 1.1.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from include.definition_errors import DefinitionError, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 64 * 1024
_MAX_DEPTH = 8
# libyaml's parser is some ten times as fast; a PyYAML built without it has the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE_NUMBER = re.compile("[-+]?(0|[1-9][0-9]{0,19})")  # a longer one stays text: ids are
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_NEEDS_QUOTES = re.compile(r"(^|[:,\[{-])\s*[@`*&!%]")


class _TextError(ValueError):
    """A mistake and where it is: a place in the text, or a field."""

    def __init__(self, place: str, problem: str, value: str = "") -> None:
        super().__init__(place, problem, value)
        self.place = place
        self.problem = problem
        self.value = value


def read_mapping(text: str | bytes, origin: str) -> dict[str, Any]:
    """Return the one mapping that the text consists of; any mistake in it is a `DefinitionError`."""
    try:
        value = _value(_decoded(text))
    except _TextError as error:
        raise DefinitionError(origin, error.place, error.problem, error.value) from None
    if value is None:
        raise DefinitionError(origin, "", "is empty")
    if not isinstance(value, dict):
        problem = "is not a definition, which consists of lines such as `name: sales-calls`"
        raise DefinitionError(origin, "", problem, shown(value))
    return value


def _decoded(text: str | bytes) -> str:
    try:
        raw = text.encode() if isinstance(text, str) else text
        decoded = raw.decode("utf-8-sig")
    except UnicodeError:
        raise _TextError("", "is not UTF-8; save it in this encoding") from None
    if len(raw) > MAX_BYTES:
        raise _TextError("", f"is larger than {MAX_BYTES:,} bytes; a definition is a few lines")
    return decoded


def _value(text: str) -> Any:
    """Read JSON as JSON where it is: its escapes of characters beyond U+FFFF are not YAML's."""
    try:
        if text.lstrip().startswith("{"):
            return json.loads(text, object_pairs_hook=_object, parse_int=_number)
    except json.JSONDecodeError:
        pass  # a mapping in YAML's flow style; if it is neither, YAML's message is the better one
    except RecursionError:
        raise _too_deep("") from None
    try:
        return _document(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        raise _syntax_error(error, text) from None


def _document(events: Iterator[yaml.Event]) -> Any:
    next(events)  # the stream's start
    if isinstance(next(events), yaml.StreamEndEvent):
        return None
    value = _node(next(events), events, 1)
    next(events)  # the document's end
    if not isinstance(following := next(events), yaml.StreamEndEvent):
        raise _TextError(_place(following), "holds a second document (`---`); give each dataset its own file")
    return value


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Any:
    if isinstance(event, yaml.AliasEvent):
        raise _TextError(_place(event), "aliases are not read; write the value out or quote the text")
    if getattr(event, "tag", None) is not None:
        raise _TextError(_place(event), "tags are not read; leave it out or quote the text")
    if isinstance(event, yaml.ScalarEvent):
        return _plain(event.value) if event.implicit[0] else event.value
    if depth > _MAX_DEPTH:
        raise _too_deep(_place(event))
    if isinstance(event, yaml.SequenceStartEvent):
        return [_node(item, events, depth + 1) for item in _until(yaml.SequenceEndEvent, events)]
    return _mapping(events, depth + 1)


def _mapping(events: Iterator[yaml.Event], depth: int) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key in _until(yaml.MappingEndEvent, events):
        if not isinstance(key, yaml.ScalarEvent):
            raise _TextError(_place(key), "a field's name is not text")
        if key.value in mapping:
            raise _TextError(_place(key), "is given twice", shown(key.value))
        mapping[key.value] = _node(next(events), events, depth)
    return mapping


def _until(end: type[yaml.Event], events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    while not isinstance(event := next(events), end):
        yield event


def _plain(text: str) -> str | int | bool | None:
    if _WHOLE_NUMBER.fullmatch(text):
        return int(text)
    return _CONSTANTS.get(text.lower(), text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in pairs:
        if key in mapping:
            raise _TextError("", "is given twice", shown(key))
        mapping[key] = value
    return mapping


def _number(text: str) -> int | str:
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text


def _place(event: yaml.Event) -> str:
    return _line_and_column(event.start_mark)


def _line_and_column(mark: Any) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}"


def _too_deep(place: str) -> _TextError:
    return _TextError(place, f"is nested more than {_MAX_DEPTH} deep")


def _syntax_error(error: yaml.YAMLError, text: str) -> _TextError:
    """Say where and what, and name the two slips that YAML's own words do not explain."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _TextError("", "holds characters that YAML does not allow")
    mark = error.problem_mark
    line = next(iter(text.split("\n")[mark.line : mark.line + 1]), "")
    hint = ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        hint = "; indent with spaces, not with tabs"
    elif _NEEDS_QUOTES.search(line):
        hint = "; put text that begins with @ * & ! % or ` in quotes"
    return _TextError(_line_and_column(mark), f"{error.problem}{hint}")
