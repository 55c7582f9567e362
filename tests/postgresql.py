"""A PostgreSQL of the tests' own, where one is installed (Debian: `apt-get install postgresql`)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OWNER = "postgres"
HOST = "127.0.0.1"


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, or None where it is not installed."""
    found = shutil.which("pg_ctl")
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return Path(found).parent if found else next(iter(candidates), None)


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a server on loopback with an empty database; yield its address for SQLAlchemy."""
    folder = Path(tempfile.mkdtemp(prefix="gong-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    options = f"-p {port} -c listen_addresses={HOST} -c unix_socket_directories={folder} -c fsync=off"
    control = ["pg_ctl", "--pgdata", f"{folder}/data", "--silent"]
    try:
        _run("initdb", "-D", f"{folder}/data", "-U", "airflow", "-A", "trust")
        _run(*control, "--wait", "--log", f"{folder}/log", "--options", options, "start")
        yield f"postgresql+psycopg://airflow@{HOST}:{port}/postgres"
    finally:
        _run(*control, "--mode=immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(name: str, *arguments: str) -> None:
    """Run a program as the user that PostgreSQL accepts: not root."""
    folder = programs()
    assert folder
    as_owner = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    command = [*as_owner, str(folder / name), *arguments]
    subprocess.run(command, cwd="/", check=True, capture_output=True)  # noqa: S603 - its words are ours
