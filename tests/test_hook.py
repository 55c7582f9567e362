"""The hook against a simulated Gong over HTTP: pages, failures, waits, credentials."""

from __future__ import annotations

import json
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from gong import endpoints, errors
from gong.hook import PATIENCE
from gong.limiter import Pace
from gong.sequence import Sequence
from gong.walk import Window
from tests.clocks import EPOCH
from tests.gong_fixtures import NOW, Rig, company, every_call, rig
from tests.simulator import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def windowed(hook: GongHook) -> list[str]:
    """Read all calls as a sequence over a window, which can be cut."""

    def build(window: Window) -> Any:
        return endpoints.calls(window, None)

    pages = hook.crawl([Sequence(CALLS, None, window=YEAR, build=build)])
    return [call_id for _, calls in pages for call_id in call_ids(calls)]


def test_a_post_is_paged_by_its_body(made: Rig) -> None:
    """Three pages, the cursor at the top of the body, every call once."""
    assert call_ids(list(made.hook().read(CALLS))) == everything()
    assert [set(each) for each in made.asked(CALLS.path)] == [
        {"filter"},
        {"cursor", "filter"},
        {"cursor", "filter"},
    ]


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
    """Scheduled work stops at the reserve; a person's goes on to the last request."""
    hooks = [made.hook(by_hand=by_hand) for by_hand in (False, True)]
    for hook, budget in zip(hooks, (3, 5), strict=True):
        hook.limiter.pace, hook.limiter.budget = Pace(per_day=5, reserve=2), budget
    for hook, sent in zip(hooks, (3, 5), strict=True):
        with pytest.raises(errors.QuotaExhausted):
            list(map(hook.page, [endpoints.workspaces()] * 10))
        assert len(made.sim.exchanges) == sent


def test_a_redirect_is_not_followed(made: Rig) -> None:
    """The other host gets no request, and so no credential; the error says which setting is wrong."""
    other = ThreadingHTTPServer(("127.0.0.1", 0), _Trap)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    made.sim.faults = [Fault("/v2", kind="redirect", location=f"http://127.0.0.1:{other.server_port}/v2")]
    with pytest.raises(errors.WrongHost, match="API base URL"):
        made.hook().page(CALLS)
    other.shutdown()
    other.server_close()
    assert _Trap.seen == []
    assert len(made.sim.exchanges) == 1


class _Trap(BaseHTTPRequestHandler):
    """Another host."""

    seen: list[str] = []  # noqa: RUF012 - what the class saw

    def do_GET(self) -> None:
        """Note the request."""
        self.seen.append(self.path)

    do_POST = do_GET  # noqa: N815 - the base class's way of naming

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Stay quiet."""


@pytest.mark.parametrize(
    "host", ["http://127.0.0.2:9", "https://gong.example.com", "https://api.gong.io.evil.example"]
)
def test_a_host_that_is_not_gongs_gets_nothing(made: Rig, host: str) -> None:
    """Before anything is sent, the connection is refused."""
    hook = made.hook()
    hook.connection.host = host
    with pytest.raises(errors.ConfigurationError, match=r"below gong\.io"):
        hook.page(CALLS)


def test_a_netrc_does_not_replace_the_credential(made: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the worker's user has in .netrc is somebody else's."""
    (made.folder / ".netrc").write_text("machine 127.0.0.1 login thief password stolen\n")
    monkeypatch.setenv("NETRC", str(made.folder / ".netrc"))
    assert made.hook().page(CALLS).total == 250


def test_a_dead_key_fails_at_once(made: Rig) -> None:
    """One request, no retry, and the words that help."""
    made.sim.revoke()
    with pytest.raises(errors.DeadCredential, match="Reconnect your Gong account"):
        made.hook().page(CALLS)
    assert len(made.sim.exchanges) == 1


def test_an_inactive_company_fails_at_once(made: Rig) -> None:
    """Gong's own words are recognised."""
    made.sim.company_active = False
    with pytest.raises(errors.CompanyInactive, match="inactive"):
        made.hook().page(CALLS)
    assert len(made.sim.exchanges) == 1


def test_an_address_that_is_not_trusted_is_told(made: Rig) -> None:
    """403 without a scope is about the address."""
    made.sim.trusted = False
    with pytest.raises(errors.AddressNotTrusted, match="trusted IPs"):
        made.hook().page(CALLS)
    assert len(made.sim.exchanges) == 1


def with_token(made: Rig, *tokens: str, **options: Any) -> GongHook:
    """Return a hook whose connection holds the first token when first read, the next one then, and so on."""
    hook = made.hook(**options)
    waiting = list(tokens)

    def connection(conn_id: str) -> Any:
        assert conn_id == "gong_test"
        token = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        hook.connection.extra = json.dumps({"access_token": token})
        return hook.connection

    hook.get_connection = connection  # type: ignore[method-assign]
    return hook


def test_a_token_of_the_extra_is_used(made: Rig) -> None:
    """OAuth: a bearer token instead of the key."""
    made.sim.key_active = False
    assert with_token(made, made.sim.token()).page(CALLS).total == 250


def test_a_token_is_read_again_once_after_it_was_refused(made: Rig) -> None:
    """Something else renewed it meanwhile: the request goes out again with the new one."""
    hook = with_token(made, "old", made.sim.token())
    assert hook.page(CALLS).total == 250
    assert [each.status for each in made.sim.exchanges] == [401, 200]


def test_a_token_that_stays_refused_is_dead(made: Rig) -> None:
    """The same token again, or another bad one: no third request."""
    for tokens, sent in ((("old",), 1), (("old", "older"), 2)):
        made.sim.reset()
        with pytest.raises(errors.DeadCredential):
            with_token(made, *tokens).page(CALLS)
        assert len(made.sim.exchanges) == sent


def test_all_requests_under_way_get_the_new_token() -> None:
    """Four are refused at once; the first to notice reads the connection for all of them."""
    with rig(s3=False, rate=10**6) as made:
        barrier = threading.Barrier(4)
        made.sim.latency, made.sim.sleep = 1.0, lambda _: _meet(barrier)
        hook = with_token(made, "old", made.sim.token(), in_flight=4)
        with ThreadPoolExecutor(4) as pool:
            pages = list(pool.map(hook.page, [endpoints.calls(part, None) for part in YEAR.split(4)]))
        assert sum(page.total for page in pages) == 250
        assert [each.status for each in made.sim.exchanges] == [401] * 4 + [200] * 4


def _meet(barrier: threading.Barrier) -> None:
    """Wait until four requests have arrived, the first time."""
    try:
        barrier.wait(5)
    except threading.BrokenBarrierError:
        return
    if barrier.n_waiting == 0:
        barrier.abort()


@pytest.mark.parametrize(
    "kind", ["400", "401", "403", "404", "405", "429", "500", "redirect", "not-json", "drop"]
)
def test_secrets_are_in_no_error_and_no_log(made: Rig, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    """Neither key nor secret nor token nor Gong's own words stand in errors, their causes, or logs."""
    caplog.set_level(logging.DEBUG)
    token = made.sim.token()
    made.sim.faults = [
        Fault("/v2", kind=kind, times=None, text=f"no {token} {SECRETS[1]}", retry_after=7_200)
    ]
    for hook in (made.hook(), with_token(made, token)):
        with pytest.raises(errors.GongError) as caught:
            hook.page(CALLS)
        parts = hook.account.authorization.split()
        told = [
            str(caught.value),
            repr(caught.value),
            str(caught.value.__cause__),
            caplog.text,
            repr(hook.account),
        ]
        for text in told:
            assert not any(secret in text for secret in (*SECRETS, token, parts[1]))


def test_a_good_connection_is_told(made: Rig) -> None:
    """One request; the sentence names the address."""
    assert made.hook().test_connection() == (True, f"Connected to Gong at {made.sim.url}.")
    assert len(made.sim.exchanges) == 1


def test_a_connection_that_may_not_list_workspaces_is_good(made: Rig) -> None:
    """A scope that is missing says that the credential is accepted."""
    made.sim.key_scopes = {"api:users:read"}
    verdict, sentence = made.hook().test_connection()
    assert verdict
    assert "accepts the credential" in sentence


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("401", "Reconnect"),
        ("403", "trusted IPs"),
        ("404", "API base URL"),
        ("redirect", "API base URL"),
        ("500", "later"),
    ],
)
def test_a_bad_connection_is_told_after_one_request(made: Rig, kind: str, word: str) -> None:
    """A person waits: no retries, and the sentence says what to do."""
    made.sim.faults = [Fault("/v2", kind=kind, times=None)]
    verdict, sentence = made.hook().test_connection()
    assert not verdict
    assert word in sentence
    assert len(made.sim.exchanges) == 1


def test_a_busy_gong_does_not_keep_a_person_waiting(made: Rig) -> None:
    """The test of a connection is over after one request, even if Gong asks for a pause."""
    made.sim.faults = [Fault("/v2", kind="429", retry_after=600, times=None)]
    verdict, sentence = made.hook().test_connection()
    assert not verdict
    assert "asked for a pause" in sentence
    assert len(made.sim.exchanges) == 1


def test_a_connection_without_a_key_is_told(made: Rig) -> None:
    """Nothing is sent; the sentence says which fields are missing."""
    hook = made.hook()
    hook.connection.login = None
    verdict, sentence = hook.test_connection()
    assert not verdict
    assert "needs an access key (login) and its secret (password)" in sentence
    assert made.sim.exchanges == []
