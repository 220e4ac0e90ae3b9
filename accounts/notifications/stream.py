"""The event stream: one small ASGI application. It holds no database connection while it streams.

GET /events/ on an agency's host, with the member's session cookie. Each message is one server-sent event whose id is the
hint's; after a lost connection the hints since Last-Event-ID (header, or `?last=`) are replayed from the table.
"""

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import redis.asyncio as redis
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.sessions.models import Session
from django.db import close_old_connections, connection
from django.db.models import Exists
from django.utils import timezone
from redis.exceptions import RedisError

from accounts.brands.models import Brand, BrandTeam
from accounts.models import Domain, Membership
from accounts.notifications.models import LiveEvent
from accounts.notifications.services import live
from accounts.notifications.services.live import channel_of, message_of
from accounts.outages import outage
from accounts.roles import EVERY_BRAND
from accounts.services.sessions import place_of
from accounts.tenancy import enter, enter_public, enter_schema

logger = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 15
# Whoever loses a place, a role or a brand is asked again at once (live.ask_again). Should that message be lost: no hint goes
# out on an older word than RECHECK_SECONDS, and a stream without hints is asked after IDLE_SECONDS. At most: each stream draws
# its own part of it, so that those opened at once, or waiting for one hint, do not ask at once for ever.
RECHECK_SECONDS, IDLE_SECONDS = 5, 180
# A hint is numbered before it commits, so a replay begins a little earlier than asked; listeners drop what they know.
OVERLAP = timedelta(seconds=10)
MAX_REPLAY = 500
Send = Callable[[dict[str, Any]], Awaitable[None]]


# What an admission rests on: as long as it is the same, so is the answer.
Standing = tuple[Any, ...] | None


@dataclass(frozen=True, slots=True)
class Listener:
    """Who listens, and what may reach them."""

    schema: str
    user_id: int
    brands: frozenset[str]
    is_client: bool
    standing: Standing

    def may_hear(self, message: dict[str, Any]) -> bool:
        """On their brands only; clients only what was released."""
        return message["brand"] in self.brands and (not self.is_client or message["visibility"] != "internal")

    def is_meant(self, user_ids: list[int]) -> bool:
        """Whether these people are to be asked again who they are; nobody named: everybody."""
        return not user_ids or self.user_id in user_ids


def admit(host: str, cookie: str, last_id: str) -> tuple[Listener, list[dict[str, Any]]] | None:
    """The listener of a session cookie on this host and what they missed; None where nobody may listen.

    One synchronous function around all its queries: the schema of a connection must not change under an await.
    """
    try:
        enter_public()
        domain = Domain.objects.select_related("tenant").filter(domain=host).first()
        member = _member(domain.tenant, cookie) if domain and domain.tenant.status in {"active", "suspended"} else None
        if domain is None or member is None:
            return None
        enter(domain.tenant)
        # Read first: what changes while the rest is read shows at the next look.
        standing = _standing(domain.tenant.schema_name, member.user_id, member.role, cookie)
        brands = frozenset(str(pk) for pk in Brand.objects.visible_to(member).values_list("pk", flat=True))
        listener = Listener(domain.tenant.schema_name, member.user_id, brands, member.is_client, standing)
        missed = [message_of(row) for row in _missed(member, last_id)]
        return listener, [message for message in missed if listener.may_hear(message)]
    finally:
        _give_back()


def stands(listener: Listener, cookie: str) -> bool:
    """Whether everything the admission rests on is as it was: one query, where `admit` asks six."""
    try:
        enter_schema(listener.schema)
        role = listener.standing[0] if listener.standing else ""
        return listener.standing == _standing(listener.schema, listener.user_id, role, cookie)
    finally:
        _give_back()


def _give_back() -> None:
    """Before anything is streamed: a stream that kept its connection would pin it for hours."""
    enter_public()
    connection.close()
    close_old_connections()


def _standing(schema: str, user_id: int, role: str, cookie: str) -> Standing:
    """Role first; then the place, its person, the agency, the session, and the brands of this role, of which nothing is shown."""
    open_here = Session.objects.filter(session_key=_session_key(cookie), expire_date__gt=timezone.now())
    if role in EVERY_BRAND:
        brands: Any = Brand.objects.order_by("pk").values("pk")
    else:
        brands = BrandTeam.objects.filter(user_id=user_id).order_by("brand_id").values("brand_id")
    places = Membership.objects.filter(agency__schema_name=schema, user_id=user_id)
    rows = places.annotate(is_open=Exists(open_here), brands=ArraySubquery(brands)).values_list(
        "role", "status", "epoch", "user__is_active", "user__password", "agency__status", "agency__require_mfa", "is_open",
        "brands",
    )  # fmt: skip
    return rows.first()


def _session_key(cookie: str) -> str:
    morsel = SimpleCookie(cookie).get(settings.SESSION_COOKIE_NAME)
    return morsel.value if morsel is not None else ""


def _member(agency: Any, cookie: str) -> Membership | None:
    key = _session_key(cookie)
    if not key:
        return None
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    member = place_of(session, agency, session.get("_auth_user_id"))
    if member is None:
        return None
    # A changed password ends sessions: the same check as Django's own.
    return member if session.get("_auth_user_hash") == member.user.get_session_auth_hash() else None


def _missed(member: Membership, last_id: str) -> list[LiveEvent]:
    try:
        # The first 48 bits of a UUIDv7 are its milliseconds: https://www.rfc-editor.org/rfc/rfc9562#section-5.7
        since = datetime.fromtimestamp((UUID(last_id).int >> 80) / 1000, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return []
    events = LiveEvent.objects.visible_to(member).filter(at__gt=since - OVERLAP).exclude(pk=last_id)
    return list(events.order_by("at", "pk")[:MAX_REPLAY])


async def application(scope: dict[str, Any], receive: Any, send: Send) -> None:
    """The ASGI callable."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        await _listen(scope, receive, send)


async def _lifespan(receive: Any, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _answer(send: Send, status: int, text: str) -> None:
    await send(
        {"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain; charset=utf-8")]}
    )
    await send({"type": "http.response.body", "body": text.encode()})


async def _listen(scope: dict[str, Any], receive: Any, send: Send) -> None:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if scope["method"] != "GET" or scope["path"] != "/events/":
        await _answer(send, 404, "There is nothing here.")
        return
    host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    last_id = headers.get("last-event-id") or (query.get("last") or [""])[0]
    who = (host, headers.get("cookie", ""))
    admitted = await sync_to_async(admit, thread_sensitive=False)(*who, last_id)
    if admitted is None:
        await _answer(send, 403, "Log in to listen.")
        return
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [
                (b"content-type", b"text/event-stream"),
                (b"cache-control", b"no-store"),
                (b"x-accel-buffering", b"no"),
                (b"x-content-type-options", b"nosniff"),
            ],
        }
    )
    stream = asyncio.create_task(_stream(who, last_id, admitted[0], send))
    gone = asyncio.create_task(_until_gone(receive))
    try:
        await asyncio.wait({stream, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (stream, gone):
            task.cancel()
        ended, _ = await asyncio.gather(stream, gone, return_exceptions=True)
        _say(admitted[0].schema, ended)


def _say(schema: str, ended: BaseException | None) -> None:
    """Nobody waits for a stream: what ended it is said here or nowhere. Whoever left needs no word."""
    if isinstance(ended, asyncio.CancelledError | ConnectionError | None):
        return
    if isinstance(ended, RedisError) or outage(ended) is not None:
        logger.warning("event stream of %s ended: %s", schema, type(ended).__name__)
    else:
        logger.error("event stream of %s ended", schema, exc_info=ended)


async def _until_gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _stream(who: tuple[str, str], last_id: str, listener: Listener, send: Send) -> None:
    """Subscribes first, then replays what was missed, so that nothing falls between; then passes on what comes."""
    client = redis.Redis.from_url(settings.CACHE_URL)
    pubsub: Any = client.pubsub(ignore_subscribe_messages=True)
    try:
        await pubsub.subscribe(channel_of(listener.schema))
        admitted = await sync_to_async(admit, thread_sensitive=False)(*who, last_id)
        if admitted is None:
            return
        listener, missed = admitted
        await _write(send, "retry: 3000\n\n")
        for message in missed:
            await _write(send, _event(message))
        await _pass_on(who, listener, pubsub, send)
    finally:
        await pubsub.aclose()
        await client.aclose()


async def _pass_on(who: tuple[str, str], listener: Listener, pubsub: Any, send: Send) -> None:
    clock = asyncio.get_running_loop().time
    checked, share = clock(), random.uniform(0.5, 1)  # noqa: S311  # spreads load, guards nothing
    while True:
        raw = await pubsub.get_message(timeout=HEARTBEAT_SECONDS)
        message = json.loads(raw["data"]) if raw is not None else {}
        asked = live.ASK in message
        is_hint = raw is not None and not asked
        named = asked and listener.is_meant(message[live.ASK])
        if named or clock() - checked > share * (RECHECK_SECONDS if is_hint else IDLE_SECONDS):
            if named or not await sync_to_async(stands, thread_sensitive=False)(listener, who[1]):
                admitted = await sync_to_async(admit, thread_sensitive=False)(*who, "")
                if admitted is None:
                    return  # deactivated, logged out, without the second factor that is required, or the agency is closed
                listener = admitted[0]
            checked, share = clock(), random.uniform(0.5, 1)  # noqa: S311
        if raw is None:
            await _write(send, ": still here\n\n")
        elif not asked and listener.may_hear(message):
            await _write(send, _event(message))


def _event(message: dict[str, Any]) -> str:
    shown = {name: message[name] for name in ("topic", "kind", "key", "t")}
    return f"id: {message['id']}\ndata: {json.dumps(shown)}\n\n"


async def _write(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
