"""A side door for another process that judges: what was asked and issued, how often, and a fresh start."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from tests.simulator.wire import Reply, Request

if TYPE_CHECKING:
    from tests.simulator.simulator import Simulator

PREFIX = "/_simulator/"
HEADER = "x-simulator-token"


def respond(sim: Simulator, request: Request, token: str) -> Reply:
    """Answer a control request; without the right token the side door does not exist."""
    if request.headers.get(HEADER) != token:
        return Reply(404, {"error": "not found"})
    name = request.method, request.path.removeprefix(PREFIX)
    if name == ("GET", "exchanges"):
        return Reply(200, [asdict(each) for each in sim.exchanges])
    if name == ("GET", "summary"):
        return Reply(200, sim.ledger.summary())
    if name == ("GET", "oauth"):
        return Reply(
            200, {"reuses": sim.oauth.reuses, "refreshes": len(sim.oauth.used), "issued": sim.oauth.issued}
        )
    if name == ("POST", "revoke"):
        sim.revoke()
        return Reply(200, {"revoked": True})
    if name == ("POST", "reset"):
        sim.reset()
        return Reply(200, {"reset": True})
    return Reply(404, {"error": "not found"})
