"""Hints that keep open pages live: a row to replay from, and a ring over Valkey to those who listen now.

A hint comes from an event of the record, as soon as it is written: each app says of its kinds what pages fetch again (`shows`).
Whether somebody may hear it is asked when it is replayed or passed on. What has no event has a `hint` of its own; its caller says why.
"""

import json
import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import redis
from django.conf import settings
from django.db import transaction

from accounts.brands.models import Brand
from accounts.events.models import Event
from accounts.notifications.models import LiveEvent
from accounts.tenancy import current_schema

logger = logging.getLogger(__name__)
KEEP = timedelta(hours=24)
ASK = "ask_again"  # in place of a hint: user ids whose streams ask anew who they are; empty: all


@dataclass(frozen=True, slots=True)
class Shown:
    """What pages fetch again after an event: `key` is the id of a row of theirs, empty where it is no one row."""

    topic: str
    kind: str = "changed"
    key: str = ""
    visibility: str = "internal"


_shown: dict[str, Callable[[Event], Iterable[Shown]]] = {}


def shows(subjects: Iterable[str], shown: Callable[[Event], Iterable[Shown]]) -> None:
    """What events of these subjects change on pages. Raises ValueError where another app has said it."""
    for one in subjects:
        if one in _shown:
            raise ValueError(f"what events of {one!r} change on pages was said already")
        _shown[one] = shown


def hear(events: Iterable[Event]) -> None:
    """The hints of events, in the transaction that wrote them; of one transaction's write each once."""
    found: dict[tuple[UUID, Shown], datetime] = {}
    for event in events:
        if event.brand_id is not None and event.subject_kind in _shown:
            found |= {(event.brand_id, shown): event.at for shown in _shown[event.subject_kind](event)}
    if found:
        hints(
            [
                LiveEvent(brand_id=brand, topic=one.topic, kind=one.kind, subject=one.key, visibility=one.visibility, at=at)
                for (brand, one), at in found.items()
            ]
        )  # fmt: skip


def hint(brand: Brand, *, topic: str, kind: str, subject: str, now: datetime, visibility: str = "internal") -> None:
    """In the caller's transaction: something of this topic is new, changed or gone (`kind`); `subject` is its row's key."""
    hints([LiveEvent(brand_id=brand.pk, topic=topic, kind=kind, subject=subject, visibility=visibility, at=now)])


def hints(rows: list[LiveEvent]) -> None:
    """Several at once."""
    LiveEvent.objects.bulk_create(rows)
    schema = current_schema()
    messages = [json.dumps(message_of(row)) for row in rows]
    transaction.on_commit(lambda: _ring(schema, messages), robust=True)  # what is committed stands, rung or not


def ask_again(user_ids: Collection[int] = ()) -> None:
    """After the commit: open streams of these people (of everybody, where nobody is named) ask anew who may listen."""
    schema, message = current_schema(), json.dumps({ASK: sorted(user_ids)})
    transaction.on_commit(lambda: _ring(schema, [message]), robust=True)


def message_of(row: LiveEvent) -> dict[str, Any]:
    """What listeners get: enough to choose by, nothing of the content."""
    return {
        "id": str(row.pk),
        "brand": str(row.brand_id),
        "topic": row.topic,
        "kind": row.kind,
        "key": row.subject,
        "visibility": row.visibility,
        "t": int(row.at.timestamp() * 1000),
    }


def channel_of(schema: str) -> str:
    """The Valkey channel of an agency."""
    return f"live:{schema}"


def _ring(schema: str, messages: list[str]) -> None:
    if not settings.CACHE_URL.startswith(("redis", "unix", "valkey")):
        return
    try:
        client = redis.Redis.from_url(settings.CACHE_URL, socket_timeout=2, socket_connect_timeout=2)
        with client, client.pipeline(transaction=False) as pipe:
            for message in messages:
                pipe.publish(channel_of(schema), message)
            pipe.execute()
    except redis.RedisError as error:
        # The rows stand: pages that reconnect replay them.
        logger.warning("live hints of %s were not rung: %s", schema, type(error).__name__)


def prune(now: datetime) -> int:
    """Deletes hints nobody will replay any more; returns how many."""
    return int(LiveEvent.objects.filter(at__lt=now - KEEP).delete()[0])
