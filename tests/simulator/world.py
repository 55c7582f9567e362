"""The company that the simulator shows: everything in it follows from a seed and a moment."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.simulator import scorecards
from tests.simulator.activity import Activity
from tests.simulator.calls import Teller
from tests.simulator.company import WORKSPACES
from tests.simulator.crm import Crm
from tests.simulator.library import Library
from tests.simulator.marks import draw, number, stamp
from tests.simulator.people import avatars, user_id, users
from tests.simulator.selection import select
from tests.simulator.story import Story
from tests.simulator.trackers import TRACKERS, definition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.simulator.story import Plan

DEFAULT_NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_NEVER = float("inf")


class World:
    """A believable company with its calls of the year before ``now``.

    ``workspaces`` is 1 or 2; ``crm`` ``native``, ``generic`` or None; ``late`` holds back that many
    of the newest calls until ``release``; ``sloppy`` adds what a careful reader must cope with:
    ids as numbers, unknown fields, null titles, calls without participants.
    """

    def __init__(  # noqa: PLR0913 - each is one trait of the company
        self,
        seed: int = 7,
        calls: int = 250,
        now: datetime = DEFAULT_NOW,
        *,
        workspaces: int = 2,
        crm: str | None = "native",
        time_zone: str = "America/Los_Angeles",
        late: int = 0,
        sloppy: bool = True,
    ) -> None:
        self.seed, self.now, self.sloppy, self.time_zone = seed, now, sloppy, time_zone
        self.zone = ZoneInfo(time_zone)
        self.workspace_ids = [number(seed, "workspace", place) for place in range(workspaces)]
        self._tell_story(calls, crm)
        self.all_transcribed = False
        self._held: dict[int, float] = {}
        self.hold(*self.ids[len(self.ids) - late :])
        self._told: dict[int, dict[str, Any]] = {}
        self._transcripts: dict[int, dict[str, Any] | None] = {}

    def _tell_story(self, calls: int, crm: str | None) -> None:
        story = Story(self.seed, calls, self.now, self.zone)
        self.plans: list[Plan] = story.plans
        self.ids: Sequence[str] = [plan.id for plan in self.plans]
        self.crm = Crm(
            self.seed,
            crm,
            {track.account.domain: track.deal for track in story.tracks},
            self.now,
        )
        self._teller = Teller(self.zone, self.crm, self.workspace_ids, sloppy=self.sloppy)
        self.starts: Sequence[float] = [plan.started for plan in self.plans]

    @classmethod
    def bulk(
        cls, seed: int = 7, calls: int = 10_000, transcript_bytes: int = 54_000, now: datetime = DEFAULT_NOW
    ) -> World:
        """Return a company with very many calls, cheap in memory and fast to serve."""
        from tests.simulator.bulk import BulkWorld  # noqa: PLC0415 - it is a World itself

        return BulkWorld(seed, calls, transcript_bytes, now)

    def hold(self, *call_ids: str, until: datetime | None = None) -> None:
        """Keep calls from being seen: until ``release``, or until the simulator's clock reaches ``until``."""
        for call_id in call_ids:
            self._held[self.index[call_id]] = until.timestamp() if until else _NEVER

    def release(self, *call_ids: str) -> None:
        """Let held calls be seen: these, or all when none is named."""
        for place in [self.index[call_id] for call_id in call_ids] or list(self._held):
            self._held.pop(place, None)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Every call's place in the order of time, by id."""
        return {call_id: place for place, call_id in enumerate(self.ids)}

    def find(
        self,
        now: float,
        start: float | None = None,
        end: float | None = None,
        call_ids: list[str] | None = None,
    ) -> Sequence[int]:
        """Return the places of the calls seen at ``now`` that started in [start, end), in order of time."""
        low = 0 if start is None else bisect_left(self.starts, start)
        high = len(self.starts) if end is None else bisect_left(self.starts, end)
        found: Sequence[int] = range(low, max(low, high))
        if call_ids is not None:
            wanted = {self.index[call_id] for call_id in call_ids if call_id in self.index}
            found = sorted(place for place in wanted if low <= place < high)
        if self._held:
            found = [place for place in found if self._held.get(place, now) <= now]
        return found

    def plan(self, place: int) -> Plan:
        """Return how a call was planned."""
        return self.plans[place]

    def call(self, place: int) -> dict[str, Any]:
        """Return a call with all its blocks."""
        if place not in self._told:
            self._told[place] = self._teller.call(self.plans[place])
        return self._told[place]

    def selected(self, place: int, selector: dict[str, Any]) -> Any:
        """Return the blocks of a call that a ``contentSelector`` exposes, ready for JSON."""
        return select(self.call(place), selector)

    def has_transcript(self, place: int) -> bool:
        """Return whether a call has a transcript."""
        return self.transcript(place) is not None

    def transcript(self, place: int) -> Any:
        """Return a call's transcript ready for JSON, or None when it has none."""
        if place not in self._transcripts:
            self._transcripts[place] = self._teller.transcript(self.plans[place])
        return self._transcripts[place]

    def host(self, place: int) -> str | None:
        """Return the id of the user who hosted a call."""
        someone = self.plans[place].cast["S"].user
        return user_id(self.seed, someone.key) if someone else None

    def workspace(self, place: int) -> str:
        """Return the id of the workspace of a call."""
        return self.workspace_ids[self.plans[place].home % len(self.workspace_ids)]

    @cached_property
    def workspaces(self) -> list[dict[str, Any]]:
        """The workspaces as Gong lists them."""
        names = WORKSPACES if len(self.workspace_ids) > 1 else (("Stowlane", "The built-in workspace"),)
        return [
            {"id": identity, "name": name, "description": description}
            for identity, (name, description) in zip(self.workspace_ids, names, strict=True)
        ]

    @cached_property
    def users(self) -> list[dict[str, Any]]:
        """The users, ascending by id."""
        return users(self.seed, self.now, self.zone)

    @cached_property
    def avatars(self) -> list[dict[str, Any]]:
        """The synthetic users that stand for Gong's staff."""
        return avatars(self.seed, self.now, self.zone)

    @cached_property
    def scorecards(self) -> list[dict[str, Any]]:
        """The scorecard definitions, by name."""
        return scorecards.definitions(self.seed, self.workspace_ids, self.now, self.zone)

    @cached_property
    def answered(self) -> list[dict[str, Any]]:
        """The answered scorecards, by review time."""
        return scorecards.answered(self.seed, self.plans, self.now, self.zone)

    @cached_property
    def trackers(self) -> list[dict[str, Any]]:
        """The keyword trackers, by name."""
        found = []
        for tracker in sorted(TRACKERS):
            made = self.now.timestamp() - 86_400 * (300 + draw(self.seed, tracker.name) % 500) + 0.816562
            changed = (
                self.now.timestamp() - 86_400 * (5 + draw(self.seed, tracker.name, "u") % 250) + 0.120331
            )
            author = None if tracker.built_in else user_id(self.seed, "ruth")
            found.append(
                {
                    "trackerId": number(self.seed, "tracker", tracker.name),
                    "workspaceId": self.workspace_ids[tracker.home % len(self.workspace_ids)],
                    "created": stamp(made, self.zone, 6),
                    "creatorUserId": author,
                    "updated": stamp(changed, self.zone, 6),
                    "updaterUserId": author,
                }
                | definition(tracker)
            )
        return found

    @cached_property
    def library(self) -> Library:
        """The call libraries."""
        return Library(self.plans, self.call, self.workspace_ids, self.zone)

    @cached_property
    def activity(self) -> Activity:
        """Who did what on which day."""
        return Activity(self.plans, self.call, self.answered, self.zone)
