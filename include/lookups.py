"""What several data types of one run need to know, found out once: in the run's plan, or else by the type.

Tasks are processes of their own, so what the plan finds travels to them through XCom. It therefore holds ids
and settings, never a conversation, a person or a CRM record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from gong import endpoints
from gong.errors import ConfigurationError, DeadCredential, GongError, MissingScope, QuotaExhausted
from include.sources import crm_context
from include.sources.reading import call_id, can_be_asked_for, objects, started, text_id
from include.sources.walking import CallWalk, without_fences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from include.query import Gong, Query

CALL_INDEX, CRM_INTEGRATION, SCORECARD_DEFINITIONS = "calls", "crm_integration", "scorecards"
MOST_INDEXED = 1_000
"""The largest limit for which a list of ids is worth keeping; beyond it every type walks on its own."""
MOST_SCANNED = 20_000
"""Calls that are looked through for CRM objects: two to three hundred of the day's 10,000 requests."""
MISSING = "missing_scope"


class CallIndex(TypedDict):
    """Ids of the newest calls, how many private ones were passed over, and where CRM objects were met.

    ``crm`` has, for each kind of object, the newest calls that mention one not yet met. ``since`` is an ISO
    time: no call that started before it was looked at, because there were so many; None otherwise.
    """

    calls: list[str]
    private: int
    crm: dict[str, list[str]]
    since: str | None


def indexed(query: Query) -> bool:
    """Tell whether a query's calls are found by an index of ids; only a walk can be resumed."""
    small = query.limit is not None and query.limit <= MOST_INDEXED
    return small and not query.ranged and not query.resumed


def call_index(gong: Gong, query: Query, kinds: Iterable[str] = ()) -> CallIndex:
    """Return the index of the newest calls, from the plan if it made one that knows ``kinds``."""
    return _shared(query, CALL_INDEX) or make_call_index(gong, query, kinds)


def crm_integration(gong: Gong, query: Query) -> str:
    """Return the id of the company's generic CRM integration, or nothing: native CRMs have none."""
    found = _shared(query, CRM_INTEGRATION)
    return make_crm_integration(gong) if found is None else found


def scorecard_definitions(gong: Gong, query: Query) -> list[dict[str, Any]]:
    """Return all scorecard definitions."""
    found = _shared(query, SCORECARD_DEFINITIONS)
    return list(gong.read(endpoints.scorecards())) if found is None else found


def _shared(query: Query, name: str) -> Any:
    """Return what the plan found, or None; raise the missing scope that it met."""
    found = query.shared.get(name)
    if isinstance(found, dict) and MISSING in found:
        raise MissingScope(found[MISSING])
    return found


def plan(gong: Gong, query: Query, readers: dict[str, int], kinds: Iterable[str]) -> dict[str, Any]:
    """Return the lookups that two or more of the run's types read; ``readers`` counts them by lookup.

    One that fails for now is left to the types, so that each of them succeeds or fails alone.
    """
    makers: dict[str, Callable[[], Any]] = {
        CALL_INDEX: lambda: make_call_index(gong, query, kinds),
        CRM_INTEGRATION: lambda: make_crm_integration(gong),
        SCORECARD_DEFINITIONS: lambda: [_definition(card) for card in gong.read(endpoints.scorecards())],
    }
    if not indexed(query):
        del makers[CALL_INDEX]
    found: dict[str, Any] = {}
    for name, make in makers.items():
        if readers.get(name, 0) > 1:
            try:
                found[name] = make()
            except MissingScope as missing:
                found[name] = {MISSING: missing.scope}
            except (DeadCredential, QuotaExhausted, ConfigurationError):
                raise
            except GongError:
                continue
    return found


def _definition(card: dict[str, Any]) -> dict[str, Any]:
    """Return what files show of a scorecard, so that it can travel through a database."""
    questions = [{key: question.get(key) for key in _QUESTION} for question in objects(card, "questions")]
    return {**{key: _storable(card.get(key)) for key in _SCORECARD}, "questions": _storable(questions)}


def _storable(value: Any) -> Any:
    """Return a JSON value as PostgreSQL takes it: no text has a NUL or half a surrogate pair."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(each) for key, each in value.items()}
    return value


_SCORECARD = ("scorecardId", "scorecardName", "workspaceId", "enabled", "reviewMethod", "created", "updated")
_QUESTION = (
    *("questionId", "questionRevisionId", "questionText", "isOverall", "questionType"),
    *("answerGuide", "minRange", "maxRange", "answerOptions"),
)


def make_crm_integration(gong: Gong) -> str:
    """Ask Gong for the generic CRM integration's id. Gong sends it as a number beyond 2^53 (documented)."""
    found = [text_id(entry.get("integrationId")) for entry in gong.read(endpoints.crm_integrations())]
    return found[0] if found else ""


def make_call_index(gong: Gong, query: Query, kinds: Iterable[str]) -> CallIndex:
    """Walk back until there are enough calls, and enough CRM objects of the wanted ``kinds``."""
    index = CallIndexer(query.limit or 0, kinds)
    walk = CallWalk(gong, query, crm_context.SELECTOR if index.met else None)

    def missing() -> int:
        return index.missing(len(walk.private))

    for call in without_fences(walk.calls(missing)):
        index.add(call)
    return index.made(walk.private, walk.stopped)


class CallIndexer:
    """Makes an index of the newest ``limit`` calls, and of the newest objects of the wanted ``kinds``.

    ``met`` has, for each kind, the newest call of each object met, as time and id.
    """

    def __init__(self, limit: int, kinds: Iterable[str]) -> None:
        self._limit, self._wanted, self._calls = limit, tuple(kinds), dict[str, float]()
        # Where none of a kind is met, others stand in for it.
        stand_ins = [crm_context.STAND_INS[kind] for kind in self._wanted if kind in crm_context.STAND_INS]
        self.met: dict[str, dict[str, tuple[float, str]]] = {kind: {} for kind in [*self._wanted, *stand_ins]}

    def add(self, call: dict[str, Any]) -> None:
        """Take a call into account, whatever its place in time."""
        place = (started(call), call_id(call))
        if not can_be_asked_for(place[1]):
            return
        self._calls[place[1]] = place[0]
        for kind, known in self.met.items():
            for key in crm_context.keys(call, kind):
                known[key] = max(known.get(key, place), place)

    def missing(self, private: int) -> int:
        """Return how many calls or objects are still wanted, after so many private calls were passed over."""
        enough = [len(self.met[kind]) for kind in self._wanted] if self._seen(private) < MOST_SCANNED else []
        return max(0, self._limit - min([len(self._calls), *enough]))

    def _seen(self, private: int) -> int:
        return len(self._calls) + private

    def made(self, private: Iterable[float], since: datetime | None = None) -> CallIndex:
        """Return the index; ``private`` are the times of the private calls that were passed over.

        ``since`` is where the look at the calls ended, if older ones may follow.
        """
        private = list(private)
        newest = sorted(self._calls, key=lambda key: self._calls[key], reverse=True)
        limit = self._limit
        oldest = self._calls[newest[:limit][-1]] if len(newest) >= limit else 0.0
        return {
            "calls": newest[: limit * 2],
            "private": sum(when >= oldest for when in private),
            "crm": {kind: _newest_calls(known, limit) for kind, known in self.met.items()},
            "since": since.isoformat() if since and self._seen(len(private)) >= MOST_SCANNED else None,
        }


def _newest_calls(met: Mapping[str, tuple[float, str]], limit: int) -> list[str]:
    """Return the calls in which the newest ``limit`` objects were last met, each once."""
    newest = sorted(met.values(), reverse=True)[:limit]
    return list(dict.fromkeys(call for _, call in newest))
