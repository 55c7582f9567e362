"""A way to a server that is slow, breaks in the middle of what is sent, or answers in its place."""

from __future__ import annotations

import re
import socket
import struct
import threading
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
PIECE = 65_536


@dataclass
class Instead:
    """An answer that the way itself gives to requests whose first line matches ``line``."""

    line: str
    status: int
    body: str

    def strikes(self, piece: bytes) -> bool:
        """Tell whether these bytes begin such a request."""
        return re.match(self.line, piece.partition(b"\r\n")[0].decode("latin-1")) is not None

    @property
    def answer(self) -> bytes:
        """The whole answer."""
        head = f"HTTP/1.1 {self.status} -\r\nContent-Type: application/xml\r\nConnection: close\r\n"
        return f"{head}Content-Length: {len(self.body)}\r\n\r\n{self.body}".encode()


def refusal(line: str, status: int, code: str) -> Instead:
    """Return S3's refusal of such requests."""
    return Instead(line, status, f"<Error><Code>{code}</Code><Message>-</Message></Error>")


@dataclass
class Way:
    """``pause`` is in seconds per piece of 64 kB; after ``cut`` bytes of a connection it is reset."""

    url: str
    pause: float = 0.0
    cut: int | None = None
    instead: list[Instead] = field(default_factory=list)


@contextmanager
def way_to(url: str) -> Iterator[Way]:
    """Listen at a port of its own and pass everything on to ``url``, both ways."""
    target = urlsplit(url).port
    with socket.create_server((HOST, 0)) as listener:
        way = Way(f"http://{HOST}:{listener.getsockname()[1]}")

        def accept() -> None:
            with suppress(OSError):
                while True:
                    client, _ = listener.accept()
                    server = socket.create_connection((HOST, target))
                    for ends in ((client, server, True), (server, client, False)):
                        threading.Thread(target=_pass_on, args=(way, *ends), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield way
        listener.shutdown(socket.SHUT_RDWR)


def _pass_on(way: Way, source: socket.socket, target: socket.socket, sending: bool) -> None:  # noqa: FBT001
    passed = 0
    with closing(source), closing(target), suppress(OSError):
        while piece := source.recv(PIECE):
            passed += len(piece)
            for each in way.instead:
                if sending and each.strikes(piece):
                    source.sendall(each.answer)
                    return
            if sending and way.cut is not None and passed > way.cut:
                # Closing with this option resets the connection instead of ending it in good order.
                source.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            time.sleep(way.pause)
            target.sendall(piece)
