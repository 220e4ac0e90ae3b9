"""Bluesky on loopback: a Jetstream that speaks version 2 over real WebSockets, and the application's open server beside it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from monitoring.feeds.connectors.bluesky.connector import BlueskyConnector
from tests.loopback import NOW, Answer, Asked, Server

INA, TOM = "did:plc:inaaaaaaaaaaaaaaaaaaaaaa", "did:plc:tomaaaaaaaaaaaaaaaaaaaaa"
POSTS = "app.bsky.feed.post"
KIND = "network.bsky.jetstream.subscribeEvents#"
BEGAN = NOW - timedelta(hours=1)


def uri_of(key: str, did: str = INA) -> str:
    return f"at://{did}/{POSTS}/{key}"


@dataclass
class Jetstream:
    """`events` in order of their numbers, a second apart. `floor`: the first number that is still kept. `cut_after`: so many
    messages of a connection, then its socket is closed without a word."""

    port: int = 0
    first: int = 1000
    events: list[dict[str, Any]] = field(default_factory=list)
    floor: int = 0
    cut_after: int | None = None
    refuse: tuple[int, str, dict[str, str]] | None = None
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    subprotocols: list[str | None] = field(default_factory=list)
    raw: list[str | bytes] = field(default_factory=list)  # said to whoever comes next, before all else
    open: int = 0
    news: threading.Condition = field(default_factory=threading.Condition)
    ended: bool = False

    @property
    def config(self) -> dict[str, str]:
        return {"watch": "network", "jetstream": f"ws://127.0.0.1:{self.port}"}

    def write(
        self, key: str, text: str = "Refund, Acme?", did: str = INA, operation: str = "create", **more: Any
    ) -> str:
        """A post that is written, or changed; returns its name."""
        record = {"$type": POSTS, "text": text, "createdAt": _iso(self._next_time()), "langs": ["en"], **more}
        self._say(
            "commit", did, rev="3l3q", operation=operation, collection=POSTS, rkey=key, cid=f"bafy{key}", record=record
        )
        return uri_of(key, did)

    def delete(self, key: str, did: str = INA) -> None:
        self._say("commit", did, rev="3l3r", operation="delete", collection=POSTS, rkey=key)

    def account(self, did: str, status: str | None) -> None:
        standing: dict[str, Any] = {"seq": 9, "did": did, "time": _iso(self._next_time()), "active": status is None}
        self._say("account", did, account=standing | ({"status": status} if status else {}))

    @property
    def last(self) -> int:
        return self.events[-1]["seq"] if self.events else self.first - 1

    def _next_time(self) -> datetime:
        return BEGAN + timedelta(seconds=len(self.events))

    def _say(self, kind: str, did: str, **more: Any) -> None:
        with self.news:
            at = _iso(self._next_time())
            self.events.append({"$type": f"{KIND}{kind}", "seq": self.last + 1, "did": did, "time": at, **more})
            self.news.notify_all()

    # --- the server ---

    def refusal(self, connection: ServerConnection, request: Request) -> Response | None:
        parts = urlsplit(request.path)
        asked = parse_qs(parts.query)
        self.asked.append(asked)
        if self.refuse:
            status, error, headers = self.refuse
            return _refused(connection, status, error, headers)
        if parts.path != "/xrpc/network.bsky.jetstream.subscribeEvents":
            return _refused(connection, 404, "MethodNotImplemented")
        if any(name.startswith("wanted") for name in asked):
            return _refused(connection, 400, "InvalidRequest")
        cursor = int(asked.get("cursor", ["0"])[0])
        if 0 < cursor < 10**15 and cursor < self.floor:
            return _refused(connection, 400, "CursorTooOld")
        return None

    def serve(self, connection: ServerConnection) -> None:
        asked = parse_qs(urlsplit(connection.request.path if connection.request else "").query)
        with self.news:
            # Both at once: what is said after somebody was seen to listen is heard.
            start = self._start(int(asked.get("cursor", ["0"])[0]))
            self.open += 1
            self.subprotocols.append(connection.subprotocol)
            self.news.notify_all()
        try:
            with suppress(ConnectionClosed, OSError):
                self._serve(connection, *start)
        finally:
            with self.news:
                self.open -= 1
                self.news.notify_all()

    def _serve(self, connection: ServerConnection, after: int, messages: list[dict[str, Any]]) -> None:
        said, self.raw = self.raw, []
        for message in said:
            connection.send(message)
        for message in messages:
            connection.send(json.dumps(message))
        sent = 0
        while not self.ended:
            with self.news:
                waiting = [one for one in self.events if one["seq"] >= max(after, self.floor)]
                if not waiting:
                    self.news.wait(0.05)
            for event in waiting:
                if sent == self.cut_after:
                    connection.socket.close()
                    return
                after, sent = event["seq"] + 1, sent + 1
                connection.send(json.dumps({"$type": "message", "payload": event}))
            if not waiting:
                # Whoever hung up is noticed: nothing may be sent to us, and nothing is.
                with suppress(TimeoutError):
                    connection.recv(0)

    def _start(self, cursor: int) -> tuple[int, list[dict[str, Any]]]:
        """From which number on, and what is said first."""
        if cursor == 0 or (cursor < 10**15 and cursor > self.last):
            return self.last + 1, []  # a cursor ahead begins now, and nobody is told
        if cursor < 10**15:
            return cursor, []
        at = [one["seq"] for one in self.events if _micros(one["time"]) >= cursor]
        start = at[0] if at else self.last + 1
        if start >= self.floor or not self.floor:
            return start, []
        info = {"$type": f"{KIND}info", "name": "OutdatedCursor", "message": "clamped"}
        return self.floor, [{"$type": "message", "payload": info}]


@contextmanager
def streaming(**settings: Any) -> Iterator[Jetstream]:
    jetstream = Jetstream(**settings)
    server = serve(
        jetstream.serve, "127.0.0.1", jetstream.port, process_request=jetstream.refusal, subprotocols=["xrpc.v1.json"],
        compression=None, open_timeout=30,
    )  # fmt: skip
    jetstream.port = server.socket.getsockname()[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield jetstream
    finally:
        with jetstream.news:
            jetstream.ended = True
            jetstream.news.notify_all()
        server.shutdown()
        thread.join(20)


@dataclass
class AppView:
    """The application's server: one account's posts, newest first, and posts by name."""

    server: Server
    posts: list[dict[str, Any]] = field(default_factory=list)
    handle: str = "ina.example"
    hidden: str = ""  # what is said of the account in place of its posts

    def __post_init__(self) -> None:
        self.server.answers["/xrpc/app.bsky.feed.getAuthorFeed"] = self._feed
        self.server.answers["/xrpc/app.bsky.feed.getPosts"] = self._named

    @property
    def connector(self) -> BlueskyConnector:
        return BlueskyConnector(api=self.server.url(""), window=0.05, turn=20)

    @property
    def config(self) -> dict[str, str]:
        return {"watch": "account", "account": self.handle}

    def write(
        self, key: str, text: str = "Hello", minutes_ago: float = 5, did: str = INA, **more: Any
    ) -> dict[str, Any]:
        at = _iso(NOW - timedelta(minutes=minutes_ago))
        view = {
            "uri": uri_of(key, did), "cid": f"bafy{key}", "indexedAt": at, "likeCount": 3, "replyCount": 1, "repostCount": 0,
            "author": {"did": did, "handle": self.handle, "displayName": "Ina"},
            "record": {"$type": POSTS, "text": text, "createdAt": at, "langs": ["en"]}, **more,
        }  # fmt: skip
        self.posts.append(view)
        return view

    def _feed(self, asked: Asked) -> Answer:
        given = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
        if self.hidden or given["actor"] not in (self.handle, INA):
            return told({"error": self.hidden or "InvalidRequest", "message": "Profile not found"}, 400)
        limit, begin = int(given["limit"]), int(given.get("cursor", "0"))
        listed = self.posts[::-1]
        page = listed[begin : begin + limit]
        further = {"cursor": str(begin + limit)} if begin + limit < len(listed) else {}
        return told({"feed": [{"post": one, **one.get("why", {})} for one in page], **further})

    def _named(self, asked: Asked) -> Answer:
        names = parse_qs(urlsplit(asked.path).query)["uris"]
        if len(names) > 25:
            return told({"error": "InvalidRequest", "message": "uris must not have more than 25 elements"}, 400)
        return told({"posts": [one for one in self.posts if one["uri"] in names]})


def told(body: Any, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, body=json.dumps(body).encode(), headers={"Content-Type": "application/json", **named})


def _refused(connection: ServerConnection, status: int, error: str, headers: dict[str, str] | None = None) -> Response:
    response = connection.respond(HTTPStatus(status), json.dumps({"error": error, "message": "No."}))
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _micros(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1e6)
