"""A pace in a file where tasks run on several machines: refused before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from airflow.models.errors import ParseImportError
from airflow.utils.session import create_session
from sqlalchemy import select

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.mark.parametrize("executor", ["CeleryExecutor", "KubernetesExecutor"])
def test_a_file_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch, executor: str) -> None:
    """Its operator sees an import error that names the setting; a task fails at once with the same words."""
    dataset = site.dataset("trackers")
    monkeypatch.setenv("AIRFLOW__CORE__EXECUTOR", executor)
    run = site.run(dataset)
    words = f"a file cannot be shared by the workers of {executor}"
    with create_session() as session:
        [text] = session.scalars(select(ParseImportError.stacktrace)).all()
    assert f"[gong] limiter_url:\n  {words}" in str(text)
    assert (run.task("trackers").state, run.task("trackers").try_number) == ("failed", 1)
    assert words in run.errors["trackers"]
    assert "[gong] limiter_url" in run.errors["trackers"]
    assert site.gong.exchanges == []


def test_a_redis_is_taken(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a Redis there is nothing to say when DAG files are read, and nothing to connect to."""
    site.dataset("trackers")
    monkeypatch.setenv("AIRFLOW__CORE__EXECUTOR", "CeleryExecutor")
    monkeypatch.setenv("AIRFLOW__GONG__LIMITER_URL", "redis://:a-password@nowhere:6379/1")
    site.sync_dags()
    with create_session() as session:
        assert session.scalars(select(ParseImportError.stacktrace)).all() == []
