"""A user's activity in a period: totals, conversation figures, and one line per active day.

`docs/text-format.md`, USER STATS.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from include.formatters.call_analysis import figures
from include.formatters.people import person
from include.text import block, field, mapping, number, objects, one_line, quantity, record, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from include.text import Rendered

# Meaning of the counters: https://help.gong.io/apidocs/stats-1
_COUNTERS = {
    "callsAsHost": "Calls hosted",
    "callsAttended": "Calls attended but not hosted",
    "ownCallsListenedTo": "Own calls listened to",
    "othersCallsListenedTo": "Calls of others listened to",
    "callsGaveFeedback": "Calls given feedback on",
    "callsRequestedFeedback": "Calls feedback was requested on",
    "callsReceivedFeedback": "Calls feedback was received on",
    "callsMarkedAsFeedbackGiven": "Calls of others marked as reviewed",
    "callsMarkedAsFeedbackReceived": "Own calls marked as reviewed",
    "callsCommentsGiven": "Calls commented on",
    "callsCommentsReceived": "Own calls commented on",
    "callsScorecardsFilled": "Scorecards filled in",
    "callsScorecardsReceived": "Scorecards received",
    "callsSharedInternally": "Calls shared internally",
    "callsSharedExternally": "Calls shared externally",
}
_BOUNDS = {"fromDate", "toDate"}


def format_record(stats: Mapping[str, Any]) -> Rendered:
    """Return the text of one user's days.

    `stats` is `{"userId", "userEmailAddress", "name", "title", "fromDate", "toDate" (exclusive), "days",
    "interaction"}`, `days` as in POST /v2/stats/activity/aggregate-by-period with `DAY`, `interaction` as
    `personInteractionStats` in POST /v2/stats/interaction.
    """
    stats = mapping(stats)
    days = objects(stats.get("days"))
    active = [line for day in days if (line := _day(day))]
    return record(
        "USER STATS",
        field("Name", person(stats.get("name"))),
        field("Email", stats.get("userEmailAddress")),
        field("Title", stats.get("title")),
        field("Period", _period(stats.get("fromDate"), stats.get("toDate"))),
        field("Active days", str(len(active)) if days else ""),
        block("Totals", (f"{title}: {number(total)}" for title, total in _totals(days).items())),
        block("Conversation figures", figures(stats.get("interaction"))),
        block("Days", active),
        field("User ID", stats.get("userId")),
    )


def _period(first: Any, end: Any) -> str:
    """Return `2026-10-01 to 2026-10-31`: Gong's end is exclusive, which a reader would not guess."""
    try:
        last = (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    except (TypeError, ValueError, OverflowError):
        last = ""
    return " to ".join(filter(None, (one_line(first), last)))


def _counts(day: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield the counters: the known ones in this text's order, then what Gong may have added."""
    for name in (*_COUNTERS, *(name for name in day if name not in _COUNTERS and name not in _BOUNDS)):
        title, amount = _COUNTERS.get(name) or words(name), quantity(day.get(name))
        if title and amount is not None:
            yield title, amount


def _totals(days: list[Mapping[str, Any]]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for day in days:
        for title, amount in _counts(day):
            totals[title] = totals.get(title, 0) + amount
    return totals


def _day(day: Mapping[str, Any]) -> str:
    """Return a day's counters that are not zero, under its date in the company's time zone."""
    counters = ", ".join(f"{title} {number(amount)}" for title, amount in _counts(day) if amount)
    on = one_line(day.get("fromDate"))[: len("2026-10-01")]
    return f"{on}: {counters}" if counters and on else counters
