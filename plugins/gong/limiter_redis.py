"""A company's pace in Redis or Valkey: shared by the processes of all machines that reach it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from gong.errors import PaceMisconfigured, PaceUnreachable
from gong.pace import DAY, LATE, WINDOW, Ask, Turn

if TYPE_CHECKING:
    from redis import Redis
    from redis.commands.core import Script

KEEP = 2 * DAY
"""Seconds after which a company that is asked nothing is forgotten: its day is over by then."""
SECONDS = 5.0
"""How long one step may take, before the server counts as out of reach."""
ATTEMPTS = 4

NOW = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
"""
STEP = """
local spacing, budget, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local slot, pause = tonumber(ARGV[4]), tonumber(ARGV[5])
local late, window, a_day, keep = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
local day = math.floor(now / a_day)
local row = redis.call('HMGET', KEYS[1], 'next_slot', 'held_until', 'seen', 'day', 'used')
local next_slot, held_until = tonumber(row[1] or 0), tonumber(row[2] or 0)
local seen, today, used = tonumber(row[3] or 0), tonumber(row[4] or 0), tonumber(row[5] or 0)
local sent = {}
for place = 1, window do
  sent[place] = tonumber(redis.call('HGET', KEYS[1], 'sent_' .. place) or '-1e300')
end

local back = seen - now
if back > 0 then
  next_slot, held_until = next_slot - back, held_until - back
  for place = 1, window do sent[place] = sent[place] - back end
end
if day > today or day < today - 1 then today, used = day, 0 end

local answer
if pause then
  held_until = math.max(held_until, now + pause)
  next_slot = math.max(next_slot, held_until)
  answer = {'held'}
elseif used >= budget then
  answer = {'over', string.format('%.6f', a_day - now % a_day)}
else
  local following = next_slot
  if not slot or slot < held_until or slot > next_slot then
    slot = math.max(now, next_slot)
    following = slot + spacing
  end
  local room = math.max(sent[window] + spacing, sent[1] + window * spacing) - late
  local ready = math.max(slot, room)
  if ready - now > longest then
    answer = {'late', string.format('%.6f', ready - now)}
  elseif now < ready then
    next_slot = following
    answer = {'wait', string.format('%.6f', ready - now), string.format('%.17g', slot)}
  else
    next_slot = following
    for place = 1, window - 1 do sent[place] = sent[place + 1] end
    sent[window] = now
    used = used + 1
    answer = {'sent', tostring(used)}
  end
end

local values = {'next_slot', next_slot, 'held_until', held_until, 'seen', now, 'day', today, 'used', used}
for place = 1, window do
  table.insert(values, 'sent_' .. place)
  table.insert(values, sent[place])
end
for place = 2, #values, 2 do values[place] = string.format('%.17g', values[place]) end
redis.call('HSET', KEYS[1], unpack(values))
redis.call('EXPIRE', KEYS[1], keep)
return answer
"""
"""`gong.pace.take` and `gong.pace.hold` in Lua; a test lets both answer the same questions.

Redis runs a script as one step, and by its own clock: those of the workers may differ by minutes.
"""


class RedisStore:
    """Keeps the state of ``company`` in the server that ``url`` names, under a key of its own."""

    def __init__(self, url: str, company: str) -> None:
        self._url = url
        self._key = f"gong:pace:{company}"

    def take(self, ask: Ask) -> Turn:
        """Count one request, or tell when to ask again."""
        spacing, budget, longest, slot = ask
        answer = self._step(spacing, budget, longest, "" if slot is None else repr(slot), "")
        kind, *figures = (field.decode() for field in answer)
        if kind == "sent":
            return Turn(0.0, slot, used=int(figures[0]))
        if kind == "over":
            return Turn(float(figures[0]), over=True)
        if kind == "late":
            return Turn(float(figures[0]))
        return Turn(max(float(figures[0]), 0.001), float(figures[1]))

    def hold(self, seconds: float) -> None:
        """Let nobody send for so many seconds."""
        self._step(0, 0, 0, "", seconds)

    def _step(self, *ask: float | str) -> list[bytes]:
        """Run the script once; an attempt that is repeated may cost a slot, and never gives one too many."""
        from redis.exceptions import RedisError  # noqa: PLC0415 - only who shares the pace in Redis needs it

        try:
            answer: list[bytes] = self._script(keys=[self._key], args=[*ask, LATE, WINDOW, DAY, KEEP])
        except (RedisError, OSError) as error:
            raise told(error, tls=self._url.startswith("rediss:")) from None
        return answer

    @cached_property
    def _script(self) -> Script:
        script: Script = connect(self._url).register_script(NOW + STEP)
        return script


def connect(url: str) -> Redis:
    """Return a client of the server that ``url`` names. Raises `PaceMisconfigured`."""
    try:
        from redis import Redis  # noqa: PLC0415 - only who shares the pace in Redis needs it
        from redis.backoff import ExponentialBackoff  # noqa: PLC0415 - the same
        from redis.retry import Retry  # noqa: PLC0415 - the same
    except ImportError:
        raise PaceMisconfigured(
            "It names Redis, but the Python package redis is not installed: pip install redis."
        ) from None
    options: dict[str, Any] = {
        "socket_timeout": SECONDS,
        "socket_connect_timeout": SECONDS,
        "retry": Retry(ExponentialBackoff(cap=2.0, base=0.2), ATTEMPTS),
        "health_check_interval": 30,
    }
    try:
        client: Redis = Redis.from_url(url, **options)
        client.connection_pool.make_connection()  # connects to nothing yet; it reads the URL's options
    except (ValueError, TypeError):
        raise PaceMisconfigured(f"It is not a URL such as {_URL}.") from None
    return client


def told(error: Exception, *, tls: bool = False) -> PaceMisconfigured | PaceUnreachable:
    """Return what to tell about an error of the server or of the way to it; never the URL or its password."""
    from redis import exceptions  # noqa: PLC0415 - it is installed, or there was no error of it

    text = str(error).lower()
    for part, sentence in _SENTENCES.items():
        if part in text:
            return PaceMisconfigured(sentence)
    if isinstance(error, (exceptions.AuthenticationError, exceptions.AuthorizationError)):
        return PaceMisconfigured(_WRONG_PASSWORD)
    if isinstance(error, exceptions.ReadOnlyError):
        return PaceMisconfigured(_REPLICA)
    if isinstance(error, exceptions.BusyLoadingError):
        return PaceUnreachable("The server is still loading its data.")
    if isinstance(error, (exceptions.ConnectionError, exceptions.TimeoutError, OSError)):
        hint = "; if it speaks without TLS, the URL must begin with redis://" if tls else ""
        return PaceUnreachable(f"The server does not answer ({type(error).__name__}){hint}.")
    return PaceUnreachable(f"The server refuses ({type(error).__name__}).")


RIGHTS = (
    *("+select", "+eval", "+evalsha", "+script|load"),
    *("+time", "+hmget", "+hget", "+hset", "+expire", "+ping"),
)
"""What a user of the server must be allowed, on the keys gong:pace:*."""
_URL = "redis://:password@host:6379/1"
_NO_PASSWORD = f"The server asks for a password and the URL has none: {_URL}."
_WRONG_PASSWORD = "The server does not accept the user name or password of the URL."  # noqa: S105 - a sentence
_NO_RIGHTS = f"The user of the URL lacks rights; it needs {' '.join(RIGHTS)} on the keys gong:pace:*."
_NO_DATABASE = "The server has no database of the number that the URL ends with."
_REPLICA = "That server is a read-only replica; name the primary."
_SENTENCES = {
    "noauth": _NO_PASSWORD,
    "authentication required": _NO_PASSWORD,
    "without any password configured": "The URL has a password and the server has none; remove it.",
    "wrongpass": _WRONG_PASSWORD,
    "invalid username-password": _WRONG_PASSWORD,
    "invalid password": _WRONG_PASSWORD,
    "noperm": _NO_RIGHTS,
    "no permissions": _NO_RIGHTS,
    "cannot access": _NO_RIGHTS,
    "db index": _NO_DATABASE,
    "invalid db": _NO_DATABASE,
    "certificate verify failed": "The server's certificate is not trusted; name its authority: "
    "rediss://host:6379/1?ssl_ca_certs=/path/to/ca.pem.",
    "read only replica": _REPLICA,
    "readonly": _REPLICA,
}
"""A part of the error's text in lower case (server or TLS library), and our sentence about it."""
