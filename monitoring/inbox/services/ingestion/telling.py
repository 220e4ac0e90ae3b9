"""What came and what went, for the record of events: one event a brand and batch, however many mentions came."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from accounts.events.models import Event
from accounts.events.services.recording import About, event
from monitoring import catalogue
from monitoring.inbox.services.ingestion.batch import Arrived


def arrivals(by_brand: Mapping[UUID, Arrived], now: datetime) -> list[Event]:
    """Of new mentions by brand; the first are named."""
    return [
        event(
            catalogue.MENTION_ARRIVED,
            About("", brand=brand),  # it is of many
            by=None,
            now=now,
            count=len(arrived.mentions),
            quiet=arrived.quiet,
            mentions=arrived.mentions[: catalogue.MOST_NAMED],
        )
        for brand, arrived in sorted(by_brand.items())
    ]


def erasures(mentions: Iterable[tuple[UUID, UUID, str]], now: datetime) -> list[Event]:
    """Of mentions whose post is gone: each with its brand and the reason."""
    return [
        event(
            catalogue.MENTION_ERASED,
            About(pk, brand=brand),
            by=None,
            now=now,
            # A platform's word that nobody knows here is read as it is on the post's page.
            gone_reason=reason if reason in catalogue.GONE else "deleted",
        )
        for pk, brand, reason in mentions
    ]
