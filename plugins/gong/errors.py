"""What can go wrong with Gong, arranged by what the caller can do about it.

A message says what failed, why, and what to do now. It carries the HTTP status and Gong's request id and
never a credential, a header or an answer's body.
"""

from __future__ import annotations

from typing import ClassVar


class GongError(Exception):
    """Something could not be read from Gong.

    ``detail`` is a sentence of ours, or a text of Gong's that was found harmless. ``status`` is the HTTP
    status and ``request_id`` the id that Gong's support asks for.
    """

    answer: ClassVar[str] = ""
    meaning: ClassVar[str] = "Gong could not be read."
    advice: ClassVar[str] = "See the task's log."
    outcome: ClassVar[str] = "the type fails"
    retry: ClassVar[bool] = False

    def __init__(self, detail: str = "", *, status: int | None = None, request_id: str | None = None) -> None:
        self.detail, self.status, self.request_id = detail, status, request_id
        facts = [f"HTTP {status}"] if status else []
        facts += [f"Gong request id {request_id}"] if request_id else []
        sentences = [self.meaning, detail, self.advice, f"({', '.join(facts)})" if facts else ""]
        super().__init__(" ".join(sentence for sentence in sentences if sentence))


class ConfigurationError(GongError):
    """The connection cannot be used as it is."""

    answer = "none: nothing was sent"
    meaning = "The Gong connection cannot be used."
    advice = "Correct it under Admin > Connections."
    outcome = "the type fails at once"


class PaceMisconfigured(GongError):
    """The place where all senders share their pace cannot be used as it is set."""

    answer = "none: nothing was sent"
    meaning = "Nothing is sent to Gong without the shared pace of [gong] limiter_url, which cannot be used."
    advice = "Correct that setting of Airflow's configuration, or what it points to."
    outcome = "the type fails at once"


class PaceUnreachable(GongError):
    """The place where all senders share their pace is out of order for now."""

    answer = "none: nothing was sent"
    meaning = "Nothing is sent to Gong while the shared pace of [gong] limiter_url is out of reach."
    advice = "Nothing to do unless it persists: the task tries again later."
    outcome = "a few attempts within seconds, then the try fails"
    retry = True


class NotConnected(ConfigurationError):
    """A connection id of a user's account leads to no account."""

    meaning = "There is no Gong account behind this connection: it was disconnected, or never connected."
    advice = "Its owner connects one in Airflow, under Gong > Gong account."


class AccountsUnavailable(ConfigurationError):
    """Users' accounts cannot be kept or read as this Airflow is set up; ``detail`` says what is missing."""

    meaning = "Airflow is not set up for users' Gong accounts."
    advice = "An operator sets that up."


class AppRefused(ConfigurationError):
    """The token endpoint does not accept the client id and secret of the OAuth app."""

    answer = "401 `invalid_client`, from Gong's token endpoint"
    meaning = "Gong does not accept the client id and secret of the OAuth app."
    advice = "An operator corrects [gong] oauth_client_id and oauth_client_secret on the API server."


class MissingScope(GongError):
    """The credential lacks a scope; ``scope`` is its name."""

    answer = "401 or 403 that names a scope"
    meaning = "The Gong credential lacks a permission."
    advice = "Grant it in Gong (Admin center > Settings > Ecosystem > API), then run again."
    outcome = "the type is skipped, its file stays; an optional scope only makes the file poorer"

    def __init__(self, scope: str, *, status: int | None = None, request_id: str | None = None) -> None:
        self.scope = scope
        super().__init__(f"It needs the scope {scope}.", status=status, request_id=request_id)


class DeadCredential(GongError):
    """The key or token is not accepted: wrong, expired, revoked, or sent to another region's host."""

    answer = "401 without a scope's name"
    meaning = "Gong does not accept the credential: it is wrong, expired or revoked, or of another host."
    advice = (
        "Reconnect your Gong account: check the access key and its secret, and that the API base URL is the "
        "one on Gong's API page."
    )
    outcome = "the type fails at once, without retries"


class ReconnectNeeded(DeadCredential):
    """The account's refresh token is not accepted any more; only its owner can get a new one."""

    answer = "400 or 401 about the grant, from Gong's token endpoint"
    meaning = "The Gong account has to be connected anew."
    advice = "Its owner does that in Airflow, under Gong > Gong account."


class CompanyInactive(DeadCredential):
    """Gong has switched the company off."""

    answer = "401 `Company is inactive`"
    meaning = "Gong says that the company is inactive."
    advice = "Ask your Gong administrator or Gong's support, then reconnect your Gong account."


class AddressNotTrusted(GongError):
    """The request came from an address that is not in the key's list of trusted addresses."""

    answer = "403"
    meaning = "Gong refuses requests from this address."
    advice = (
        "Add the worker's public address to the trusted IPs of the API key or integration in Gong; a change "
        "takes up to five minutes."
    )
    outcome = "the type fails at once, without retries"


class WrongHost(GongError):
    """Whatever answers at the base URL is not Gong's API, or not this company's."""

    answer = "a redirect, or a 404 that is not Gong's"
    meaning = "The API base URL does not lead to this company's Gong API."
    advice = "Set the connection's API base URL to the one shown on Gong's API page."
    outcome = "the type fails at once, without retries"


class InvalidRequest(GongError):
    """Gong refused the request itself."""

    answer = "400, 405, 409, 415 and other 4xx"
    meaning = "Gong refused the request as invalid."
    advice = "Check the dataset's workspace_ids and dates; if they are right, report the request id."
    outcome = "the type fails at once, without retries"


class CursorExpired(GongError):
    """The page sequence took longer than Gong's cursor lives."""

    answer = "400 about an expired or unverifiable cursor"
    meaning = "Gong's page cursor expired."
    advice = "Run again; if it persists, choose a shorter date range."
    outcome = "the window is read again in two halves; after several times the try fails"
    retry = True


class Throttled(GongError):
    """Too many requests; ``retry_after`` is Gong's wish in seconds, or None."""

    answer = "429 with up to 15 minutes in `Retry-After`"
    meaning = "Gong asked for a pause."
    advice = "Nothing to do: the company's integrations share one limit, and the task tries again."
    outcome = "everybody waits as long as Gong asks, then the request is sent again"
    retry = True

    def __init__(self, retry_after: float | None, *, request_id: str | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(status=429, request_id=request_id)


class QuotaExhausted(GongError):
    """The day's requests are used up; ``reset_in`` is the time until there are more, in seconds."""

    answer = "429 with more than 15 minutes in `Retry-After`, or our own count of the day"
    meaning = "The company's daily Gong quota is used up."
    advice = "Nothing to do: the task gives its slot back and goes on after the reset."
    outcome = "the task is rescheduled for the reset, without using a try"

    def __init__(self, reset_in: float, *, status: int | None = None, request_id: str | None = None) -> None:
        self.reset_in = reset_in
        super().__init__(f"More in {reset_in / 3600:.1f} hours.", status=status, request_id=request_id)


REFUSALS = (MissingScope, AddressNotTrusted, InvalidRequest, WrongHost)
"""Answers that another try does not mend, and that may concern one endpoint alone."""


class MalformedAnswer(GongError):
    """Gong's answer breaks its contract: no items key, a repeated cursor, pages that do not advance."""

    answer = "200 without the items key, or a cursor that repeats"
    meaning = "Gong's answer is not what its API promises."
    advice = "Run again; if it persists, report it with the request id."
    outcome = "the try fails, the file stays"
    retry = True


class Outage(GongError):
    """Gong, or the way to it, is out of order for now."""

    answer = "5xx, a lost connection, a timeout, a body that is cut or is not JSON"
    meaning = "Gong did not answer properly."
    advice = "It mostly passes by itself: a task tries again later. If not, Gong's status page tells more."
    outcome = "the request is sent up to six times, with growing pauses, then the try fails"
    retry = True


class StoreOutage(Outage):
    """The database that holds users' accounts did not answer."""

    answer = "none: nothing was sent"
    meaning = "Airflow's database, which holds users' Gong accounts, could not be used."
    advice = "Nothing to do unless it persists: the task tries again later."
    outcome = "the try fails"
