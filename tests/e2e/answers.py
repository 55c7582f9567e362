"""Answers of the page's API, for states that a real Airflow shows only by accident.

`answers.json` has one for each request, and variants; a test replaces what it is about. The shapes
are those of `ui/src/api/types.ts`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from include.data_types import DATA_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page, Route

_CONTENT = json.loads(Path(__file__).with_name("answers.json").read_text())
_SHOWN = ("id", "label", "icon", "description", "scope", "optional_scopes", "has_history")
DATA = [{name: getattr(row, name) for name in _SHOWN} for row in DATA_TYPES.values()]


def answer(request: str, **changes: Any) -> dict[str, Any]:
    """Return the answer to a request such as `GET me`, with changes."""
    return {**_CONTENT["api"][request], **changes}


def variant(name: str) -> dict[str, Any]:
    """Return what is different in a variant of an answer."""
    return dict(_CONTENT["variants"][name])


def answer_with(page: Page, changes: Mapping[str, Any] | None = None) -> None:
    """Answer the page's requests by itself; a pair in ``changes`` is a status and a body."""
    answers = {**_CONTENT["api"], "GET me": answer("GET me", data_types=DATA), **(changes or {})}

    def reply(route: Route) -> None:
        path = re.sub("^.*/gong/api/", "", urlsplit(route.request.url).path)
        if path == "estimates":
            body = _estimates(answers["estimates"], route.request.post_data_json or {})
            route.fulfill(content_type="application/x-ndjson", body=body)
            return
        found = answers.get(f"{route.request.method} {path}", (404, {"detail": f"No answer for {path}."}))
        status, content = found if isinstance(found, (tuple, list)) else (200, found)
        route.fulfill(status=status, content_type="application/json", body=json.dumps(content))

    page.route("**/gong/api/**", reply)


def _estimates(known: Mapping[str, Any], asked: Mapping[str, Any]) -> str:
    lines = ({"id": key, **known.get(key, known["otherwise"])} for key in asked["data_types"])
    return "".join(json.dumps(line) + "\n" for line in lines)
