"""Runs of datasets that read from their owner's account, in Airflow."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from airflow import settings
from airflow.configuration import AIRFLOW_HOME

from gong.account import account_conn_id
from gong.vault import accounts
from include.data_types import DATA_TYPE_IDS, scopes
from tests.account_fixtures import Accounts, configure
from tests.clocks import Clock
from tests.servers import body, keys
from tests.simulator import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from airflow.models.taskinstance import TaskInstance

    from tests.conftest import Site


@pytest.fixture
def account(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Accounts]:
    """Give a site where users can connect; its Gong stands still in time, so no token gets old."""
    configure(monkeypatch, site.gong, tmp_path)
    yield Accounts(site.gong, Clock(site.gong.clock()))
    for each in accounts.everybodys():
        accounts.remove(each.conn_id)


def database() -> str:
    """Return all of Airflow's database as text."""
    engine = settings.engine
    assert engine
    assert engine.url.database
    with closing(sqlite3.connect(engine.url.database)) as opened:
        return "\n".join(opened.iterdump())


def logs() -> str:
    """Return all that Airflow wrote into its home besides the database."""
    files = [path for path in Path(AIRFLOW_HOME).rglob("*.log") if path.is_file()]
    return "\n".join(path.read_text(errors="replace") for path in files)


def test_no_secret_is_found_outside_its_store(
    site: Site, account: Accounts, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """A sync of all types by OAuth, and one by key: neither database, logs, files nor output hold any."""
    caplog.set_level(logging.DEBUG)
    conn_id = account.connect("uma", tuple(scopes()))
    account.connect_key("dana")
    for owner in ("uma", "dana"):
        dataset = site.dataset(*DATA_TYPE_IDS, owner=owner, gong_conn_id=account_conn_id(owner))
        run = site.run(dataset)
        assert run.state == "success", run.errors
    assert account.stored(conn_id).used_at
    secrets = [*site.gong.oauth.issued, site.gong.access_key_secret, site.gong.client_secret]
    assert len(secrets) == 7  # a code and two pairs of tokens: by the real clock the first is old
    files = "".join(body(site.s3, key).decode() for key in keys(site.s3))
    written = {
        "output": "".join(capfd.readouterr()),
        "database": database(),
        "log": caplog.text,
        "files": files,
    }
    written["airflow's logs"] = logs()
    assert "gong_account__uma" in written["database"]
    assert [(place, secret) for place, text in written.items() for secret in secrets if secret in text] == []


@pytest.mark.parametrize("dead", ["disconnected", "revoked", "never connected", "wrong key", "inactive"])
def test_a_dead_account_fails_at_once(site: Site, account: Accounts, dead: str) -> None:
    """With the sentence that helps and without retries; files that are there stay."""
    conn_id = account.connect("uma")
    told = {
        "disconnected": "There is no Gong account behind this connection",
        "never connected": "There is no Gong account behind this connection",
        "revoked": "has to be connected anew. Gong does not accept its refresh token any more",
        "wrong key": "does not accept the credential",
        "inactive": "the company is inactive",
    }[dead]
    if dead == "disconnected":
        accounts.remove(conn_id)
    elif dead == "never connected":
        conn_id = account_conn_id("otto")
    elif dead == "revoked":
        accounts.change(account.stored(conn_id), problem=told.partition(". ")[2])
    elif dead == "wrong key":
        accounts.connect_key("uma", site.gong.url, "KEY", "wrong")
    else:
        site.gong.company_active = False
    owner = "otto" if dead == "never connected" else "uma"
    run = site.run(site.dataset("users", "trackers", owner=owner, gong_conn_id=conn_id))
    assert run.types == {"users": "failed", "trackers": "failed"}
    tasks: list[TaskInstance] = [each for each in run.instances if each.map_index >= 0]
    assert {each.try_number for each in tasks} == {1}
    assert all(told in run.errors[name] for name in ("users", "trackers")), run.errors


def test_an_account_that_cannot_be_renewed_now_is_tried_again(site: Site, account: Accounts) -> None:
    """An outage of the token endpoint, or of the database, is no reason to give up."""
    conn_id = account.connect("uma")
    stored = account.stored(conn_id)
    accounts.change(stored, expires_at=stored.connected_at.replace(year=2000), issued_at=stored.connected_at)
    site.gong.faults = [Fault("/oauth2/gen", kind="500", times=None)]
    run = site.run(site.dataset("users", owner="uma", gong_conn_id=conn_id))
    assert list(run.types.values()) == ["up_for_retry"]
    assert "It was the token endpoint" in " ".join(run.errors.values())
