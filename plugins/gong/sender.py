"""Sends requests to Gong: signed, in the company's pace, again where that helps. The hook reads answers."""

from __future__ import annotations

import random
import threading
import time
from contextlib import contextmanager
from functools import cached_property
from threading import Semaphore
from typing import TYPE_CHECKING

import requests
import urllib3
from airflow.sdk import BaseHook
from airflow.sdk.configuration import conf
from airflow.sdk.exceptions import AirflowNotFoundException
from requests.adapters import HTTPAdapter

from gong import metrics
from gong.account import Account, is_account, named_hosts, read_account
from gong.api import Answer, Request, read_page
from gong.body import read_body
from gong.errors import (
    AccountsUnavailable,
    ConfigurationError,
    DeadCredential,
    Outage,
    PaceMisconfigured,
    QuotaExhausted,
    Throttled,
)
from gong.limiter import Limiter, open_limiter
from gong.masking import mask
from gong.pace import Pace
from gong.settings import SECTION, unshared_limiter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gong.account import ConnectionLike

ATTEMPTS = 6
PATIENCE = 30
"""How often in a row Gong may ask for a pause: another integration may be using up the company's rate."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
TIMEOUT = (10.0, 90.0)
"""Seconds to connect, and between two pieces of an answer."""


class Sender(BaseHook):
    """Sends requests to Gong within its limits.

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
        mask(account.authorization.partition(" ")[2])
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
        pace = Pace(
            conf.getfloat(SECTION, "requests_per_second"),
            conf.getint(SECTION, "requests_per_day"),
            conf.getint(SECTION, "daily_reserve"),
        )
        if problem := unshared_limiter(url, conf.get("core", "executor")) or pace.problem:
            raise PaceMisconfigured(f"It is wrong: {problem}.")
        return open_limiter(
            url,
            self.account.company,
            pace,
            self.account.quota_key,
            by_hand=self.by_hand,
            clock=self.clock,
            **self._timer,
            sleep=self.sleep,
        )

    @cached_property
    def session(self) -> requests.Session:
        """The HTTP session; its connections are kept between requests.

        Proxies and certificates that the environment names are looked up once: for each request again, that
        would be a sixth of its CPU time.
        """
        session = requests.Session()
        found = session.merge_environment_settings(self.account.base_url, {}, None, None, None)
        session.proxies, session.verify, session.trust_env = found["proxies"], found["verify"], False
        session.headers["Accept"] = "application/json"
        for scheme in ("https://", "http://"):
            session.mount(scheme, HTTPAdapter(pool_maxsize=self.in_flight))
        return session

    def get_conn(self) -> requests.Session:
        """Return the HTTP session. It carries no credential: those are added request by request."""
        return self.session

    def _exchange(self, request: Request, room: Semaphore | None = None) -> Answer:
        """Send until there is a good answer or an error that sending again does not mend; raise that one.

        An answer takes a place in ``room`` before its body is read; whoever is done with it gives it back.
        """
        outages, pauses, renewed = 0, 0, False
        room = room or Semaphore()
        while True:
            waited = self.limiter.acquire()
            account = self._living_account()
            self.waited += waited
            metrics.turn(waited, self.limiter.left, account.company)
            try:
                return self._send(request, account, room)
            except Throttled as throttled:
                pauses += 1
                self.limiter.push_back(
                    pause(pauses) if throttled.retry_after is None else throttled.retry_after
                )
                if pauses >= self.patience:
                    raise
            except QuotaExhausted as exhausted:
                self.limiter.end_day(exhausted.reset_in)
                raise
            except Outage:
                outages += 1
                if outages >= self.attempts:
                    raise
                self.sleep(pause(outages))
            except DeadCredential:
                if renewed or not self._renew(account):
                    raise
                renewed = True

    def _send(self, request: Request, account: Account, room: Semaphore) -> Answer:
        """Send once and count it. Return a 200, or a 404 for "nothing found"; raise any other's error."""
        self.sent += 1
        try:
            with (
                self.session.request(
                    request.method,
                    account.base_url + request.path,
                    params=request.query,
                    json=request.body,
                    headers={"Authorization": account.authorization},
                    timeout=TIMEOUT,
                    allow_redirects=False,
                    stream=True,
                ) as response,
                _place(room),
            ):
                body = read_body(response.raw)
                headers = {name.lower(): value for name, value in response.headers.items()}
                metrics.answered(request.path, response.status_code)
                answer = Answer(response.status_code, headers, body)
                if answer.status != requests.codes.ok:
                    read_page(request, answer, self.clock())
                return answer
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
            raise ConfigurationError("Its API base URL cannot be used.") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            metrics.answered(request.path, metrics.LOST)
            raise Outage(f"The connection failed ({type(error).__name__}).") from None

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


@contextmanager
def _place(room: Semaphore) -> Iterator[None]:
    """Take a place; only where nothing comes of it, it is given back."""
    room.acquire()
    try:
        yield
    except BaseException:
        room.release()
        raise


def pause(failures: int) -> float:
    """Return how long to wait after so many failures: twice as long each time, and never all at once."""
    longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1))
    return random.uniform(longest / 2, longest)  # noqa: S311 - spreads load, guards nothing
