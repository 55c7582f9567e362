"""What the simulator saw: every exchange, and the figures that tests judge by."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.simulator.limiter import most_per_second


@dataclass
class Exchange:
    """One request and how it was answered.

    ``time`` is seconds by the simulator's clock, ``status`` 0 when the connection was dropped,
    ``fault`` the kind of the injected fault or None.
    """

    time: float
    method: str
    path: str
    query: dict[str, str]
    body: Any
    status: int = 0
    request_id: str = ""
    fault: str | None = None

    @property
    def question(self) -> str:
        """Method, path, query and body as one text: equal for equal requests."""
        return json.dumps([self.method, self.path, self.query, self.body], sort_keys=True)


@dataclass
class Ledger:
    """All exchanges in order of arrival, and the violations of Gong's API description."""

    exchanges: list[Exchange] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def requests_per_second(self) -> int:
        """Return the most API requests in any sliding second, refused ones included."""
        return most_per_second([each.time for each in self.exchanges if each.path.startswith("/v2/")])

    def duplicates(self) -> list[Exchange]:
        """Return the exchanges whose request had been answered (200 or 404, no fault) before."""
        answered: set[str] = set()
        repeated = []
        for each in self.exchanges:
            if each.question in answered:
                repeated.append(each)
            if each.status in {200, 404} and each.fault is None:
                answered.add(each.question)
        return repeated

    def summary(self) -> dict[str, Any]:
        """Return the figures another process judges by, ready for JSON."""
        return {
            "count": len(self.exchanges),
            "paths": dict(Counter(f"{each.method} {each.path}" for each in self.exchanges)),
            "statuses": dict(Counter(str(each.status) for each in self.exchanges)),
            "throttled": sum(each.status == 429 for each in self.exchanges),
            "most_per_second": self.requests_per_second(),
            "duplicates": [asdict(each) for each in self.duplicates()],
            "violations": list(self.violations),
        }

    def clear(self) -> None:
        """Forget everything."""
        self.exchanges.clear()
        self.violations.clear()
