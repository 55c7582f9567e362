"""A folder for definitions and a place for Variables, both empty; a plugin of pytest's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from include import stores

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., None]


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch) -> dict[str, str | None]:
    """Give the Variables' texts by dataset, to be filled, in the place of Airflow's."""
    texts: dict[str, str | None] = {}

    def read(only: str | None = None) -> dict[str, str | None]:
        return {name: text for name, text in texts.items() if only in (None, name)}

    monkeypatch.setattr(stores, "variable_texts", read)
    return texts


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str | None]) -> Path:
    """Give the configured folder, empty; there are no Variables either."""
    assert variables == {}
    monkeypatch.setenv("AIRFLOW__GONG__DATASETS_FOLDER", str(tmp_path))
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Write:
    """Give a function that writes a file whose dataset has this name, and other lines."""

    def write(file: str, name: str, lines: str = "") -> None:
        (folder / file).write_text(f"name: {name}\nbucket: acme\ndata_types: [calls]\n{lines}")

    return write
