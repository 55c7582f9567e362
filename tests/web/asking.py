"""What tests of datasets ask the pages' API, and what they declare for it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from airflow.models.backfill import Backfill
from airflow.models.dag import DagModel
from airflow.models.dagrun import DagRun
from airflow.models.variable import Variable
from airflow.utils.session import create_session
from sqlalchemy import select

from gong.account import account_conn_id
from tests import backfills

if TYPE_CHECKING:
    import pytest
    from starlette.testclient import TestClient

    from tests.conftest import Site

API = "/gong/api/datasets"


def share(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Declare the simulator's connection, `gong_default`, shared."""
    gong = {
        "conn_type": "gong",
        "host": site.gong.url,
        "login": site.gong.access_key,
        "password": site.gong.access_key_secret,
        "extra": {"shared": True},
    }
    monkeypatch.setenv("AIRFLOW_CONN_GONG_DEFAULT", json.dumps(gong))


def definition(account: str, **fields: Any) -> dict[str, Any]:
    """Return a definition as the form sends it, with a user's own account."""
    needed = {"name": "sales", "bucket": "calls", "data_types": ["users", "calls"]}
    return {**needed, "gong_conn_id": account_conn_id(account), **fields}


def create(client: TestClient, owner: str, **fields: Any) -> str:
    """Create a dataset that must be in order; return its version."""
    answer = client.post(API, json={"definition": definition(owner, **fields)})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["version"])


def stored(name: str = "sales") -> dict[str, Any]:
    """Return what the Variable of a dataset holds."""
    found: dict[str, Any] = json.loads(Variable.get(f"gong_dataset__{name}"))
    return found


def backfill(dag_id: str) -> None:
    """Let Airflow backfill three days of a DAG."""
    backfills.backfill(dag_id, datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 3, 3, tzinfo=UTC))


def left_in_airflow(dag_id: str) -> dict[str, int]:
    """Count what Airflow has of a DAG."""
    wanted = {
        "dag": select(DagModel.dag_id).where(DagModel.dag_id == dag_id),
        "runs": select(DagRun.id).where(DagRun.dag_id == dag_id),
        "backfills": select(Backfill.id).where(Backfill.dag_id == dag_id),
    }
    with create_session() as session:
        return {what: len(session.execute(each).all()) for what, each in wanted.items()}
