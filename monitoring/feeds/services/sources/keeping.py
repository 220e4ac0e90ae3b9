"""A brand's sources: added, changed, paused, resumed, removed, tried again."""

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
from monitoring.feeds.collection import identity
from monitoring.feeds.models import FEED, Feed, Subscription
from monitoring.feeds.services.sources.addresses import cleaned, place
from monitoring.feeds.services.sources.trying import check_address
from monitoring.models import SOURCE, CoverageGap, Source

_SWITCHES = {
    "pause": catalogue.SOURCE_PAUSED,
    "resume": catalogue.SOURCE_RESUMED,
    "remove": catalogue.SOURCE_REMOVED,
}


@transaction.atomic
def add_source(*, member: Any, brand: Brand, address: str, name: str, everything: bool, now: datetime) -> Source:
    """Subscribes the brand to a feed; the first fetch follows within seconds. A repeat returns the source there is.

    `everything`: all posts are about the brand; else only what its queries match. One transaction writes the agency's
    schema and public, by unique keys, so that a repeat after a crash adds nothing. The source keeps the address as it was
    given; the feed, which others may share, knows the canonical one. Raises Invalid (address, name).
    """
    require(member, "sources.edit")
    brand = brand_for(member, brand)
    agency = current_agency()
    given = cleaned(address)
    feed = identity.feed_at(place(given, agency.pk), now)
    name = (feed.title or given if is_blank(name) else name).strip()[:200]
    source, made = Source.objects.filter(status__in=("active", "paused")).get_or_create(
        brand=brand,
        feed_id=feed.pk,
        defaults={
            "platform": feed.platform,
            "name": name,
            "address": given,
            "everything": everything,
            "created_by_id": member.user_id,
        },
    )
    if made or not Subscription.objects.for_agency(agency).filter(source_id=source.pk).exists():
        _subscribe(source, feed, agency, now)
    if made:
        _tell(catalogue.SOURCE_CREATED, source, member, now, everything=everything)
    return source


def add_tried_source(*, member: Any, brand: Brand, address: str, name: str, everything: bool, now: datetime) -> Source:
    """As `add_source`, for an address that comes from outside: it is read first, unless it has been read before.

    Raises Invalid at `address` and changes nothing where it can't be read; of a web page, `data["found"]` holds its feeds.
    """
    require(member, "sources.edit")
    given = cleaned(address)
    known = identity.known_at(place(given, current_agency().pk))
    if known is None or known.last_success_at is None:
        checked = check_address(member=member, address=given, now=now)
        if not checked.feed:
            found = [{"url": one.url, "title": one.title, "kind": one.kind} for one in checked.found]
            message = "This is a web page. Give the address of one of its feeds."
            raise Invalid.field("address", message, code="not_a_feed", data={"found": found})
    return add_source(member=member, brand=brand, address=given, name=name, everything=everything, now=now)


def change_source(*, member: Any, source: Source, name: str, everything: bool, now: datetime) -> Source:
    """Renames a source, or says anew whether everything in it is about the brand; counts for posts fetched from now."""
    require(member, "sources.edit")
    if is_blank(name):
        raise Invalid.field("name", "Give the source a name.")
    with transaction.atomic():
        found = _own(member, source.pk)
        before = found.name, found.everything
        found.name, found.everything = name.strip()[:200], everything
        if before == (found.name, found.everything):
            return found
        found.save(update_fields=["name", "everything"])
        _tell(catalogue.SOURCE_CHANGED, found, member, now, everything=everything)
        Subscription.objects.for_agency(current_agency()).filter(source_id=found.pk).update(everything=everything)
    return found


def pause_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Stops taking posts from here. What is missed until it is resumed is a coverage gap. Raises Conflict."""
    return _switched(member, source, "pause", now)


def resume_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Takes posts again. What the feed still shows of the time between comes as history. Raises Conflict."""
    return _switched(member, source, "resume", now)


def remove_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Ends the subscription for good; mentions stay. A feed nobody wants any more rests. Raises Conflict."""
    with transaction.atomic():
        found = _switched(member, source, "remove", now)
        subject = f"{found.brand}: {found.name}"
        log("source.removed", agency=member.agency, actor=member.user, subject=subject)
    return found


def retry_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Has a source's feed tried now, also one that was given up: "I have fixed it". Harmless if repeated.

    Never earlier than the feed's shortest interval or its host's wish allow: others share it.
    """
    require(member, "sources.edit")
    with transaction.atomic():
        found = _own(member, source.pk)
        if found.status != "active":
            raise Conflict("This source is not active.", code="wrong_state", data={"current": found.status})
        if _wake(found.feed_id, now):
            _tell(catalogue.SOURCE_RETRIED, found, member, now)
    return found


def _tell(action: Action, source: Source, member: Any, now: datetime, **data: Any) -> None:
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
    _wake(feed.pk, now)


def _wake(feed_id: UUID, now: datetime) -> bool:
    """A person wants it read: as soon as its host allows, even if it was given up. Whether that changes anything."""
    at = Greatest(Value(now), F("not_before"))
    changed = Feed.objects.filter(pk=feed_id, status="idle").update(status=FEED.moves["wake"][1])
    changed += (
        Feed.objects.filter(pk=feed_id, status__in=FEED.moves["recover"][0])
        .exclude(status="active")
        .update(status=FEED.moves["recover"][1], next_fetch_at=at)
    )
    changed += Feed.objects.filter(pk=feed_id, next_fetch_at__gt=at).update(next_fetch_at=at)
    return bool(changed)


def _own(member: Any, pk: UUID) -> Source:
    found: Source | None = Source.objects.visible_to(member).select_for_update().filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such source.")
    return found


@transaction.atomic
def _switched(member: Any, source: Source, action: str, now: datetime) -> Source:
    found = _switch(member, source, action, now)
    _tell(_SWITCHES[action], found, member, now)
    return found


def _switch(member: Any, source: Source, action: str, now: datetime) -> Source:
    require(member, "sources.edit")
    found = _own(member, source.pk)
    found.status = move(Source.objects.visible_to(member), found.pk, SOURCE, action)
    subscriptions = Subscription.objects.for_agency(current_agency()).filter(source_id=found.pk)
    if action == "resume":
        # Not served yet, so that what the feed still shows is read for it once more, as history.
        subscriptions.update(is_active=True, first_served_at=None)
        CoverageGap.objects.filter(source=found, ends_at=None).update(ends_at=now)
        _wake(found.feed_id, now)
        return found
    subscriptions.update(is_active=False)
    if action == "pause" and not CoverageGap.objects.filter(source=found, ends_at=None).exists():
        CoverageGap.objects.create(source=found, starts_at=now, reason="Paused by a member of the team.")
    if action == "remove":
        CoverageGap.objects.filter(source=found, ends_at=None).update(ends_at=now)
    _rest_if_unwanted(found.feed_id)
    return found


def _rest_if_unwanted(feed_id: UUID) -> None:
    if Subscription.objects.filter(feed_id=feed_id, is_active=True).exists():
        return
    try:
        move(Feed.objects.all(), feed_id, FEED, "rest")
    except Conflict:
        return  # it rests already
