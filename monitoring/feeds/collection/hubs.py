"""Hubs that push what is new in a feed (WebSub): found in the feed, asked for it, trusted by what they bring, never alone.

Polling stays the ground: a feed is polled as if there were no hub until the hub brought something first, then rarely, and as
before once the hub missed something or is silent. Only feeds that everybody may read are asked for: the hub learns the address.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from accounts.cleaning import whole_number
from accounts.encryption import decrypt, encrypt, new_token, token_hash
from accounts.errors import Conflict, Unavailable
from accounts.lifecycle import move
from accounts.outside.addresses import host_refusal
from accounts.outside.failures import Failure
from accounts.outside.plaintext import clean
from monitoring.feeds.collection import receiving
from monitoring.feeds.collection.client import guarded_client
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import Context, Delivery, Hub, Pushed
from monitoring.feeds.connectors.rss.hubs import HUB_SECRET
from monitoring.feeds.models import HUB, Feed, HubSubscription

PATH = "/hooks/{}"  # on the platform's host
REST = timedelta(hours=1)  # between two polls of a feed whose hub is trusted
TRUSTED_FOR = timedelta(days=7)  # after it last brought something
SHORTEST_LEASE, LONGEST_LEASE, UNTOLD_LEASE = timedelta(hours=1), timedelta(days=14), timedelta(days=1)
LATE = timedelta(minutes=15)  # a hub has that long to push what a feed shows
MISSES = 2  # in a row: then it is no longer listened to
AGAIN = timedelta(days=7)  # one that was given up is asked once more
FEEDS_OF_ONE = 3  # that were given up: then their hub is asked for no other
REPEATED = timedelta(minutes=10)  # a hub that lost our answer asks once more
KEPT = timedelta(days=30)
_MISSED = "It did not push what the feed already showed."


def offered(feed: Feed, hub: Hub, now: datetime) -> None:
    """After a poll: the feed names this hub, or none. A new one is asked soon, the one before is told that it is over."""
    if feed.private_to_id is not None:
        return
    row = HubSubscription.objects.filter(feed=feed).exclude(status="ended").first()
    if row is not None and (row.hub, row.topic) == (hub.url, hub.topic):
        return
    with transaction.atomic():
        if row is not None:
            _end(row, now)
        if hub.url and _may_ask(hub, now):
            _make(feed, hub, now)


def _may_ask(hub: Hub, now: datetime) -> bool:
    # What pushes from the internet can't reach a machine that has no name there.
    home = urlsplit(settings.PLATFORM_ORIGIN).hostname or ""
    if host_refusal(home, allow_loopback=settings.ALLOW_LOOPBACK_FEEDS) or guarded_client().refusal(hub.url):
        return False
    if max(len(hub.url), len(hub.topic)) > 2_000:
        return False
    lately = HubSubscription.objects.filter(hub=hub.url, status="off", missed_at__gt=now - AGAIN)
    return lately.count() < FEEDS_OF_ONE


def _make(feed: Feed, hub: Hub, now: datetime) -> None:
    token = new_token("fbh_")
    sealed = encrypt([str(feed.pk), token, new_token()])
    row = HubSubscription(
        feed=feed, hub=hub.url, topic=hub.topic, token_hash=token_hash(token), sealed=sealed, due_at=now, created_at=now
    )
    HubSubscription.objects.bulk_create([row], ignore_conflicts=True)  # two workers read the feed


def end(feed_id: UUID, now: datetime) -> None:
    """Nobody wants the feed any more: its hub is told so. In the caller's transaction."""
    for row in HubSubscription.objects.filter(feed_id=feed_id).exclude(status="ended"):
        _end(row, now)


def _end(row: HubSubscription, now: datetime) -> None:
    # One that was never asked has nothing to be told.
    due = now if row.asked_at and row.status != "off" else None
    _move(row, "end", waits_for="", due_at=due, tries=0)


def _move(row: HubSubscription, action: str, **values: Any) -> None:
    """Where somebody else was first, it is as they left it."""
    with suppress(Conflict):
        move(HubSubscription.objects, row.pk, HUB, action, **values)


def opened(row: HubSubscription) -> tuple[str, str]:
    """The address the hub calls, and the secret it signs with; "" where they can't be read any more."""
    try:
        feed_id, token, secret = decrypt(row.sealed)
    except Unavailable:
        return "", ""
    # As of secrets: a copy in another's row is none.
    right = feed_id == str(row.feed_id)
    return (f"{settings.PLATFORM_ORIGIN}{PATH.format(token)}", secret) if right else ("", "")


def called(token: str) -> HubSubscription | None:
    """The subscription of this secret address, whatever became of it."""
    return HubSubscription.objects.select_related("feed").filter(token_hash=token_hash(token)).first()


def confirm(row: HubSubscription, asked: Mapping[str, str], now: datetime) -> str | None:
    """A hub's question whether we meant it, which anybody could ask: the answer it waits for; None where we did not.

    A hub that refuses is answered with nothing. What was confirmed and is asked once more is not made longer by it.
    """
    mode, topic, challenge = (asked.get(f"hub.{name}", "") for name in ("mode", "topic", "challenge"))
    if topic != row.topic:
        return None
    if mode == "denied" and row.status in ("asked", "active"):
        reason = clean(f"The hub refuses: {asked.get('hub.reason', '')}", 300)
        _move(row, "refuse", reason=reason, waits_for="", due_at=now + AGAIN)
        return ""
    if not challenge or mode not in ("subscribe", "unsubscribe"):
        return None
    if row.waits_for == mode:
        return challenge if _confirmed(row, mode, asked.get("hub.lease_seconds", ""), now) else None
    repeated = mode == "subscribe" and row.status == "active" and now - (row.confirmed_at or now) < REPEATED
    return challenge if repeated else None


def _confirmed(row: HubSubscription, mode: str, lease: str, now: datetime) -> bool:
    """One guarded UPDATE: of two questions at once one is the answer to what we asked."""
    waiting = HubSubscription.objects.filter(pk=row.pk, waits_for=mode)
    if mode == "unsubscribe":
        return bool(waiting.update(waits_for="", tries=0))
    seconds = whole_number(lease)
    told = timedelta(seconds=min(seconds, 10**9)) if seconds is not None and seconds > 0 else UNTOLD_LEASE
    span = min(max(told, SHORTEST_LEASE), LONGEST_LEASE)
    values = {"lease_until": now + span, "due_at": now + span / 2, "confirmed_at": now, "reason": ""}
    return bool(
        waiting.filter(status__in=HUB.moves["confirm"][0]).update(status="active", waits_for="", tries=0, **values)
    )


def take_in(row: HubSubscription, delivery: Delivery, now: datetime) -> bool:
    """What the hub pushed, stored for a job that reads it; False where nothing is taken any more. What is not signed by it is
    counted, and nothing else: whoever sent it learns nothing."""
    connector = registry.PLATFORMS.get(row.feed.platform)
    if row.status in ("off", "ended") or not isinstance(connector, Pushed):
        return False
    _, secret = opened(row)
    try:
        admitted = connector.admit(Context(guarded_client(), now, {HUB_SECRET: secret}), row.feed.config, delivery)
    except Failure:
        HubSubscription.objects.filter(pk=row.pk).update(refused=F("refused") + 1)
        return True
    with transaction.atomic():
        receiving.store(row.feed, admitted, delivery, now)
    return True


def at_rest(feed: Feed, fresh: Sequence[Post], values: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """After a poll: what it means for the feed's pace that a hub pushes it, and for the hub what the poll found first."""
    row = HubSubscription.objects.filter(feed=feed, status="active").first()
    if row is None or row.confirmed_at is None or row.lease_until is None or row.lease_until <= now:
        return {}
    since, until = row.confirmed_at, now - LATE
    if any(post.published_at and since < post.published_at < until for post in fresh):
        _missed(row, now)
        return {}
    if row.misses or row.pushed_at is None or now - row.pushed_at > TRUSTED_FOR:
        return {}
    rest = int(REST.total_seconds())
    slower = max(values["next_fetch_at"], now + REST)
    return {"interval_seconds": max(values["interval_seconds"], rest), "next_fetch_at": slower}


def _missed(row: HubSubscription, now: datetime) -> None:
    told: dict[str, Any] = {"misses": F("misses") + 1, "missed_at": now}
    if row.misses + 1 < MISSES:
        HubSubscription.objects.filter(pk=row.pk).update(**told)
        return
    _move(row, "refuse", **told, reason=_MISSED, waits_for="", due_at=now)


def of_feeds(feed_ids: Sequence[UUID]) -> dict[UUID, HubSubscription]:
    """The hub of each feed that has one: one query."""
    rows = HubSubscription.objects.filter(feed_id__in=feed_ids).exclude(status="ended")
    return {row.feed_id: row for row in rows}


def said(row: HubSubscription) -> str:
    """How it stands with a feed's hub, in a sentence."""
    host = urlsplit(row.hub).hostname
    if row.status == "off":
        return f"Its hub ({host}) is not used: {row.reason}"
    if row.status == "asked" or row.lease_until is None:
        return f"Its hub ({host}) was asked to push what is new, and has not confirmed. {row.reason}".strip()
    last = f"the last came on {row.pushed_at:%d %b at %H:%M} UTC" if row.pushed_at else "nothing came so far"
    missed = f" It missed something on {row.missed_at:%d %b at %H:%M} UTC." if row.missed_at and row.misses else ""
    return f"Its hub ({host}) pushes what is new until {row.lease_until:%d %b}; {last}.{missed}"


def prune(now: datetime) -> int:
    """Forgets those that are long over."""
    over = HubSubscription.objects.filter(status="ended", due_at=None, created_at__lt=now - KEPT)
    return int(over.delete()[0])
