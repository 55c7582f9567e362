"""What `make cluster` rests on: PostgreSQL on loopback, and the environment block of docker-compose.yaml.

PostgreSQL refuses to run as root, so root runs it as the user that Debian's package makes for it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.demo_processes import HOST, DemoError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CHECKOUT = Path(__file__).resolve().parent.parent
OWNER = "postgres"
DEBIAN = Path("/usr/lib/postgresql")


@contextmanager
def postgresql(port: int, password: str) -> Iterator[None]:
    """Run PostgreSQL with an empty database `airflow` of a user `airflow`; it is gone at the end."""
    programs = postgresql_programs()
    if programs is None:
        raise DemoError("PostgreSQL is not installed. On Debian: make setup-cluster")
    folder = Path(tempfile.mkdtemp(prefix="gong-cluster-"))
    data, secret = folder / "data", folder / "password"
    secret.write_text(password)
    if os.geteuid() == 0:
        for path in (folder, secret):
            shutil.chown(path, OWNER)
    options = f"-p {port} -c listen_addresses={HOST} -c unix_socket_directories={folder} -c fsync=off"
    control = [str(programs / "pg_ctl"), "--pgdata", str(data), "--silent"]
    try:
        _run([str(programs / "initdb"), *f"-D {data} -U airflow -A scram-sha-256 --pwfile={secret}".split()])
        with (data / "pg_hba.conf").open("a") as rules:
            rules.write("host all all samenet scram-sha-256\n")
        _run([*control, "--wait", "--log", str(folder / "log"), "--options", options, "start"])
        create = ["createdb", "--host", HOST, "--port", str(port), "--username", "airflow", "airflow"]
        _run([str(programs / create[0]), *create[1:]], PGPASSWORD=password)
        yield
    finally:
        subprocess.run(_as_owner([*control, "--mode=immediate", "stop"]), check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def postgresql_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, or None where it is not installed."""
    found = shutil.which("pg_ctl")
    candidates = [Path(found).resolve().parent] if found else sorted(DEBIAN.glob("*/bin"), reverse=True)
    return next(iter(candidates), None)


def _as_owner(command: list[str]) -> list[str]:
    return ["runuser", "-u", OWNER, "--", *command] if os.geteuid() == 0 else command


def _run(command: list[str], **environment: str) -> None:
    done = subprocess.run(
        _as_owner(command),
        cwd="/",
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DemoError(f"{Path(command[0]).name} has failed:\n{done.stderr[-2000:]}")


def composed(service: str, secrets: Mapping[str, str], addresses: Mapping[str, str]) -> dict[str, str]:
    """Return the environment that docker-compose.yaml gives a service, with these values of its variables.

    The real Compose reads it, so that there is one block for both.
    """
    compose = Path(sys.executable).parent / "docker-compose"
    done = subprocess.run(
        [str(compose), "--file", str(CHECKOUT / "docker-compose.yaml"), "config", "--format", "json"],
        cwd=CHECKOUT,
        env={"PATH": os.defpath, "HOME": os.environ.get("HOME", "/"), **secrets, **addresses},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DemoError(f"docker-compose.yaml cannot be used:\n{done.stderr[-2000:]}")
    found = json.loads(done.stdout)["services"][service]["environment"]
    return {name: str(value) for name, value in found.items()}
