"""A bare client, for the simulator's own tests: it asks exactly what it is told to, and follows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import requests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.simulator.simulator import Simulator

EVERYTHING: dict[str, Any] = {
    "context": "Extended",
    "contextTiming": ["Now", "TimeOfCall"],
    "exposedFields": {
        "parties": True,
        "content": {
            "structure": True,
            "topics": True,
            "trackers": True,
            "trackerOccurrences": True,
            "brief": True,
            "outline": True,
            "highlights": True,
            "callOutcome": True,
            "keyPoints": True,
        },
        "interaction": {"speakers": True, "video": True, "personInteractionStats": True, "questions": True},
        "collaboration": {"publicComments": True},
        "media": True,
    },
}
"""A contentSelector that asks for every block there is."""


EXTENSIVE, TRANSCRIPT = "/v2/calls/extensive", "/v2/calls/transcript"


def refusal(answer: requests.Response) -> tuple[int, list[str]]:
    """Return status and sentences of a standard error body."""
    return answer.status_code, answer.json()["errors"]


class Client:
    """Talks to a simulator with its access key, or with ``token``."""

    def __init__(self, sim: Simulator, token: str | None = None) -> None:
        self._sim = sim
        self._session = requests.Session()
        if token is None:
            self._session.auth = (sim.access_key, sim.access_key_secret)
        else:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send one request; redirects are not followed."""
        options = {"timeout": 10, "allow_redirects": False, **options}
        return self._session.request(method, self._sim.url + path, **options)

    def get(self, path: str, **query: str) -> requests.Response:
        """Send a GET with a query."""
        return self.ask("GET", path, params=query)

    def post(self, path: str, body: Any) -> requests.Response:
        """Send a POST with a JSON body."""
        return self.ask("POST", path, json=body)

    def pages(self, path: str, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the pages of a POST list, following the cursor."""
        while True:
            page = self.post(path, body).json()
            yield page
            cursor = page["records"].get("cursor")
            if cursor is None:
                return
            body = body | {"cursor": cursor}

    def calls(self, **filter_: Any) -> list[dict[str, Any]]:
        """Return all calls of a filter with all their blocks."""
        body = {"filter": filter_, "contentSelector": EVERYTHING}
        return [call for page in self.pages("/v2/calls/extensive", body) for call in page["calls"]]
