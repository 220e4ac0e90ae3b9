"""A real HTTP server on loopback that answers as each test tells it to, and remembers what it was asked."""

from __future__ import annotations

import http.server
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from accounts.outside.http import GuardedClient, Limits
from monitoring.feeds.connectors.protocol import Batch, Config, Connector, Context, Cursor, Post

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """One request: its method, path with query, headers (lower case) and body."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Answer:
    """What to send back. `length` overrides Content-Length; None leaves it out. `raw` writes to the socket itself."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = -1
    raw: Callable[[Any], None] | None = None


class _Listener(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Quiet: clients that hang up are part of the tests."""


class Server:
    """`answers[path]` is an Answer or a function of the request that gives one; unknown paths are 404."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []
        self.http = _Listener(("127.0.0.1", 0), self._handler())
        self.port = self.http.server_port

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def feed(self, path: str, body: bytes, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = Answer(body=body, headers={"Content-Type": "application/xml", **named})

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, self.path, headers, body)
                server.asked.append(asked)
                found = server.answers.get(self.path) or server.answers.get(self.path.partition("?")[0])
                answer = found(asked) if callable(found) else found or Answer(status=404)
                self.close_connection = True
                if answer.raw:
                    try:
                        answer.raw(self.wfile)
                    except OSError:
                        return  # the client had enough, as it should
                    return
                self.send_response_only(answer.status)
                if "Date" not in answer.headers:
                    self.send_header("Date", self.date_time_string())
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.length is not None:
                    self.send_header("Content-Length", str(len(answer.body) if answer.length < 0 else answer.length))
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_POST = _answer

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        return Handler


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server()
    if tls:
        server.http.socket = tls.wrap_socket(server.http.socket, server_side=True)
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        server.http.server_close()


def context(now: datetime = NOW, *, samples: Mapping[str, str] | None = None, **secrets: str) -> Context:
    """What a connector is handed, with these secrets of its feed."""
    return Context(client(), now, secrets, samples=samples or {})


def client(names: Mapping[str, list[str]] | None = None, limits: Limits | None = None) -> GuardedClient:
    """A guarded client that may use loopback and knows only the given names (every other leads to 127.0.0.1)."""
    known = names or {}
    return GuardedClient(allow_loopback=True, limits=limits, resolver=lambda host, port: known.get(host, ["127.0.0.1"]))


def read(
    connector: Connector, config: Config, cursor: Cursor, now: datetime = NOW, **secrets: str
) -> tuple[list[Post], list[Batch]]:
    """One whole poll: its posts and its batches."""
    batches = list(connector.poll(Context(client(), now, secrets), config, cursor))
    found = [connector.normalise(record) for batch in batches for record in batch.records]
    return [post for post in found if isinstance(post, Post)], batches


def rss(*items: str, channel: str = "<title>News</title>") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{"".join(items)}</channel></rss>'.encode()


def item(number: int | str, **parts: str) -> str:
    told = {"guid": f"g{number}", "title": f"Title {number}", "link": f"http://news.example/{number}", **parts}
    return "<item>" + "".join(f"<{name}>{text}</{name}>" for name, text in told.items() if text) + "</item>"
