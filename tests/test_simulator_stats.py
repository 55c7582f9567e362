"""The simulated statistics: their dates, periods and sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.simulator.client import Client, refusal
from tests.simulator.wire import JSON_PARSE_ERROR

if TYPE_CHECKING:
    from tests.clocks import Clock

pytest_plugins = ["tests.simulator.fixtures"]
AGGREGATE = "/v2/stats/activity/aggregate"
OCTOBER = {"fromDate": "2026-10-01", "toDate": "2026-11-01"}


# --- statistics --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filter_", "text"),
    [
        ({"toDate": "2026-11-01"}, "filter.fromDate: may not be null"),
        ({"fromDate": "2026-11-01"}, "filter.toDate: may not be null"),
        ({"fromDate": "2026-11-01", "toDate": "2026-11-21"}, "filter.toDate: must not be in the future"),
        ({"fromDate": "2026-11-01T00:00:00Z", "toDate": "2026-11-02"}, JSON_PARSE_ERROR),
    ],
)
def test_stats_refuse_impossible_dates(client: Client, filter_: dict[str, str], text: str) -> None:
    """Both dates are needed, as dates, and not beyond the company's today."""
    assert refusal(client.post(AGGREGATE, {"filter": filter_})) == (400, [text])


def test_the_companys_today_follows_its_time_zone(client: Client, clock: Clock) -> None:
    """At 7:00 UTC it is still the day before in Los Angeles."""
    clock.advance(-5 * 3600)
    asked = {"filter": {"fromDate": "2026-11-01", "toDate": "2026-11-20"}}
    assert client.post(AGGREGATE, asked).status_code == 400
    clock.advance(3600)
    assert client.post(AGGREGATE, asked).status_code == 200


def test_stats_of_nobody_are_a_404(client: Client) -> None:
    """No activity gives the 404 that means nothing was found."""
    asked = {"filter": {"fromDate": "2020-01-01", "toDate": "2020-02-01"}}
    assert refusal(client.post(AGGREGATE, asked)) == (
        404,
        ["No users found corresponding to the provided filters"],
    )


def test_a_period_is_cut_into_days_weeks_or_months(client: Client) -> None:
    """The pieces of a period add up to its aggregate; an unknown period is a parse error."""
    path = "/v2/stats/activity/aggregate-by-period"
    total = client.post(AGGREGATE, {"filter": OCTOBER}).json()
    host = total["usersAggregateActivityStats"][0]
    for period, pieces in (("DAY", 31), ("WEEK", 5), ("MONTH", 1), ("QUARTER", 1), ("YEAR", 1)):
        answer = client.post(path, {"filter": OCTOBER, "aggregationPeriod": period}).json()
        lines = answer["usersAggregateActivity"][0]["userAggregateActivity"]
        assert len(lines) == pieces
        assert sum(line["callsAsHost"] for line in lines) == host["userAggregateActivityStats"]["callsAsHost"]
    assert client.post(path, {"filter": OCTOBER, "aggregationPeriod": "day"}).status_code == 400
    assert refusal(client.post(path, {"filter": OCTOBER})) == (400, ["aggregationPeriod: must not be null"])


def test_days_and_sums_agree(client: Client) -> None:
    """The ids of day-by-day are as many as the counters of the aggregate."""
    days = client.post("/v2/stats/activity/day-by-day", {"filter": OCTOBER}).json()
    sums = client.post(AGGREGATE, {"filter": OCTOBER}).json()
    assert sums["timeZone"] == "America/Los_Angeles"
    assert sums["fromDateTime"] == "2026-10-01T00:00:00-07:00"
    for daily, total in zip(
        days["usersDetailedActivities"], sums["usersAggregateActivityStats"], strict=True
    ):
        for counter, count in total["userAggregateActivityStats"].items():
            assert sum(len(day[counter]) for day in daily["userDailyActivityStats"]) == count
