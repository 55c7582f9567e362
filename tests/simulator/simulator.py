"""The simulator: one request in, one reply out, by the rules of Gong's public API."""

from __future__ import annotations

import secrets
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import orjson

from tests.simulator import contract, control, gate, sloppiness
from tests.simulator.ask import Ask
from tests.simulator.ledger import Exchange, Ledger
from tests.simulator.limiter import Limiter
from tests.simulator.oauth import OAuthServer
from tests.simulator.routes import ANSWERS
from tests.simulator.server import Server
from tests.simulator.wire import HTML, RefusedError, Reply, Request, failure, new_request_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType
    from typing import Self

    from tests.simulator.contract import Operation
    from tests.simulator.faults import Fault
    from tests.simulator.world import World

_NOT_FOUND_PAGE = b"<html><body><h1>404 Not Found</h1></body></html>"


class Simulator:
    """A company's Gong on a local port.

    ``clock`` gives seconds; it decides about limits, cursors and tokens. ``rate`` is requests per
    sliding second and ``daily`` per day, ``latency`` seconds added to every answer (by ``sleep``).
    With ``validate`` every request and answer is checked against Gong's OpenAPI document and every
    deviation noted in ``violations``.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the interface of the package
        self,
        world: World,
        clock: Callable[[], float] = time.time,
        rate: int = 3,
        daily: int = 10_000,
        latency: float = 0.0,
        validate: bool = True,  # noqa: FBT001, FBT002 - the interface of the package
        port: int = 0,
        host: str = "127.0.0.1",
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.world, self.clock, self.latency, self.validate, self.sleep = (
            world,
            clock,
            latency,
            validate,
            sleep,
        )
        self.access_key, self.access_key_secret = "STOWLANEACCESSKEY", "stowlane-access-key-secret"
        self.key_scopes: set[str] | None = None
        self.key_active = self.company_active = self.trusted = self.refresh_trusted = True
        self.cursor_lifetime: float = 3600
        self.customer_url: str | None = None
        self.control_token: str | None = None
        self.faults: list[Fault] = []
        self.ledger = Ledger()
        self.limiter = Limiter(rate, daily)
        self._contract = contract.load()
        self.oauth = OAuthServer(self._contract.scopes)
        self._secret = secrets.token_bytes(16)
        self._lock = threading.Lock()
        self._server = Server(self.respond, self.violations.append, host, port)

    @property
    def url(self) -> str:
        """The address of both the API and the OAuth pages, without a trailing slash."""
        return self._server.url

    def start(self) -> Self:
        """Serve in a thread until ``stop``."""
        self._server.start()
        return self

    def stop(self) -> None:
        """Stop serving and close every connection."""
        self._server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def all_scopes(self) -> frozenset[str]:
        """Every scope that Gong's API description names."""
        return self._contract.scopes

    @property
    def exchanges(self) -> list[Exchange]:
        """Every request in order of arrival, and how it was answered."""
        return self.ledger.exchanges

    @property
    def violations(self) -> list[str]:
        """Every deviation from Gong's API description, of requests and of our answers."""
        return self.ledger.violations

    def requests_per_second(self) -> int:
        """Return the most API requests in any sliding second by the simulator's clock."""
        return self.ledger.requests_per_second()

    def duplicates(self) -> list[Exchange]:
        """Return the exchanges whose request had been answered before."""
        return self.ledger.duplicates()

    @property
    def quota_reset(self) -> float:
        """Seconds from the moment the day is used up until it starts again (Retry-After)."""
        return self.limiter.quota_reset

    @quota_reset.setter
    def quota_reset(self, seconds: float) -> None:
        self.limiter.quota_reset = seconds

    @property
    def client_id(self) -> str:
        """The id of the registered OAuth client."""
        return self.oauth.client_id

    @property
    def client_secret(self) -> str:
        """The secret of the registered OAuth client."""
        return self.oauth.client_secret

    @property
    def refresh_reuses(self) -> int:
        """How often a refresh token was presented after it had been used."""
        return self.oauth.reuses

    def token(self, scopes: Iterable[str] | None = None, expires_in: int = 86_400) -> str:
        """Return a new access token with these scopes (None: all)."""
        wanted = self.all_scopes if scopes is None else frozenset(scopes)
        return self.oauth.issue(wanted, self.clock(), expires_in)

    def revoke(self) -> None:
        """Kill the access key and every token."""
        self.key_active = False
        self.oauth.revoke()

    def reset(self) -> None:
        """Forget what was seen and counted; tokens and faults stay."""
        with self._lock:
            self.ledger.clear()
            self.limiter.clear()

    def respond(self, request: Request) -> Reply:
        """Answer one request and write it into the ledger (the side door leaves no trace)."""
        if self.control_token and request.path.startswith(control.PREFIX):
            return control.respond(self, request, self.control_token)
        request_id = new_request_id()
        with self._lock:
            striking = [each for each in self.faults if each.strikes(request)]
            fault = striking[0] if striking else None
            exchange = Exchange(
                self.clock(), request.method, request.path, request.query, request.body, 0, request_id
            )
            exchange.fault = fault.kind if fault else None
            self.exchanges.append(exchange)
            if fault and fault.replaces:
                self.limiter.count(exchange.time)
        if self.latency:
            self.sleep(self.latency)
        if fault and fault.replaces:
            reply = fault.instead(request_id)
        else:
            reply = self._answer(request, request_id, exchange.time)
        if fault and fault.kind == "stall":
            self.sleep(fault.seconds)
        elif fault and not fault.replaces and reply.status == 200 and isinstance(reply.payload, dict):
            reply = fault.spoil(reply, request.cursor)
        exchange.status = reply.status
        reply.headers["x-traceid"] = request_id
        reply.headers["x-gong-service-version"] = "PublicApiServer:17.main.19292"
        return reply

    def _answer(self, request: Request, request_id: str, now: float) -> Reply:
        try:
            if request.path.startswith("/oauth2/"):
                return self._oauth(request, now)
            return self._api(request, request_id, now)
        except gate.MalformedError as refused:
            for text in refused.violations:
                self._violated(request, text)
            return failure(refused, request_id)
        except RefusedError as refused:
            return failure(refused, request_id)

    def _oauth(self, request: Request, now: float) -> Reply:
        if request.path == "/oauth2/authorize" and request.method == "GET":
            return self.oauth.authorize(request.query, now)
        if request.path != "/oauth2/generate-customer-token" or request.method != "POST":
            raise RefusedError(405, "Method Not Allowed")
        if not self.refresh_trusted:
            raise RefusedError(403, "Forbidden")
        form = dict(parse_qsl(request.raw.decode("utf-8", "replace"))) | request.query
        with self._lock:
            authorization = request.headers.get("authorization", "")
            return self.oauth.exchange(form, authorization, now, self.customer_url or self.url)

    def _api(self, request: Request, request_id: str, now: float) -> Reply:
        operation = self._contract.find(request.method, request.path)
        if operation is None:
            return self._lost(request)
        scopes = gate.authenticate(self, request, now)
        with self._lock:
            self.limiter.take(now)
        for text in gate.check(request, operation, scopes):
            self._violated(request, text)
        ask = Ask(
            self.world, now, request.query, request.body, request.path, scopes, self._secret,
            self.cursor_lifetime, request.cursor,
        )  # fmt: skip
        answer = {"requestId": request_id} | ANSWERS[operation.name](ask)
        return Reply(200, self._checked(request, operation, answer))

    def _lost(self, request: Request) -> Reply:
        self._violated(request, "not in the API description")
        if self._contract.knows(request.path):
            raise RefusedError(405, "Method Not Allowed")
        return Reply(404, raw=_NOT_FOUND_PAGE, content_type=HTML)

    def _violated(self, request: Request, text: str) -> None:
        if self.validate:
            self.violations.append(f"{request.method} {request.path}: {text.strip()}")

    def _checked(self, request: Request, operation: Operation, answer: dict[str, Any]) -> dict[str, Any]:
        if self.validate:
            whole = orjson.loads(orjson.dumps(answer))
            for problem in operation.answer_problems(200, whole):
                self._violated(request, f"our answer: {problem.path} {problem.text}")
        return sloppiness.loosen(answer) if self.world.sloppy else answer
