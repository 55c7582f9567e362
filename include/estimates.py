"""How large a dataset will be, told from a sample, before anything is stored.

A type's own fetch and formatter run on a Gong that answers with first pages only, asks nothing twice, and
knows the newest calls already. So a type costs at most three requests beyond what several types share. How
many records there are is told by Gong's totals, or, for what is collected from calls, by how fast new objects
turn up in the sample.
"""

from __future__ import annotations

from concurrent.futures import Future, as_completed
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gong.errors import GongError, MissingScope
from include import lookups
from include.contents import file_head, header_lines
from include.query import Notes
from include.sample import FirstPages, Survey, Surveyor
from include.sources.walking import without_fences
from include.spool import Totals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor

    from include.data_type import DataType
    from include.query import Fence, Gong, Query, Record

    MakeQuery = Callable[[DataType], Query]

SAMPLE = 100
"""Records per type that are looked at: what one page of Gong's holds."""
AT_ONCE = 4
"""Types that are looked at together: latency costs no rate then."""


@dataclass(frozen=True)
class Estimate:
    """What is expected of one type; ``state`` is ok, missing_scope or failed, ``why`` a sentence then."""

    id: str
    state: str
    records: int | None = None
    bytes: int | None = None
    why: str | None = None


def estimates(
    gong: Gong,
    types: Iterable[DataType],
    query: MakeQuery,
    pool: Executor,
    *,
    keep: Callable[[Estimate], None] = lambda _: None,
) -> Iterator[Estimate]:
    """Yield an estimate per type, each as soon as it is known.

    ``query`` returns what a sync would ask for. ``pool`` looks at as many types together as it has threads.
    It is the caller's to shut down: that stops what has not begun, and may wait for what has, which an
    iterator must not where it is thrown away, as that may be in an event loop. What has begun is given to
    ``keep`` even when nobody listens any more.
    """
    surveyor = Surveyor(gong)
    chosen = sorted(types, key=_reads_calls)
    readers = [each for each in chosen if _reads_calls(each)]
    survey = pool.submit(surveyor.survey, query(readers[0])) if readers else Future[Survey]()

    def estimate(data_type: DataType) -> Estimate:
        found = _estimate(data_type, query(data_type), surveyor, survey)
        keep(found)
        return found

    for done in as_completed([pool.submit(estimate, each) for each in chosen]):
        yield done.result()


def _reads_calls(data_type: DataType) -> bool:
    return lookups.CALL_INDEX in data_type.lookups


def _estimate(data_type: DataType, query: Query, surveyor: Surveyor, survey: Future[Survey]) -> Estimate:
    try:
        if _reads_calls(data_type) and _may_read_calls(data_type, survey):
            count, sizes, notes = _from_calls(data_type, query, surveyor, survey.result())
        else:
            count, sizes, notes = _from_listing(data_type, query, surveyor)
    except MissingScope as missing:
        return Estimate(data_type.id, "missing_scope", why=str(missing))
    except GongError as error:
        return Estimate(data_type.id, "failed", why=str(error))
    head = file_head(data_type, query, count, header_lines(data_type, query, notes, Totals(count)))
    mean = sum(sizes) / len(sizes) if sizes else 0
    return Estimate(data_type.id, "ok", count, len(head) + round(mean * count))


def _may_read_calls(data_type: DataType, survey: Future[Survey]) -> bool:
    """Tell whether there is a survey; not without its scope, which some types can do without."""
    refusal = survey.exception()
    return not isinstance(refusal, MissingScope) or refusal.scope not in data_type.optional_scopes


def _from_listing(data_type: DataType, query: Query, surveyor: Surveyor) -> tuple[int, list[int], Notes]:
    """Return how many records a type has that Gong lists, the sizes of some, and the header's notes."""
    first_pages, notes = FirstPages(surveyor), Notes()
    fetch = data_type.sample or data_type.fetch
    sizes = _sizes(data_type, fetch(first_pages, query.limited(None), notes))
    return _limited(round(len(sizes) * first_pages.scale), query), sizes, notes


def _from_calls(
    data_type: DataType, query: Query, surveyor: Surveyor, survey: Survey
) -> tuple[int, list[int], Notes]:
    """Return the same for a type that is read from the newest calls."""
    wanted = min(SAMPLE, query.limit or SAMPLE)
    index = survey.index(wanted, data_type.crm_kind)
    few = replace(query.limited(wanted), shared={**query.shared, lookups.CALL_INDEX: index})
    notes = Notes()
    sizes = _sizes(data_type, data_type.fetch(FirstPages(surveyor, survey.known), few, notes))
    if data_type.crm_kind:
        found = survey.objects(data_type.crm_kind)
    else:
        found = survey.calls_in_all * len(sizes) / max(1, len(index["calls"]))
    return _limited(round(found), query), sizes, notes


def _sizes(data_type: DataType, records: Iterable[Record | Fence]) -> list[int]:
    return [len(data_type.format_record(record.data).text) for record in without_fences(records)]


def _limited(count: int, query: Query) -> int:
    return count if query.limit is None else min(count, query.limit)
