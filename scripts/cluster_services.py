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

import psutil  # type: ignore[import-untyped] # it ships no types

from scripts.demo_processes import HOST, DemoError, kill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CHECKOUT = Path(__file__).resolve().parent.parent
OWNER = "postgres"
DEBIAN = Path("/usr/lib/postgresql")


class Postgresql:
    """A PostgreSQL with an empty database `airflow` of a user `airflow`, which can be killed."""

    def __init__(self, port: int, password: str) -> None:
        programs = postgresql_programs()
        if programs is None:
            raise DemoError("PostgreSQL is not installed. On Debian: make setup-cluster")
        self._programs, self._port, self._password = programs, port, password
        self._folder = Path(tempfile.mkdtemp(prefix="gong-cluster-"))
        self._data = self._folder / "data"

    def create(self) -> None:
        """Make it and start it. Raises `DemoError`."""
        secret = self._folder / "password"
        secret.write_text(self._password)
        if os.geteuid() == 0:
            for path in (self._folder, secret):
                shutil.chown(path, OWNER)
        make = f"-D {self._data} -U airflow -A scram-sha-256 --pwfile={secret}".split()
        _run([str(self._programs / "initdb"), *make])
        with (self._data / "pg_hba.conf").open("a") as rules:
            rules.write("host all all samenet scram-sha-256\n")
        self.start()
        create = ["createdb", "--host", HOST, "--port", str(self._port), "--username", "airflow", "airflow"]
        _run([str(self._programs / create[0]), *create[1:]], PGPASSWORD=self._password)

    def start(self) -> None:
        """Start it and return when it answers. Raises `DemoError`."""
        options = (
            f"-p {self._port} -c listen_addresses={HOST} -c unix_socket_directories={self._folder}"
            " -c fsync=off"
        )
        _run([*self._control, "--wait", "--log", str(self._folder / "log"), "--options", options, "start"])

    def kill(self) -> None:
        """End all its processes with SIGKILL, as the end of its container would."""
        first = psutil.Process(int((self._data / "postmaster.pid").read_text().split()[0]))
        kill([first, *first.children(recursive=True)])

    def remove(self) -> None:
        """Stop it and remove all it has written."""
        subprocess.run(
            _as_owner([*self._control, "--mode=immediate", "stop"]), check=False, capture_output=True
        )
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _control(self) -> list[str]:
        return [str(self._programs / "pg_ctl"), "--pgdata", str(self._data), "--silent"]


@contextmanager
def postgresql(port: int, password: str) -> Iterator[Postgresql]:
    """Run PostgreSQL; it is gone at the end."""
    server = Postgresql(port, password)
    try:
        server.create()
        yield server
    finally:
        server.remove()


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
