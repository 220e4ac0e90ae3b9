"""Waiting for events: `?wait=` of the feed, and the stream. An ASGI application before the pages', for one address.

It asks the API itself, in the caller's name, each time there may be something new: who may read what, until when and how often is
decided there, anew at each delivery. In between it holds a subscription to Valkey and nothing else: no thread, no connection of
the database. A ring says only that something was placed; one that is lost costs the time until the next look.
"""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

import redis.asyncio as redis
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections, connection

from accounts.api.throttling import AGAIN
from accounts.events.services.ringing import channel_of
from accounts.models import Domain
from accounts.notifications.services import live
from accounts.tenancy import enter_public

FEED, STREAM = "/api/v1/events/", "/api/v1/events/stream/"
# Proxies close what is silent: nginx after 60 seconds (proxy_read_timeout).
HEARTBEAT_SECONDS = 15
# A stream that hears nothing asks again whether it may: at most so long after a place or a key ended whose message was lost.
LOOK_SECONDS = 60
# Of rings that come close upon each other one look is made: a busy agency places several times a second.
REST_SECONDS = 0.5
MOST_WAIT = 25  # seconds; many a proxy and client gives an answer up after 30
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[dict[str, Any], Any, Send], Awaitable[None]]


@dataclass(slots=True)
class Answer:
    """What the API said."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    def page(self) -> dict[str, Any] | None:
        """The page of events it is; None for a refusal."""
        return json.loads(self.body) if self.status == 200 else None

    async def pass_on(self, send: Send) -> None:
        """To the caller, as it is."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


def waits(scope: dict[str, Any]) -> bool:
    """Whether a request is for this application."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return scope["path"] == STREAM or (scope["path"] == FEED and "wait" in _query(scope))


def application(pages: App) -> App:
    """Before the pages: answers what waits, and passes on all else."""

    async def waiting(scope: dict[str, Any], receive: Any, send: Send) -> None:
        if not waits(scope):
            await pages(scope, receive, send)
            return
        answer = _stream if scope["path"] == STREAM else _wait
        work = asyncio.create_task(answer(pages, scope, send))
        gone = asyncio.create_task(_until_gone(receive))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                work.result()  # raises what ended it: nobody else asks this task
        finally:
            for task in (work, gone):
                task.cancel()
            # A cancelled wait has its subscription to close still.
            await asyncio.gather(work, gone, return_exceptions=True)

    return waiting


async def _until_gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _query(scope: dict[str, Any]) -> dict[str, str]:
    return dict(parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True))


async def _ask(pages: App, scope: dict[str, Any], query: dict[str, str], *, again: bool) -> Answer:
    """The feed as the pages answer it now. `again`: a further look of one request, which its rate limit has counted."""
    answer = Answer()

    async def receive() -> dict[str, Any]:
        if asked.is_set():
            await asyncio.Event().wait()  # the caller's leaving is seen outside
        asked.set()
        return {"type": "http.request", "body": b"", "more_body": False}

    async def take(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], list(message.get("headers", ()))
        else:
            answer.body += message.get("body", b"")

    asked = asyncio.Event()
    # Asked for as text/event-stream the feed would answer 406; a 304 has no body to read a position from.
    headers = [one for one in scope["headers"] if one[0].lower() not in {b"accept", b"if-none-match", b"last-event-id"}]
    inner = scope | {
        "path": FEED, "raw_path": FEED.encode(), "query_string": urlencode(query).encode(),
        "headers": [*headers, (b"accept", b"application/json")], AGAIN: again,
    }  # fmt: skip
    await pages(inner, receive, take)
    return answer


async def _wait(pages: App, scope: dict[str, Any], send: Send) -> None:
    """Answers at once where there is something, or where the asking was amiss; else at the first that comes, or in the end."""
    query = _query(scope)
    answer = await _ask(pages, scope, query, again=False)
    page = answer.page()
    if page is None or page["results"] or page["more"]:
        await answer.pass_on(send)
        return
    clock = asyncio.get_running_loop().time
    # The first answer has refused what is no number of seconds.
    until = clock() + min(int(query["wait"]), MOST_WAIT)
    async with _rings(scope) as ring:
        while True:
            # After the subscription, so that nothing falls between; then after each ring.
            answer = await _ask(pages, scope, query | {"after": str(page["position"])}, again=True)
            page = answer.page()
            if page is None or page["results"] or page["more"] or clock() >= until:
                break
            await ring(until - clock())
    await answer.pass_on(send)


async def _stream(pages: App, scope: dict[str, Any], send: Send) -> None:
    """Server-sent events. The id of each is its position, so a reader who comes back misses nothing and gets nothing twice."""
    query = _query(scope)
    last = next((value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"last-event-id"), "")
    # EventSource comes back to the address it began with, `after` and all: where it got to is in the header only.
    query["after"] = last or query.get("after") or "latest"
    answer = await _ask(pages, scope, query, again=False)
    page = answer.page()
    if page is None:
        await answer.pass_on(send)
        return
    kind, control = (b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")
    # nginx keeps an answer until its buffer is full, unless it is told not to by x-accel-buffering.
    headers = [kind, control, (b"x-accel-buffering", b"no"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await _write(send, "retry: 3000\n\n")
    async with _rings(scope) as ring:
        looked = False  # since the subscription: before it, what is placed rings for nobody
        while page is not None:
            # An id without data is no event, but what the reader asks after when they come back (HTML Standard, 9.2.6):
            # what was somebody else's is not gone through again.
            await _write(send, "".join(map(_event, page["results"])) + f"id: {page['position']}\n\n")
            if looked and not page["more"] and not page["results"]:
                await _idle(ring, send)
            query["after"], looked = str(page["position"]), True
            page = (await _ask(pages, scope, query, again=True)).page()


async def _idle(ring: Callable[[float], Awaitable[bool]], send: Send) -> None:
    """Until something may be new, or it is time to look whether this one may still listen."""
    clock = asyncio.get_running_loop().time
    until = clock() + LOOK_SECONDS * random.uniform(0.5, 1)  # noqa: S311  # spreads load, guards nothing
    while clock() < until:
        if await ring(min(HEARTBEAT_SECONDS, max(until - clock(), 0.01))):
            return
        await _write(send, ": still here\n\n")


def _event(event: dict[str, Any]) -> str:
    return f"id: {event['position']}\nevent: {event['action']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"


async def _write(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


@asynccontextmanager
async def _rings(scope: dict[str, Any]) -> AsyncIterator[Callable[[float], Awaitable[bool]]]:
    """A wait for the next ring of the agency, up to so many seconds: whether one came. The message that people are to be asked
    again who they are counts as one. What rings while nobody waits is kept for the next wait."""
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"host"), "")
    # Thread-sensitive calls share one thread: everybody who comes would wait for the slowest look-up.
    schema = await sync_to_async(_schema_of, thread_sensitive=False)(host.rpartition(":")[0] or host)
    client = redis.Redis.from_url(settings.CACHE_URL)
    pubsub: Any = client.pubsub(ignore_subscribe_messages=True)

    async def ring(seconds: float) -> bool:
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        while (left := until - clock()) > 0:
            message = await pubsub.get_message(timeout=left)
            # Looked for in the bytes, unparsed: a hint that is taken for it costs one look.
            if message is not None and (message["channel"] == own or live.ASK.encode() in message["data"]):
                await _rest(pubsub)
                return True
        return False

    own = channel_of(schema).encode()
    try:
        await pubsub.subscribe(own, live.channel_of(schema))
        yield ring
    finally:
        await pubsub.aclose()
        await client.aclose()


async def _rest(pubsub: Any) -> None:
    await asyncio.sleep(REST_SECONDS)
    # The look that follows sees what these rang for.
    while await pubsub.get_message(timeout=0) is not None:
        pass


def _schema_of(host: str) -> str:
    """Of a host that the pages have let in."""
    try:
        enter_public()
        schema = Domain.objects.filter(domain=host).values_list("tenant__schema_name", flat=True).first()
        return str(schema or "")
    finally:
        enter_public()
        # This thread's own: it would stay open as long as the pool keeps the thread.
        connection.close()
        close_old_connections()
