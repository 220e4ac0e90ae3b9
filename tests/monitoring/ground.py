"""Feeds on loopback, and the way of a post in few words."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from monitoring.feeds import collection
from monitoring.feeds.collection import Collected
from monitoring.feeds.services import sources
from monitoring.inbox.services import ingestion, queries
from monitoring.inbox.services.ingestion import Ingested
from monitoring.models import Source
from tests.loopback import Answer, Server
from tests.world import World

LIVE = collection.Live(tell=lambda _: None, ending=lambda: False)
NOW = datetime(2026, 11, 17, 14, 2, tzinfo=UTC)


def entry(name: str, text: str = "", at: datetime | None = None, title: str = "") -> dict[str, Any]:
    """One item of a JSON Feed."""
    item: dict[str, Any] = {"id": name, "title": title, "content_text": text or f"Text of {name}"}
    if at is not None:
        item["date_published"] = at.isoformat()
    return item


def publish(server: Server, entries: list[dict[str, Any]], path: str = "/feed.json", **headers: str) -> str:
    """Serves a JSON Feed of the entries; returns its address."""
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The forum", "items": entries}).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    server.answers[path] = Answer(body=body, headers={"Content-Type": "application/feed+json", **named})
    return server.url(path)


def subscribe(world: World, address: str, *, everything: bool = True, now: datetime = NOW, **who: Any) -> Source:
    """A source of Alder (or of `brand`, added by `member`)."""
    return sources.add_source(
        member=who.get("member", world.manager),
        brand=who.get("brand", world.alder),
        given=sources.pasted(address),
        name="The forum",
        everything=everything,
        now=now,
    )


def watch(world: World, text: str, name: str = "Alder", now: datetime = NOW) -> Any:
    """A saved query of Alder."""
    return queries.save_query(member=world.manager, brand=world.alder, name=name, text=text, now=now)


def collect(now: datetime = NOW) -> list[Collected]:
    """Every due feed, claimed and fetched in the public schema, as the beat's job does it; of a stream one turn."""
    tenant: Any = connection.tenant
    connection.set_schema_to_public()
    try:
        polled = [collection.collect(claim.feed_id, now, fence=claim.fence) for claim in collection.claim(now)]
        return [*polled, *(collection.listen(one.feed_id, now, fence=one.fence, live=LIVE) for one in _streams(now))]
    finally:
        connection.set_tenant(tenant)


def _streams(now: datetime) -> Iterator[collection.Claim]:
    while claims := collection.claim_streams(now, limit=20):
        yield from claims


def flow(world: World, now: datetime = NOW) -> Ingested:
    """Collects what is due, and has the agency north take it."""
    collect(now)
    return ingestion.ingest(world.north, now=now)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def beat(job: Any) -> Any:
    """Runs a job of the beat, where the beat runs it."""
    connection.set_schema_to_public()
    return job()
