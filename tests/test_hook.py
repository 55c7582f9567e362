"""The hook against a simulated Gong over HTTP: pages, failures, waits."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, cast

import pytest

from gong import endpoints, errors
from gong.pace import Pace
from gong.sender import PATIENCE
from gong.sequence import Sequence
from gong.walk import Window
from tests.clocks import EPOCH
from tests.gong_fixtures import NOW, Rig, company, every_call, rig
from tests.simulator import Fault

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from gong.hook import GongHook

YEAR = Window(NOW - timedelta(days=366), NOW)
CALLS = endpoints.calls(YEAR, None)
SECRETS = ("STOWLANEACCESSKEY", "stowlane-access-key-secret")


@pytest.fixture
def made() -> Iterator[Rig]:
    """Give a company with 250 calls and its Gong."""
    with rig(s3=False) as one:
        yield one
        assert one.sim.violations == []


def call_ids(calls: Iterable[Any]) -> list[str]:
    """Return the ids of calls in order."""
    return [str(call["metaData"]["id"]) for call in calls]


def everything() -> list[str]:
    """Return the ids of all calls, oldest first."""
    return call_ids(every_call(company()))[::-1]


def windowed(hook: GongHook, window: Window = YEAR) -> list[str]:
    """Read all calls as a sequence over a window, which can be cut."""

    def build(part: Window) -> Any:
        return endpoints.calls(part, None)

    pages = hook.crawl([Sequence(build(window), None, window=window, build=build)])
    return [call_id for _, calls in pages for call_id in call_ids(calls)]


def test_a_post_is_paged_by_its_body(made: Rig) -> None:
    """Three pages, the cursor at the top of the body, every call once."""
    assert call_ids(list(made.hook().read(CALLS))) == everything()
    assert [set(each) for each in made.asked(CALLS.path)] == [
        {"filter"},
        {"cursor", "filter"},
        {"cursor", "filter"},
    ]


def test_a_crawl_may_be_left_at_any_page(made: Rig) -> None:
    """Answers that wait for a place in memory wait no longer when nobody is going to read them."""
    windows = YEAR.split(12)
    for pages in range(1, 6):
        sequences = [Sequence(endpoints.calls(one, None), None) for one in windows]
        with closing(cast("Generator[Any]", made.hook(in_flight=5).crawl(sequences))) as crawl:
            assert len([calls for _, calls in islice(crawl, pages)]) == pages


def test_a_get_is_paged_by_its_query(made: Rig) -> None:
    """More users than a page holds: the cursor is in the query."""
    many = [{**company().users[place % 26], "id": str(7_000 + place)} for place in range(250)]
    made.sim.world = type("Crowd", (), {"users": many, "avatars": [], "sloppy": False})()
    assert len(list(made.hook().read(endpoints.users()))) == 250
    assert [set(each.query) for each in made.sim.exchanges] == [set(), {"cursor"}, {"cursor"}]


@pytest.mark.parametrize("lifetime", [0.1, 0.5, 0.7])
def test_an_expired_cursor_halves_the_window(made: Rig, lifetime: float) -> None:
    """However short cursors live, every call comes exactly once, and it ends."""
    made.sim.cursor_lifetime = lifetime
    found = windowed(made.hook())
    assert sorted(found) == sorted(everything())
    assert any(each.status == 400 for each in made.sim.exchanges)
    assert len(made.sim.exchanges) < 40


def test_both_halves_of_an_expired_window_are_read(made: Rig) -> None:
    """The first page has the oldest calls; what is missing lies in the older half, too."""
    starts = [datetime.fromtimestamp(each, UTC) for each in made.sim.world.starts]
    window = Window(starts[0], starts[100] + (starts[100] - starts[0]) * 1.5)
    inside = sum(when < window.end for when in starts)
    assert sum(when < window.start + window.width / 2 for when in starts) > 100
    made.sim.faults = [Fault(CALLS.path, kind="expired-cursor")]
    assert len(set(windowed(made.hook(), window))) == inside


def test_an_expired_cursor_without_a_window_starts_again(made: Rig) -> None:
    """A list that has no window is read from its start; what came before is not yielded twice."""
    made.sim.faults = [Fault(CALLS.path, kind="expired-cursor", nth=2)]
    assert call_ids(list(made.hook().read(CALLS))) == everything()


def test_a_cursor_that_always_expires_ends_in_an_error(made: Rig) -> None:
    """Starting again is bounded."""
    made.sim.faults = [Fault(CALLS.path, kind="expired-cursor", times=None)]
    with pytest.raises(errors.CursorExpired, match="Run again"):
        list(made.hook().read(CALLS))
    assert len(made.sim.exchanges) <= 30


def test_a_cursor_that_repeats_is_an_error(made: Rig) -> None:
    """No endless reading of one page."""
    made.sim.faults = [Fault(CALLS.path, kind="repeat-cursor", times=None)]
    with pytest.raises(errors.MalformedAnswer, match=r"repeat|same records"):
        list(made.hook().read(CALLS))
    assert len(made.sim.exchanges) <= 3


def test_a_page_without_its_items_is_an_error(made: Rig) -> None:
    """A missing key must not pass for an empty page."""
    made.sim.faults = [Fault(CALLS.path, nth=2, kind="missing-key")]
    with pytest.raises(errors.MalformedAnswer, match="calls"):
        list(made.hook().read(CALLS))


@pytest.mark.parametrize("kind", ["500", "502", "503", "504", "not-json", "truncate", "drop"])
def test_a_short_outage_costs_only_time(made: Rig, kind: str) -> None:
    """Two bad answers in a row, in whatever way: the request is sent again, and nothing is lost."""
    made.sim.faults = [Fault(CALLS.path, nth=2, times=2, kind=kind)]
    assert call_ids(list(made.hook().read(CALLS))) == everything()
    assert len(made.sim.exchanges) == 5
    assert made.clock.now() - EPOCH > 1.5


@pytest.mark.parametrize("kind", ["500", "502", "not-json", "truncate", "drop"])
@pytest.mark.parametrize("attempts", [3, 6])
def test_a_lasting_outage_is_given_up(made: Rig, kind: str, attempts: int) -> None:
    """As many requests as attempts, with growing pauses, then an error that says that it may pass."""
    made.sim.faults = [Fault("/v2", kind=kind, times=None)]
    for read in (lambda hook: hook.page(CALLS), lambda hook: list(hook.read(CALLS))):
        made.sim.reset()
        with pytest.raises(errors.Outage, match="tries again later"):
            read(made.hook(attempts=attempts))
        assert len(made.sim.exchanges) == attempts
        times = [each.time for each in made.sim.exchanges]
        assert times[-1] - times[-2] >= 0.5 * 2 ** (attempts - 2)


def test_nobody_listening_is_an_outage(made: Rig) -> None:
    """A refused connection is told without the address's details."""
    hook = made.hook()
    made.sim.stop()
    with pytest.raises(errors.Outage, match=r"connection failed \(ConnectionError\)"):
        hook.page(CALLS)


def pauses(made: Rig) -> list[float]:
    """Return the seconds between consecutive requests."""
    times = [each.time for each in made.sim.exchanges]
    return [later - earlier for earlier, later in pairwise(times)]


@pytest.mark.parametrize(
    ("wish", "least", "most"),
    [
        ("7", 7, 8),
        (format_datetime(datetime.fromtimestamp(EPOCH + 20, UTC), usegmt=True), 18, 21),
        ("soon", 0.5, 2),
        (None, 0.5, 2),
        ("-5", 0.5, 2),
        ("0", 0.3, 2),
        ("900", 900, 901),
    ],
)
def test_a_pause_that_gong_asks_for_is_kept(made: Rig, wish: str | None, least: float, most: float) -> None:
    """Seconds or a date are obeyed; nonsense and nothing mean a short pause of our own."""
    made.sim.faults = [Fault(CALLS.path, nth=2, kind="429", retry_after=wish)]
    assert call_ids(list(made.hook().read(CALLS))) == everything()
    assert least <= pauses(made)[1] <= most


def test_a_huge_pause_means_that_the_day_is_used_up(made: Rig) -> None:
    """Hours are not waited for: the error tells when there are requests again."""
    made.sim.faults = [Fault(CALLS.path, kind="429", retry_after=5 * 3600)]
    with pytest.raises(errors.QuotaExhausted, match=r"More in 5\.0 hours") as caught:
        made.hook().page(CALLS)
    assert caught.value.reset_in == 5 * 3600
    assert len(made.sim.exchanges) == 1
    with pytest.raises(errors.QuotaExhausted):  # everybody knows
        made.hook().page(endpoints.users())
    assert len(made.sim.exchanges) == 1


def test_a_compressed_answer_is_the_same(made: Rig) -> None:
    """Gong's gateway may compress what it sends; requests say that they take it."""
    plain = list(made.hook().page(endpoints.users()).items)
    made.sim.faults = [Fault("/v2/users", kind="gzip", times=None)]
    assert list(made.hook().page(endpoints.users()).items) == plain
    assert plain


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("requests_per_second", "0"),
        ("requests_per_second", "-1"),
        ("requests_per_second", "nan"),
        ("requests_per_day", "0"),
        ("requests_per_day", "499"),
        ("daily_reserve", "-1"),
        ("daily_reserve", "10001"),
    ],
)
def test_a_pace_that_is_none_is_refused(
    made: Rig, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    """Nothing is sent, neither without a limit nor never without a word; the sentence names the setting."""
    monkeypatch.setenv(f"AIRFLOW__GONG__{setting.upper()}", value)
    hook = made.hook()
    del hook.limiter  # the test's own; the one of the settings takes its place
    with pytest.raises(errors.PaceMisconfigured, match=rf"\[gong\] .*{setting}"):
        hook.page(CALLS)
    assert made.sim.exchanges == []


def test_a_pause_holds_everybody_back(made: Rig) -> None:
    """Who shares the company's pace waits too, with whatever hook."""
    made.sim.faults = [Fault(CALLS.path, kind="429", retry_after=30)]
    first, second = made.hook(), made.hook()
    began = made.clock.now()
    first.page(CALLS)
    assert made.clock.now() - began >= 30
    made.sim.reset()
    first.limiter.push_back(45)
    began = made.clock.now()
    second.page(endpoints.users())
    assert made.clock.now() - began >= 45


def test_endless_pauses_end(made: Rig) -> None:
    """Another integration may use up the rate for long, but not for ever."""
    made.sim.faults = [Fault(CALLS.path, kind="429", times=None)]
    with pytest.raises(errors.Throttled, match="share one limit"):
        made.hook().page(CALLS)
    assert len(made.sim.exchanges) == PATIENCE


def test_our_own_count_of_the_day_stops_before_gong_does(made: Rig) -> None:
    """Scheduled work that has begun stops within the reserve; a person's goes on to the last request."""
    hooks = [made.hook(by_hand=by_hand) for by_hand in (False, True)]
    for hook in hooks:
        hook.limiter.pace = Pace(per_day=5, reserve=2)
    for hook, sent in zip(hooks, (4, 5), strict=True):
        with pytest.raises(errors.QuotaExhausted):
            list(map(hook.page, [endpoints.workspaces()] * 10))
        assert len(made.sim.exchanges) == sent
