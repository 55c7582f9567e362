"""What a data type is declared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from include.query import Fence, Gong, Notes, Query, Record
    from include.text import Rendered


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """Things in records that could not be resolved: how a header tells their number."""

    nouns: tuple[str, str]
    sentence: str


@dataclass(frozen=True, kw_only=True)
class DataType:
    """One data type.

    ``id`` stands in file names and parameters. ``holds`` and ``includes`` complete the header's sentences.
    ``newest_by`` says what "most recent" means. ``scope`` is required, ``optional_scopes`` enrich.
    ``dated`` tells whether records belong to a time, ``has_history`` whether Gong can be asked about a past
    interval. ``days`` is for what Gong keeps by whole days: it returns the first day that a query gets and
    the day after the last, which is no later than the first if there are none. ``empty`` says why a file may
    have no record. ``lookups`` names what it shares with other types, ``crm_kind`` what it collects from
    calls. ``format_record`` returns a record's text and counts its ``gaps``. ``sample`` stands in for
    ``fetch`` when sizes are estimated.
    """

    id: str
    label: str
    icon: str
    description: str
    nouns: tuple[str, str]
    holds: str
    includes: str
    newest_by: str
    scope: str
    fetch: Callable[[Gong, Query, Notes], Iterator[Record | Fence]]
    format_record: Callable[[Mapping[str, Any]], Rendered]
    empty: str
    optional_scopes: tuple[str, ...] = ()
    has_history: bool = False
    days: Callable[[Query], tuple[date, date]] | None = None
    dated: bool = True
    lookback_days: int = 365
    lookups: tuple[str, ...] = ()
    crm_kind: str | None = None
    gaps: Gaps | None = None
    sample: Callable[[Gong, Query, Notes], Iterator[Record]] | None = None

    @property
    def title(self) -> str:
        """The first words of a file."""
        return f"Gong {self.label} Import"

    @property
    def contents(self) -> str:
        """The header's sentence about the file."""
        return f"This file contains {self.holds} imported from the organization's Gong account."

    @property
    def each(self) -> str:
        """The header's sentence about a record."""
        return f"Each {self.nouns[0]} includes {self.includes}."
