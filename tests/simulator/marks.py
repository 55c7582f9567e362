"""Ids and timestamps in the forms that Gong uses."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def draw(seed: int, *parts: object) -> int:
    """Return 63 bits that depend on nothing but the seed and the parts."""
    text = "/".join(map(str, (seed, *parts)))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def number(seed: int, *parts: object) -> str:
    """Return an id as Gong writes them: a decimal number of 18 or 19 digits, as text."""
    return str(draw(seed, *parts) % (9 * 10**18) + 10**17)


def salesforce_id(prefix: str, seed: int, *parts: object) -> str:
    """Return a record id in Salesforce's form: a three-character prefix, 18 characters in all."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    value, text = draw(seed, prefix, *parts), ""
    for _ in range(8):
        value, digit = divmod(value, 62)
        text += alphabet[digit]
    return f"{prefix}5g00{text}AAV"[:18]


def stamp(epoch: float, zone: ZoneInfo, digits: int = 0) -> str:
    """Return a moment with the zone's offset and 0, 3 or 6 fractional digits, as seen in Gong's answers."""
    moment = datetime.fromtimestamp(epoch, UTC).astimezone(zone)
    return moment.isoformat(timespec={0: "seconds", 3: "milliseconds", 6: "microseconds"}[digits])
