"""What one run is asked to do: its parameters, checked, and the query that each type gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from gong.walk import Window
from include.query import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from include.data_type import DataType
    from include.datasets import Dataset


class RunError(ValueError):
    """A run was asked for something that makes no sense; the message says what to change."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of a dataset.

    ``now`` is its moment. ``interval`` is the range asked for, or None for a sync. ``limit`` overrides the
    dataset's when ``has_limit``.
    """

    now: datetime
    interval: Window | None
    limit: int | None
    by_hand: bool

    def query(self, dataset: Dataset, data_type: DataType, shared: Mapping[str, Any]) -> Query:
        """Return what this run wants of one type."""
        lookback = timedelta(days=dataset.lookback_days or data_type.lookback_days)
        return Query(
            now=self.now,
            window=self.interval or Window(self.now - lookback, self.now),
            gong_conn_id=dataset.gong_conn_id,
            ranged=self.interval is not None,
            limit=self.limit,
            workspace_ids=tuple(dataset.workspace_ids),
            include_private=dataset.include_private_calls,
            shared=shared,
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as it travels from the plan to the types."""
        edges = (self.interval.start, self.interval.end) if self.interval else None
        return {
            "now": self.now.isoformat(),
            "interval": [edge.isoformat() for edge in edges] if edges else None,
            "limit": self.limit,
            "by_hand": self.by_hand,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Run:
        """Return what `to_json` was made of."""
        edges = [datetime.fromisoformat(edge) for edge in content["interval"] or ()]
        return cls(
            now=datetime.fromisoformat(content["now"]),
            interval=Window(edges[0], edges[1]) if edges else None,
            limit=content["limit"],
            by_hand=content["by_hand"],
        )


def read_run(
    dataset: Dataset,
    params: Mapping[str, Any],
    now: datetime,
    *,
    backfilled: tuple[datetime, datetime] | None = None,
    by_hand: bool = False,
) -> Run:
    """Read a run's parameters; ``backfilled`` is the interval of a backfill's run. Raises `RunError`.

    A range means all of its records, so the dataset's own limit holds for syncs only.
    """
    now = now.astimezone(UTC).replace(microsecond=0)
    start, end = backfilled or (params.get("start"), params.get("end"))
    interval = _range(start, end, now)
    limit = params.get("limit")
    if limit is None and interval is None:
        limit = dataset.limit
    return Run(now=now, interval=interval, limit=limit, by_hand=by_hand)


def read_types(dataset: Dataset, params: Mapping[str, Any], *, scheduled: bool) -> list[str]:
    """Return the ids of the types to import, in the dataset's order. Raises `RunError`."""
    if scheduled and dataset.sync:
        return [name for name in dataset.data_types if name in dataset.sync.data_types]
    chosen = params.get("data_types") or list(dataset.data_types)
    foreign = [name for name in chosen if name not in dataset.data_types]
    if foreign:
        raise RunError(
            f"data_types: {', '.join(map(repr, foreign))} is not among this dataset's types "
            f"({', '.join(dataset.data_types)}). Add it to the dataset's definition first."
        )
    return [name for name in dataset.data_types if name in chosen]


def _range(start: Any, end: Any, now: datetime) -> Window | None:
    """Return the range that was asked for; an end that was left open is now."""
    if not start and not end:
        return None
    if not start:
        raise RunError("start: a range needs a start; give one, or leave the end empty too.")
    first, last = _moment("start", start), _moment("end", end) if end else now
    if first >= last:
        raise RunError(f"start: {first.isoformat()} is not before the end, {last.isoformat()}.")
    if first >= now:
        raise RunError(f"start: {first.isoformat()} has not come yet; Gong has no records of it.")
    return Window(first, last)


def _moment(name: str, value: Any) -> datetime:
    """Return an ISO date or time, taken as UTC where it does not say, in whole seconds."""
    try:
        moment = datetime.fromisoformat(str(value))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        raise RunError(f"{name}: {str(value)[:40]!r} is not a date or time such as 2026-11-01.") from None
