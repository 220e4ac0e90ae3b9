"""A brand's sources: added, paused, resumed, removed, tried again."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from accounts.brands.models import Brand
from accounts.cleaning import is_blank
from accounts.errors import Conflict, Invalid, NotFound
from accounts.events.catalogue import Action
from accounts.events.services.recording import About, record
from accounts.lifecycle import move
from accounts.models import Agency
from accounts.permissions import require
from accounts.services.access_log import log
from accounts.tenancy import current_agency
from monitoring import catalogue
from monitoring.access import brand_for
from monitoring.feeds.collection import addresses, credentials, hubs, identity, ways
from monitoring.feeds.models import FEED, Feed, Subscription
from monitoring.feeds.services.sources.giving import Given
from monitoring.feeds.services.sources.trying import check_source
from monitoring.models import SOURCE, CoverageGap, Source

_SWITCHES = {
    "pause": catalogue.SOURCE_PAUSED,
    "resume": catalogue.SOURCE_RESUMED,
    "remove": catalogue.SOURCE_REMOVED,
}


@transaction.atomic
def add_source(*, member: Any, brand: Brand, given: Given, name: str, everything: bool, now: datetime) -> Source:
    """Subscribes the brand to a feed; the first fetch follows within seconds. A repeat returns the source there is.

    `everything`: all posts are about the brand; else only what its queries match. One transaction writes the agency's
    schema and public, by unique keys, so that a repeat after a crash adds nothing. The source keeps what was given as it was
    given; the feed, which others may share, knows the canonical address. Secrets stand apart (collection/credentials.py).
    Raises Invalid at a field.
    """
    require(member, "sources.edit")
    brand = brand_for(member, brand)
    agency = current_agency()
    given = given.settled()
    refuse_everything(given, everything=everything)
    feed = feed_for(given.place(agency.pk, brand.pk), now)
    name = (feed.title or given.address if is_blank(name) else name).strip()[:200]
    # Without the removed ones, as its unique constraint is: a source may be added anew.
    source, made = Source.objects.filter(status__in=("active", "paused")).get_or_create(
        brand=brand,
        feed_id=feed.pk,
        defaults={
            "platform": feed.platform,
            "name": name,
            "address": given.address,
            "fields": dict(given.config),
            "everything": everything,
            "created_by_id": member.user_id,
        },
    )
    keep_secrets(member, source, feed, given, now)
    receive_at(feed, now)
    if made or not Subscription.objects.for_agency(agency).filter(source_id=source.pk).exists():
        _subscribe(source, feed, agency, now)
    if made or given.secrets:
        action = catalogue.SOURCE_CREATED if made else catalogue.SOURCE_CHANGED
        tell(action, source, member, now, everything=source.everything)
    return source


def add_tried_source(*, member: Any, brand: Brand, given: Given, name: str, everything: bool, now: datetime) -> Source:
    """As `add_source`, for what comes from outside: it is read first, unless it has been read before without a secret.

    Raises Invalid at a field and changes nothing where it can't be read; of a web page, `data["found"]` holds its feeds.
    """
    require(member, "sources.edit")
    brand = brand_for(member, brand)
    given = given.settled()
    known = identity.known_at(given.place(current_agency().pk, brand.pk))
    if known is None or known.last_success_at is None or given.secrets or ways.only_sent(given.platform):
        given, title = refuse_unread(member, given, now)
        name = title if is_blank(name) else name
    return add_source(member=member, brand=brand, given=given, name=name, everything=everything, now=now)


def refuse_everything(given: Given, *, everything: bool) -> None:
    """Raises Invalid where all of a network would become mentions."""
    if everything and ways.is_firehose(given.platform, given.config):
        name = given.spec.name
        raise Invalid.field("everything", f"Of everything on {name}, only what the brand's queries match can be kept.")


def refuse_unread(member: Any, given: Given, now: datetime) -> tuple[Given, str]:
    """Raises Invalid where it can't be read as it was given. Returns it with what the example that came with it answers, and
    its title."""
    checked = check_source(member=member, given=given, now=now)
    if not checked.feed:
        feeds = [{"url": one.url, "title": one.title, "kind": one.kind} for one in checked.found]
        message = "This is a web page. Give the address of one of its feeds."
        raise Invalid.field(given.place_field, message, code="not_a_feed", data={"found": feeds})
    answered = replace(given, config={**given.config, **checked.proposed}) if checked.proposed else given
    return answered, checked.title


def pause_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Stops taking posts from here. What is missed until it is resumed is a coverage gap. Raises Conflict."""
    return _switched(member, source, "pause", now)


def resume_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Takes posts again. What the feed still shows of the time between comes as history. Raises Conflict."""
    return _switched(member, source, "resume", now)


def remove_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Ends the subscription for good; mentions stay. A feed nobody wants any more rests. Raises Conflict."""
    with transaction.atomic():
        row = _switched(member, source, "remove", now)
        subject = f"{row.brand}: {row.name}"
        log("source.removed", agency=member.agency, actor=member.user, subject=subject)
    return row


def retry_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Has a source's feed tried now, also one that was given up: "I have fixed it". Harmless if repeated.

    Never earlier than the feed's shortest interval or its host's wish allow: others share it.
    """
    require(member, "sources.edit")
    with transaction.atomic():
        row = own(member, source.pk)
        if row.status != "active":
            raise Conflict("This source is not active.", code="wrong_state", data={"current": row.status})
        if wake(row.feed_id, now):
            tell(catalogue.SOURCE_RETRIED, row, member, now)
    return row


def tell(action: Action, source: Source, member: Any, now: datetime, **data: Any) -> None:
    """Writes down what happened to a source, in the caller's transaction."""
    record(action, About(source.pk, source.name, brand=source.brand_id), by=member, now=now, **data)


def _subscribe(source: Source, feed: Feed, agency: Agency, now: datetime) -> None:
    Subscription.objects.update_or_create(
        agency=agency,
        source_id=source.pk,
        defaults={
            "feed": feed,
            "brand_id": source.brand_id,
            "everything": source.everything,
            "is_active": source.status == "active",
        },
    )
    wake(feed.pk, now)


def feed_for(place: identity.Place, now: datetime) -> Feed:
    """The feed at a place. A private one reads by what was given last; a shared one is nobody's to set."""
    feed = identity.feed_at(place, now)
    wanted = dict(place.config)
    if "url" in feed.config:
        wanted["url"] = feed.config["url"]  # it may have moved since
    if place.key is None and feed.config != wanted:
        Feed.objects.filter(pk=feed.pk).update(config=wanted)
        feed.config = wanted
    return feed


def keep_secrets(member: Any, source: Source, feed: Feed, given: Given, now: datetime) -> None:
    """Keeps what was entered, and says in the access log whose it is now. In the caller's transaction."""
    if given.secrets:
        credentials.put(feed, current_agency(), given.secrets, by=member.user, now=now)
        subject, detail = f"{source.brand}: {source.name}", {"fields": sorted(given.secrets)}
        log("source.secret_set", agency=member.agency, actor=member.user, subject=subject, detail=detail)


def receive_at(feed: Feed, now: datetime) -> None:
    """Where posts are sent to us, they are from now on. In the caller's transaction."""
    if ways.only_sent(feed.platform):
        addresses.make(feed.pk, current_agency(), now)


def wake(feed_id: UUID, now: datetime) -> bool:
    """A person wants it read: as soon as its host allows, even if it was given up. Whether that changes anything.

    In the caller's transaction, after it wrote who wants the feed: the lock is `hold`'s.
    """
    hold(feed_id)
    # PostgreSQL's GREATEST passes over NULL: a feed that was never asked is due now.
    at = Greatest(Value(now), F("not_before"))
    changed = Feed.objects.filter(pk=feed_id, status="idle").update(status=FEED.moves["wake"][1])
    changed += (
        Feed.objects.filter(pk=feed_id, status__in=FEED.moves["recover"][0])
        .exclude(status="active")
        .update(status=FEED.moves["recover"][1], next_fetch_at=at)
    )
    changed += Feed.objects.filter(pk=feed_id, next_fetch_at__gt=at).update(next_fetch_at=at)
    return bool(changed)


def own(member: Any, pk: UUID) -> Source:
    """The source, its row locked. Raises NotFound."""
    source: Source | None = Source.objects.visible_to(member).select_for_update().filter(pk=pk).first()
    if source is None:
        raise NotFound("There is no such source.")
    return source


@transaction.atomic
def _switched(member: Any, source: Source, action: str, now: datetime) -> Source:
    row = _switch(member, source, action, now)
    tell(_SWITCHES[action], row, member, now)
    return row


def _switch(member: Any, source: Source, action: str, now: datetime) -> Source:
    require(member, "sources.edit")
    row = own(member, source.pk)
    row.status = move(Source.objects.visible_to(member), row.pk, SOURCE, action)
    subscriptions = Subscription.objects.for_agency(current_agency()).filter(source_id=row.pk)
    if action == "resume":
        # Not served yet, so that what the feed still shows is read for it once more, as history.
        subscriptions.update(is_active=True, first_served_at=None)
        CoverageGap.objects.filter(source=row, ends_at=None).update(ends_at=now)
        wake(row.feed_id, now)
        return row
    subscriptions.update(is_active=False)
    if action == "pause" and not CoverageGap.objects.filter(source=row, ends_at=None).exists():
        CoverageGap.objects.create(source=row, starts_at=now, reason="Paused by a member of the team.")
    if action == "remove":
        CoverageGap.objects.filter(source=row, ends_at=None).update(ends_at=now)
        credentials.forget(row.feed_id, current_agency())  # its brand's alone, and so this source's
        addresses.close(row.feed_id, current_agency(), now)
    rest_if_unwanted(row.feed_id, now)
    return row


def rest_if_unwanted(feed_id: UUID, now: datetime) -> None:
    """A feed nobody wants any more is not fetched, and its hub is told so. In the caller's transaction."""
    hold(feed_id)
    if Subscription.objects.filter(feed_id=feed_id, is_active=True).exists():
        return
    try:
        move(Feed.objects.all(), feed_id, FEED, "rest")
    except Conflict:
        return  # it rests already
    hubs.end(feed_id, now)


def hold(*feed_ids: UUID) -> None:
    """Locks feeds until the commit, in the order of their ids.

    Whoever lays one to rest looks under this lock whether somebody wants it, and whoever begins to want it takes the lock to
    wake it: one of the two sees the other.
    """
    # no_key, so that rows that refer to a feed can still be made; `list`, since a queryset locks nothing until it is read.
    list(Feed.objects.select_for_update(no_key=True).filter(pk__in=feed_ids).order_by("pk").values_list("pk"))
