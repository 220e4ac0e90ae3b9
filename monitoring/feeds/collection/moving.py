"""A feed that moved for good: its new address becomes its own, or where that is a feed already, the two become one.

Everything of a merge is one transaction over public and each agency's schema. Locks: the feeds in order of their ids, then
each agency's position, in order of the agencies' ids, which holds off its ingestion.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django_tenants.utils import tenant_context

from accounts.events.services.recording import About, record
from accounts.models import Agency
from accounts.outside.failures import Failure
from monitoring import catalogue
from monitoring.feeds.collection.identity import Place, place_of
from monitoring.feeds.models import FEED, Arrival, Feed, Subscription
from monitoring.models import CoverageGap, IngestPosition, Source

_AT_ONCE = 500


def hold(feed: Feed, config: Mapping[str, Any]) -> None:
    """In the caller's transaction, before it writes the feed: locks it, and the feed of the address it moves to."""
    ids = [feed.pk, *([twin.pk] if (twin := _twin(feed, config)) else [])]
    # `list`: a queryset locks nothing until it is read
    list(Feed.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def settle(feed: Feed, config: Mapping[str, Any], now: datetime) -> UUID:
    """After a move was written: gives the feed the identity of its new address, or merges it into the feed that has it.

    Returns the feed that is fetched from now on. A repeat changes nothing. In the transaction that held them, in public.
    """
    place, twin = _place(feed, config), _twin(feed, config)
    if twin is not None:
        _merge(Feed.objects.get(pk=feed.pk), twin, now)
        return twin.pk
    if place is not None:
        Feed.objects.filter(pk=feed.pk).update(identity=place.identity)
    return feed.pk


def name_unnamed(now: datetime) -> int:
    """Gives feeds made by a release before their identity; of two that are one feed, one is left. Returns how many.

    In public; each feed is a transaction of its own. A repeat finds nothing.
    """
    named = 0
    unnamed = Feed.objects.filter(identity=None).exclude(status="idle", moved_to__gt="")  # those are merged already
    for feed in unnamed.order_by("pk")[:_AT_ONCE]:
        try:
            place = place_of(feed.platform, feed.config or {"url": feed.url}, feed.private_to_id)
        except (Failure, KeyError):
            continue
        # One whose address is no longer called shareable stays what it is, and nobody else finds it.
        if place.key is not None or place.private_to is not None:
            with transaction.atomic():
                named += _named(feed, place, now)
    return named


def _named(feed: Feed, place: Place, now: datetime) -> bool:
    pair = Feed.objects.select_for_update().filter(Q(pk=feed.pk) | Q(identity=place.identity)).order_by("pk")
    twin = next((one for one in pair if one.pk != feed.pk), None)
    if twin is not None:
        _merge(feed, twin, now)
        return True
    try:
        with transaction.atomic():
            values = {"identity": place.identity, "url": place.url, "config": {**feed.config, "url": place.url}}
            return bool(Feed.objects.filter(pk=feed.pk, identity=None).update(**values))
    except IntegrityError:
        return False  # somebody made the other one just now: the next run makes the two one


def _twin(feed: Feed, config: Mapping[str, Any]) -> Feed | None:
    place = _place(feed, config)
    return Feed.objects.filter(identity=place.identity).exclude(pk=feed.pk).first() if place else None


def _place(feed: Feed, config: Mapping[str, Any]) -> Place | None:
    """The place of a configuration; None where the feed keeps what it has: private, or an address that can't be shared."""
    if feed.private_to_id is not None:
        return None
    try:
        place = place_of(feed.platform, config, None)
    except Failure:
        return None
    return place if place.key is not None else None


def _merge(old: Feed, twin: Feed, now: datetime) -> None:
    _arrivals(old, twin)
    agencies = Agency.objects.filter(pk__in=Subscription.objects.filter(feed=old).values("agency")).order_by("pk")
    for agency in agencies:
        with tenant_context(agency):
            IngestPosition.objects.select_for_update().filter(singleton=True).first()
            _posts(old, twin)
            _sources(old, twin, now)
    Subscription.objects.filter(feed=old).update(feed=twin)
    values: dict[str, Any] = {"interval_seconds": min(old.interval_seconds, twin.interval_seconds)}
    if twin.status == "idle" or not twin.cursor:
        # Nobody read it lately: what is known is what the old one read.
        values |= {
            "cursor": old.cursor,
            "last_success_at": old.last_success_at,
            "requested_at": old.requested_at,
            "first_fetched_at": old.first_fetched_at,
        }
        values |= {"title": old.title}
    if twin.status == "idle":
        values |= {"status": FEED.moves["wake"][1]}
    if twin.failing_since is None or twin.status == "idle":
        values |= {"next_fetch_at": now}
    Feed.objects.filter(pk=twin.pk).update(**values)
    Feed.objects.filter(pk=old.pk).update(status=FEED.moves["rest"][1], lease_until=None, moved_to=twin.url)


def _arrivals(old: Feed, twin: Feed) -> None:
    """What was fetched and not taken yet is the other feed's now: posts are named by their feed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE feeds_route r SET arrival_id = t.id FROM feeds_arrival a JOIN feeds_arrival t ON t.feed_id = %s "
            "AND t.external_id = a.external_id AND t.fingerprint = a.fingerprint WHERE a.feed_id = %s AND r.arrival_id = a.id",
            [twin.pk, old.pk],
        )
        cursor.execute(
            "UPDATE feeds_arrival a SET feed_id = %s WHERE a.feed_id = %s AND NOT EXISTS (SELECT 1 FROM feeds_arrival t "
            "WHERE t.feed_id = %s AND t.external_id = a.external_id AND t.fingerprint = a.fingerprint)",
            [twin.pk, old.pk, twin.pk],
        )
    Arrival.objects.filter(feed=old).delete()


def _posts(old: Feed, twin: Feed) -> None:
    """In an agency: posts of the old feed are known under the new one, so that an edit is an edit and nothing comes twice."""
    before, after = f"{old.platform}:{old.pk}", f"{twin.platform}:{twin.pk}"
    # Those that both brought stay two rows; what is said of the one moves to the other, with the brands it is sought by.
    pairs = (
        "monitoring_post p JOIN monitoring_post t ON t.origin = %(after)s AND t.external_id = p.external_id "
        "WHERE p.origin = %(before)s"
    )
    statements = (
        "UPDATE monitoring_postcopy SET post_id = x.twin "  # noqa: S608
        f"FROM (SELECT p.id, t.id AS twin FROM {pairs}) x WHERE monitoring_postcopy.post_id = x.id",
        f"UPDATE monitoring_post SET brands = ARRAY(SELECT DISTINCT unnest(monitoring_post.brands || x.brands)) "  # noqa: S608
        f"FROM (SELECT t.id, p.brands FROM {pairs}) x WHERE x.id = monitoring_post.id",
        "UPDATE monitoring_mention m SET post_id = x.twin, updated_at = statement_timestamp() "  # noqa: S608
        f"FROM (SELECT p.id, t.id AS twin FROM {pairs}) x WHERE m.post_id = x.id AND NOT EXISTS "
        "(SELECT 1 FROM monitoring_mention o WHERE o.post_id = x.twin AND o.brand_id = m.brand_id)",
        # What is shown of a mention says where its post comes from.
        "UPDATE monitoring_mention m SET updated_at = statement_timestamp() FROM monitoring_post p "
        "WHERE p.id = m.post_id AND p.origin = %(before)s",
        "UPDATE monitoring_post p SET origin = %(after)s, feed_id = %(twin)s WHERE p.origin = %(before)s AND NOT EXISTS "
        "(SELECT 1 FROM monitoring_post t WHERE t.origin = %(after)s AND t.external_id = p.external_id)",
        "UPDATE monitoring_postcopy c SET origin = %(after)s WHERE c.origin = %(before)s AND NOT EXISTS "
        "(SELECT 1 FROM monitoring_postcopy t WHERE t.origin = %(after)s AND t.external_id = c.external_id)",
        # Nothing is a copy of itself, and the old feed has none any more.
        "DELETE FROM monitoring_postcopy c WHERE c.origin = %(before)s OR EXISTS (SELECT 1 FROM monitoring_post p "
        "WHERE p.id = c.post_id AND p.origin = c.origin AND p.external_id = c.external_id)",
    )
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"before": before, "after": after, "twin": twin.pk})


def _sources(old: Feed, twin: Feed, now: datetime) -> None:
    """In an agency: its sources follow. Of two sources of a brand that are one now, the one that was there stays."""
    for source in Source.objects.select_for_update().filter(feed_id=old.pk).exclude(status="removed"):
        kept = Source.objects.filter(brand=source.brand_id, feed_id=twin.pk).exclude(status="removed").first()
        if kept is None:
            Source.objects.filter(pk=source.pk).update(feed_id=twin.pk)
            continue
        Source.objects.filter(pk=source.pk).update(status="removed")
        record(catalogue.SOURCE_REMOVED, About(source.pk, source.name, brand=source.brand_id), by=None, now=now)
        CoverageGap.objects.filter(source=source, ends_at=None).update(ends_at=now)
        Subscription.objects.filter(source_id=source.pk).update(is_active=False)
        # The wider net of the two stays: else what it brought would end without a word.
        if source.everything and source.status == "active" and not kept.everything:
            Source.objects.filter(pk=kept.pk).update(everything=True)
            Subscription.objects.filter(source_id=kept.pk).update(everything=True)
    Source.objects.filter(feed_id=old.pk, status="removed").update(feed_id=twin.pk)
