"""The year of the company: which calls took place, when, with whom, and what became of every deal."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.simulator import casting
from tests.simulator.company import ACCOUNTS, BY_KEY, Account
from tests.simulator.deals import STAGES, Deal
from tests.simulator.facts import account_facts, dates, money, offer
from tests.simulator.journey import journey, moments
from tests.simulator.marks import draw, number
from tests.simulator.variety import Variety

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from tests.simulator.casting import Someone
    from tests.simulator.script import Block

_INTERNAL = (
    "forecast",
    "one_on_one",
    "deal_review",
    "standup",
    "feedback",
    "one_on_one",
    "deal_desk",
    "roleplay",
    "retro",
)
_BUSY_SECONDS = 3600
_REST, _REST_AFTER_LOSS = 2 * 86_400, 200 * 86_400


@dataclass
class Plan:
    """One call as planned.

    ``index`` counts all calls in order of time; a ``thread`` is an account, or a kind of internal call;
    ``cast`` maps the letters of the dialogue to people; ``start`` (as scheduled) and ``started`` are
    seconds since 1970, ``stage`` and ``probability`` the deal's afterwards.
    """

    seed: int
    index: int
    kind: str
    start: float
    account: Account | None
    thread: str
    language: str
    home: int
    cast: dict[str, Someone]
    silent: list[Someone]
    facts: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    started: float = 0.0
    stage: str = ""
    probability: int = 0

    @property
    def id(self) -> str:
        """Gong's id of the call."""
        return number(self.seed, "call", self.index)

    def voice(self, role: str) -> str:
        """Return who speaks a letter's lines: the next one present on the same side."""
        side = "FES" if role in "FES" else "GDC"
        return next((letter for letter in side[side.index(role) :] if letter in self.cast), "S")


@dataclass
class _Track:
    """Where an account stands: the kinds of call still to come, its last call, when its deal was closed."""

    account: Account
    ahead: Iterator[str]
    calls: int = 0
    last: float = 0.0
    stage: str = "Prospecting"
    probability: int = 10
    closed: float | None = None
    reason: str = ""

    @property
    def deal(self) -> Deal:
        """How the account's deal stands."""
        return Deal(self.stage, self.probability, self.closed, self.reason)


class Story:
    """Tells the year: ``plans`` in order of time, and the state of every account at the end."""

    def __init__(self, seed: int, calls: int, now: datetime, zone: ZoneInfo) -> None:
        self._seed, self._zone = seed, zone
        self._rng = random.Random(draw(seed, "story"))
        self.tracks = [_Track(account, journey(account, seed)) for account in ACCOUNTS]
        for track in self.tracks:
            if track.account.status == "customer":
                track.stage, track.probability = "Closed Won", 100
        self._busy: dict[str, float] = {}
        self._internal = 0
        self._variety = Variety(seed)
        self._looked_back: set[str] = set()
        self._counts: dict[str, int] = {}
        self.plans: list[Plan] = []
        for start in moments(calls, now.astimezone(zone), self._rng):
            self._next(start)

    def _next(self, start: float) -> None:
        free = [track for track in self.tracks if self._is_free(track, start)]
        if free and self._rng.random() < 0.8:
            weights = [(1 if track.account.language == "eng" else 0.5) / (1 + track.calls) for track in free]
            self._external(self._rng.choices(free, weights)[0], start)
        else:
            self._among_us(start)

    def _is_free(self, track: _Track, start: float) -> bool:
        rested = start - track.last > (_REST_AFTER_LOSS if track.stage == "Closed Lost" else _REST)
        return rested and self._are_free((track.account.owner, track.account.csm), start)

    def _are_free(self, keys: Iterable[str], start: float) -> bool:
        return all(start - self._busy.get(key, 0) >= _BUSY_SECONDS for key in keys)

    def _external(self, track: _Track, start: float) -> None:
        account = track.account
        kind = next(track.ahead)
        was_open = track.probability not in {0, 100}
        track.stage, track.probability = STAGES.get(kind, (track.stage, track.probability))
        if was_open and track.probability in {0, 100}:
            track.closed = start
        home = BY_KEY[account.owner].home
        cast, silent = casting.external(kind, account, self._rng)
        self._append(kind, start, account, account.domain, cast, silent, home)
        plan = self.plans[-1]
        plan.facts.update(account_facts(account, self._seed, home))
        plan.facts["ticket"] = f"SUP-{2100 + draw(self._seed, 'ticket', plan.index) % 7700}"
        plan.blocks = self._variety.blocks(kind, plan.language, plan.thread, pain=account.pain)
        if kind == "loss":
            postponed = plan.blocks[0].section == "Decision postponed"
            track.reason = "No decision: budget cut" if postponed else f"Chose {account.rival}"
        plan.stage, plan.probability = track.stage, track.probability
        track.calls, track.last = track.calls + 1, start

    def _among_us(self, start: float) -> None:
        for _ in _INTERNAL:  # the next kind of meeting whose people are free; the last one if nobody is
            kind = _INTERNAL[self._internal % len(_INTERNAL)]
            self._internal += 1
            home = self._internal % 2
            nth = self._counts.get(kind, 0)
            cast, silent = casting.internal(kind, home, nth)
            if self._are_free([person.user.key for person in cast.values() if person.user], start):
                break
        self._counts[kind] = nth + 1
        self._append(kind, start, None, kind, cast, silent, home)
        plan = self.plans[-1]
        plan.facts.update(self._deals(kind, home, cast))
        plan.blocks = self._variety.blocks(kind, "eng", kind, outcome=plan.facts["outcome"])

    def _deals(self, kind: str, home: int, cast: dict[str, Someone]) -> dict[str, str]:
        """Return facts about three accounts of the people present, for internal calls."""
        facts: dict[str, str] = {}
        for place, track in enumerate(self._talked_about(kind, home, cast), 1):
            known = account_facts(track.account, self._seed, home)
            facts |= {
                f"{key}{place}": known[key]
                for key in ("co", "product", "rival", "peak", "old", "cost", "erp")
            }
            facts[f"amount{place}"] = money(offer(track.account, self._seed)[1], "eng", home)
            facts[f"stage{place}"] = track.stage.lower()
            facts[f"contact{place}"] = track.account.contacts[0].first
            facts[f"owner{place}"] = BY_KEY[track.account.owner].first
            facts.setdefault("outcome", "lost" if track.stage == "Closed Lost" else "won")
        return facts

    def _talked_about(self, kind: str, home: int, cast: dict[str, Someone]) -> list[_Track]:
        """Return three accounts: the first two belong to those who speak about them, if they can."""
        near = [track for track in self.tracks if BY_KEY[track.account.owner].home == home]
        near = [track for track in near if track.account.language == "eng"]
        customers, retro = kind == "feedback", kind == "retro"

        def unsuitable(track: _Track) -> bool:
            if customers:
                return track.stage != "Closed Won"
            closed = track.probability in {0, 100}
            barely_open = closed or track.stage == "Prospecting"
            return (not closed or track.account.domain in self._looked_back) if retro else barely_open

        near.sort(key=lambda track: (unsuitable(track), -track.last))
        sellers = [cast[letter].user for letter in "ESF" if letter in cast]
        owners = [person.key for person in sellers if person and person.role == "ae"]
        chosen: list[_Track] = []
        for owner in (*owners, *owners)[:2]:
            mine = (track for track in near if track.account.owner == owner and track not in chosen)
            chosen += [track for track in mine if not unsuitable(track)][:1]
        chosen = (chosen + [track for track in near if track not in chosen])[:3]
        if retro:
            self._looked_back.add(chosen[0].account.domain)
        return chosen

    def _append(  # noqa: PLR0913, PLR0917 - one call has that many sides
        self,
        kind: str,
        start: float,
        account: Account | None,
        thread: str,
        cast: dict[str, Someone],
        silent: list[Someone],
        home: int,
    ) -> None:
        language = account.language if account else "eng"
        facts = dates(start, self._zone, language) | casting.names(cast)
        plan = Plan(
            self._seed,
            len(self.plans),
            kind,
            start,
            account,
            thread,
            language,
            home,
            cast,
            silent,
            facts,
        )
        plan.started = self._really(plan)
        for someone in [*cast.values(), *silent]:
            if someone.user:
                self._busy[someone.user.key] = start
        self.plans.append(plan)

    def _really(self, plan: Plan) -> float:
        """Return when a call really started; calls of one slot keep their order."""
        before = self.plans[-1] if self.plans else plan
        late = draw(self._seed, "late", plan.index) % 45_000 / 1000
        return (before.started if before.start == plan.start and self.plans else plan.start) + late
