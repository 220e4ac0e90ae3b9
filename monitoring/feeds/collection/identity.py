"""When two configurations are the same feed: by a hash of the whole of what tells feeds apart, never by a part of it.

A feed that may be shared is kept at its canonical address: what an agency typed beyond that stays with the agency's source.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag
from uuid import UUID

from django.conf import settings

from accounts.outside.plaintext import canonical
from monitoring.feeds.collection import ways
from monitoring.feeds.collection.hosts import host_of
from monitoring.feeds.connectors import registry
from monitoring.feeds.models import Feed


@dataclass(frozen=True, slots=True)
class Place:
    """Where a feed lies, and what makes it the same as another. `private_to`: the one agency it is fetched for.

    `own`: what tells a private feed from others at its address, the brand whose secrets it is read with among it.
    """

    platform: str
    url: str
    key: str | None
    private_to: UUID | None
    config: Mapping[str, Any] = field(
        default_factory=dict
    )  # the whole of it; of a shared feed what all who share it know
    own: Mapping[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """64 hex characters: equal for the same feed, and for nothing else."""
        told = f"{self.platform}:{self.key}" if self.key else f"private:{self.private_to}:{self.platform}:{self.url}"
        if self.own:
            # Sorted: the same fields in another order are the same feed.
            told += f"\n{json.dumps(self.own, sort_keys=True)}"
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def place_of(
    platform: str, config: Mapping[str, Any], agency_id: UUID | None, *, secrets_of: UUID | None = None
) -> Place:
    """The place of a configuration; `agency_id` counts where it is private. `secrets_of`: the brand whose secrets come with it.

    A feed with a secret is its brand's alone, whatever the connector says of it. Raises a Failure.
    """
    connector = registry.get(platform)
    spec = connector.spec()
    key = connector.source_key(config)
    address = connector.address(config)
    if key is not None and secrets_of is None and spec.scope != "private":
        known = {name: value for name, value in config.items() if name in spec.key_names}
        return Place(platform, canonical(address), key, None, _at(canonical(address), known))
    # What stands after # is never sent: with it, one private address would be several feeds.
    url = urldefrag(address).url
    own = {name: config[name] for name in sorted(spec.key_names - {"url"}) if config.get(name)}
    own |= {"brand": str(secrets_of)} if secrets_of else {}
    return Place(platform, url, None, agency_id, _at(url, config), own)


def _at(url: str, config: Mapping[str, Any]) -> dict[str, Any]:
    return {**config, "url": url} if "url" in config else dict(config)


def known_at(place: Place) -> Feed | None:
    """The feed that is there already."""
    return Feed.objects.filter(identity=place.identity).first()


def feed_at(place: Place, now: datetime) -> Feed:
    """The feed there, made where it is not. However many ask at once, they get the same one."""
    start = {
        "platform": place.platform,
        "private_to_id": place.private_to,
        "url": place.url,
        "host": host_of(place.url),
        "config": dict(place.config),
        "is_streamed": ways.is_streamed(place.platform, place.config, with_secrets="brand" in place.own),
        "next_fetch_at": now,
        "interval_seconds": settings.FEED_MIN_SECONDS,
    }
    # By a unique column: without one, four requests at once make four feeds, and every later look finds too many.
    return Feed.objects.get_or_create(identity=place.identity, defaults=start)[0]
