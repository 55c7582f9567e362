"""Gong's OpenAPI document as the judge of requests and answers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.simulator.schema import DATE_TIME, Compiler, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simulator.schema import Check
    from tests.simulator.wire import Request

_DOCUMENT = Path(__file__).with_name("openapi.json")
_QUERY_TYPES: dict[str, Callable[[str], bool]] = {
    "integer": lambda text: text.lstrip("-").isdigit(),
    "boolean": lambda text: text in {"true", "false"},
    "string": lambda _text: True,
}


@dataclass(frozen=True)
class Operation:
    """One operation of the document.

    ``name`` is its operationId, ``scopes`` what a credential needs, ``parameters`` the query
    parameters by name, ``body`` the checker of its JSON body (None: it has none), ``answers``
    the checkers of its answers by status.
    """

    name: str
    method: str
    pattern: re.Pattern[str]
    scopes: list[str]
    parameters: dict[str, dict[str, Any]]
    body: Check | None = None
    answers: dict[str, Check] = field(default_factory=dict)

    def request_problems(self, request: Request) -> list[Problem]:
        """Return how a request deviates from the document; its query first, then its body."""
        problems = [
            Problem(name, "unknown", "is not a query parameter")
            for name in request.query.keys() - self.parameters
        ]
        for name, parameter in self.parameters.items():
            problems += _parameter_problems(name, parameter, request.query.get(name))
        if self.body:
            self.body(request.body, "", problems)
        return problems

    def answer_problems(self, status: int, payload: Any) -> list[Problem]:
        """Return how an answer deviates from the document (unknown fields do not)."""
        check = self.answers.get(str(status))
        if check is None:
            return [Problem("", "type", f"status {status} is not in the API description")]
        problems: list[Problem] = []
        check(payload, "", problems)
        return problems


def _parameter_problems(name: str, parameter: dict[str, Any], text: str | None) -> list[Problem]:
    if text is None:
        missing = Problem(name, "missing", "parameter is missing")
        return [missing] if parameter.get("required") else []
    schema = parameter["schema"]
    fits = _QUERY_TYPES[schema["type"]](text) and text in schema.get("enum", [text])
    if schema.get("format") == "date-time":
        fits = fits and bool(DATE_TIME.fullmatch(text))
    return [] if fits else [Problem(name, "type", f"does not fit its type: {text!r:.60}")]


class Contract:
    """All operations of the document, found by method and path."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        schemas = document["components"]["schemas"]
        self._requests = Compiler(schemas, closed=True)
        self._answers = Compiler(schemas, closed=False)
        self.operations = [
            self._operation(path, method, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
            if method in {"get", "post"}
        ]
        # Literal paths first: /v2/calls/extensive is not the call with the id "extensive".
        self.operations.sort(key=lambda each: "[^/]" in each.pattern.pattern)
        flows = document["components"]["securitySchemes"]["oauth2"]["flows"]
        self.scopes: frozenset[str] = frozenset(flows["authorizationCode"]["scopes"])

    def find(self, method: str, path: str) -> Operation | None:
        """Return the operation, or None when method and path are not in the document."""
        matching = (each for each in self.operations if each.pattern.fullmatch(path))
        return next((each for each in matching if each.method == method), None)

    def knows(self, path: str) -> bool:
        """Return whether any method of this path is in the document."""
        return any(each.pattern.fullmatch(path) for each in self.operations)

    def _operation(self, path: str, method: str, operation: dict[str, Any]) -> Operation:
        body = operation.get("requestBody")
        schema = body["content"]["application/json"]["schema"] if body else None
        return Operation(
            name=operation["operationId"],
            method=method.upper(),
            pattern=re.compile(re.sub(r"\{\w+\}", "[^/]+", path)),
            scopes=operation.get("x-gong-required-scopes", []),
            parameters={
                each["name"]: each for each in operation.get("parameters", []) if each["in"] == "query"
            },
            body=self._requests.compile(schema) if schema else None,
            answers=dict(self._answer_checks(operation)),
        )

    def _answer_checks(self, operation: dict[str, Any]) -> list[tuple[str, Check]]:
        found = []
        for status, response in operation["responses"].items():
            if "$ref" in response:
                name = response["$ref"].rsplit("/", 1)[1]
                response = self._document["components"]["responses"][name]  # noqa: PLW2901 - its target
            schema = response.get("content", {}).get("application/json", {}).get("schema", {})
            found.append((status, self._answers.compile(schema)))
        return found


@cache
def load() -> Contract:
    """Return the contract, read once per process."""
    return Contract(json.loads(_DOCUMENT.read_text("utf-8")))
