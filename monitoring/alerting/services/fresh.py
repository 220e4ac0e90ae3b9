"""New mentions on their way past the rules, and what rules over posts ask about them, a few queries for all."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from monitoring.alerting.kinds import kind_of
from monitoring.alerting.services.texts import reader_of
from monitoring.alerting.services.watching import Watch
from monitoring.detection import PostFacts
from monitoring.models import FreshMention, Mention, MentionMatch, Source

BATCH = 2_000  # held in memory with each post's whole text
ROUNDS = 5  # batches an evaluation takes; what is left comes a minute later
_CRITICS = timedelta(days=400)  # how far back an author's earlier criticism counts
Author = tuple[UUID, str, str]  # brand, platform, handle or name


@dataclass(slots=True)
class Batch:
    """Mentions that are new, oldest first, with their posts and sources, and what is known of them."""

    mentions: list[Mention]
    queries: dict[UUID, set[UUID]] = field(default_factory=dict)  # of those that rules look at
    texts: dict[UUID, set[Hashable]] = field(default_factory=dict)  # (rule, "filter" or "own")
    sources: dict[UUID, datetime | None] = field(default_factory=dict)  # the newest mention before
    critics: dict[Author, datetime] = field(default_factory=dict)  # the newest negative one before


def take(watches: Iterable[Watch]) -> Iterable[Batch]:
    """Takes the new mentions out, batch by batch, with what the watches ask. In the caller's transaction.

    Mentions of brands without such a rule are dropped unread.
    """
    by_brand: dict[UUID, list[Watch]] = {}
    for watch in watches:
        by_brand.setdefault(watch.row.brand_id, []).append(watch)
    for _ in range(ROUNDS):
        # `of`: the join for the brand would lock the mentions too, and people at work on them would wait.
        rows = FreshMention.objects.select_for_update(skip_locked=True, of=("self",)).order_by("id")
        ids = dict(rows.values_list("pk", "mention__brand_id")[:BATCH])
        if not ids:
            return
        wanted = [pk for pk, brand in ids.items() if brand in by_brand]
        if wanted:
            yield _batch(wanted, by_brand)
        # Only now: once taken out it is history (`_settled`), and each mention would have come after itself.
        FreshMention.objects.filter(pk__in=list(ids)).delete()
        if len(ids) < BATCH:
            return


def _batch(fresh: Collection[UUID], by_brand: dict[UUID, list[Watch]]) -> Batch:
    rows = Mention.objects.filter(pk__in=FreshMention.objects.filter(pk__in=fresh).values("mention_id"))
    mentions = list(rows.select_related("post", "source").order_by("published_at", "id"))
    batch = Batch(mentions)
    watches = [watch for brand in {mention.brand_id for mention in mentions} for watch in by_brand[brand]]
    _ask_queries(batch, watches)
    _ask_texts(batch, by_brand)
    asked = {one for watch in watches for one in kind_of(watch.rule).asks}
    if "sources" in asked:
        _ask_sources(batch)
    if "critics" in asked:
        _ask_critics(batch)
    return batch


def _ask_queries(batch: Batch, watches: list[Watch]) -> None:
    queries = {watch.row.query_id for watch in watches if watch.row.query_id}
    if queries:
        rows = MentionMatch.objects.filter(query__in=queries, mention__in=[one.pk for one in batch.mentions])
        for mention, query in rows.values_list("mention_id", "query_id"):
            batch.queries.setdefault(mention, set()).add(query)


def _ask_texts(batch: Batch, by_brand: dict[UUID, list[Watch]]) -> None:
    for brand in {mention.brand_id for mention in batch.mentions}:
        texts: dict[Hashable, str] = {}
        for watch in by_brand[brand]:
            if watch.row.filter:
                texts[(watch.row.pk, "filter")] = watch.row.filter
            if text := kind_of(watch.rule).reads(watch.rule):
                texts[(watch.row.pk, "own")] = text
        if texts:
            mine = [mention for mention in batch.mentions if mention.brand_id == brand]
            matches = reader_of(texts).read(mention.post for mention in mine)
            batch.texts.update(zip((mention.pk for mention in mine), matches, strict=True))


def _ask_sources(batch: Batch) -> None:
    # One row by the index mention_source_new for each source, where a Max would read all it ever brought.
    before = _settled().filter(source=OuterRef("pk")).order_by("-published_at", "-id").values("published_at")[:1]
    sources = Source.objects.filter(pk__in={mention.source_id for mention in batch.mentions})
    batch.sources.update(sources.values_list("pk").annotate(newest=Subquery(before)).values_list("pk", "newest"))


def _ask_critics(batch: Batch) -> None:
    negative = [mention for mention in batch.mentions if mention.sentiment == "negative"]
    names = {author_of(mention)[2] for mention in negative} - {""}  # posts without an author are no one person
    if not names:
        return
    since = min(mention.published_at for mention in negative) - _CRITICS
    rows = (
        _settled()
        .filter(brand__in={mention.brand_id for mention in negative}, sentiment="negative", published_at__gte=since)
        # To the letter the expression of the index post_author: otherwise every negative mention is read.
        .annotate(who=Coalesce(NullIf(F("post__author_handle"), Value("")), F("post__author")))
        .filter(who__in=names)
        .values("brand_id", "post__origin", "who")
        .annotate(newest=Max("published_at"))
    )
    for row in rows:
        # Where ids are unique only within a feed, a platform has an origin for each: one person, several rows.
        _note_critic(batch, (row["brand_id"], row["post__origin"].partition(":")[0], row["who"]), row["newest"])


def _note_critic(batch: Batch, author: Author, moment: datetime) -> None:
    batch.critics[author] = max(moment, batch.critics.get(author, moment))


def _settled() -> QuerySet[Mention]:
    """Mentions the rules have passed already, or that came as history."""
    rows: QuerySet[Mention] = Mention.objects.exclude(pk__in=FreshMention.objects.values("mention_id"))
    return rows


def author_of(mention: Mention) -> Author:
    """Who wrote it: one handle on one platform is one person."""
    post = mention.post
    return mention.brand_id, post.origin.partition(":")[0], post.author_handle or post.author


def judged_at(mention: Mention) -> datetime:
    """When it counts for rules: when it was published, or when it came where ingestion found that so."""
    return mention.judged_at or mention.published_at


def concerns(watch: Watch, mention: Mention, batch: Batch) -> bool:
    """Whether the rule looks at this mention at all: its brand, its query, its filter."""
    row = watch.row
    # Quiet: it came with a source's past, which wakes nobody.
    if mention.brand_id != row.brand_id or mention.quiet:
        return False
    if row.query_id and row.query_id not in batch.queries.get(mention.pk, ()):
        return False
    return not row.filter or (row.pk, "filter") in batch.texts.get(mention.pk, ())


def facts_of(watch: Watch, mention: Mention, batch: Batch, weekly: float) -> PostFacts:
    """What the rule may ask of the mention."""
    post = mention.post
    newest, critic = batch.sources.get(mention.source_id), batch.critics.get(author_of(mention))
    return PostFacts(
        published_at=mention.published_at,
        source=mention.source.name,
        author=post.author,
        handle=post.author_handle,
        followers=post.followers,
        verified=bool((post.extra or {}).get("author_verified")),
        negative=mention.sentiment == "negative",
        says=(watch.row.pk, "own") in batch.texts.get(mention.pk, ()),
        source_quiet_days=_days(mention, newest),
        critic_days=_days(mention, critic),
        weekly=weekly,
    )


def pass_by(mention: Mention, batch: Batch) -> None:
    """The mention is history for those after it in the batch."""
    newest = batch.sources.get(mention.source_id)
    batch.sources[mention.source_id] = max(mention.published_at, newest or mention.published_at)
    author = author_of(mention)
    if mention.sentiment == "negative" and author[2]:
        _note_critic(batch, author, mention.published_at)


def _days(mention: Mention, before: datetime | None) -> float | None:
    # Below 0 where this post came late, after one that was published later.
    return None if before is None else max((mention.published_at - before) / timedelta(days=1), 0.0)
