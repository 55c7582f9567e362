"""A way to a server that is slow, or breaks in the middle of what is sent."""

from __future__ import annotations

import socket
import struct
import threading
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
PIECE = 65_536


@dataclass
class Way:
    """``pause`` is in seconds per piece of 64 kB; after ``cut`` bytes of a connection it is reset."""

    url: str
    pause: float = 0.0
    cut: int | None = None


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
            if sending and way.cut is not None and passed > way.cut:
                # Closing with this option resets the connection instead of ending it in good order.
                source.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            time.sleep(way.pause)
            target.sendall(piece)
