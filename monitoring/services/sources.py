"""Where a brand's posts come from: trying an address, adding a source, pausing, and how healthy it is."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.brands.models import Brand
from accounts.errors import Conflict, DomainError, Invalid, NotFound
from accounts.lifecycle import move
from accounts.models import Agency
from accounts.permissions import require
from accounts.tenancy import current_agency
from accounts.texts import is_blank
from monitoring.connectors import registry
from monitoring.connectors.failures import Failure, FoundFeed, NotAFeed
from monitoring.connectors.post import Post
from monitoring.connectors.protocol import Context
from monitoring.feeds.models import FEED, Feed, Subscription
from monitoring.models import SOURCE, CoverageGap, Source
from monitoring.services.collection import hosts
from monitoring.services.surroundings import brand_for, guarded_client

PLATFORM = "rss"
_LONGEST_ADDRESS = 2000
_ASKED_TO_WAIT = ("rate_limited", "quota_exhausted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What an address turned out to be. Either a feed (`feed` True: title, samples, warnings), or a page whose feeds
    (`found`) are offered. `samples` are connector posts, newest first; `moved_to` is where it says it lives now."""

    address: str
    feed: bool
    title: str = ""
    samples: tuple[Post, ...] = ()
    warnings: tuple[str, ...] = ()
    found: tuple[FoundFeed, ...] = ()
    moved_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a source fares, for pages and the API. `state` is one of ok, late, waiting, failing, broken, gone,
    needs_person, paused; `sentence` says it in words. `lag` is the time since the last successful fetch, `notes` are sentences
    on how it was read."""

    source_id: UUID
    state: str
    sentence: str
    last_success_at: datetime | None
    last_new_at: datetime | None
    next_fetch_at: datetime | None
    lag: timedelta | None
    interval: timedelta
    error_code: str
    error: str
    failing_since: datetime | None
    gaps: tuple[CoverageGap, ...]
    notes: tuple[str, ...] = ()


def check_address(*, member: Any, address: str, now: datetime) -> Checked:
    """Tries an address once, for a person who waits (at most some 30 s). Writes nothing.

    Raises Invalid at the field `address` with the failure's code and sentence: private or broken addresses, pages
    without a feed, too large, too slow, malformed.
    """
    require(member, "sources.edit")
    address = _cleaned(address)
    context = Context(guarded_client(), now)
    try:
        result = registry.get(PLATFORM).check(context, {"url": address})
    except NotAFeed as failure:
        if failure.found:
            return Checked(address=address, feed=False, found=failure.found, warnings=(failure.sentence,))
        raise refused(failure) from failure
    except Failure as failure:
        raise refused(failure) from failure
    return Checked(
        address=address,
        feed=True,
        title=result.title,
        samples=result.posts_sample,
        warnings=result.warnings,
        moved_to=result.moved_to or "",
    )


@transaction.atomic
def add_source(*, member: Any, brand: Brand, address: str, name: str, everything: bool, now: datetime) -> Source:
    """Subscribes the brand to a feed; the first fetch follows within seconds. A repeat returns the source there is.

    `everything`: all posts are about the brand; else only what its queries match. One transaction writes the agency's
    schema and public, by unique keys, so that a repeat after a crash adds nothing. Raises Invalid (address, name).
    """
    require(member, "sources.edit")
    brand = brand_for(member, brand)
    agency = current_agency()
    feed = _feed_at(_cleaned(address), agency, now)
    name = (feed.title or address if is_blank(name) else name).strip()[:200]
    source, made = Source.objects.filter(status__in=("active", "paused")).get_or_create(
        brand=brand,
        feed_id=feed.pk,
        defaults={
            "platform": feed.platform,
            "name": name,
            "address": feed.url,
            "everything": everything,
            "created_by_id": member.user_id,
        },
    )
    if made or not Subscription.objects.for_agency(agency).filter(source_id=source.pk).exists():
        _subscribe(source, feed, agency, now)
    return source


def add_tried_source(*, member: Any, brand: Brand, address: str, name: str, everything: bool, now: datetime) -> Source:
    """As `add_source`, for an address that comes from outside: it is read first, unless it has been read before.

    Raises Invalid at `address` and changes nothing where it can't be read; of a web page, `data["found"]` holds its feeds.
    """
    require(member, "sources.edit")
    given = _cleaned(address)
    if not _known(given, current_agency()):
        checked = check_address(member=member, address=given, now=now)
        if not checked.feed:
            found = [{"url": one.url, "title": one.title, "kind": one.kind} for one in checked.found]
            message = "This is a web page. Give the address of one of its feeds."
            raise Invalid.field("address", message, code="not_a_feed", data={"found": found})
    return add_source(member=member, brand=brand, address=given, name=name, everything=everything, now=now)


def change_source(*, member: Any, source: Source, name: str, everything: bool) -> Source:
    """Renames a source, or says anew whether everything in it is about the brand; counts for posts fetched from now."""
    require(member, "sources.edit")
    if is_blank(name):
        raise Invalid.field("name", "Give the source a name.")
    with transaction.atomic():
        found = _own(member, source.pk)
        found.name, found.everything = name.strip()[:200], everything
        found.save(update_fields=["name", "everything"])
        Subscription.objects.for_agency(current_agency()).filter(source_id=found.pk).update(everything=everything)
    return found


def pause_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Stops taking posts from here. What is missed until it is resumed is a coverage gap. Raises Conflict."""
    return _switch(member, source, "pause", now)


def resume_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Takes posts again. What the feed still shows of the time between comes as history. Raises Conflict."""
    return _switch(member, source, "resume", now)


def remove_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Ends the subscription for good; mentions stay. A feed nobody wants any more rests. Raises Conflict."""
    return _switch(member, source, "remove", now)


def retry_source(*, member: Any, source: Source, now: datetime) -> Source:
    """Has a source's feed tried now, also one that was given up: "I have fixed it". Harmless if repeated."""
    require(member, "sources.edit")
    with transaction.atomic():
        found = _own(member, source.pk)
        if found.status != "active":
            raise Conflict("This source is not active.", code="wrong_state", data={"current": found.status})
        _wake(found.feed_id, now)
    return found


def health(source: Source, *, now: datetime) -> Health:
    """How one source fares."""
    return health_of([source], now=now)[source.pk]


def health_of(sources: list[Source], *, now: datetime) -> dict[UUID, Health]:
    """How several sources fare, all of them, in three queries: their feeds, paused hosts, and gaps of the last 14 days."""
    feeds = Feed.objects.in_bulk([source.feed_id for source in sources])
    waits = hosts.paused((feed.host for feed in feeds.values()), now)
    gaps: dict[UUID, list[CoverageGap]] = {source.pk: [] for source in sources}
    recent = CoverageGap.objects.filter(source__in=list(gaps)).exclude(ends_at__lt=now - timedelta(days=14))
    for gap in recent.order_by("-starts_at"):
        gaps[gap.source_id].append(gap)
    found = {}
    for source in sources:
        feed = feeds.get(source.feed_id)
        health = _health(source, feed or Feed(status="gone", next_fetch_at=now), tuple(gaps[source.pk]), now)
        wait = waits.get(feed.host) if feed else None
        if feed is None:
            health = replace(health, sentence="Its feed is not known any more. Remove the source and add it again.")
        elif wait is not None and health.state in ("ok", "late"):
            sentence = f"Its host refuses many readings and is left alone until {wait.until:%H:%M} UTC."
            health = replace(health, state="late", sentence=sentence)
        found[source.pk] = health
    return found


def refused(failure: Failure) -> DomainError:
    """A connector's failure as an error at the address' field, keeping its code and sentence."""
    return Invalid.field("address", failure.sentence, code=failure.code)


def _cleaned(address: str) -> str:
    address = address.strip()
    if not address:
        raise Invalid.field("address", "Enter the address of a feed or of a web page.")
    if len(address) > _LONGEST_ADDRESS:
        raise Invalid.field("address", "The address is too long.")
    if "://" not in address and "." in address.partition("/")[0]:
        address = f"https://{address}"
    refusal = guarded_client().refusal(address)
    if refusal:
        raise refused(refusal)
    return address


def _key(address: str) -> str | None:
    try:
        return registry.get(PLATFORM).source_key({"url": address})
    except Failure as failure:
        raise refused(failure) from failure


def _known(address: str, agency: Agency) -> bool:
    key = _key(address)
    same = {"source_key": f"{PLATFORM}:{key}"[:700]} if key else {"private_to": agency, "url": address}
    return Feed.objects.filter(**same).exclude(last_success_at=None).exists()


def _feed_at(address: str, agency: Agency, now: datetime) -> Feed:
    config = {"url": address}
    key = _key(address)
    start = {
        "platform": PLATFORM,
        "url": address,
        "config": config,
        "next_fetch_at": now,
        "interval_seconds": settings.FEED_MIN_SECONDS,
    }
    if key is None:
        feed, _ = Feed.objects.get_or_create(private_to=agency, url=address, source_key=None, defaults=start)
        return feed
    feed, _ = Feed.objects.get_or_create(source_key=f"{PLATFORM}:{key}"[:700], defaults=start)
    return feed


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


def _wake(feed_id: UUID, now: datetime) -> None:
    """A person wants it read: at once, even if it was given up, but never against a wait the other side asked for."""
    Feed.objects.filter(pk=feed_id, status="idle").update(status=FEED.moves["wake"][1])
    Feed.objects.filter(pk=feed_id, status__in=FEED.moves["recover"][0]).exclude(status="active").update(
        status=FEED.moves["recover"][1], next_fetch_at=now
    )
    resting = Feed.objects.filter(pk=feed_id, next_fetch_at__gt=now).exclude(error_code__in=_ASKED_TO_WAIT)
    resting.update(next_fetch_at=now)


def _own(member: Any, pk: UUID) -> Source:
    found: Source | None = Source.objects.visible_to(member).select_for_update().filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such source.")
    return found


@transaction.atomic
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


def _health(source: Source, feed: Feed, gaps: tuple[CoverageGap, ...], now: datetime) -> Health:
    state, sentence = _state(source, feed, now)
    return Health(
        source_id=source.pk,
        state=state,
        sentence=sentence,
        last_success_at=feed.last_success_at,
        last_new_at=feed.last_new_at,
        next_fetch_at=feed.next_fetch_at if state not in ("paused", "gone") else None,
        lag=now - feed.last_success_at if feed.last_success_at else None,
        interval=timedelta(seconds=feed.interval_seconds),
        error_code=feed.error_code,
        error=feed.error,
        failing_since=feed.failing_since,
        gaps=gaps,
        notes=tuple(feed.notes),
    )


def _state(source: Source, feed: Feed, now: datetime) -> tuple[str, str]:
    if source.status != "active":
        return "paused", "Paused: nothing is taken from here." if source.status == "paused" else "Removed."
    if feed.status == "gone":
        return "gone", "Its owner ended this feed. Look for its new address."
    if feed.status in ("broken", "needs_person"):
        return feed.status, feed.error or "It can't be read."
    if feed.failing_since:
        return "failing", f"{feed.error or 'The last try failed.'} It is tried again."
    if feed.last_success_at is None:
        return "waiting", "Not read yet."
    if now - feed.next_fetch_at > timedelta(seconds=3 * feed.interval_seconds, minutes=1):
        return "late", "It should have been read by now."
    return "ok", "Read without trouble."
