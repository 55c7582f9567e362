"""The stages of a deal, and how one stands."""

from __future__ import annotations

from typing import NamedTuple

# stage and probability of the deal after a call of this kind
STAGES = {
    "cold": ("Prospecting", 10),
    "discovery": ("Discovery", 20),
    "demo": ("Solution Validation", 40),
    "technical": ("Solution Validation", 50),
    "pricing": ("Proposal", 60),
    "security": ("Proposal", 70),
    "negotiation": ("Negotiation", 80),
    "loss": ("Closed Lost", 0),
    "kickoff": ("Closed Won", 100),
}


class Deal(NamedTuple):
    """How a deal stands: stage, probability in percent, when it was closed (seconds), why it was lost."""

    stage: str
    probability: int
    closed: float | None = None
    reason: str = ""
