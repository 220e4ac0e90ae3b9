"""Routes as work items, and the posts they make: new ones written, edited ones revised, each read once for its meaning."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from accounts.dated import touch
from monitoring.enrichment import enrich
from monitoring.feeds.connectors.post import Post as Fetched
from monitoring.feeds.connectors.protocol import GONE
from monitoring.feeds.models import Route
from monitoring.inbox.services.ingestion import copies
from monitoring.inbox.services.ingestion.batch import Draft, Identity, Item
from monitoring.inbox.services.ingestion.search_words import SEARCH, words_of, write_words
from monitoring.models import Mention, Post, PostRevision, Source
from monitoring.rows import insert

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
    "told",
)
MOST_REVISIONS = 200


def open_routes(rows: Sequence[tuple[Any, ...]]) -> list[Item]:
    """Work items of (number, targets, feed id, stored post, fetched at). What can't be read is logged and left out, and what was
    deleted is not there (`deleting`)."""
    items = []
    for number, targets, feed_id, stored, fetched_at in rows:
        try:
            if GONE in stored:
                continue
            since = datetime.fromisoformat(targets[0]["unread"]) if targets and "unread" in targets[0] else None
            items.append(
                Item(number, feed_id, Fetched.from_json(stored), fetched_at, targets, since, "erased" in stored)
            )
        # Left out, or one post that nobody can read would keep all behind it waiting for ever.
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
    said = _originals(items, drafts)
    known = set(said)
    heard: set[Identity] = set()
    back = {draft.id for identity, draft in drafts.items() if draft.withdrawn and draft.identity == identity}
    for item in items:
        _hear(item, drafts, said, is_first=item.identity not in heard)
        heard.add(item.identity)
    for draft in drafts.values():
        if (draft.is_new or draft.edited) and draft.meaning is None:
            draft.meaning = enrich(draft.title, draft.text, declared=draft.post.language)
    brands = _brands(items, drafts)
    insert(
        Post,
        _POST,
        [
            # A draft stands under every name it has here; its row is written under its own.
            _row(identity, draft, brands[draft.id])
            for identity, draft in drafts.items()
            if draft.is_new and draft.identity == identity
        ],
        conflict="(origin, external_id) DO NOTHING",
        columns=SEARCH,
    )
    copied = {identity: draft.id for identity, draft in drafts.items() if draft.identity != identity}
    copies.keep({identity: (pk, said[identity]) for identity, pk in copied.items()})
    copies.forget(known - copied.keys())
    if back:
        Post.objects.filter(pk__in=back).update(withdrawn_at=None)
    _write_edits(list({draft.id: draft for draft in drafts.values() if draft.edited}.values()), now)
    return drafts


def _known(items: Sequence[Item]) -> dict[Identity, Draft]:
    by_identity = {item.identity: item for item in items}
    rows = Post.objects.filter(
        origin__in={origin for origin, _ in by_identity}, external_id__in=[external for _, external in by_identity]
    ).values_list(
        "origin",
        "external_id",
        "id",
        "published_at",
        "fingerprint",
        "revision",
        "title",
        "text",
        "state",
        "withdrawn_at",
    )
    drafts = {}
    for origin, external_id, pk, published_at, fingerprint, revision, title, text, state, withdrawn in rows:
        item = by_identity.get((origin, external_id))
        if item is not None:
            drafts[origin, external_id] = Draft(
                pk, item.post, published_at, fingerprint, revision, False, title, text, item, item.identity,
                gone=state == "gone", withdrawn=withdrawn is not None,
            )  # fmt: skip
    return drafts


def _hear(item: Item, drafts: dict[Identity, Draft], said: dict[Identity, str], *, is_first: bool) -> None:
    """Takes an item's words where they are new; `said` are those of copies before this item, `is_first` of its name here."""
    identity = item.identity
    draft = drafts[identity]
    if item.erased:
        # No words are no edit: not of its own post, still less of one that another feed carries.
        said.setdefault(identity, "")
        return
    if draft.identity == identity:
        if draft.gone or draft.fingerprint != item.post.fingerprint:
            _revise(draft, item)
        return
    news = copies.news_of(item, draft, said.get(identity, ""))
    # One that was the copy's a moment ago stays with the post: earlier items of this batch speak of it.
    if news == "headline" and is_first and copies.lies_elsewhere(item, draft):
        drafts[identity] = _fresh(item)
        return
    if news:
        _revise(draft, item)
    said[identity] = item.post.fingerprint


def _originals(items: Sequence[Item], drafts: dict[Identity, Draft]) -> dict[Identity, str]:
    """Gives every item its draft: that of a post it is a copy of, stored or of this batch, or one of its own.

    Returns what the copies that were known before said last.
    """
    unknown = [item for item in items if item.identity not in drafts]
    # One draft a post, under however many names: of two, only one's words would be written.
    by_id = {draft.id: draft for draft in drafts.values()}
    copied, said = _of_copies(unknown, by_id)
    drafts |= copied
    unknown = [item for item in unknown if item.identity not in drafts]
    held = copies.stored(unknown)
    met: dict[copies.Name, Draft] = {}
    for item in unknown:
        if item.identity in drafts:
            continue
        name = copies.name_of(item)
        draft = met.get(name) if name else None
        if draft is None and name is not None and name in held:
            pk, origin, at, words, revision, title, text, gone = held[name]
            identity = (origin, item.post.external_id)
            draft = by_id.get(pk) or Draft(
                pk, item.post, at, words, revision, False, title, text, item, identity, gone=gone
            )
            by_id[pk] = draft
        if draft is None:
            draft = _fresh(item)
        drafts[item.identity] = draft
        if name:
            met[name] = draft
    return said


def _of_copies(items: Sequence[Item], by_id: dict[UUID, Draft]) -> tuple[dict[Identity, Draft], dict[Identity, str]]:
    """The posts of items that were found to be copies before, by the items' names, and what these said last.

    `by_id`: the drafts there are; those made here are added.
    """
    held = copies.named(item.identity for item in items)
    posts = {identity: pk for identity, (pk, _) in held.items()}
    by_identity = {item.identity: item for item in items}
    rows = Post.objects.filter(pk__in=set(posts.values()) - by_id.keys()).in_bulk()
    drafts = {}
    for identity, pk in posts.items():
        post, item = rows.get(pk), by_identity[identity]
        if post is not None and pk not in by_id:
            by_id[pk] = Draft(
                pk, item.post, post.published_at, post.fingerprint, post.revision, False, post.title, post.text, item,
                (post.origin, post.external_id), gone=post.state == "gone",
            )  # fmt: skip
        if pk in by_id:
            drafts[identity] = by_id[pk]
    return drafts, {identity: words for identity, (_, words) in held.items() if identity in drafts}


def _fresh(item: Item) -> Draft:
    post = item.post
    published = post.published_at or item.fetched_at
    if published > item.fetched_at:
        # Nobody waits for what is here already: a claim from the future is not believed.
        published, post = item.fetched_at, replace(post, published_from="clamped")
    return Draft(uuid7(), post, published, post.fingerprint, 1, True, post.title, post.text, item, item.identity)


def _revise(draft: Draft, item: Item) -> None:
    """Past so many revisions the words still follow, and what they were is no longer kept: "updated 5 minutes ago" has no end."""
    draft.edited = True
    keeps = draft.revision < MOST_REVISIONS and not draft.gone
    draft.returned, draft.gone = draft.returned or draft.gone, False
    if keeps:
        draft.earlier.append((draft.revision, draft.title, draft.text))
    draft.post = item.post
    if draft.identity == item.identity:
        # Feed and times stay those of the post's own feed, whoever brought the newer words.
        draft.item = item
    draft.title, draft.text, draft.fingerprint = item.post.title, item.post.text, item.post.fingerprint
    draft.revision += keeps


def _brands(items: Sequence[Item], drafts: Mapping[Identity, Draft]) -> dict[UUID, set[UUID]]:
    """Whose mentions each draft will be, for the search: they are written with the post, not after it."""
    named = {target["source"] for item in items for target in item.targets}
    of = dict(Source.objects.filter(pk__in=named).values_list("pk", "brand_id"))
    brands: dict[UUID, set[UUID]] = {draft.id: set() for draft in drafts.values()}
    for item in items:
        sources = (UUID(target["source"]) for target in item.targets)
        brands[drafts[item.identity].id] |= {of[source] for source in sources if source in of}
    return brands


def _row(identity: Identity, draft: Draft, brands: set[UUID]) -> tuple[Any, ...]:
    post = draft.post
    return (
        draft.id, *identity, draft.item.feed_id, _short(post.url), post.kind, post.author_name[:200],
        post.author_handle[:200], _short(post.author_url), post.author_followers, draft.title, draft.text, _language(draft),
        draft.published_at, post.published_from, post.edited_at, draft.item.fetched_at, draft.fingerprint, draft.revision,
        "live", _extra(post), sorted(brands), words_of(draft.title, draft.text, post.author_name[:200]),
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
            **(_returned(draft.post) if draft.returned else {}),
        )
    edited = [draft.id for draft in drafts if not draft.is_new]
    write_words(edited)
    if edited:
        # In one order, as whoever else writes several takes them.
        rows = Mention.objects.select_for_update(no_key=True).filter(post__in=edited).order_by("pk")
        touch(Mention.objects.filter(pk__in=list(rows.values_list("pk", flat=True))))


def _returned(post: Fetched) -> dict[str, Any]:
    """What is written anew of a post that its source had deleted and shows again."""
    return {
        "state": "live",
        "gone_at": None,
        "gone_reason": "",
        "url": _short(post.url),
        "author": post.author_name[:200],
        "author_handle": post.author_handle[:200],
        "author_url": _short(post.author_url),
        "followers": post.author_followers,
    }


def _language(draft: Draft) -> str:
    return (draft.meaning.language.code if draft.meaning else draft.post.language)[:8]


def _extra(post: Fetched) -> dict[str, Any]:
    stored = post.to_json()
    extra = {name: stored[name] for name in (*_EXTRA, "media") if name in stored}
    return {**extra, "can_reply": post.can_reply}


def _short(address: str) -> str:
    # A cut address leads elsewhere: one that does not fit is left out.
    return address if len(address) <= 2000 else ""
