"""The pace in Redis: what keeps a server from being used, each in a sentence, and a server that goes away."""

from __future__ import annotations

import socket
import ssl
import sys
import threading
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from redis import Redis

from gong import limiter_redis
from gong.errors import GongError, PaceMisconfigured, PaceUnreachable, QuotaExhausted
from gong.limiter import Limiter, open_limiter
from gong.pace import Pace
from scripts.demo_processes import HOST
from scripts.valkey import Server, valkey
from tests.servers import self_signed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.seaweedfs import Tls

FAST = Pace(per_second=1000.0)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server with a password."""
    with valkey(tmp_path_factory.mktemp("valkey")) as running:
        yield running


@pytest.fixture(autouse=True)
def one_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait between attempts."""
    monkeypatch.setattr(limiter_redis, "ATTEMPTS", 0)


def admin(server: Server) -> Redis:
    """Return a client for the test's own commands."""
    client: Redis = Redis.from_url(server.url(), decode_responses=True)
    return client


def pace(url: str, company: str = "acme", pace: Pace = FAST, **options: Any) -> Limiter:
    """Return a limiter in the server."""
    return open_limiter(url, company, pace, **options)


def refusal(url: str) -> str:
    """Return what an attempt to send says; it never shows the password."""
    with pytest.raises(PaceMisconfigured) as caught:
        pace(url).acquire()
    assert "[gong] limiter_url" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert not caught.value.retry
    return str(caught.value)


def test_a_company_is_forgotten_after_its_day(server: Server) -> None:
    """Each company has a key of its own, which expires; the day's end is the server's."""
    few = Pace(per_second=1000.0, per_day=2, reserve=0)
    for company in ("one", "two"):
        limiter = pace(server.url(), company, few)
        limiter.acquire()
        limiter.acquire()
        with pytest.raises(QuotaExhausted) as caught:
            limiter.acquire()
        assert 0 < caught.value.reset_in <= 86_400
    with admin(server) as client:
        assert set(client.keys("gong:pace:*")) >= {"gong:pace:one", "gong:pace:two"}
        assert 86_400 < client.ttl("gong:pace:one") <= 2 * 86_400


def test_a_pause_holds_for_who_has_a_slot_already(server: Server) -> None:
    """A turn that was promised lapses when Gong asks somebody else for a pause."""
    one, other = pace(server.url(), "held"), pace(server.url(), "held", Pace())
    one.acquire()
    other.acquire()
    naps: list[float] = []

    def push_once(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 1:
            one.push_back(2 * 3_600)

    other.sleep = push_once
    with pytest.raises(QuotaExhausted) as caught:
        other.acquire()
    assert caught.value.reset_in == pytest.approx(2 * 3_600, abs=5)


def test_the_end_of_a_day_is_for_those_whose_requests_gong_counts_together(server: Server) -> None:
    """One credential's day is over; the other's, of the same pace, is not."""
    one, other = (pace(server.url(), "gong.io", quota_key=f"gong.io:{key}") for key in "ab")
    one.acquire()
    one.end_day(2 * 3_600)
    with pytest.raises(QuotaExhausted) as caught:
        one.acquire()
    assert caught.value.reset_in == pytest.approx(2 * 3_600, abs=5)
    other.acquire()
    assert other.left == other.pace.per_day - 2


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("redis://{host}/0", "asks for a password"),
        ("redis://:a-secret@{host}/0", "does not accept the user name or password"),
        ("redis://somebody:a-secret@{host}/0", "does not accept the user name or password"),
        ("redis://:{password}@{host}/99", "has no database of the number"),
        ("redis://:a-secret@host:port/0", "is not a URL such as"),
        ("redis://:{password}@{host}/0?nonsense=secret", "is not a URL such as"),
    ],
)
def test_an_address_that_cannot_be_used(server: Server, url: str, sentence: str) -> None:
    """Each mistake has a sentence that says what to correct, and none is tried again."""
    whole = url.format(host=f"{HOST}:{server.port}", password=server.password)
    assert sentence in refusal(whole)


def test_a_user_without_rights(server: Server) -> None:
    """The sentence lists the rights; with them it works, in whatever database."""
    with admin(server) as client:
        client.execute_command("ACL SETUSER", "poor", "on", ">secret", "~*", "+ping")
        client.execute_command("ACL SETUSER", "rich", "on", ">secret", "~gong:pace:*", *limiter_redis.RIGHTS)
    at = f"@{HOST}:{server.port}"
    assert "lacks rights" in refusal(f"redis://poor:secret{at}/1")
    for database in (0, 1):
        pace(f"redis://rich:secret{at}/{database}").acquire()


def test_a_replica_is_refused(server: Server, tmp_path: Path) -> None:
    """A replica takes nothing; the sentence asks for the primary."""
    with valkey(tmp_path, password="") as replica:
        with Redis.from_url(replica.url()) as client:
            client.execute_command("REPLICAOF", HOST, str(server.port))
        assert "read-only replica" in refusal(replica.url())


def test_a_server_that_goes_away_and_comes_back(tmp_path: Path) -> None:
    """Nothing is sent meanwhile; the task tries again later, and the same limiter goes on then."""
    with valkey(tmp_path) as server:
        limiter = pace(server.url())
        limiter.acquire()
        server.kill()
        for step in (limiter.acquire, lambda: limiter.push_back(1)):
            with pytest.raises(PaceUnreachable, match="does not answer") as caught:
                step()
            assert caught.value.retry
            assert server.password not in str(caught.value)
        server.start()
        limiter.acquire()


def test_a_short_restart_is_bridged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is back within seconds costs no try of the task."""
    monkeypatch.setattr(limiter_redis, "ATTEMPTS", 6)
    with valkey(tmp_path) as server:
        limiter = pace(server.url())
        limiter.acquire()
        server.kill()
        restart = threading.Timer(0.3, server.start)
        restart.start()
        limiter.acquire()
        restart.join()


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where redis-py is not installed, the sentence says so."""
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(GongError, match="package redis is not installed"):
        limiter_redis.connect("redis://host")


def test_tls_where_there_is_none(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server without TLS waits for the rest of what it takes for a command: the sentence guesses right."""
    monkeypatch.setattr(limiter_redis, "SECONDS", 0.2)
    with pytest.raises(PaceUnreachable, match="without TLS, the URL must begin with redis://"):
        pace(server.url().replace("redis:", "rediss:")).acquire()


@contextmanager
def encrypted(server: Server, tls: Tls) -> Iterator[int]:
    """Put TLS in front of a server; give its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tls.certificate, tls.key)

    def copy(source: socket.socket, target: socket.socket) -> None:
        # Whichever way ends first closes both sockets, so the other one finds its own closed.
        with closing(source), closing(target), suppress(OSError):
            while data := source.recv(65_536):
                target.sendall(data)

    def serve(listener: socket.socket) -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            try:
                secure = context.wrap_socket(plain, server_side=True)
            except OSError:
                continue
            inner = socket.create_connection((HOST, server.port))
            for pair in ((secure, inner), (inner, secure)):
                threading.Thread(target=copy, args=pair, daemon=True).start()

    with socket.create_server((HOST, 0)) as listener:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def test_tls(server: Server, tmp_path: Path) -> None:
    """A certificate that nobody vouches for is refused; with its authority in the URL it works."""
    tls = self_signed(tmp_path)
    with encrypted(server, tls) as port:
        url = f"rediss://:{server.password}@{HOST}:{port}/0"
        assert "ssl_ca_certs=" in refusal(url)
        pace(f"{url}?ssl_ca_certs={tls.certificate}").acquire()
