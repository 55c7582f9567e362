"""What is wrong with a dataset's definition, told so that its author can put it right.

A message names the file or Variable, the field, the value and what is allowed. A value that may hold a
credential (an address with a user, JSON, `key=value`) is never shown, nor is that of an unknown field.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

_LONGEST_SHOWN = 60
_LONGEST_NUMBER = 20
_RULE = "definition_rule"
_PLAIN_NAME = re.compile(r"[\w-]{1,60}")
_MAY_BE_SECRET = re.compile(r":[^\s:]*@|[{}=]")  # from the last colon on: so it takes linear time
_UNKNOWN_FIELD = frozenset({"extra_forbidden", "invalid_key"})
# pydantic's error types: https://docs.pydantic.dev/latest/errors/validation_errors/
_PROBLEMS = {
    "missing": "is required",
    "extra_forbidden": "is not a field",
    "invalid_key": "is not a field",
    "string_type": "is not text",
    "string_unicode": "is not valid Unicode",
    "string_too_long": "is longer than {max_length} characters",
    "int_type": "is not a whole number",
    "int_from_float": "is not a whole number",
    "bool_type": "is neither true nor false",
    "tuple_type": "is not a list",
    "string_too_short": "is empty",
    "model_type": "is neither a schedule nor a mapping with `schedule` in it",
    "greater_than_equal": "is less than {ge:,}",
    "less_than_equal": "is more than {le:,}",
}


class DefinitionError(ValueError):
    """One mistake.

    `origin`: the file or Variable; `field`: as in `data_types[1]`, a place in the text, or empty; `value`: as
    shown to people, shortened, empty when it is not shown; `nearest`: the valid value that may be meant.
    """

    def __init__(self, origin: str, field: str, problem: str, value: str = "", nearest: str = "") -> None:
        super().__init__(origin, field, problem, value, nearest)
        self.origin = origin
        self.field = field
        self.problem = problem
        self.value = value
        self.nearest = nearest

    @property
    def sentence(self) -> str:
        """The mistake without its origin."""
        where = f"{self.field}: " if self.field else ""
        what = f"{self.value} {self.problem}" if self.value else self.problem
        return where + what + (f"; did you mean '{self.nearest}'?" if self.nearest else "")

    def __str__(self) -> str:
        return f"{self.origin}: {self.sentence}"


class InvalidDefinitionError(ValueError):
    """A definition with mistakes; `errors` has all of them."""

    def __init__(self, errors: Iterable[DefinitionError]) -> None:
        self.errors = tuple(errors)
        super().__init__(self.errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


def sentence_of(error: DefinitionError) -> str:
    """Return a mistake as a sentence that stands beside its field."""
    text = error.sentence.removeprefix(f"{error.field}: ")
    return f"{text[:1].upper()}{text[1:]}."


def sentences_of(errors: Iterable[DefinitionError]) -> dict[str, str]:
    """Return such a sentence by field for each mistake."""
    return {error.field: sentence_of(error) for error in errors}


def refusal(
    problem: str, *, value: str | None = None, nearest: str = "", at: str = ""
) -> PydanticCustomError:
    """Return what a rule of the schema raises.

    `value` replaces the field's value in the message; `at` is a field inside the one that the rule is of.
    """
    context = {"problem": problem, "value": value, "nearest": nearest, "at": at}
    return PydanticCustomError(_RULE, "{problem}", context)


def definition_error(
    details: ErrorDetails, origin: str, models: Mapping[tuple[int | str, ...], type[BaseModel]]
) -> DefinitionError:
    """Translate one of pydantic's errors; `models` has the model at each place that has fields."""
    kind, place, context = details["type"], details["loc"], details.get("ctx", {})
    if kind == _RULE:
        value = shown(details["input"]) if context["value"] is None else context["value"]
        field = _path((*place, *filter(None, [context["at"]])))
        return DefinitionError(origin, field, context["problem"], value, context["nearest"])
    problem = _PROBLEMS.get(kind, details["msg"]).format_map(context)
    if kind in _UNKNOWN_FIELD:
        name = str(place[-1])
        fields = models[place[:-1]].model_fields if place[:-1] in models else ()
        return DefinitionError(origin, _path(place), problem, nearest=nearest(name, fields))
    if kind == "string_type" and isinstance(details["input"], int):
        problem += "; put it in quotes"
    value = "" if kind == "missing" else shown(details["input"])
    return DefinitionError(origin, _path(place), problem, value)


def nearest(text: str, valid: Iterable[str]) -> str:
    """Return the valid value that is spelt most alike, or nothing."""
    alike = {choice.replace("_", "-"): choice for choice in valid}
    spelt = text.lower().replace("_", "-").replace(" ", "-")
    return next((alike[match] for match in get_close_matches(spelt, alike, n=1)), "")


def shown(value: Any) -> str:
    """Return a value as a message shows it: as it is written in YAML, at most 60 characters, no secret."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return "the value (not shown here)" if _MAY_BE_SECRET.search(value) else _shortened(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10**_LONGEST_NUMBER else "a number that long"
    if isinstance(value, float):
        return str(value)
    return "a mapping" if isinstance(value, dict) else "a list"


def _shortened(text: str) -> str:
    return repr(text) if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]!r}…"


def _path(place: Sequence[int | str]) -> str:
    path = ""
    for step in place:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += ("." if path else "") + (step if _PLAIN_NAME.fullmatch(step) else _shortened(step))
    return path
