"""Who did what with calls on which day: the counters of Gong's user statistics."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tests.simulator.marks import draw
from tests.simulator.people import user_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from tests.simulator.story import Plan

COUNTERS = (
    "callsAsHost",
    "callsGaveFeedback",
    "callsRequestedFeedback",
    "callsReceivedFeedback",
    "ownCallsListenedTo",
    "othersCallsListenedTo",
    "callsSharedInternally",
    "callsSharedExternally",
    "callsScorecardsFilled",
    "callsScorecardsReceived",
    "callsAttended",
    "callsCommentsGiven",
    "callsCommentsReceived",
    "callsMarkedAsFeedbackGiven",
    "callsMarkedAsFeedbackReceived",
)
Days = dict[date, dict[str, list[str]]]


class Activity:
    """The activity of every user, by day of the company's time zone: counter → ids of the calls concerned."""

    def __init__(
        self,
        plans: list[Plan],
        tell: Callable[[int], dict[str, Any]],
        answered: list[dict[str, Any]],
        zone: ZoneInfo,
    ) -> None:
        self._zone, self._tell = zone, tell
        self.users: dict[str, Days] = defaultdict(dict)
        for plan in plans:
            self._took_place(plan)
            self._comments(plan)
            self._listened(plan)
        for card in answered:
            self._scorecard(card)

    def _day(self, epoch: float) -> date:
        return datetime.fromtimestamp(epoch, UTC).astimezone(self._zone).date()

    def _note(self, user: str | None, day: date, counter: str, call: str) -> None:
        if user:
            counters = self.users[user].setdefault(day, {})
            if call not in counters.setdefault(counter, []):
                counters[counter].append(call)

    def _took_place(self, plan: Plan) -> None:
        day = self._day(plan.start)
        for letter, someone in plan.cast.items():
            if someone.user:
                counter = "callsAsHost" if letter == "S" else "callsAttended"
                self._note(user_id(plan.seed, someone.user.key), day, counter, plan.id)

    def _comments(self, plan: Plan) -> None:
        call = self._tell(plan.index)
        host = call["metaData"]["primaryUserId"]
        for comment in call["collaboration"]["publicComments"]:
            day = datetime.fromisoformat(comment["posted"]).astimezone(self._zone).date()
            self._note(comment["commenterUserId"], day, "callsCommentsGiven", plan.id)
            if comment["commenterUserId"] != host:
                self._note(host, day, "callsCommentsReceived", plan.id)
                self._note(comment["commenterUserId"], day, "callsGaveFeedback", plan.id)
                self._note(host, day, "callsReceivedFeedback", plan.id)

    def _listened(self, plan: Plan) -> None:
        rng = random.Random(draw(plan.seed, "listened", plan.index))
        host = plan.cast["S"].user
        if host is None:
            return
        owner, manager = user_id(plan.seed, host.key), host.manager and user_id(plan.seed, host.manager)
        day = self._day(plan.start + rng.choice((3_600, 7_200, 90_000)))
        chances = (
            (owner, 35, "ownCallsListenedTo"),
            (manager, 30, "othersCallsListenedTo"),
            (owner, 12, "callsSharedInternally"),
            (owner, 6 if plan.account else 0, "callsSharedExternally"),
            (owner, 8, "callsRequestedFeedback"),
            (manager, 10, "callsMarkedAsFeedbackGiven"),
        )
        for user, percent, counter in chances:
            if rng.randrange(100) < percent:
                self._note(user, day, counter, plan.id)
                if counter == "callsMarkedAsFeedbackGiven" and manager:
                    self._note(owner, day, "callsMarkedAsFeedbackReceived", plan.id)

    def _scorecard(self, card: dict[str, Any]) -> None:
        day = datetime.fromisoformat(card["reviewTime"]).astimezone(self._zone).date()
        self._note(card["reviewerUserId"], day, "callsScorecardsFilled", card["callId"])
        self._note(card["reviewedUserId"], day, "callsScorecardsReceived", card["callId"])

    def between(self, user: str, first: date, end: date) -> dict[str, list[str]]:
        """Return a user's calls per counter from ``first`` up to but not including ``end``."""
        total: dict[str, list[str]] = {}
        for day, counters in sorted(self.users.get(user, {}).items()):
            if first <= day < end:
                for counter, calls in counters.items():
                    total.setdefault(counter, []).extend(calls)
        return total
