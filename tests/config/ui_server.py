"""A small web server on loopback for browser tests of the frames: pages by name, static files, an event stream, a record of what was sent.

Its Content-Security-Policy is as strict as the product's own, so a page that needs inline code fails here.
"""

from __future__ import annotations

import json
import mimetypes
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

STATIC = Path(__file__).resolve().parents[2] / "config" / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
Answer = tuple[str, dict[str, str], str]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a test's output is its own."""


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves a stream is no error."""


class UiServer:
    """Serves `pages` (path → html maker) and `posts` (path → answer maker); `send` pushes an event; `cut` breaks the stream."""

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[dict[str, list[str]]], str]] = {}
        self.posts: dict[str, Callable[[dict[str, str], dict[str, list[str]]], Answer]] = {}
        self.received: list[tuple[str, dict[str, str], dict[str, list[str]]]] = []
        self.asked: list[str] = []
        self.opened = threading.Event()
        self.refuse_events = False
        self._streams: list[queue.Queue[str | None]] = []
        self._server = make_server("127.0.0.1", 0, self._app, server_class=_Threads, handler_class=_Quiet)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Ends the streams and the server."""
        self.cut()
        self._server.shutdown()
        self._server.server_close()

    def send(self, event_id: str = "", **message: Any) -> None:
        """One event to every open stream."""
        text = (f"id: {event_id}\n" if event_id else "") + f"data: {json.dumps(message)}\n\n"
        for stream in list(self._streams):
            stream.put(text)

    def cut(self) -> None:
        """Ends every open stream, as a broken connection would."""
        self.opened.clear()
        for stream in self._streams:
            stream.put(None)
        self._streams = []

    def _app(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path, query = environ["PATH_INFO"], parse_qs(environ["QUERY_STRING"])
        if path.startswith("/static/"):
            return self._static(path.removeprefix("/static/"), start)
        self.asked.append(path + ("?" + environ["QUERY_STRING"] if environ["QUERY_STRING"] else ""))
        if path == "/events/":
            return self._events(start)
        if environ["REQUEST_METHOD"] == "POST" and path in self.posts:
            return self._post(path, environ, start)
        page = self.pages.get(path)
        body = page(query).encode() if page else b"nothing here"
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", POLICY)]
        start("200 OK" if page else "404 Not Found", headers)
        return [body]

    def _static(self, name: str, start: Callable[..., Any]) -> Iterable[bytes]:
        file = STATIC / name
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        start("200 OK" if file.is_file() else "404 Not Found", [("Content-Type", kind)])
        return [file.read_bytes() if file.is_file() else b""]

    def _post(self, path: str, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        raw = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        headers = {
            name[5:].replace("_", "-").lower(): str(v) for name, v in environ.items() if name.startswith("HTTP_")
        }
        data = parse_qs(raw) if "urlencoded" in environ.get("CONTENT_TYPE", "") else {"raw": [raw]}
        self.received.append((path, headers, data))
        status, extra, body = self.posts[path](headers, data)
        start(status, [("Content-Type", "text/html; charset=utf-8"), *extra.items()])
        return [body.encode()]

    def _events(self, start: Callable[..., Any]) -> Iterable[bytes]:
        if self.refuse_events:
            start("503 Service Unavailable", [("Content-Type", "text/plain")])
            return [b""]
        stream: queue.Queue[str | None] = queue.Queue()
        start("200 OK", [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")])
        return self._stream(stream)

    def _stream(self, stream: queue.Queue[str | None]) -> Iterator[bytes]:
        self._streams.append(stream)
        yield b": open\n\n"
        self.opened.set()
        while True:
            text = stream.get()
            if text is None:
                return
            yield text.encode()
