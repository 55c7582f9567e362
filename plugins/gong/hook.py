"""The Gong hook: the only sender of requests to Gong."""

from __future__ import annotations

import mmap
import random
import threading
import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import requests
import urllib3
from airflow.sdk import BaseHook
from airflow.sdk.configuration import conf
from airflow.sdk.exceptions import AirflowNotFoundException
from airflow.sdk.log import mask_secret
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase

from gong import endpoints, metrics
from gong.account import Account, is_account, named_hosts, read_account
from gong.api import Answer, Page, Request, read_page
from gong.errors import (
    AccountsUnavailable,
    ConfigurationError,
    CursorExpired,
    DeadCredential,
    GongError,
    MissingScope,
    Outage,
    PaceMisconfigured,
    QuotaExhausted,
    Throttled,
)
from gong.limiter import Limiter, open_limiter, unshared
from gong.pace import Pace
from gong.sequence import Sequence
from gong.settings import SECTION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gong.account import ConnectionLike

T = TypeVar("T")

ATTEMPTS = 6
PATIENCE = 30
"""How often in a row Gong may ask for a pause: another integration may be using up the company's rate."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
LONGEST_TEST = 10.0
"""Seconds that somebody who tests a connection waits for a request's turn."""
PIECE_BYTES = 256 * 1024
LARGE_BYTES = 1024 * 1024
TIMEOUT = (10.0, 90.0)
"""Seconds to connect, and between two pieces of an answer."""


class _Signed(AuthBase):
    """Signs a request. An auth object, and not a header, keeps a `.netrc` of the worker from replacing it."""

    def __init__(self, authorization: str) -> None:
        self._authorization = authorization

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = self._authorization
        return request


class GongHook(BaseHook):
    """Reads from Gong within its limits.

    :param gong_conn_id: the connection of type ``gong``: an API key, or an OAuth access token.
    :param by_hand: a person waits for this; it may use the daily reserve.
    :param in_flight: how many requests may be under way at once, so that latency costs no rate.
    :param attempts: how often a request is sent before its error is raised.
    """

    conn_name_attr = "gong_conn_id"
    default_conn_name = "gong_default"
    conn_type = "gong"
    hook_name = "Gong"

    def __init__(
        self,
        gong_conn_id: str = default_conn_name,
        *,
        by_hand: bool = False,
        in_flight: int = 5,
        attempts: int = ATTEMPTS,
        clock: Callable[[], float] | None = None,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        super().__init__()
        self.gong_conn_id = gong_conn_id
        self.by_hand = by_hand
        self.in_flight = in_flight
        self.attempts = attempts
        self.patience = PATIENCE
        self.clock = clock or time.time
        self._timer = {"timer": clock} if clock else {}
        self.sleep = sleep or time.sleep
        self.sent = 0
        self.waited = 0.0
        self._renewing = threading.Lock()

    @cached_property
    def account(self) -> Account:
        """What the connection says; raises `ConfigurationError` when it cannot be used."""
        hosts = named_hosts(conf.get(SECTION, "allowed_hosts", fallback=""))
        account = read_account(self.stored_connection(), hosts)
        mask_secret(account.authorization)
        mask_secret(account.authorization.partition(" ")[2])
        return account

    def stored_connection(self) -> ConnectionLike:
        """Return Airflow's connection; say why a user's account cannot be found."""
        try:
            found: ConnectionLike = self.get_connection(self.gong_conn_id)
        except AirflowNotFoundException:
            if not is_account(self.gong_conn_id):
                raise
            raise AccountsUnavailable(
                f"Nobody hands out {self.gong_conn_id!r}: [secrets] backend must be "
                "gong.secrets.GongSecretsBackend, on the API server, too."
            ) from None
        return found

    @cached_property
    def limiter(self) -> Limiter:
        """The company's pace, shared with everybody who sends requests to it."""
        url = conf.get(SECTION, "limiter_url")
        if problem := unshared(url, conf.get("core", "executor")):
            raise PaceMisconfigured(f"It is wrong: {problem}.")
        return open_limiter(
            url,
            self.account.company,
            Pace(
                conf.getfloat(SECTION, "requests_per_second"),
                conf.getint(SECTION, "requests_per_day"),
                conf.getint(SECTION, "daily_reserve"),
            ),
            by_hand=self.by_hand,
            clock=self.clock,
            **self._timer,
            sleep=self.sleep,
        )

    @cached_property
    def session(self) -> requests.Session:
        """The HTTP session; its connections are kept between requests."""
        session = requests.Session()
        session.headers["Accept"] = "application/json"
        for scheme in ("https://", "http://"):
            session.mount(scheme, HTTPAdapter(pool_maxsize=self.in_flight))
        return session

    def get_conn(self) -> requests.Session:
        """Return the HTTP session. It carries no credential: those are added request by request."""
        return self.session

    def test_connection(self) -> tuple[bool, str]:
        """Return a verdict and a sentence, after one request."""
        try:
            return True, self.probe()
        except GongError as error:
            return False, str(error)

    def probe(self) -> str:
        """Send one request for somebody who waits; return the sentence for success, or raise `GongError`."""
        self.attempts = self.patience = 1
        self.by_hand = True
        self.limiter.patience = LONGEST_TEST
        try:
            self.page(endpoints.workspaces())
        except MissingScope:
            return "Gong accepts the credential. It cannot list workspaces; its data types may still work."
        return f"Connected to Gong at {self.account.base_url}."

    def page(self, request: Request) -> Page:
        """Return the first page of ``request``; raises `GongError`."""
        failures = 0
        while True:
            answer = self._exchange(request)
            try:
                return read_page(request, answer, self.clock())
            except Outage:
                failures += 1
                if failures >= self.attempts:
                    raise
                self.sleep(_pause(failures))

    def read(self, request: Request) -> Iterator[Any]:
        """Yield every record of ``request``, page after page; raises `GongError`."""
        for _, items in self.crawl([Sequence(request, None)]):
            yield from items

    def crawl(self, sequences: Iterable[Sequence[T]]) -> Iterator[tuple[T, Iterator[Any]]]:
        """Read all pages of all ``sequences``, several at once; yield tag and records as they come.

        ``sequences`` is drawn from as places become free, so it may itself wait for another crawl. Records
        are decoded one at a time, so memory holds one record, its page's body and those under way. More are
        under way while the caller waits for Gong, fewer while answers wait for the caller: they only take
        memory.
        """
        waiting, ready = iter(sequences), deque[Sequence[T]]()
        flying: dict[Future[Answer], Sequence[T]] = {}
        at_once = 1
        with ThreadPoolExecutor(self.in_flight, "gong") as pool:

            def fill() -> None:
                while len(flying) < at_once:
                    following = ready.popleft() if ready else next(waiting, None)
                    if following is None:
                        return
                    if following.request is not None:
                        flying[pool.submit(self._exchange, following.request)] = following

            fill()
            while flying:
                landed = sum(future.done() for future in flying)
                if landed == 0:
                    at_once = min(at_once + 1, self.in_flight)
                elif landed > 1:
                    at_once = max(at_once - 1, 1)
                future = next(iter(wait(flying, return_when=FIRST_COMPLETED).done))
                sequence = flying.pop(future)
                items, going_on = self._land(sequence, future)
                ready.extend(going_on)
                fill()
                yield sequence.tag, items

    def _land(self, sequence: Sequence[T], future: Future[Answer]) -> tuple[Iterator[Any], list[Sequence[T]]]:
        """Return an answer's new records, and the sequences to go on with."""
        request = sequence.request
        if request is None:
            return iter(()), []
        try:
            page = read_page(request, future.result(), self.clock())
        except CursorExpired as error:
            return iter(()), sequence.restart(error)
        except Outage:
            sequence.failures += 1
            if future.exception() or sequence.failures >= self.attempts:
                raise
            self.sleep(_pause(sequence.failures))
            return iter(()), [sequence]
        return sequence.accept(page), [sequence]

    def _exchange(self, request: Request) -> Answer:
        """Send until there is a good answer or an error that sending again does not mend; raise that one."""
        outages, pauses, renewed = 0, 0, False
        while True:
            waited = self.limiter.acquire()
            account = self._living_account()
            self.waited += waited
            metrics.turn(waited, self.limiter.left, account.company)
            try:
                return self._send(request, account)
            except Throttled as throttled:
                pauses += 1
                if pauses >= self.patience:
                    raise
                self.limiter.push_back(
                    _pause(pauses) if throttled.retry_after is None else throttled.retry_after
                )
            except QuotaExhausted as exhausted:
                self.limiter.push_back(exhausted.reset_in)
                raise
            except Outage:
                outages += 1
                if outages >= self.attempts:
                    raise
                self.sleep(_pause(outages))
            except DeadCredential:
                if renewed or not self._renew(account):
                    raise
                renewed = True

    def _send(self, request: Request, account: Account) -> Answer:
        """Send once and count it. Return a 200, or a 404 for "nothing found"; raise any other's error."""
        self.sent += 1
        try:
            with self.session.request(
                request.method,
                account.base_url + request.path,
                params=request.query,
                json=request.body,
                auth=_Signed(account.authorization),
                timeout=TIMEOUT,
                allow_redirects=False,
                stream=True,
            ) as response:
                body = _read_body(response.raw.stream(PIECE_BYTES, decode_content=True))
                headers = {name.lower(): value for name, value in response.headers.items()}
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
            raise ConfigurationError("Its API base URL cannot be used.") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            metrics.answered(request.path, metrics.LOST)
            raise Outage(f"The connection failed ({type(error).__name__}).") from None
        metrics.answered(request.path, response.status_code)
        answer = Answer(response.status_code, headers, body)
        if answer.status != requests.codes.ok:
            read_page(request, answer, self.clock())
        return answer

    def _living_account(self) -> Account:
        """Return the account, read again if its token has run out: somebody else has renewed it then."""
        account = self.account
        if account.expires_at is not None and self.clock() >= account.expires_at:
            self._renew(account)
        return self.account

    def _renew(self, refused: Account) -> bool:
        """Read the connection once more after a 401; tell whether it holds another token than ``refused``.

        Of several requests that were under way with one token, the first reads it for all.
        """
        if not refused.can_change:
            return False
        with self._renewing:
            if self.account is refused:
                del self.account
            return self.account.authorization != refused.authorization


def _read_body(pieces: Iterator[bytes]) -> bytes | memoryview:
    """Return an answer's body; a large one is a mapping of its own.

    Its memory goes back to the system as soon as it was read. On the heap of each of several threads, pages
    of megabytes leave holes that grow with their number.
    """
    body, size = mmap.mmap(-1, LARGE_BYTES, flags=mmap.MAP_PRIVATE), 0  # a shared one cannot grow
    for piece in pieces:
        if size + len(piece) > len(body):
            body.resize(max(2 * len(body), size + len(piece)))
        body[size : size + len(piece)] = piece
        size += len(piece)
    return memoryview(body)[:size] if size > LARGE_BYTES else body[:size]


def _pause(failures: int) -> float:
    """Return how long to wait after so many failures: twice as long each time, and never all at once."""
    longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1))
    return random.uniform(longest / 2, longest)  # noqa: S311 - spreads load, guards nothing
