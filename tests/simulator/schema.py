"""OpenAPI 3.0 schemas compiled into checkers, fast enough to check every answer of a test run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[Any, str, "list[Problem]"], None]

DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)")
_URI = re.compile(r"[a-z][a-z0-9+.-]*://\S+")
_FORMATS = {"date-time": DATE_TIME, "uri": _URI}
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


class Problem(NamedTuple):
    """One deviation: where (dotted path), of which kind, and in words.

    Kinds: ``missing`` (a required field), ``unknown`` (a field the document does not have),
    ``type`` (everything else).
    """

    path: str
    kind: str
    text: str


def _fail(problems: list[Problem], path: str, kind: str, text: str) -> None:
    problems.append(Problem(path, kind, text))


class Compiler:
    """Compiles schemas of one document.

    ``components`` is ``components.schemas`` of the document; with ``closed`` a field that the
    document does not have is a problem (right for requests, wrong for answers, to which Gong
    may add fields at any time).
    """

    def __init__(self, components: dict[str, Any], *, closed: bool) -> None:
        self._components = components
        self._closed = closed
        self._named: dict[str, Check] = {}

    def compile(self, schema: dict[str, Any]) -> Check:
        """Return the checker of a schema: called with value, path and the list of problems to extend."""
        check = self._compile(schema)
        if not schema.get("nullable"):
            return check

        def nullable(value: Any, path: str, problems: list[Problem]) -> None:
            if value is not None:
                check(value, path, problems)

        return nullable

    def _compile(self, schema: dict[str, Any]) -> Check:
        if "$ref" in schema:
            return self._reference(schema["$ref"].rsplit("/", 1)[1])
        if "anyOf" in schema:
            return _any_of([self.compile(each) for each in schema["anyOf"]])
        kind = schema.get("type")
        if kind == "object":
            return self._object(schema)
        if kind == "array":
            return _array(self.compile(schema["items"]), schema.get("maxItems"))
        return _scalar(kind, schema) if kind else _anything

    def _reference(self, name: str) -> Check:
        if name not in self._named:
            # Registered before it is compiled, so that a schema may contain itself.
            def later(value: Any, path: str, problems: list[Problem]) -> None:
                self._named[name](value, path, problems)

            self._named[name] = later
            self._named[name] = self.compile(self._components[name])
        return self._named[name]

    def _object(self, schema: dict[str, Any]) -> Check:
        fields = {name: self.compile(each) for name, each in schema.get("properties", {}).items()}
        required = schema.get("required", [])
        others = schema.get("additionalProperties")
        other = self.compile(others) if isinstance(others, dict) else None
        open_ended = not self._closed or bool(others)

        def check(value: Any, path: str, problems: list[Problem]) -> None:
            if type(value) is not dict:
                _fail(problems, path, "type", "is not an object")
                return
            for name in required:
                if value.get(name) is None:
                    _fail(problems, f"{path}.{name}".lstrip("."), "missing", "may not be null")
            for name, each in value.items():
                known = fields.get(name, other)
                if known:
                    known(each, f"{path}.{name}".lstrip("."), problems)
                elif not open_ended:
                    _fail(problems, f"{path}.{name}".lstrip("."), "unknown", "is not in the API description")

        return check


def _anything(_value: Any, _path: str, _problems: list[Problem]) -> None:
    """Accept any value."""


def _any_of(checks: list[Check]) -> Check:
    def check(value: Any, path: str, problems: list[Problem]) -> None:
        for each in checks:
            found: list[Problem] = []
            each(value, path, found)
            if not found:
                return
        _fail(problems, path, "type", f"fits none of {len(checks)} alternatives: {value!r:.60}")

    return check


def _array(item: Check, most: int | None) -> Check:
    def check(value: Any, path: str, problems: list[Problem]) -> None:
        if type(value) is not list:
            _fail(problems, path, "type", "is not a list")
            return
        if most is not None and len(value) > most:
            _fail(problems, path, "unknown", f"has {len(value)} entries, at most {most} are read")
        for index, each in enumerate(value):
            item(each, f"{path}[{index}]", problems)

    return check


def _scalar(kind: str, schema: dict[str, Any]) -> Check:
    types = _TYPES[kind]
    choices = schema.get("enum")
    pattern = _FORMATS.get(schema.get("format", ""))

    def check(value: Any, path: str, problems: list[Problem]) -> None:
        if not isinstance(value, types) or (isinstance(value, bool) and kind != "boolean"):
            _fail(problems, path, "type", f"is not of type {kind}: {value!r:.60}")
        elif choices and value not in choices:
            _fail(problems, path, "type", f"is not one of {choices}: {value!r:.60}")
        elif pattern and not pattern.fullmatch(str(value)):
            _fail(problems, path, "type", f"is not a {schema['format']}: {value!r:.60}")

    return check
