"""When two configurations are the same feed: by a hash of the whole of what tells feeds apart, never by a part of it.

A feed that may be shared is kept at its canonical address: what an agency typed beyond that stays with the agency's source.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag
from uuid import UUID

from django.conf import settings

from accounts.outside.plaintext import canonical
from monitoring.feeds.connectors import registry
from monitoring.feeds.models import Feed


@dataclass(frozen=True, slots=True)
class Place:
    """Where a feed lies, and what makes it the same as another. `private_to`: the one agency it is fetched for."""

    platform: str
    url: str
    key: str | None
    private_to: UUID | None
    config: Mapping[str, Any] = field(default_factory=dict)  # the whole of it

    @property
    def identity(self) -> str:
        """64 hex characters: equal for the same feed, and for nothing else."""
        told = f"{self.platform}:{self.key}" if self.key else f"private:{self.private_to}:{self.platform}:{self.url}"
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def place_of(platform: str, config: Mapping[str, Any], agency_id: UUID | None) -> Place:
    """The place of a configuration; `agency_id` counts where the connector calls it private. Raises a Failure."""
    key = registry.get(platform).source_key(config)
    address = str(config["url"])
    if key is None:
        return Place(platform, urldefrag(address).url, None, agency_id, config)
    return Place(platform, canonical(address), key, None, config)


def known_at(place: Place) -> Feed | None:
    """The feed that is there already."""
    return Feed.objects.filter(identity=place.identity).first()


def feed_at(place: Place, now: datetime) -> Feed:
    """The feed there, made where it is not. However many ask at once, they get the same one."""
    start = {
        "platform": place.platform,
        "private_to_id": place.private_to,
        "url": place.url,
        "config": {**place.config, "url": place.url},
        "next_fetch_at": now,
        "interval_seconds": settings.FEED_MIN_SECONDS,
    }
    return Feed.objects.get_or_create(identity=place.identity, defaults=start)[0]
