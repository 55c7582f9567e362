"""What the demo keeps in its folder: its secrets, its lock, and copies of the files that a run made."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shlex
import shutil
from contextlib import suppress
from typing import IO, TYPE_CHECKING

import psutil  # type: ignore[import-untyped] # it ships no types
from cryptography.fernet import Fernet

from include.data_types import DATA_TYPE_IDS
from include.file_names import read_name
from scripts.demo_processes import DemoError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from mypy_boto3_s3 import S3Client

WIDTH = 110


def lock(folder: Path) -> IO[str]:
    """Make a folder and hold it. Raises `DemoError` when something else holds it.

    The processes that are started inherit the lock: what is left of those that were killed keeps it too.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    file = (folder / "lock").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pids = " ".join(map(str, _processes(folder)))
        raise DemoError(
            f"It is already running, in {folder}. Stop it with Ctrl-C in its terminal. What is left of one "
            f"that was killed is ended by: kill -9 {pids}"
        ) from None
    return file


_SECRETS: dict[str, Callable[[], str]] = {
    "fernet_key": lambda: Fernet.generate_key().decode(),
    "secret_key": lambda: secrets.token_hex(32),
    "jwt_secret": lambda: secrets.token_hex(32),
    "gong_access_key": lambda: secrets.token_hex(16).upper(),
    "gong_access_key_secret": lambda: secrets.token_urlsafe(48),
    "gong_client_id": lambda: secrets.token_hex(8),
    "gong_client_secret": lambda: secrets.token_urlsafe(32),
    "s3_access_key": lambda: secrets.token_hex(10).upper(),
    "s3_secret_key": lambda: secrets.token_urlsafe(30),
}


def read_secrets(path: Path) -> dict[str, str]:
    """Return the demo's own keys; each is made up when it is needed for the first time, and kept."""
    kept = json.loads(path.read_text()) if path.exists() else {}
    made = {name: make() for name, make in _SECRETS.items() if name not in kept}
    if made:
        _write_secret(path, json.dumps(kept | made, indent=2) + "\n")
    return {str(name): str(value) for name, value in (kept | made).items()}


def write_environment(path: Path, environment: Mapping[str, str]) -> None:
    """Write Airflow's settings as a file that a shell can read, for its command line."""
    lines = [
        f"export {name}={shlex.quote(value)}\n"
        for name, value in environment.items()
        if name.startswith("AIRFLOW")
    ]
    _write_secret(path, "".join(lines))


def copy_files(client: S3Client, bucket: str, prefix: str, folder: Path) -> dict[str, Path]:
    """Copy the current file of each data type to ``folder``, which holds nothing else afterwards.

    Returns the copies by data type, without those that are missing or empty.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    copies: dict[str, Path] = {}
    for entry in client.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", []):
        name = entry["Key"].removeprefix(prefix)
        known = read_name(name)
        if known and known.first_import and entry["Size"]:
            copies[known.data_type] = folder / name
            client.download_file(bucket, entry["Key"], str(folder / name))
    return {name: copies[name] for name in DATA_TYPE_IDS if name in copies}


def first_lines(path: Path, count: int) -> list[str]:
    """Return the first lines of a file, each as wide as a terminal may be."""
    with path.open(encoding="utf-8") as file:
        lines = [line.rstrip("\n") for _, line in zip(range(count), file, strict=False)]
    return [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in lines]


def _write_secret(path: Path, text: str) -> None:
    """Write a file that nobody else may read."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)


def _processes(folder: Path) -> list[int]:
    """Return the processes of a demo: they hold its lock, or name its folder in their command."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            held = str(folder / "lock") in (file.path for file in process.open_files())
            if (held or str(folder) in " ".join(process.cmdline())) and process.pid != os.getpid():
                found.append(process.pid)
    return found
