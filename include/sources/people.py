"""Users, what they did, and how they were reviewed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from heapq import nlargest
from typing import TYPE_CHECKING, Any

from gong import endpoints
from gong.errors import REFUSALS
from gong.walk import Walk, Window
from include import lookups
from include.query import Record
from include.sources.reading import batches, can_be_asked_for, is_private, metadata, moment, objects, text_id
from include.sources.walking import newest_first, without_fences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from gong.api import Request
    from include.query import Gong, Notes, Query

DAY = timedelta(days=1)
EARLIEST_DATE_LINE = timedelta(hours=12)
"""No company's today is before this much less than UTC's; Gong refuses days after the company's today."""
MOST = 10**9
"""No counter is larger; what is, is no count."""
ACTIVE = ("callsAsHost", "callsAttended")
Card = dict[str, Any]


def fetch_users(gong: Gong, query: Query, notes: Notes) -> Iterator[Record]:
    """Yield users, each with the name of their manager, who is one of them."""
    _say_all_workspaces(query, notes)
    users = list(gong.read(endpoints.users()))
    names = {text_id(user.get("id")): full_name(user) for user in users}
    for user in _newest(users, query, lambda user: moment(user.get("created"))):
        manager = names.get(text_id(user.get("managerId")))
        yield Record(moment(user.get("created")), {**user, "managerName": manager or None})


def fetch_user_stats(gong: Gong, query: Query, notes: Notes) -> Iterator[Record]:
    """Yield each user's activity per day, the most active users first."""
    _say_all_workspaces(query, notes)
    start, end = counted_days(query)
    if query.ranged and max(start, end) < query.window.end.date():
        late = max(start, end).isoformat()
        notes.say(f"Gong has no statistics yet of {late} and later days. Import this range again.")
    _say_cut(query, notes)
    if start >= end:
        return
    days = {"fromDate": start.isoformat(), "toDate": end.isoformat()}
    users = _newest(gong.read(endpoints.activity_by_day(start, end)), query, _activity)
    figures = _interaction(gong, notes, start, end) if users else {}
    for batch in batches(users, endpoints.MOST_IDS):
        people = _people(gong, notes, [text_id(user.get("userId")) for user in batch])
        for user in batch:
            user_id = text_id(user.get("userId"))
            person = people.get(user_id, {})
            data = {
                **days,
                "userId": user_id,
                "userEmailAddress": user.get("userEmailAddress"),
                "name": full_name(person) or None,
                "title": person.get("title"),
                "days": objects(user, "userAggregateActivity"),
                "interaction": figures.get(user_id, []),
            }
            yield Record(_activity(user), data)


def fetch_answered_scorecards(gong: Gong, query: Query, notes: Notes) -> Iterator[Record]:
    """Yield answered scorecards with their questions' texts, the people's names and the call's title.

    Only its scorecard tells an answer's workspace, so where some are chosen scorecards must be readable:
    raises `MissingScope` otherwise.
    """
    _say_cut(query, notes)
    cards = lookups.scorecard_definitions(gong, query) if query.workspace_ids else None
    homeless, oldest = list[float](), 0.0
    reviews = _reviews(gong, query, cards, homeless)
    if query.limit is not None:
        newest = _newest(reviews, query, _reviewed)
        oldest = _reviewed(newest[-1]) if len(newest) == query.limit else 0.0
        reviews = iter(newest)
    questions: dict[str, dict[str, Any]] | None = None
    for batch in batches(reviews, endpoints.MOST_IDS):
        questions = _questions(gong, query, notes, cards) if questions is None else questions
        ids = {text_id(answer.get(key)) for answer in batch for key in _PEOPLE}
        people = _people(gong, notes, sorted(ids - {""}))
        names = {user_id: full_name(person) for user_id, person in people.items()}
        titles = _titles(
            gong, query, notes, sorted({text_id(answer.get("callId")) for answer in batch} - {""})
        )
        for answer in batch:
            call = titles.get(text_id(answer.get("callId")))
            data = {**answer, "questions": questions, "names": names, "call": call}
            yield Record(_reviewed(answer), data)
    what = "whose workspace Gong does not tell"
    notes.leave_out(
        sum(when >= oldest for when in homeless), f"answered scorecard {what}", f"answered scorecards {what}"
    )


_PEOPLE = ("reviewedUserId", "reviewerUserId", "editorUserId")


def full_name(user: dict[str, Any]) -> str:
    """Return a user's first and last name as far as they are known."""
    parts = (user.get("firstName"), user.get("lastName"))
    return " ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())


def counted_days(query: Query) -> tuple[date, date]:
    """Return the days of user statistics that a query gets, as first day and the day after the last.

    A day belongs to the window that it ends in (UTC), so neighbouring windows share none. The end is early
    enough for Gong in every time zone.
    """
    return query.window.start.date(), min(query.window.end.date(), (query.now - EARLIEST_DATE_LINE).date())


def review_days(query: Query) -> tuple[date, date]:
    """Return the days of answered scorecards likewise; a sync has those of today, too, which is not over."""
    first, end = query.window.start.date(), query.window.end.date()
    return (first, min(end, (query.now + 2 * DAY).date())) if query.ranged else (first, end + DAY)


def _say_all_workspaces(query: Query, notes: Notes) -> None:
    """Say that users are not told apart by workspace: it is no filter of theirs (Gong's OpenAPI document)."""
    if query.workspace_ids:
        notes.say("Of all workspaces, not only the dataset's: Gong does not tell users apart by workspace.")


def _say_cut(query: Query, notes: Notes) -> None:
    """Say that the day is not in the file within which a range ends."""
    day = query.window.end.date()
    if query.ranged and query.window.end > _midnight(day):
        notes.say(f"Left out: {day.isoformat()}, because the range ends before that day does.")


def _newest(items: Iterable[Any], query: Query, place: Callable[[Any], float]) -> list[Any]:
    """Return the query's limit of items, highest place first, without keeping the others."""
    if query.limit is None:
        return sorted(items, key=place, reverse=True)
    return nlargest(query.limit, items, key=place)


def _activity(user: dict[str, Any]) -> float:
    """Return how many calls a user hosted or attended."""
    days = objects(user, "userAggregateActivity")
    counts = (day.get(counter) for day in days for counter in ACTIVE)
    return float(sum(count for count in counts if isinstance(count, (int, float)) and 0 < count < MOST))


def _interaction(gong: Gong, notes: Notes, start: date, end: date) -> dict[str, list[dict[str, Any]]]:
    try:
        found = list(gong.read(endpoints.interaction(start, end)))
    except REFUSALS as missing:
        notes.poorer(missing, "Interaction figures are missing.")
        return {}
    return {text_id(person.get("userId")): objects(person, "personInteractionStats") for person in found}


def _people(gong: Gong, notes: Notes, ids: list[str]) -> dict[str, dict[str, Any]]:
    """Return the users with these ids; staff of Gong and deleted users are not among them."""
    found: dict[str, dict[str, Any]] = {}
    for batch in batches(filter(can_be_asked_for, ids), endpoints.MOST_IDS):
        try:
            found |= {text_id(user.get("id")): user for user in gong.read(endpoints.users_by_id(batch))}
        except REFUSALS as missing:
            notes.poorer(missing, "Names are missing; people are shown by their id or e-mail address.")
            break
    return found


def _reviewed(answer: Mapping[str, Any]) -> float:
    return moment(answer.get("reviewTime"))


def _reviews(gong: Gong, query: Query, cards: list[Card] | None, homeless: list[float]) -> Iterator[Any]:
    """Yield the scorecards answered in the query's window and workspaces, as the definitions tell these.

    When those were answered that no definition tells a workspace of is added to ``homeless``.
    Gong takes days, of the company's time zone. A sync's end is left open: there it may be tomorrow already.
    """
    first, end = review_days(query)
    if first >= end:
        return
    whole = Window(_midnight(first), _midnight(end), DAY)
    homes = {text_id(card.get("scorecardId")): card.get("workspaceId") for card in cards or ()}
    found = 0

    def missing() -> int | None:
        return None if query.limit is None else max(0, query.limit - found)

    def build(window: Window) -> Request:
        open_end = not query.ranged and window.end == whole.end
        return endpoints.answered_scorecards(window.start.date(), None if open_end else window.end.date())

    for _, answers in without_fences(newest_first(gong, Walk(whole), build, missing)):
        for answer in answers:
            home = homes.get(text_id(answer.get("scorecardId")))
            if cards is None or query.wants(home):
                found += 1
                yield answer
            elif home is None:
                homeless.append(_reviewed(answer))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _questions(gong: Gong, query: Query, notes: Notes, cards: list[Card] | None) -> dict[str, dict[str, Any]]:
    """Return questions by revision and by id: an edited question gets a new revision (Gong's document)."""
    try:
        definitions = lookups.scorecard_definitions(gong, query) if cards is None else cards
    except REFUSALS as missing:
        notes.poorer(missing, "Questions are shown by their id.")
        return {}
    found: dict[str, dict[str, Any]] = {}
    for question in [question for card in definitions for question in objects(card, "questions")]:
        found.setdefault(text_id(question.get("questionId")), question)
        found[text_id(question.get("questionRevisionId"))] = question
    return found


def _titles(gong: Gong, query: Query, notes: Notes, ids: list[str]) -> dict[str, dict[str, Any]]:
    """Return title and link of calls by id, but of private ones only if those are wanted."""
    ids = list(filter(can_be_asked_for, ids))
    if not ids:
        return {}
    try:
        calls = [metadata(call) for call in gong.read(endpoints.calls_by_id(ids, None))]
    except REFUSALS as missing:
        notes.poorer(missing, "The calls' titles are missing.")
        return {}
    shown = [call for call in calls if query.include_private or not is_private(call)]
    return {text_id(call.get("id")): {"title": call.get("title"), "url": call.get("url")} for call in shown}
