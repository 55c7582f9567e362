"""One accepted request, with what every answer needs: the world, the time, paging, common checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tests.simulator import cursors
from tests.simulator.marks import stamp
from tests.simulator.schema import DATE_TIME
from tests.simulator.wire import JSON_PARSE_ERROR, RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.simulator.world import World

_LARGEST_ID = 2**64


@dataclass
class Ask:
    """A request that passed authentication, scope and schema.

    ``filter`` is the body's ``filter`` or, for a GET, the query; ``identity`` the last part of the
    path; ``secret`` and ``lifetime`` (seconds) are those of the cursors.
    """

    world: World
    now: float
    query: dict[str, str]
    body: Any
    path: str
    scopes: frozenset[str]
    secret: bytes
    lifetime: float
    cursor: str | None = None
    filter: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.filter = self.body.get("filter", {}) if isinstance(self.body, dict) else self.query

    @property
    def parts(self) -> list[str]:
        """The parts of the path after the host."""
        return self.path.strip("/").split("/")

    @property
    def today(self) -> date:
        """The company's current day."""
        return datetime.fromtimestamp(self.now, self.world.zone).date()

    def moment(self, name: str) -> float | None:
        """Return a date-time of the filter in seconds, or None; refuse one without an offset."""
        text = self.filter.get(name)
        if text is None:
            return None
        if not DATE_TIME.fullmatch(text):
            raise RefusedError(400, JSON_PARSE_ERROR)
        try:
            return datetime.fromisoformat(text).timestamp()
        except ValueError:
            raise RefusedError(400, JSON_PARSE_ERROR) from None

    def day(self, name: str) -> date | None:
        """Return a date of the filter, or None; refuse a date-time, as Gong does (observed)."""
        text = self.filter.get(name)
        if text is None:
            return None
        try:
            return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            raise RefusedError(400, JSON_PARSE_ERROR) from None

    def range(self) -> tuple[float | None, float | None]:
        """Return ``fromDateTime`` and ``toDateTime`` in seconds; refuse an empty or reversed range."""
        start, end = self.moment("fromDateTime"), self.moment("toDateTime")
        if start is not None and end is not None and start >= end:
            raise RefusedError(400, "filter.fromDateTime: must be before toDateTime")
        return start, end

    def numbers(self, name: str) -> list[str] | None:
        """Return a list of ids of the filter, or None; refuse what is not a number or too large."""
        found: list[str] | None = self.filter.get(name)
        for text in found or []:
            if not (text.isascii() and text.isdigit() and int(text) < _LARGEST_ID):
                raise RefusedError(400, JSON_PARSE_ERROR)
        return found

    def midnight(self, day: date) -> str:
        """Return the start of a day in the company's time zone as a timestamp."""
        return stamp(
            datetime(day.year, day.month, day.day, tzinfo=self.world.zone).timestamp(), self.world.zone
        )

    def page(self, places: Sequence[int]) -> tuple[dict[str, Any], Sequence[int]]:
        """Return the ``records`` object of a page and the places on it.

        ``places`` are ascending. A page begins after the last place of the one before, so what
        appears before that is not seen any more. A sequence of cursors dies ``lifetime`` seconds
        after its first request, however fresh the newest cursor is (observed).
        """
        question = cursors.digest([self.path, self._question()])
        first, page, exp = 0, 0, self.now + self.lifetime
        if self.cursor is not None:
            claims = cursors.check(cursors.read_jwt(self.cursor, self.secret), question, self.now)
            first, page, exp = claims["after"] + 1, claims["pageNumber"] + 1, claims["exp"]
        rest = _from(places, first)
        chosen = rest[: cursors.PAGE]
        records: dict[str, Any] = {
            "totalRecords": len(places),
            "currentPageSize": len(chosen),
            "currentPageNumber": page,
        }
        if len(rest) > len(chosen):
            claims = {"after": chosen[-1], "total": len(places), "pageNumber": page, "pageSize": cursors.PAGE}
            records["cursor"] = cursors.jwt(claims | {"question": question, "exp": exp}, self.secret)
        return records, chosen

    def _question(self) -> Any:
        asked = self.body if isinstance(self.body, dict) else self.query
        return {key: value for key, value in asked.items() if key != "cursor"}


def _from(places: Sequence[int], first: int) -> Sequence[int]:
    if isinstance(places, range):
        return range(max(places.start, first), max(places.stop, first))
    return [place for place in places if place >= first]
