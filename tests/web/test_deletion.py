"""Deleting a dataset through the pages' API: definition, DAG, history, and files if that is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from airflow.models.taskinstance import TaskInstance
from airflow.models.variable import Variable
from airflow.utils.session import create_session
from sqlalchemy import delete, update

from include.datasets import Dataset
from tests.servers import BUCKET, keys, once, refusal
from tests.web.asking import backfill, left_in_airflow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site
    from tests.web.conftest import Pages

API = "/gong/api/datasets"


@pytest.fixture
def page_made(site: Site) -> Iterator[str]:
    """Give the name of a dataset that was made on the page and synced."""
    fields = {"owner": "uma", "bucket": BUCKET, "data_types": ["users"]}
    Variable.set("gong_dataset__page-made", json.dumps(fields))
    dag = site.sync_dags()["gong__page-made"]
    assert dag
    yield "page-made"
    with create_session() as session:
        session.execute(delete(Variable))


@pytest.mark.parametrize("files", ["keep", "delete"])
def test_deleting_a_dataset(pages: Pages, site: Site, page_made: str, files: str) -> None:
    """Definition, DAG and history go; files only if that is asked for, and never those of other sources."""
    for name in ("gong_users_20250320_120000.txt", "theirs.txt"):
        site.s3.put_object(Bucket=BUCKET, Key=f"{page_made}/{name}", Body=b"x")
    uma = pages.client("uma")
    answer = uma.delete(f"{API}/{page_made}", params={"files": files})
    assert answer.status_code == 200, answer.text
    left = ["page-made/theirs.txt"]
    if files == "keep":
        left.insert(0, "page-made/gong_users_20250320_120000.txt")
        assert answer.json()["message"] == "page-made was deleted; its files stay where they are."
    else:
        assert "Deleted with it: 1 file from Gong or uploaded; 1 file of other sources stayed." in answer.text
    assert answer.json()["complete"]
    assert keys(site.s3) == left
    assert uma.get(f"{API}/{page_made}").status_code == 404
    assert uma.get(f"/api/v2/dags/gong__{page_made}").status_code == 404


def deleted_but(pages: Pages, site: Site, name: str, monkeypatch: pytest.MonkeyPatch, operation: str) -> str:
    """Delete a dataset with its file while the store refuses an operation; return what is told."""
    site.s3.put_object(Bucket=BUCKET, Key=f"{name}/gong_users_20250320_120000.txt", Body=b"x")
    monkeypatch.setattr("gong.web.storage.client", lambda _: site.s3)
    once(site.s3, operation, lambda: refusal(403, "AccessDenied"))
    answer = pages.client("uma").delete(f"{API}/{name}", params={"files": "delete"})
    assert answer.status_code == 200
    assert not answer.json()["complete"]
    return str(answer.json()["message"])


def test_unfinished_uploads_that_cannot_be_looked_for(
    pages: Pages, site: Site, page_made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are gone, and nobody is told otherwise."""
    told = deleted_but(pages, site, page_made, monkeypatch, "ListMultipartUploads")
    assert keys(site.s3) == []
    assert "Deleted with it: 1 file from Gong or uploaded. What imports may have left" in told
    assert "still there" not in told


def test_files_that_cannot_be_deleted(
    pages: Pages, site: Site, page_made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dataset is gone, but the answer says that its files are not, why, and what to do."""
    told = deleted_but(pages, site, page_made, monkeypatch, "DeleteObject")
    assert "page-made was deleted. Its files are still there, or some of them: Cannot" in told
    assert "Allow s3:DeleteObject" in told
    assert "make a dataset with the same bucket and folder" in told


def test_deleting_a_dataset_during_its_backfill(pages: Pages, site: Site, page_made: str) -> None:
    """Between two of its runs, the backfill goes with the DAG, and nothing of it comes back."""
    dag_id = f"gong__{page_made}"
    backfill(dag_id)
    assert left_in_airflow(dag_id) == {"dag": 1, "runs": 3, "backfills": 1}
    uma = pages.client("uma")
    answer = uma.delete(f"{API}/{page_made}")
    assert answer.status_code == 200, answer.text
    assert dag_id not in site.sync_dags()
    assert left_in_airflow(dag_id) == {"dag": 0, "runs": 0, "backfills": 0}


def test_a_dataset_at_work_is_not_deleted(pages: Pages, site: Site, page_made: str) -> None:
    """Airflow deletes no DAG whose tasks run; nothing of it is gone then."""
    made = Dataset.from_mapping({"name": page_made, "bucket": BUCKET, "data_types": ["users"]}, "test")
    run = site.run(made)
    with create_session() as session:
        of_run = TaskInstance.run_id == run.dag_run.run_id
        session.execute(update(TaskInstance).where(of_run).values(state="running"))
    uma = pages.client("uma")
    answer = uma.delete(f"{API}/{page_made}")
    assert answer.status_code == 409
    assert answer.json()["detail"].startswith("Tasks of this dataset are running. Pause syncing")
    assert "cancel the backfill" in answer.json()["detail"]
    assert uma.get(f"{API}/{page_made}").status_code == 200
    with create_session() as session:
        session.execute(update(TaskInstance).where(of_run).values(state="success"))
