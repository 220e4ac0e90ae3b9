"""A stored post as the writers of mentions take it: neither new nor edited."""

from collections.abc import Mapping
from typing import Any

from monitoring.feeds.connectors.post import Post as Fetched
from monitoring.inbox.services.ingestion.batch import Draft, Item
from monitoring.models import Post


def stored_item(post: Post, target: Mapping[str, Any]) -> tuple[Item, Draft]:
    """The post for one target more."""
    platform, _, own = post.origin.partition(":")
    fetched = Fetched(
        platform=platform, source=own, external_id=post.external_id, url=post.url, title=post.title, text=post.text,
        language=post.language, published_at=post.published_at, fingerprint=post.fingerprint,
    )  # fmt: skip
    item = Item(0, post.feed_id, fetched, post.first_seen_at, [dict(target)])
    known = (post.published_at, post.fingerprint, post.revision, False, post.title, post.text)
    return item, Draft(post.pk, fetched, *known, item, item.identity)
