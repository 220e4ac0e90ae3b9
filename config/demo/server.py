"""Serves a world over HTTP on loopback: feeds with conditional GET, pages, and two acts only this machine may do."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from config.demo.front import Front, Reply, data, problem
from config.demo.story import World

_LONGEST_BODY: Final = 100_000
_READ_AWAY: Final = 1_000_000
# Seconds a feed may be reused; below any poller's shortest interval, so that the crisis is seen at its next visit.
_MAX_AGE: Final = {"live": 5, "fast": 0}


def save_state(world: World, path: Path) -> None:
    """Writes the world's state whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(json.dumps(world.state(), ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


@lru_cache(maxsize=16)
def _zipped(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)  # with a time in it the same feed would differ each second


class _Listener(ThreadingHTTPServer):
    daemon_threads = True  # a kept-alive connection must not hold up the end
    request_queue_size = 128  # 5 by default: a fleet of pollers would be refused
    front: Front


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "FirebreakDemoWorld"
    sys_version = ""
    # An idle kept-alive connection ends after so many seconds.
    timeout = 60
    server: _Listener

    def do_GET(self) -> None:
        """Reads a page or a feed."""
        address = urlsplit(self.path)
        front = self.server.front
        self._send(front.get(address.path, parse_qs(address.query), datetime.now(UTC)))

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        self.do_GET()

    def do_POST(self) -> None:
        """Acts on the world, for callers on this machine that are not another site's page."""
        given = self.headers.get("Content-Length", "0")
        length = int(given) if given.isascii() and given.isdigit() else None
        if length is None or length > _LONGEST_BODY:
            # A connection that is closed over unread words loses the answer, too.
            self.rfile.read(min(length or 0, _READ_AWAY))
            self.close_connection = length is None or length > _READ_AWAY
            self._send(problem(413, "The request is too large, or its length is not known."))
            return
        body = self.rfile.read(length)
        if not self._from_here():
            self._send(problem(403, "Only this machine may act on the world."))
            return
        try:
            fields = self._fields(body)
        except ValueError:
            self._send(data(400, {"code": "invalid_body", "detail": "The body is neither JSON nor a form."}))
            return
        now = datetime.now(UTC)
        reply = self.server.front.post(urlsplit(self.path).path, fields, now)
        if reply.status < 300:
            # Posts of the running second are not shown yet; whoever gets the reply may fetch at once and see them.
            time.sleep(max(0.0, 1.0 - (datetime.now(UTC) - now.replace(microsecond=0)).total_seconds()))
            if "text/html" in self.headers.get("Accept", ""):
                # RFC 9110 15.4.4: the page is fetched after it, and loading it again sends no form again.
                reply = Reply(303, "text/html; charset=utf-8", b"", location="/world/")
        self._send(reply)

    def _from_here(self) -> bool:
        # The host is checked so that no outside name pointed at loopback gets in; the origin, so that no other page does.
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        origin = self.headers.get("Origin")
        own = origin is None or urlsplit(origin).netloc == self.headers.get("Host")
        return self.client_address[0] == "127.0.0.1" and host in {"127.0.0.1", "localhost"} and own

    def _fields(self, body: bytes) -> dict[str, str]:
        text = body.decode("utf-8")
        if not text.strip():
            return {}
        if self.headers.get_content_type() == "application/json":
            content = json.loads(text)
            if not isinstance(content, dict):
                raise ValueError("not an object")
            return {str(key): str(value) for key, value in content.items()}
        return {key: values[0] for key, values in parse_qs(text).items()}

    def _send(self, reply: Reply) -> None:
        zipped = bool(reply.body) and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _zipped(reply.body) if zipped else reply.body
        # RFC 9110 8.8.3.3: the packed form is another representation, so has another strong tag.
        tag = f'"{hashlib.sha256(reply.body).hexdigest()[:24]}{"-gz" if zipped else ""}"' if reply.changed else ""
        status = reply.status
        if reply.changed is not None and self._unchanged(tag, reply.changed):
            status = 304
        self.send_response(status)
        if self.close_connection:
            self.send_header("Connection", "close")
        if reply.changed is not None:
            age = _MAX_AGE[self.server.front.world.rate]
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", format_datetime(reply.changed, usegmt=True))
            self.send_header("Cache-Control", f"public, max-age={age}" if age else "no-cache")
        else:
            self.send_header("Cache-Control", "no-store")
        self.send_header("Vary", "Accept-Encoding")  # RFC 9110 12.5.5: no cache gives the packed one to all
        if reply.location:
            self.send_header("Location", reply.location)
        if reply.allow:
            self.send_header("Allow", reply.allow)
        if status != 304:
            self.send_header("Content-Type", reply.media_type)
            self.send_header("Content-Length", str(len(body)))
            if zipped:
                self.send_header("Content-Encoding", "gzip")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if status != 304 and self.command != "HEAD":
            self.wfile.write(body)

    def _unchanged(self, tag: str, changed: datetime) -> bool:
        if self.command not in {"GET", "HEAD"}:
            return False
        # RFC 9110 13.1.3: beside If-None-Match a date is not looked at.
        asked = self.headers.get("If-None-Match")
        if asked is not None:
            return asked.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in asked.split(",")}
        since = self.headers.get("If-Modified-Since")
        with suppress(ValueError):
            return since is not None and changed <= parsedate_to_datetime(since)
        return False

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the demo's terminal belongs to Firebreak's own log."""


class Server:
    """A running server. `url` has no slash at its end; `stop()` ends it and may be called twice."""

    def __init__(self, listener: _Listener, url: str) -> None:
        self.url = url
        self._listener = listener
        self._thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stops serving and frees the port."""
        if self._thread.is_alive():
            self._listener.shutdown()
            self._thread.join(timeout=5)
        self._listener.server_close()

    def wait(self) -> None:
        """Blocks until the server is stopped."""
        self._thread.join()


def serve(world: World, port: int = 0, *, state_path: Path | None = None) -> Server:
    """Serves `world` on 127.0.0.1 in a thread of this process; port 0 takes a free one.

    With `state_path` the world's state is written there now and after each act. OSError if the port is taken.
    """
    listener = _Listener(("127.0.0.1", port), _Handler)
    url = f"http://127.0.0.1:{listener.server_address[1]}"

    def keep(changed: World) -> None:
        if state_path is not None:
            save_state(changed, state_path)

    listener.front = Front(world, url, keep)
    keep(world)
    return Server(listener, url)
