"""Routes as work items, and the posts they make: new ones written, edited ones revised, each read once for its meaning."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from monitoring.connectors.post import Post as Fetched
from monitoring.enrichment import Enrichment, enrich
from monitoring.feeds.models import Route
from monitoring.models import Post, PostRevision, Source
from monitoring.services.rows import insert

logger = logging.getLogger(__name__)
_POST = (
    "id", "origin", "external_id", "feed_id", "url", "kind", "author", "author_handle", "author_url", "followers", "title",
    "text", "language", "published_at", "published_from", "edited_at", "first_seen_at", "fingerprint", "revision", "state",
    "extra", "brands",
)  # fmt: skip
_EXTRA = (
    "rating",
    "hashtags",
    "links",
    "handles",
    "engagement",
    "canonical_url",
    "in_reply_to",
    "can_reply_reason",
    "author_verified",
)
Identity = tuple[str, str]


@dataclass(slots=True)
class Item:
    """One route, opened."""

    number: int
    feed_id: UUID
    post: Fetched
    fetched_at: datetime
    targets: list[dict[str, Any]]

    @property
    def identity(self) -> Identity:
        """(origin, external id): what names a post once in the agency."""
        # Where a platform's ids are its own everywhere, the connector says so by naming the platform as their source.
        everywhere = self.post.source in ("", self.post.platform)
        origin = self.post.platform if everywhere else f"{self.post.platform}:{self.feed_id}"
        return origin, self.post.external_id


@dataclass(slots=True)
class Draft:
    """A post as it stands after this batch. `meaning` is set where its words are new here."""

    id: UUID
    post: Fetched
    published_at: datetime
    fingerprint: str
    revision: int
    is_new: bool
    title: str
    text: str
    item: Item
    meaning: Enrichment | None = None
    earlier: list[tuple[int, str, str]] = field(default_factory=list)  # revisions: number, title, text


def open_routes(rows: Sequence[tuple[Any, ...]]) -> list[Item]:
    """Work items of (number, targets, feed id, stored post, fetched at). What can't be read is logged and left out."""
    items = []
    for number, targets, feed_id, stored, fetched_at in rows:
        try:
            items.append(Item(number, feed_id, Fetched.from_json(stored), fetched_at, targets))
        except (ValueError, TypeError, KeyError):
            logger.exception("route %s holds no post that can be read", number)
    return items


def routes_after(agency: Any, number: int, limit: int) -> list[tuple[Any, ...]]:
    """The agency's next routes in their order, as `open_routes` takes them."""
    rows = Route.objects.for_agency(agency).filter(number__gt=number).order_by("number")
    return list(
        rows.values_list("number", "targets", "arrival__feed_id", "arrival__post", "arrival__fetched_at")[:limit]
    )


def write_posts(items: Sequence[Item], now: datetime) -> dict[Identity, Draft]:
    """Stores the items' posts and returns each by its identity. Repeats change nothing."""
    drafts = _known(items)
    for item in items:
        draft = drafts.get(item.identity)
        if draft is None:
            drafts[item.identity] = _fresh(item)
        elif draft.fingerprint != item.post.fingerprint:
            _revise(draft, item)
    for draft in drafts.values():
        if draft.is_new or draft.earlier:
            draft.meaning = enrich(draft.title, draft.text, declared=draft.post.language)
    brands = _brands(items)
    insert(
        Post,
        _POST,
        [_row(identity, draft, brands[identity]) for identity, draft in drafts.items() if draft.is_new],
        conflict="(origin, external_id) DO NOTHING",
    )
    _write_edits([draft for draft in drafts.values() if draft.earlier], now)
    return drafts


def _known(items: Sequence[Item]) -> dict[Identity, Draft]:
    by_identity = {item.identity: item for item in items}
    rows = Post.objects.filter(
        origin__in={origin for origin, _ in by_identity}, external_id__in=[external for _, external in by_identity]
    ).values_list("origin", "external_id", "id", "published_at", "fingerprint", "revision", "title", "text")
    found = {}
    for origin, external_id, pk, published_at, fingerprint, revision, title, text in rows:
        item = by_identity.get((origin, external_id))
        if item is not None:
            found[origin, external_id] = Draft(
                pk, item.post, published_at, fingerprint, revision, False, title, text, item
            )
    return found


def _fresh(item: Item) -> Draft:
    post = item.post
    published = post.published_at or item.fetched_at
    return Draft(uuid7(), post, published, post.fingerprint, 1, True, post.title, post.text, item)


def _revise(draft: Draft, item: Item) -> None:
    draft.earlier.append((draft.revision, draft.title, draft.text))
    draft.post, draft.item = item.post, item
    draft.title, draft.text, draft.fingerprint = item.post.title, item.post.text, item.post.fingerprint
    draft.revision += 1


def _brands(items: Sequence[Item]) -> dict[Identity, set[UUID]]:
    """Whose mentions each will be, for the search: they are written with the post, not after it."""
    named = {target["source"] for item in items for target in item.targets}
    of = dict(Source.objects.filter(pk__in=named).values_list("pk", "brand_id"))
    found: dict[Identity, set[UUID]] = {item.identity: set() for item in items}
    for item in items:
        sources = (UUID(target["source"]) for target in item.targets)
        found[item.identity] |= {of[source] for source in sources if source in of}
    return found


def _row(identity: Identity, draft: Draft, brands: set[UUID]) -> tuple[Any, ...]:
    post = draft.post
    return (
        draft.id, *identity, draft.item.feed_id, _short(post.url), post.kind, post.author_name[:200],
        post.author_handle[:200], _short(post.author_url), post.author_followers, draft.title, draft.text, _language(draft),
        draft.published_at, post.published_from, post.edited_at, draft.item.fetched_at, draft.fingerprint, draft.revision,
        "live", _extra(post), sorted(brands),
    )  # fmt: skip


def _write_edits(drafts: Sequence[Draft], now: datetime) -> None:
    revisions = [
        (uuid7(), draft.id, number, title, text, now) for draft in drafts for number, title, text in draft.earlier
    ]
    insert(
        PostRevision,
        ("id", "post_id", "number", "title", "text", "seen_at"),
        revisions,
        conflict="(post_id, number) DO NOTHING",
    )
    for draft in drafts:
        if draft.is_new:
            continue
        Post.objects.filter(pk=draft.id).update(
            title=draft.title,
            text=draft.text,
            fingerprint=draft.fingerprint,
            revision=draft.revision,
            language=_language(draft),
            edited_at=draft.post.edited_at or now,
            extra=_extra(draft.post),
        )


def _language(draft: Draft) -> str:
    return (draft.meaning.language.code if draft.meaning else draft.post.language)[:8]


def _extra(post: Fetched) -> dict[str, Any]:
    stored = post.to_json()
    found = {name: stored[name] for name in (*_EXTRA, "media") if name in stored}
    return {**found, "can_reply": post.can_reply}


def _short(address: str) -> str:
    # A cut address leads elsewhere: one that does not fit is left out.
    return address if len(address) <= 2000 else ""
