"""The HTTP side: a threading server that hands requests to a function and sends what it returns."""

from __future__ import annotations

import socket
import sys
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from tests.simulator.wire import Reply, Request

if TYPE_CHECKING:
    from collections.abc import Callable

    Respond = Callable[[Request], Reply]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # one packet for head and body
    server: _Threads

    def _respond(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, parts.path, query, headers, self.rfile.read(length))
        try:
            self._send(self.server.respond(request))
        except ConnectionError:
            self.close_connection = True  # the client has gone, for instance after its timeout

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Answer every method alike; the base class looks for do_GET, do_POST and so on."""
        if name.startswith("do_"):
            return self._respond
        raise AttributeError(name)

    def _send(self, reply: Reply) -> None:
        if reply.ending == "drop":
            self.close_connection = True
            return
        content = reply.content()
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.content_type, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if reply.ending == "truncate":
            content = content[: len(content) // 2]
            self.close_connection = True
        self.wfile.write(content)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Stay quiet: the ledger has every request."""


class _Threads(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, respond: Respond, report: Callable[[str], None], host: str, port: int) -> None:
        self.respond, self.report = respond, report
        self.open: set[socket.socket] = set()
        super().__init__((host, port), _Handler)

    def process_request(self, request: socket.socket, client_address: tuple[str, int]) -> None:  # type: ignore[override] # TCP only
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override] # TCP only
        self.open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, _request: object, _client_address: object) -> None:
        """Report our own mistakes; stay quiet about connections that clients cut."""
        if not isinstance(sys.exception(), ConnectionError):
            self.report(traceback.format_exc())


class Server:
    """Serves ``respond`` on ``host`` and ``port`` (0: any free one); bound at once, serving from ``start``.

    ``report`` is told the traceback of a request that could not be answered.
    """

    def __init__(self, respond: Respond, report: Callable[[str], None], host: str, port: int) -> None:
        self._threads = _Threads(respond, report, host, port)
        self._thread: threading.Thread | None = None
        self.url = f"http://{host}:{self._threads.server_address[1]}"

    def start(self) -> None:
        """Serve in a thread."""
        serve = self._threads.serve_forever
        self._thread = threading.Thread(target=serve, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop accepting, and close the connections that are open."""
        if self._thread:
            self._threads.shutdown()
            self._thread.join()
        self._threads.server_close()
        for connection in list(self._threads.open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # already closed by the other side
