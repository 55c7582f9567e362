"""When calls take place, and the kinds of call that an account goes through one after the other."""

from __future__ import annotations

import random
from bisect import insort
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.simulator.marks import draw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tests.simulator.company import Account

_CUSTOMER = ("checkin", "support", "qbr", "training", "checkin", "support", "qbr", "renewal")
_ABROAD = ("checkin", "support", "qbr")
_YEAR = 365
_HOLIDAYS = {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)}


def journey(account: Account, seed: int) -> Iterator[str]:
    """Yield the kinds of call of an account, from the first one to the yearly round of a customer."""
    luck = random.Random(draw(seed, account.domain, "journey"))
    local = account.language == "eng"
    won = account.status == "customer"
    while not won:
        if local and luck.random() < 0.4:
            yield "cold"
        yield from ("discovery", "demo")
        if local:
            yield "technical"
        yield "pricing"
        if local and luck.random() < 0.25:
            yield "loss"
            continue
        if local and luck.random() < 0.5:
            yield "security"
        yield "negotiation"
        won = luck.random() < 0.55 or not local
        yield from ("kickoff", "training")[: 2 if local else 1] if won else ("loss",)
    while True:
        yield from _CUSTOMER if local else _ABROAD


def moments(count: int, now: datetime, rng: random.Random) -> list[float]:
    """Return the scheduled starts: weekdays, business hours, denser in recent weeks."""
    days = [now - timedelta(days=back) for back in range(_YEAR)]
    weights = [
        0 if day.weekday() > 4 or (day.month, day.day) in _HOLIDAYS else 1 + 2.5 * 2.7 ** (-back / 45)
        for back, day in enumerate(days)
    ]
    latest = (now - timedelta(hours=2)).timestamp()
    found: list[float] = []
    while len(found) < count:
        day = rng.choices(days, weights)[0]
        moment = day.replace(
            hour=rng.randint(8, 16), minute=rng.choice((0, 0, 15, 30, 30, 45)), second=0, microsecond=0
        )
        if moment.timestamp() <= latest:
            insort(found, moment.timestamp())
    return found
