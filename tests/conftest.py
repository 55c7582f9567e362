"""Airflow for the tests: a home of its own, set before anything imports Airflow, and gone afterwards."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

_ROOT = Path(__file__).resolve().parent.parent
_HOME = tempfile.TemporaryDirectory(prefix="gong-datasets-airflow-")

for _name in [name for name in os.environ if name.startswith("AIRFLOW_")]:
    del os.environ[_name]
os.environ |= {
    "AIRFLOW_HOME": _HOME.name,
    "AIRFLOW__CORE__DAGS_FOLDER": str(_ROOT / "dags"),
    "AIRFLOW__CORE__PLUGINS_FOLDER": str(_ROOT / "plugins"),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__FERNET_KEY": Fernet.generate_key().decode(),
    "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(32),
}


@pytest.fixture(scope="session")
def airflow_db() -> None:
    """Make Airflow's database, an SQLite file in its home."""
    from airflow.utils.db import initdb  # noqa: PLC0415 - only for the tests that ask for it

    initdb()
