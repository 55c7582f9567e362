"""Sends requests for tokens: the one sender besides the hook, and in its pace.

A request for tokens is sent once. Whether a refresh token was used when the answer is lost, nobody knows.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import requests
import urllib3

from gong.account import Account, pace_key
from gong.api import Answer
from gong.errors import Outage, QuotaExhausted, Throttled
from gong.masking import mask
from gong.oauth import TOKENS
from gong.sender import Sender

if TYPE_CHECKING:
    from gong.oauth import TokenRequest

TIMEOUT = (5.0, 15.0)
"""Seconds to connect, and between two pieces of an answer."""
LONGEST = 20.0
"""Seconds for an answer as a whole: others wait for it."""
LONGEST_WAIT = 5.0
"""Seconds to wait for a turn among all requests to Gong, before it is sent without one."""
MOST_BYTES = 64 * 1024


def ask_for_tokens(request: TokenRequest) -> Answer:
    """Send one request for tokens and return its answer, whatever it says.

    Raises `Outage` when there is none, and `PaceMisconfigured` or `PaceUnreachable` when nothing was sent.
    """
    mask(*request.secrets)
    limiter = _Pacemaker(request).limiter
    limiter.patience = LONGEST_WAIT
    # Without a token nobody gets on, and it is one request of very many: it is counted, not held up.
    with suppress(Throttled, QuotaExhausted):
        limiter.acquire()
    return _send(request)


class _Pacemaker(Sender):
    """Knows the pace that the token endpoint's company has."""

    def __init__(self, request: TokenRequest) -> None:
        super().__init__(by_hand=True)
        self.account = Account(request.base_url, pace_key(request.base_url), request.authorization)


def _send(request: TokenRequest) -> Answer:
    try:
        with (
            requests.Session() as session,
            session.post(
                request.base_url + TOKENS,
                params=request.query,
                headers={"Accept": "application/json", "Authorization": request.authorization},
                auth=_unchanged,
                timeout=TIMEOUT,
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, headers, _body(response.raw))
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise Outage(f"The connection to the token endpoint failed ({type(error).__name__}).") from None


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keep a `.netrc` from replacing the app's credential."""
    return request


def _body(raw: urllib3.HTTPResponse) -> bytes:
    """Read an answer that is small and comes soon."""
    body, until = b"", time.monotonic() + LONGEST
    while piece := raw.read1(decode_content=True):
        body += piece
        if len(body) > MOST_BYTES or time.monotonic() > until:
            raise Outage("The token endpoint's answer is too long, or too slow.")
    return body


class _WithoutQuery(logging.Filter):
    """Cuts codes and tokens off the addresses that urllib3 logs when it is told to debug."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                each.partition("?")[0] if isinstance(each, str) and TOKENS in each else each
                for each in record.args
            )
        return True


logging.getLogger("urllib3.connectionpool").addFilter(_WithoutQuery())
