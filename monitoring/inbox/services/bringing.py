"""What a person brings for a brand (rows of a file, a link, words that were typed) becomes mentions as every post does.

It goes through ingestion's own writers, in their turn: known again by (platform, external id), enriched, held against the brand's
queries, counted. No arrival and no route is made of it: those are for what is fetched once for many agencies, and this is one brand's.
So a batch and whatever says how far it is are one transaction of the agency's schema.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from accounts.brands.models import Brand
from accounts.dated import touch
from accounts.events.services.recording import record_all
from accounts.outside.plaintext import canonical
from monitoring.feeds.collection.documents import of_fetched
from monitoring.feeds.connectors.post import Post as Fetched
from monitoring.inbox.services.documents import of_stored
from monitoring.inbox.services.ingestion.batch import Draft, Identity, Item, identity_of
from monitoring.inbox.services.ingestion.counts import Counting
from monitoring.inbox.services.ingestion.mentions import write_mentions
from monitoring.inbox.services.ingestion.posts import write_posts
from monitoring.inbox.services.ingestion.stored import stored_item
from monitoring.inbox.services.ingestion.telling import arrivals
from monitoring.matching import Document, Matcher, QueryError, parse
from monitoring.models import GIVEN, IngestPosition, Mention, Post, Query, Source
from monitoring.rows import update

logger = logging.getLogger(__name__)
_LEAST_TITLE = 8  # as ingestion's copies: "Update" heads many articles
_ALIKE = 60  # characters of a text that tools cut


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one post: "made", "known", "refreshed" (known, and its counters are newer), or "erased" (it was deleted at
    its source, and stays so). `mention`: the brand's mention of it, None where there is none."""

    what: str
    mention: UUID | None = None


@dataclass(slots=True)
class BrandQueries:
    """The brand's queries as one matcher, made anew where one of them was changed since."""

    brand: UUID
    _as_of: tuple[tuple[UUID, int], ...] | None = None
    _matcher: Matcher = field(default_factory=Matcher)

    def match(self, documents: Sequence[Document]) -> list[list[str]]:
        """By document the ids of those that match."""
        rows = list(
            Query.objects.filter(brand_id=self.brand, is_active=True)
            .order_by("pk")
            .values_list("pk", "version", "text")
        )
        as_of = tuple((pk, version) for pk, version, _ in rows)
        if as_of != self._as_of:
            self._as_of, self._matcher = as_of, Matcher()
            for pk, version, text in rows:
                try:
                    self._matcher.add(pk, parse(text), version)
                except (QueryError, ValueError):  # as the register: a later language refuses it
                    logger.exception("query %s can no longer be read", pk)
        if not rows or not documents:
            return [[] for _ in documents]
        return [sorted(map(str, keys)) for keys in self._matcher.match_batch(documents)]


def source_for(brand: Brand, key: str, name: str, by: int) -> Source:
    """The brand's source for what comes this way; made where it is not there. Nothing is ever fetched for it."""
    made, _ = Source.objects.get_or_create(
        brand=brand, status=GIVEN, address=key,
        defaults={"platform": "file", "name": name, "everything": True, "created_by_id": by, "feed_id": _feed_of(brand, key)},
    )  # fmt: skip
    return made


def _feed_of(brand: Brand, key: str) -> UUID:
    # Of the brand and the way, so that of two who begin at once the second meets the first's row by its unique feed.
    return uuid5(brand.pk, key)


def bring(
    source: Source, posts: Sequence[Fetched], queries: BrandQueries, *, quiet: bool, now: datetime
) -> list[Outcome]:
    """Makes mentions of these posts; an outcome for each, in their order. In the caller's transaction. Repeats change nothing.

    `quiet`: history, which counts and raises no alert. What is stored already keeps its words: of what a person brings nobody
    knows how old its words are. Its counters and what a tool says of it are taken where they are newer.
    """
    # One writer of an agency's mentions at a time, as in ingestion.
    IngestPosition.objects.get_or_create(singleton=True)
    IngestPosition.objects.select_for_update().get(singleton=True)
    batch = _Batch(source, posts, quiet)
    made = batch.write(queries, now)
    refreshed = _refresh(batch.held, posts)
    return batch.outcomes(made, refreshed)


class _Batch:
    """Posts sorted by what is to be done with each."""

    def __init__(self, source: Source, posts: Sequence[Fetched], quiet: bool) -> None:
        self._source, self._posts, self._quiet = source, posts, quiet
        self.names: list[Identity] = [identity_of(post, source.feed_id) for post in posts]
        self.held: list[Post | None] = held(posts, self.names)
        ids = {post.pk for post in self.held if post is not None}
        rows = Mention.objects.filter(brand_id=source.brand_id, post__in=ids).values_list("post_id", "pk")
        self._mentions: dict[UUID, UUID] = dict(rows)
        self._drafts: dict[Identity, Draft] = {}

    def write(self, queries: BrandQueries, now: datetime) -> set[UUID]:
        """Posts and mentions; returns the mentions that are new."""
        fresh: dict[Identity, Fetched] = {}
        stored: dict[UUID, Post] = {}
        for post, name, known in zip(self._posts, self.names, self.held, strict=True):
            if known is None or _is_bare(known):
                fresh.setdefault(name, post)  # of a post that is there twice the first counts
            elif known.state != "gone" and known.pk not in self._mentions:
                stored[known.pk] = known
        if not fresh and not stored:
            return set()
        documents = [*map(of_fetched, fresh.values()), *map(of_stored, stored.values())]
        matched = iter(queries.match(documents))
        items = [Item(0, self._source.feed_id, post, now, [self._target(next(matched))]) for post in fresh.values()]
        again = [stored_item(post, self._target(next(matched))) for post in stored.values()]
        self._drafts = write_posts(items, now) if items else {}
        self._drafts |= {item.identity: draft for item, draft in again}
        return self._mention([*items, *(item for item, _ in again)], now)

    def _mention(self, items: Sequence[Item], now: datetime) -> set[UUID]:
        counting = Counting()
        arrived = write_mentions(items, self._drafts, counting, now)
        counting.write()
        record_all(arrivals(arrived, now))
        ids = [draft.id for draft in self._drafts.values()]
        rows = Mention.objects.filter(brand_id=self._source.brand_id, post__in=ids).values_list("post_id", "pk")
        self._mentions |= dict(rows)
        return {pk for came in arrived.values() for pk in came.mentions}

    def _target(self, queries: list[str]) -> dict[str, Any]:
        source = self._source
        return {"source": str(source.pk), "brand": str(source.brand_id), "queries": queries, "quiet": self._quiet}

    def outcomes(self, made: set[UUID], refreshed: set[UUID]) -> list[Outcome]:
        """What became of each."""
        outcomes: list[Outcome] = []
        told: set[UUID] = set()
        for name, known in zip(self.names, self.held, strict=True):
            if known is not None and known.state == "gone":
                outcomes.append(Outcome("erased", self._mentions.get(known.pk)))
                continue
            pk = known.pk if known is not None else self._drafts[name].id
            mention = self._mentions.get(pk)
            is_new = mention in made and mention not in told
            told |= {mention} if mention else set()
            what = "made" if is_new else "refreshed" if pk in refreshed else "known"
            outcomes.append(Outcome(what, mention))
        return outcomes


def held(posts: Sequence[Fetched], names: Sequence[Identity]) -> list[Post | None]:
    """What is stored of each: by its name, else the same words at the same address, however that came. Two queries."""
    rows = Post.objects.filter(origin__in={one for one, _ in names}, external_id__in={one for _, one in names})
    by_name = {(post.origin, post.external_id): post for post in rows}
    unknown = [post for post, name in zip(posts, names, strict=True) if name not in by_name and post.url]
    by_address: dict[str, list[Post]] = {}
    # Hash index `post_url`: an address is asked for as it was given, and as it is without what changes nothing.
    addresses = {address for post in unknown for address in (post.url, canonical(post.url))}
    for stored in Post.objects.filter(url__in=addresses).order_by("pk") if addresses else ():
        by_address.setdefault(canonical(stored.url), []).append(stored)
    return [
        by_name.get(name) or next((one for one in by_address.get(canonical(post.url), ()) if _is_same(post, one)), None)
        for post, name in zip(posts, names, strict=True)
    ]


def _is_same(post: Fetched, stored: Post) -> bool:
    """Whether it is that post, and not another at its address, as comments under one article are."""
    if post.fingerprint == stored.fingerprint:
        return True
    title = post.title.casefold()
    if len(title) >= _LEAST_TITLE and title == stored.title.casefold():
        return True
    words, there = post.text[:_ALIKE].casefold(), stored.text[:_ALIKE].casefold()
    return len(words) == _ALIKE and words == there


def _is_bare(post: Post) -> bool:
    """Whether it is known by name only: some tools may not pass on the words of some networks."""
    return post.state != "gone" and not post.title and not post.text


def _refresh(stored: Iterable[Post | None], posts: Sequence[Fetched]) -> set[UUID]:
    """Takes counters that are newer; returns the posts."""
    changed: dict[UUID, dict[str, Any]] = {}
    for known, post in zip(stored, posts, strict=True):
        if known is not None and known.state != "gone" and not _is_bare(known):
            extra = _newer(known.extra or {}, post, known.first_seen_at)
            if extra is not None:
                changed[known.pk] = known.extra = extra
    update(Post, ("extra",), sorted(changed.items()))
    if changed:
        rows = Mention.objects.select_for_update(no_key=True).filter(post__in=changed).order_by("pk")
        touch(Mention.objects.filter(pk__in=list(rows.values_list("pk", flat=True))))
    return set(changed)


def _newer(extra: Mapping[str, Any], post: Fetched, seen: datetime) -> dict[str, Any] | None:
    """What is kept of a post with these counters; None where they say nothing new."""
    at = str(post.told.get("at", ""))
    before = str((extra.get("told") or {}).get("at") or seen.isoformat(timespec="seconds"))
    if not at or datetime.fromisoformat(at) <= datetime.fromisoformat(before):
        return None
    engagement = {**(extra.get("engagement") or {}), **post.engagement}
    told = {**(extra.get("told") or {}), **post.told}
    same = {name: word for name, word in told.items() if name != "at"} == {
        name: word for name, word in (extra.get("told") or {}).items() if name != "at"
    }
    if engagement == (extra.get("engagement") or {}) and same:
        return None
    return {**extra, "engagement": engagement, "told": told}
