"""Answers about users and what they did."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.simulator.activity import COUNTERS
from tests.simulator.wire import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.simulator.ask import Ask

NO_USERS = "No users found corresponding to the provided filters"
Answer = dict[str, Any]


def list_users(ask: Ask) -> Answer:
    """GET /v2/users: all, the inactive ones too; avatars when asked for."""
    users = ask.world.users + (ask.world.avatars if ask.query.get("includeAvatars") == "true" else [])
    records, places = ask.page(range(len(users)))
    return {"records": records, "users": [users[place] for place in places]}


def list_users_extensive(ask: Ask) -> Answer:
    """POST /v2/users/extensive: by creation time and id."""
    start, end = ask.moment("createdFromDateTime"), ask.moment("createdToDateTime")
    wanted = ask.numbers("userIds")
    users = [
        user
        for user in ask.world.users + (ask.world.avatars if ask.filter.get("includeAvatars") else [])
        if (wanted is None or user["id"] in wanted) and _within(user["created"], start, end)
    ]
    if not users:
        raise RefusedError(404, NO_USERS)
    records, places = ask.page(range(len(users)))
    return {"records": records, "users": [users[place] for place in places]}


def _within(text: str, start: float | None, end: float | None) -> bool:
    moment = datetime.fromisoformat(text).timestamp()
    return (start is None or moment >= start) and (end is None or moment < end)


def get_user(ask: Ask) -> Answer:
    """GET /v2/users/{id}."""
    return {"user": _user(ask, ask.parts[-1])}


def _user(ask: Ask, identity: str) -> dict[str, Any]:
    known = {user["id"]: user for user in ask.world.users + ask.world.avatars}
    if identity not in known:
        raise RefusedError(404, f"User ID {identity} was not found")
    return known[identity]


def get_history(ask: Ask) -> Answer:
    """GET /v2/users/{id}/settings-history."""
    user = _user(ask, ask.parts[-2])
    setting = {"setting": "active", "value": user["active"], "time": user["created"]}
    return {"userSettingsHistory": [setting]}


def _period(ask: Ask) -> tuple[date, date]:
    first, end = ask.day("fromDate"), ask.day("toDate")
    if first is None or end is None:
        raise RefusedError(400, f"filter.{'toDate' if first else 'fromDate'}: may not be null")
    if end > ask.today:
        raise RefusedError(400, "filter.toDate: must not be in the future")
    if first >= end:
        raise RefusedError(400, "filter.fromDate: must be before toDate")
    return first, end


def _active(ask: Ask, first: date, end: date) -> list[dict[str, Any]]:
    """Return the users with any activity in the period; refuse none with 404."""
    wanted = ask.numbers("userIds")
    found = [
        user
        for user in ask.world.users
        if (wanted is None or user["id"] in wanted) and ask.world.activity.between(user["id"], first, end)
    ]
    if not found:
        raise RefusedError(404, NO_USERS)
    return found


def _framed(ask: Ask, first: date, end: date) -> Answer:
    return {
        "fromDateTime": ask.midnight(first),
        "toDateTime": ask.midnight(end),
        "timeZone": ask.world.time_zone,
    }


def _who(user: dict[str, Any]) -> dict[str, Any]:
    return {"userId": user["id"], "userEmailAddress": user["emailAddress"]}


def _counts(ask: Ask, user: dict[str, Any], first: date, end: date) -> dict[str, int]:
    calls = ask.world.activity.between(user["id"], first, end)
    return {counter: len(calls.get(counter, [])) for counter in COUNTERS}


def aggregate(ask: Ask) -> Answer:
    """POST /v2/stats/activity/aggregate: the sums of a period per active user."""
    first, end = _period(ask)
    users = _active(ask, first, end)
    records, places = ask.page(range(len(users)))
    stats = [
        _who(users[place]) | {"userAggregateActivityStats": _counts(ask, users[place], first, end)}
        for place in places
    ]
    return {"records": records, "usersAggregateActivityStats": stats} | _framed(ask, first, end)


def aggregate_by_period(ask: Ask) -> Answer:
    """POST /v2/stats/activity/aggregate-by-period: the same, a line per day, week, month, quarter or year."""
    first, end = _period(ask)
    users = _active(ask, first, end)
    records, places = ask.page(range(len(users)))
    pieces = list(_pieces(first, end, ask.body["aggregationPeriod"]))
    found = []
    for place in places:
        lines = [
            _counts(ask, users[place], since, until)
            | {"fromDate": ask.midnight(since), "toDate": ask.midnight(until)}
            for since, until in pieces
        ]
        found.append(_who(users[place]) | {"userAggregateActivity": lines})
    return {"records": records, "usersAggregateActivity": found}


def _pieces(first: date, end: date, period: str) -> Iterator[tuple[date, date]]:
    while first < end:
        until = min(_next_start(first, period), end)
        yield first, until
        first = until


def _next_start(day: date, period: str) -> date:
    if period == "DAY":
        return day + timedelta(days=1)
    if period == "WEEK":
        return day + timedelta(days=7 - day.weekday())
    months = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}[period]
    month = (day.month - 1) // months * months + months
    return date(day.year + month // 12, month % 12 + 1, 1)


def day_by_day(ask: Ask) -> Answer:
    """POST /v2/stats/activity/day-by-day: the ids of the calls behind every counter."""
    first, end = _period(ask)
    users = _active(ask, first, end)
    records, places = ask.page(range(len(users)))
    found = []
    for place in places:
        lines = []
        for since, until in _pieces(first, end, "DAY"):
            if calls := ask.world.activity.between(users[place]["id"], since, until):
                every = {counter: calls.get(counter, []) for counter in COUNTERS}
                lines.append(every | {"fromDate": ask.midnight(since), "toDate": ask.midnight(until)})
        found.append(_who(users[place]) | {"userDailyActivityStats": lines})
    return {"records": records, "usersDetailedActivities": found}


def interaction(ask: Ask) -> Answer:
    """POST /v2/stats/interaction: the means of the figures of the calls that a user hosted."""
    first, end = _period(ask)
    hosting = {}
    for user in _active(ask, first, end):
        hosted = ask.world.activity.between(user["id"], first, end).get("callsAsHost")
        if hosted:
            hosting[user["id"]] = (user, hosted)
    people = list(hosting.values())
    if not people:
        raise RefusedError(404, NO_USERS)
    records, places = ask.page(range(len(people)))
    stats = [
        _who(people[place][0]) | {"personInteractionStats": _means(ask, people[place][1])} for place in places
    ]
    return {"records": records, "peopleInteractionStats": stats} | _framed(ask, first, end)


def _means(ask: Ask, call_ids: list[str]) -> list[dict[str, Any]]:
    calls = [ask.world.call(ask.world.index[call_id])["interaction"] for call_id in call_ids]
    found = []
    for name in ("Longest Monologue", "Longest Customer Story", "Interactivity", "Patience"):
        values = [
            stat["value"] for call in calls for stat in call["interactionStats"] if stat["name"] == name
        ]
        found.append({"name": name, "value": round(sum(values) / len(values), 2)})
    asked = sum(call["questions"]["companyCount"] for call in calls) / len(calls)
    return [*found, {"name": "Question Rate", "value": round(asked, 2)}]
