"""A Gong with accounts, and Airflow's database to keep them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.account_fixtures import Accounts


@pytest.fixture
def gong(airflow_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Accounts]:
    """Give a Gong whose access tokens live 60 seconds, and its clock."""
    from tests.account_fixtures import serve_accounts  # noqa: PLC0415 - after Airflow's home is set

    assert airflow_db is None
    for made in serve_accounts(monkeypatch, tmp_path):
        made.sim.oauth.lifetime = 61
        yield made
