"""What definitions may do to Airflow: mistakes cost nobody else a DAG, and no text is ever executed."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from airflow.models.dag import DagModel
from airflow.models.errors import ParseImportError
from airflow.models.variable import Variable
from airflow.utils.session import create_session
from sqlalchemy import select

from include.data_types import DATA_TYPE_IDS
from tests.servers import ADMIN, body, keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site

INJECTION = "{{ conn.gong_default.password }}"


@pytest.fixture
def broken_variable(airflow_db: None) -> Iterator[None]:
    """Keep a definition with a mistake in a Variable."""
    assert airflow_db is None
    Variable.set("gong_dataset__from-the-page", '{"bucket": "acme", "data_types": ["cals"]}')
    yield
    Variable.delete("gong_dataset__from-the-page")


def test_mistakes(site: Site, broken_variable: None) -> None:
    """Mistakes are the import error of a file of their own, with place, field, value, nearest valid one."""
    assert broken_variable is None
    good = site.dataset("users")
    (site.folder / "broken.yaml").write_text(
        "name: broken\nbuckett: acme\nbucket: acme\ndata_types: [transcript]\n"
    )
    dags = site.sync_dags()
    assert set(dags) == {good.dag_id}
    with create_session() as session:
        [[file, text]] = session.execute(select(ParseImportError.filename, ParseImportError.stacktrace)).all()
        model = session.get_one(DagModel, good.dag_id)
        assert (model.has_import_errors, model.is_stale) == (False, False)
    assert file == "gong_dataset_errors.py"
    said = str(text)
    for part in ("broken.yaml", "buckett", "bucket", "'transcript'", "'transcripts'"):
        assert part in said
    for part in ("Variable gong_dataset__from-the-page", "data_types", "'cals'", "'calls'"):
        assert part in said
    assert site.run(good).state == "success"


def test_corrected_mistakes(site: Site) -> None:
    """The import error is gone as soon as the files are read after the correction, and the DAG is there."""
    (site.folder / "mended.yaml").write_text("name: mended\nbucket: acme\n")
    assert site.sync_dags() == {}
    (site.folder / "mended.yaml").write_text("name: mended\nbucket: acme\ndata_types: [calls]\n")
    assert set(site.sync_dags()) == {"gong__mended"}
    with create_session() as session:
        assert session.scalars(select(ParseImportError.filename)).all() == []


def test_templates_in_a_definition(site: Site) -> None:
    """A template in a definition stays the text it is: it brings no secret into Airflow or a file's name."""
    dataset = site.dataset(
        "users", "trackers", description=INJECTION, tags=[INJECTION], prefix=f"{INJECTION}/", owner=INJECTION
    )
    run = site.run(dataset)
    assert run.state == "success"
    assert all(key.startswith(f"{INJECTION}/gong_") for key in keys(site.s3))
    dag = site.sync_dags()[dataset.dag_id]
    assert dag.description == INJECTION
    assert INJECTION in str(dag.doc_md)
    assert site.gong.access_key_secret not in dump()


def test_templates_in_a_runs_parameters(site: Site) -> None:
    """A template among a run's parameters is refused as what it is not."""
    run = site.run(site.dataset("users"), start=INJECTION)
    assert run.state == "failed"
    assert f"start: '{INJECTION[:40]}' is not a date" in run.errors["plan"]


def test_what_airflow_gets_to_keep(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    """After runs of all types, Airflow's database and logs hold no secret, sentence or person of Gong's."""
    dataset = site.dataset(*DATA_TYPE_IDS, limit=10)
    capfd.readouterr()
    run = site.run(dataset)
    site.gong.key_scopes = {"api:users:read"}
    poorer = site.run(dataset)
    site.gong.revoke()
    dead = site.run(dataset)
    assert [run.state, poorer.state, dead.state] == ["success", "success", "failed"]
    assert set(run.types.values()) == {"success"}
    stored, logged = dump(), "".join(capfd.readouterr())
    assert dataset.prefix in stored
    assert "Reconnect your Gong account" in logged
    files = "\n".join(body(site.s3, key).decode() for key in keys(site.s3))
    people = set(re.findall(r"[\w.+-]+@[\w-]+\.[\w.]+\w", files))
    sentences = {
        line for line in re.findall(r"^\[\d\d:\d\d:\d\d\] .*?: (.+)$", files, re.MULTILINE) if len(line) > 30
    }
    titles = set(re.findall(r"^Title: (.{15,})$", files, re.MULTILINE))
    secrets = {site.gong.access_key_secret, ADMIN.secret_key}
    assert min(len(people), len(sentences), len(titles)) > 5
    for text in people | sentences | titles | secrets:
        assert text not in stored
        assert text not in logged


def dump() -> str:
    """Return everything that Airflow's database holds."""
    with closing(sqlite3.connect(Path(os.environ["AIRFLOW_HOME"]) / "airflow.db")) as database:
        return "\n".join(database.iterdump())
