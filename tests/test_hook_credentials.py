"""Where the hook sends its credential, and what it does when that is refused."""

from __future__ import annotations

import json
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from gong import endpoints, errors
from gong.walk import Window
from tests.gong_fixtures import NOW, Rig, rig
from tests.simulator import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@pytest.mark.parametrize(("direct", "works"), [("", False), ("127.0.0.1", True)])
def test_a_proxy_of_the_environment(
    made: Rig, monkeypatch: pytest.MonkeyPatch, direct: str, *, works: bool
) -> None:
    """Requests go through it, here to nobody, but for hosts that need none."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", direct)
    if works:
        assert made.hook().page(CALLS).total == 250
        return
    with pytest.raises(errors.Outage, match="ProxyError"):
        made.hook(attempts=1).page(CALLS)
    assert made.sim.exchanges == []


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
    for tokens, sent in ((("old",), 1), (("old", "older"), 2), (("old", "older", "oldest"), 2)):
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
    made.sim.faults = []
    began = made.clock.now()
    made.hook().page(endpoints.users())
    assert made.clock.now() - began >= 600  # the pause was for everybody


def test_a_connection_without_a_key_is_told(made: Rig) -> None:
    """Nothing is sent; the sentence says which fields are missing."""
    hook = made.hook()
    hook.connection.login = None
    verdict, sentence = hook.test_connection()
    assert not verdict
    assert "needs an access key (login) and its secret (password)" in sentence
    assert made.sim.exchanges == []
