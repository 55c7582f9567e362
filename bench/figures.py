"""Figures: what was measured, beside what was promised."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measurement. ``limit`` is the promise, an upper bound; None where there is none at this size."""

    what: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def kept(self) -> str:
        """Whether the promise is kept."""
        if self.limit is None:
            return ""
        return "ok" if self.value <= self.limit else "MISSED"

    def line(self) -> str:
        """Return the table's row."""
        limit = "" if self.limit is None else f"≤ {self.limit:g}"
        return f"{self.what:<72} {self.value:>10.2f} {self.unit:<9} {limit:>10} {self.kept}"


def show(figures: list[Figure]) -> None:
    """Print one table, then one JSON line per figure."""
    for figure in figures:
        print(figure.line())
    print()
    for figure in figures:
        print(json.dumps(asdict(figure)))
