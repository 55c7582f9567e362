"""Makes `.env`, the secrets of one installation with Docker Compose: `python3 -m scripts.compose_secrets`.

What is there already stays; what is missing is made up. The standard library only, because `make up` needs no
`.venv`. Hexadecimal, so that a secret can stand in a URL.
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ENV = Path(__file__).resolve().parent.parent / ".env"


def fernet_key() -> str:
    """Return a Fernet key: 32 bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def _hex(length: int) -> Callable[[], str]:
    return lambda: secrets.token_hex(length)


MADE: dict[str, Callable[[], str]] = {
    "FERNET_KEY": fernet_key,
    "API_SECRET_KEY": _hex(32),
    "JWT_SECRET": _hex(64),
    "POSTGRES_PASSWORD": _hex(24),
    "REDIS_PASSWORD": _hex(24),
    "ADMIN_PASSWORD": _hex(12),
    "S3_ACCESS_KEY": _hex(10),
    "S3_SECRET_KEY": _hex(20),
    "GONG_ACCESS_KEY": _hex(16),
    "GONG_ACCESS_KEY_SECRET": _hex(32),
}
"""Every secret that docker-compose.yaml asks for, and how it is made."""


def read(path: Path) -> dict[str, str]:
    """Return what the file sets."""
    if not path.exists():
        return {}
    pairs = (line.partition("=") for line in path.read_text().splitlines() if not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}


def complete(path: Path) -> list[str]:
    """Add what is missing or empty to the file, which nobody else may read; return the names.

    Where nothing is, its content is left alone. Else another one takes its place when it is whole: what is
    lost of the old one, such as the Fernet key, cannot be made again.
    """
    found = read(path)
    lacking = [name for name in MADE if not found.get(name)]
    if not lacking:
        path.chmod(0o600)
        return []
    before = (
        path.read_text()
        if path.exists()
        else "# Secrets of this installation. Keep a copy: docs/deployment.md.\n"
    )
    kept = [line for line in before.splitlines() if line.partition("=")[0].strip() not in lacking]
    if not path.exists():
        kept.append(f"AIRFLOW_UID={os.getuid() or 50000}")
    _replace(path.resolve(), [*kept, *(f"{name}={MADE[name]()}" for name in lacking)])
    return lacking


def _replace(path: Path, lines: list[str]) -> None:
    """Write a file beside ``path``, with mode 600, and put it in its place once it is on the disk."""
    number, beside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(number, "w") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(number)
        Path(beside).replace(path)
    except BaseException:  # whoever stops it leaves no second file of secrets, either
        Path(beside).unlink()
        raise


def main() -> int:
    """Complete `.env` and tell what was made; never the values."""
    if made := complete(ENV):
        print(
            f"Made in {ENV.name}: {', '.join(made)}. Keep a copy of it; without it the data cannot be read."
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
