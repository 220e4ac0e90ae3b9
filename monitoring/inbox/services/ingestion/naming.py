"""Which brands a post has mentions of, as the text search wants to know it: one too many is harmless, one too few hides a mention."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, transaction
from django.db.models import F, Func, QuerySet, UUIDField, Value

from monitoring.models import UNKNOWN_BRAND, Mention, Post


def name_brands(pairs: Iterable[tuple[UUID, UUID]]) -> int:
    """Adds to posts (post, brand) the brands they now have mentions of; in the mentions' transaction. Repeats change nothing."""
    by_brand: dict[UUID, list[UUID]] = {}
    for post, brand in pairs:
        by_brand.setdefault(brand, []).append(post)
    posts = {post for those in by_brand.values() for post in those}
    # Locked in one order, so that two who name brands can't wait for each other in a circle.
    list(_locked().filter(pk__in=posts).order_by("pk").values_list("pk", flat=True))
    named = 0
    for brand, those in by_brand.items():
        longer = Func(F("brands"), Value(brand, UUIDField()), function="array_append")
        named += Post.objects.filter(pk__in=those).exclude(brands__contains=[brand]).update(brands=longer)
    return named


def name_unknown(limit: int = 1000, *, after: UUID | None = None) -> UUID | None:
    """Writes the brands of so many posts, after that one, that were stored before there was a column for them.

    Returns the last one's id for the next call; None: there are no more.
    """
    with transaction.atomic():
        waiting = _locked(skip=True).filter(brands__contains=[UNKNOWN_BRAND]).order_by("pk")
        if after is not None:
            waiting = waiting.filter(pk__gt=after)
        posts = list(waiting.values_list("pk", flat=True)[:limit])
        # Read after the locks are held: who adds a mention now waits with its brand until these are written.
        rows = Mention.objects.filter(post_id__in=posts).values("post_id").annotate(brands=ArrayAgg("brand_id"))
        brands = {row["post_id"]: row["brands"] for row in rows}
        Post.objects.bulk_update([Post(pk=pk, brands=brands.get(pk, [])) for pk in posts], ["brands"], batch_size=500)
    return posts[-1] if posts else None


def name_missing(since: datetime) -> int:
    """Names the brands of mentions made since by code that did not know the column, in an upgrade's minutes."""
    with connection.cursor() as cursor:
        # The ids of mentions lie in the order of time: the first 48 bits are milliseconds.
        cursor.execute(
            "SELECT m.post_id, m.brand_id FROM monitoring_mention m JOIN monitoring_post p ON p.id = m.post_id "
            "WHERE m.id >= %s AND NOT p.brands && ARRAY[m.brand_id, %s]",
            [UUID(int=int(since.timestamp() * 1000) << 80), UNKNOWN_BRAND],
        )
        pairs: Sequence[tuple[UUID, UUID]] = cursor.fetchall()
    with transaction.atomic():
        return name_brands(pairs)


def _locked(*, skip: bool = False) -> QuerySet[Post]:
    # Not against foreign keys: mentions may come while a post's brands are written.
    return Post.objects.select_for_update(no_key=True, skip_locked=skip)
