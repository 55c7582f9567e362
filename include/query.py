"""What an import asks for, and what its sources and the hook agree on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from gong.errors import MissingScope
from include.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from gong.api import Page, Request
    from gong.errors import GongError
    from gong.sequence import Sequence
    from gong.walk import Window

T = TypeVar("T")


def ignore(_: object) -> None:
    """Do nothing."""


class Gong(Protocol):
    """Gong as a source sees it; `GongHook` is one."""

    def page(self, request: Request) -> Page:
        """Return the first page of a request."""

    def read(self, request: Request) -> Iterator[Any]:
        """Yield the records of all of a request's pages."""

    def crawl(self, sequences: Iterable[Sequence[T]]) -> Iterator[tuple[T, Iterator[Any]]]:
        """Yield tag and records of every page of many sequences, in any order."""


class Record(NamedTuple):
    """One record for a formatter. ``newest`` is its place: the highest comes first in the file."""

    newest: float
    data: dict[str, Any]


class Fence(NamedTuple):
    """A mark among records: all of ``until`` and later have come, and only older ones follow."""

    until: datetime


@dataclass(frozen=True, kw_only=True)
class Query:
    """What one import of one data type wants.

    ``now`` is the run's moment and ``window`` how far it may reach; both aware, UTC. ``gong_conn_id`` names
    the connection that it is read with. ``ranged``: the window was asked for, and all of it is wanted.
    ``limit`` None: everything in the window. ``resumed``: it is the rest of a walk that another try began.
    ``shared`` is what the run's plan found out for several types, by the name of the lookup. ``listed`` is
    told how many records Gong lists in the whole window, by sources that learn it without asking.
    ``reached`` is told where a source stopped that did not look through the whole window: there the file's
    period begins.
    """

    now: datetime
    window: Window
    gong_conn_id: str = ""
    ranged: bool = False
    limit: int | None = None
    resumed: bool = False
    workspace_ids: tuple[str, ...] = ()
    include_private: bool = False
    shared: Mapping[str, Any] = field(default_factory=dict)
    listed: Callable[[int], None] = ignore
    reached: Callable[[datetime], None] = ignore

    def limited(self, limit: int | None) -> Query:
        """Return the same query with another limit."""
        return replace(self, limit=limit)

    def less(self, found: int) -> Query:
        """Return the query for what is still wanted after so many were found."""
        return self if self.limit is None else self.limited(max(0, self.limit - found))

    def wants(self, workspace_id: object) -> bool:
        """Tell whether records of this workspace are wanted."""
        return not self.workspace_ids or str(workspace_id) in self.workspace_ids


class Notes:
    """Sentences for a file's header: what a reader must know about how complete it is."""

    def __init__(self) -> None:
        self._sentences: dict[str, int] = {}
        self._plurals: dict[str, str] = {}

    @property
    def sentences(self) -> list[str]:
        """The sentences in the order in which they were first said."""
        return [
            f"Left out: {counted(count, text, self._plurals[text])}." if text in self._plurals else text
            for text, count in self._sentences.items()
        ]

    def say(self, sentence: str) -> None:
        """Add a sentence, once."""
        self._sentences[sentence] = 0

    def leave_out(self, amount: int, singular: str, plural: str) -> None:
        """Say that so many were left out, counted together with those of the same name."""
        if amount > 0:
            self._sentences[singular] = self._sentences.get(singular, 0) + amount
            self._plurals[singular] = plural

    def to_json(self) -> list[list[Any]]:
        """Return what was said, for another try to go on with."""
        return [[text, count, self._plurals.get(text)] for text, count in self._sentences.items()]

    @classmethod
    def from_json(cls, content: list[list[Any]]) -> Notes:
        """Return what `to_json` was made of."""
        notes = cls()
        for text, count, plural in content:
            notes.say(text) if plural is None else notes.leave_out(count, text, plural)
        return notes

    def poorer(self, refusal: GongError, effect: str) -> None:
        """Say what the file lacks because an optional request was refused."""
        if isinstance(refusal, MissingScope):
            self.say(f"{effect} The Gong credential lacks the optional scope {refusal.scope}.")
        else:
            self.say(f"{effect} Gong refused the request for it (HTTP {refusal.status}).")
