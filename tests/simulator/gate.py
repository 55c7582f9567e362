"""Who may ask, and whether the question is well formed: in the order in which Gong seems to check."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from tests.simulator.wire import JSON_PARSE_ERROR, RefusedError, Request

if TYPE_CHECKING:
    from tests.simulator.contract import Operation
    from tests.simulator.schema import Problem
    from tests.simulator.simulator import Simulator


class MalformedError(RefusedError):
    """A refusal because the request is not what the API description says; ``violations`` tell how."""

    def __init__(self, status: int, texts: list[str], violations: list[str]) -> None:
        super().__init__(status, *texts)
        self.violations = violations


def authenticate(sim: Simulator, request: Request, now: float) -> frozenset[str]:
    """Return the scopes of the credential.

    Refuse with 403 an address that is not trusted (https://help.gong.io/docs/receive-access-to-the-api),
    with 401 a wrong, expired or revoked credential and a company that is switched off (observed).
    """
    if not sim.trusted:
        raise RefusedError(403, "Forbidden")
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    scopes: frozenset[str] | None = None
    if kind == "Basic" and sim.key_active and value == _basic(sim):
        scopes = sim.all_scopes if sim.key_scopes is None else frozenset(sim.key_scopes)
    elif kind == "Bearer" and value in sim.oauth.access:
        granted, expires = sim.oauth.access[value]
        scopes = granted if now < expires else None
    if scopes is None:
        raise RefusedError(401, "Unauthorized")
    if not sim.company_active:
        raise RefusedError(401, "Company is inactive")
    return scopes


def _basic(sim: Simulator) -> str:
    return base64.b64encode(f"{sim.access_key}:{sim.access_key_secret}".encode()).decode()


def check(request: Request, operation: Operation, scopes: frozenset[str]) -> list[str]:
    """Return the violations that Gong overlooks (unknown fields); refuse the request for others.

    First the body must be JSON (415, 400), then the scope must be there (401), then everything
    must fit the API description (400).
    """
    if operation.body and not request.is_json:
        raise MalformedError(415, ["Unsupported Media Type"], ["the body is missing or not declared as JSON"])
    if operation.body and request.body is None:
        raise MalformedError(400, [JSON_PARSE_ERROR], ["the body is not JSON"])
    missing = [scope for scope in operation.scopes if scope not in scopes]
    if missing:
        raise RefusedError(401, f"You don't have permission to use '{missing[0]}' in your app.")
    problems = operation.request_problems(request)
    violations = [f"{problem.path} {problem.text}" for problem in problems]
    if texts := _refusals(problems):
        raise MalformedError(400, texts, violations)
    return violations


def _refusals(problems: list[Problem]) -> list[str]:
    texts = []
    for path, kind, text in problems:
        if kind == "type" or path == "filter":
            return [JSON_PARSE_ERROR]
        if kind == "missing" and text.startswith("parameter"):
            texts.append(f"{_dashed(path)} {text}")
        elif kind == "missing":
            texts.append(f"{path}: {'may' if '.' in path else 'must'} not be null")
    return texts


def _dashed(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
