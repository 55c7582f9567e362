"""`airflow gong`: the accounts on the command line, without their secrets."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from airflow.cli import cli_parser
from airflow.models import crypto
from cryptography.fernet import Fernet

from gong.vault.sealing import signing_keys, unseal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.account_fixtures import Accounts


def run(*words: str) -> None:
    """Run a command as `airflow` does."""
    parser: Any = cli_parser
    arguments = parser.get_parser().parse_args(["gong", *words])
    arguments.func(arguments)


def test_listing_and_removing(gong: Accounts, capsys: pytest.CaptureFixture[str]) -> None:
    """Who is connected where; a removal says what is left in Gong."""
    gong.connect("uma")
    gong.connect_key("Zoë")
    run("accounts", "--output", "json")
    told = capsys.readouterr().out
    rows = json.loads(told)
    assert [(row["owner"], row["method"], row["host"]) for row in rows] == [
        ("Zoë", "api_key", gong.sim.url),
        ("uma", "oauth", gong.sim.url),
    ]
    assert not any(secret in told for secret in (gong.sim.access_key_secret, *gong.sim.oauth.issued))
    run("remove-account", "Zoë")
    assert "still in Gong" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="Zoë has no Gong account"):
        run("remove-account", "Zoë")


def test_rotating(gong: Accounts, capsys: pytest.CaptureFixture[str]) -> None:
    """After it, the old key is not needed any more."""
    conn_id = gong.connect("uma")
    before, old, new = unseal(gong.stored(conn_id).sealed), signing_keys()[0], Fernet.generate_key().decode()
    with keys(f"{new},{old}"):
        run("rotate-fernet-key")
    assert "1 Gong accounts" in capsys.readouterr().out
    with keys(new):
        assert unseal(gong.stored(conn_id).sealed) == before


def test_rotating_where_a_key_is_lost(gong: Accounts, capsys: pytest.CaptureFixture[str]) -> None:
    """All other accounts are rotated; the command fails and names the owners whose are not."""
    old, new, lost = signing_keys()[0], *(Fernet.generate_key().decode() for _ in range(2))
    with keys(lost):
        gong.connect_key("ann")
        gong.connect_key("dana")
    last = gong.connect("uma")
    with keys(f"{new},{old}"), pytest.raises(SystemExit, match=r"2 could not be read.*: ann, dana\. Add"):
        run("rotate-fernet-key")
    assert "1 Gong accounts are encrypted" in capsys.readouterr().out
    with keys(new):
        assert unseal(gong.stored(last).sealed)["refresh_token"] in gong.sim.oauth.refresh
    with keys(""), pytest.raises(SystemExit, match="fernet_key is empty"):
        run("rotate-fernet-key")


@contextmanager
def keys(value: str) -> Iterator[None]:
    """Set Airflow's Fernet keys, which it otherwise keeps for the life of a process."""
    with patch.dict(os.environ, AIRFLOW__CORE__FERNET_KEY=value):
        crypto.get_fernet.cache_clear()
        yield
    crypto.get_fernet.cache_clear()
