"""The Compose file, as the real Compose reads it: complete, without a secret of its own, and true."""

from __future__ import annotations

import base64
import errno
import json
import os
import re
import stat
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from gong.settings import SETTINGS
from scripts.compose_secrets import MADE, complete, read

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
AIRFLOW = {"init", "api-server", "scheduler", "dag-processor", "triggerer", "worker"}
SERVICES = AIRFLOW | {"postgres", "redis", "s3", "simulator"}


def compose(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Compose on the file with these variables and none of the machine's or of an `.env`."""
    return subprocess.run(  # noqa: S603 - our own file
        [BIN / "docker-compose", "--env-file", "/dev/null", "--project-directory", str(ROOT), *words],
        cwd=ROOT,
        env={"PATH": os.defpath, "HOME": "/nonexistent", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def made(tmp_path: Path) -> dict[str, str]:
    """Give the secrets of a new installation."""
    complete(tmp_path / ".env")
    return read(tmp_path / ".env")


@pytest.fixture
def services(made: dict[str, str]) -> dict[str, Any]:
    """Give every service as Compose understands it."""
    done = compose("--profile", "*", "config", "--format", "json", **made)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)["services"]
    return found


def test_what_is_started(services: dict[str, Any], made: dict[str, str]) -> None:
    """The storage server and the simulator are profiles; all else is there at once."""
    assert set(services) == SERVICES
    plain = compose("config", "--services", **made)
    assert set(plain.stdout.split()) == SERVICES - {"s3", "simulator"}


def test_every_service_is_watched_and_bounded(services: dict[str, Any]) -> None:
    """A health check and limits for each; the one that ends by itself is waited for."""
    for name, service in services.items():
        assert service["deploy"]["resources"]["limits"]["memory"], name
        assert "healthcheck" in service or name == "init", name
    for name in AIRFLOW - {"init"}:
        assert services[name]["depends_on"]["init"]["condition"] == "service_completed_successfully"
    assert all(":latest" not in services[name]["image"] for name in ("postgres", "redis", "s3"))


def test_tasks_wait_for_an_api_server_that_is_started_again(services: dict[str, Any]) -> None:
    """What exits is started again, and that takes half a minute."""
    assert {services[name]["restart"] for name in SERVICES - {"init"}} == {"unless-stopped"}
    found = services["worker"]["environment"]
    tries = int(found["AIRFLOW__WORKERS__EXECUTION_API_RETRIES"])
    assert (tries - 1) * float(found["AIRFLOW__WORKERS__EXECUTION_API_RETRY_WAIT_MIN"]) >= 30


def test_only_the_api_server_is_reachable(services: dict[str, Any]) -> None:
    """One port, on loopback unless somebody decides otherwise."""
    ports = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert list(ports) == ["api-server"]
    assert [port["host_ip"] for port in ports["api-server"]] == ["127.0.0.1"]


@pytest.mark.parametrize("name", sorted(MADE))
def test_no_secret_has_a_default(made: dict[str, str], name: str) -> None:
    """Without one of them, or with an empty one, nothing starts, and the message says what makes it."""
    for value in ({}, {name: ""}):
        others = {other: secret for other, secret in made.items() if other != name}
        done = compose("--profile", "*", "config", "--quiet", **others, **value)
        assert done.returncode != 0
        assert f"{name} is missing a value: is missing; make up makes it" in done.stderr


def test_the_secrets_of_an_installation(tmp_path: Path) -> None:
    """They are made once, of the right length, for nobody else to read; what is there stays."""
    path = tmp_path / ".env"
    assert set(complete(path)) == set(MADE)
    first = read(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(base64.urlsafe_b64decode(first["FERNET_KEY"])) == 32
    assert len(first["JWT_SECRET"]) >= 64
    assert len(first["API_SECRET_KEY"]) >= 32
    assert all(re.fullmatch(r"[0-9a-f]+", first[name]) for name in MADE if name != "FERNET_KEY")
    path.write_text(path.read_text().replace(f"REDIS_PASSWORD={first['REDIS_PASSWORD']}", "REDIS_PASSWORD="))
    with path.open("a") as file:
        file.write("WORKERS=7\n")
    assert complete(path) == ["REDIS_PASSWORD"]
    second = read(path)
    assert {name for name, value in second.items() if first.get(name) != value} == {
        "REDIS_PASSWORD",
        "WORKERS",
    }


def test_secrets_that_are_complete_are_not_touched(tmp_path: Path) -> None:
    """Starting the services writes nothing, not even the same; it only keeps others from reading."""
    path = tmp_path / ".env"
    complete(path)
    path.chmod(0o644)
    before = path.stat()
    assert complete(path) == []
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns, stat.S_IMODE(after.st_mode)) == (
        before.st_ino,
        before.st_mtime_ns,
        0o600,
    )


def test_a_disk_that_is_full_costs_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was there stays as it was, and nothing is left beside it."""
    path = tmp_path / ".env"
    path.write_text("FERNET_KEY=the-only-one\n")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        complete(path)
    assert path.read_text() == "FERNET_KEY=the-only-one\n"
    assert list(tmp_path.iterdir()) == [path]


def test_the_environment_is_true(services: dict[str, Any]) -> None:
    """Every component has the same block; classes exist, and settings of ours are settings of ours."""
    blocks = [services[name]["environment"] for name in AIRFLOW]
    common = {name: value for name, value in blocks[0].items() if all(b.get(name) == value for b in blocks)}
    known = {f"AIRFLOW__GONG__{setting.name.upper()}" for setting in SETTINGS}
    assert {name for name in common if name.startswith("AIRFLOW__GONG__")} <= known
    for value in common.values():
        if re.fullmatch(r"[a-z_]+(\.[a-z_0-9]+)+\.[A-Z]\w+", value):
            module, _, name = value.rpartition(".")
            assert hasattr(import_module(module), name)
    assert common["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor"
    assert common["AIRFLOW__GONG__LIMITER_URL"].startswith("redis://:")
    assert common["AIRFLOW__GONG__LIMITER_URL"] != common["AIRFLOW__CELERY__BROKER_URL"]


def test_the_dockerfile() -> None:
    """Hadolint finds nothing; what is copied exists; the simulator's versions are those of the lock."""
    done = subprocess.run(  # noqa: S603 - our own file
        [BIN / "hadolint", ROOT / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
    text = (ROOT / "Dockerfile").read_text()
    for line in re.findall(r"^COPY (?:--chown=\S+ )?(.+)$", text, re.MULTILINE):
        assert all((ROOT / source).exists() for source in line.split()[:-1])
    locked = (ROOT / "requirements" / "dev.txt").read_text()
    pins = re.findall(r"\b([a-z]+==[\w.]+)", text.partition("AS simulator")[2])
    assert len(pins) == 3
    assert all(f"\n{pin} " in locked for pin in pins)
    assert f"FROM apache/airflow:{_version(locked)}-" in text


def _version(locked: str) -> str:
    found = re.search(r"^apache-airflow==(\S+)", locked, re.MULTILINE)
    assert found
    return found[1]


def test_what_is_ignored() -> None:
    """The secrets of an installation are not committed, nor sent into an image."""
    for name in (".gitignore", ".dockerignore"):
        assert {".env", ".env.*"} <= set((ROOT / name).read_text().split())
    assert yaml.safe_load((ROOT / "docker-compose.yaml").read_text())["name"] == "gong-datasets"
