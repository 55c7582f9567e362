"""What a connection says: where to send requests and how to sign them. Pure; the connection is passed in."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from gong.errors import (
    AccountsUnavailable,
    AddressNotTrusted,
    AppRefused,
    ConfigurationError,
    GongError,
    MalformedAnswer,
    NotConnected,
    Outage,
    ReconnectNeeded,
    StoreOutage,
    WrongHost,
)

if TYPE_CHECKING:
    from collections.abc import Collection

DEFAULT_HOST = "api.gong.io"
ACCOUNT_PREFIX = "gong_account__"
_LONGEST_ID = 200
_KEPT = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_GONG_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+gong\.io")


def account_conn_id(user_name: str) -> str:
    """Return the connection id of a user's own account; no two users have the same.

    Airflow's connection ids have few characters, so all but `a-z`, `0-9` and `-` are spelt as `_` and two
    hexadecimal digits per byte of UTF-8: a database that ignores case tells users apart as well. What would
    be longer than 200 characters ends in `__` and a hash, which no spelling above does.
    """
    letters = (chr(byte) if chr(byte) in _KEPT else f"_{byte:02x}" for byte in _utf8(user_name))
    conn_id = ACCOUNT_PREFIX + "".join(letters)
    if len(conn_id) <= _LONGEST_ID:
        return conn_id
    tail = f"__{hashlib.sha256(_utf8(user_name)).hexdigest()}"
    return conn_id[: _LONGEST_ID - len(tail)] + tail


def is_account(conn_id: str) -> bool:
    """Tell whether an id is kept for users' own accounts, in any case of its letters."""
    return conn_id.lower().startswith(ACCOUNT_PREFIX)


def named_hosts(setting: str) -> set[str]:
    """Return the hosts that `[gong] allowed_hosts` names, separated by commas."""
    return {host.strip().lower() for host in setting.split(",") if host.strip()}


def _utf8(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


_PROBLEMS: dict[str, type[GongError]] = {
    kind.__name__: kind
    for kind in (
        AccountsUnavailable,
        AddressNotTrusted,
        AppRefused,
        MalformedAnswer,
        NotConnected,
        Outage,
        ReconnectNeeded,
        StoreOutage,
        WrongHost,
    )
}


class ConnectionLike(Protocol):
    """The part of an Airflow connection that is read here."""

    conn_id: str
    conn_type: str | None
    host: str | None
    schema: str | None
    port: int | None
    login: str | None
    password: str | None

    @property
    def extra_dejson(self) -> dict[str, Any]:
        """The extra field, decoded."""


@dataclass(frozen=True)
class Account:
    """A company's Gong as one credential reaches it; ``company`` is the key its limits are counted under."""

    base_url: str
    company: str
    authorization: str = field(repr=False)
    can_change: bool = False
    """Whether the credential is a token that may have been renewed since it was read."""
    expires_at: float | None = None
    """When the token ends, in seconds since 1970, where that is known."""
    quota_key: str | None = None
    """The key under which it is kept that Gong's day is over for this credential; None: the company's."""


def read_account(connection: ConnectionLike, allowed_hosts: Collection[str] = ()) -> Account:
    """Read an API key (login and password) or an OAuth access token (extra ``access_token``).

    An extra ``company`` tells companies apart. Without it all of Gong's hosts share one pace, which can only
    be too slow, never too fast; the end of Gong's day is then each credential's own. Raises
    `ConfigurationError`, or what a user's account has for a problem.
    """
    extra = connection.extra_dejson
    if problem := extra.get("problem"):
        raise _PROBLEMS.get(problem, ConfigurationError)(str(extra.get("detail", "")))
    if connection.conn_type != "gong" and not connection.host:
        raise ConfigurationError(f"Connection {connection.conn_id!r} is not of type Gong and names no host.")
    url = base_url(connection.host, connection.schema, connection.port, allowed_hosts)
    named = extra.get("company") if isinstance(extra.get("company"), str) else None
    company = named or pace_key(url)
    token = extra.get("access_token")
    if isinstance(token, str) and token.strip():
        bearer = f"Bearer {printable(token, 'access token')}"
        ends = _number(extra.get("expires_at"))
        quota = None if named else quota_key(url, connection.conn_id)
        return Account(url, company, bearer, can_change=True, expires_at=ends, quota_key=quota)
    if not connection.login or not connection.password:
        raise ConfigurationError(
            f"Connection {connection.conn_id!r} needs an access key (login) and its secret (password)."
        )
    key, secret = readable_key(connection.login), printable(connection.password, "access key secret")
    basic = "Basic " + base64.b64encode(f"{key}:{secret}".encode()).decode()
    quota = None if named else quota_key(url, key)
    return Account(url, company, basic, quota_key=quota)


def problem_name(error: GongError) -> str:
    """Return the name under which a connection carries an error to the task that reads it."""
    return next((name for name, kind in _PROBLEMS.items() if type(error) is kind), Outage.__name__)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def pace_key(url: str) -> str:
    """Return the key under which requests to ``url`` are counted where no company is named."""
    return "gong.io" if url.endswith(".gong.io") else url


def quota_key(url: str, holder: str) -> str:
    """Return the key of the day's end for one credential: ``holder`` is the access key, or whose token it is.

    A token itself is another one after every renewal.
    """
    return f"{pace_key(url)}:{hashlib.sha256(f'{url} {holder}'.encode()).hexdigest()[:16]}"


def printable(secret: str, name: str) -> str:
    """Return a secret without the blanks that copying it brought along; refuse what no header can carry."""
    secret = secret.strip()
    if not secret:
        raise ConfigurationError(f"The {name} is empty.")
    if any(letter.isspace() for letter in secret):
        raise ConfigurationError(f"The {name} has a blank or a line break in it; copy it again.")
    if not secret.isascii() or not secret.isprintable():
        raise ConfigurationError(f"The {name} has characters that Gong never issues; copy it again.")
    return secret


def readable_key(key: str) -> str:
    """Return an access key; a colon would make another key and secret of it, as they are sent."""
    key = printable(key, "access key")
    if ":" in key:
        raise ConfigurationError("The access key has a colon in it, which Gong never issues; copy it again.")
    return key


def base_url(host: str | None, schema: str | None, port: int | None, allowed_hosts: Collection[str]) -> str:
    """Return `https://…gong.io`, or the URL of a host that ``allowed_hosts`` names, without a final slash.

    ``host`` may be a name or a URL, with or without `/v2`, as in the HTTP provider's connections. Nothing but
    https to a host below gong.io is allowed otherwise, so that a credential cannot be sent elsewhere.
    """
    text = (host or DEFAULT_HOST).strip()
    try:
        parts = urlsplit(text if "://" in text else f"{schema or 'https'}://{text}")
        name, port = (parts.hostname or "").lower(), parts.port or port
    except ValueError:
        raise ConfigurationError("Its API base URL is not a URL.") from None
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise ConfigurationError("Its API base URL may hold a host and nothing more.")
    if parts.path.rstrip("/") not in ("", "/v2"):
        raise ConfigurationError("Its API base URL may not have a path.")
    netloc = f"[{name}]" if ":" in name else name
    if name in allowed_hosts or (port and f"{netloc}:{port}" in allowed_hosts):
        return f"{parts.scheme}://{netloc}" + (f":{port}" if port else "")
    if parts.scheme != "https" or not _GONG_HOST.fullmatch(name) or port not in (None, 0, 443):
        raise ConfigurationError(
            "Its API base URL must be https on a host below gong.io; other hosts must be named in "
            "[gong] allowed_hosts."
        )
    return f"https://{name}"
