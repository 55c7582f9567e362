"""A browser on its way to Gong and back, for tests."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import requests

if TYPE_CHECKING:
    from starlette.testclient import TestClient


CALLBACK = "/gong/oauth/callback"


def begin(client: TestClient) -> str:
    """Click Connect with Gong; return the address of the consent page."""
    answer = client.get("/gong/oauth/start", params={"popup": "1"})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"])


def decide(consent_page: str, decision: str = "allow") -> dict[str, str]:
    """Allow or deny in Gong; return what the browser brings back."""
    answer = requests.get(f"{consent_page}&auto={decision}", allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    assert back.path == CALLBACK
    return {name: values[0] for name, values in parse_qs(back.query).items()}


def come_back(client: TestClient, query: dict[str, str]) -> tuple[bool, str]:
    """Open the callback as a browser; return whether it worked, and the sentence on the page."""
    answer = client.get(
        CALLBACK, params=query, headers={"sec-fetch-site": "cross-site", "accept": "text/html"}
    )
    assert answer.headers["content-type"].startswith("text/html")
    found = re.search(r'data-ok="(\w+)">(.*)</p>', answer.text)
    assert found, answer.text
    assert (answer.status_code == 200) == (found[1] == "true")
    return found[1] == "true", html.unescape(found[2])


def state_of(client: TestClient) -> dict[str, Any]:
    """Return the state of one's own account."""
    state: dict[str, Any] = client.get("/gong/api/account").json()
    return state
