"""One fetch of one feed, for everybody who subscribes to it."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.outside.failures import Failure, InvalidConfig
from accounts.outside.plaintext import line
from monitoring.feeds.collection import credentials, delivered, hosts, hubs, missing, moving, outcomes, routing, ways
from monitoring.feeds.collection.client import contact, guarded_client
from monitoring.feeds.collection.heartbeat import beating
from monitoring.feeds.collection.leasing import LEASE, WATCHED, Claim, begin, claim_one
from monitoring.feeds.collection.register import index
from monitoring.feeds.collection.tries import Try
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.failures import CursorExpired
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import (
    AuthorGone,
    Batch,
    Connector,
    Context,
    Delivery,
    Hub,
    Ignored,
    Polled,
    Pushed,
    Streamed,
    Tombstone,
)
from monitoring.feeds.models import FEED, Feed, Subscription

logger = logging.getLogger(__name__)
MOST_NOTES = 5


@dataclass(slots=True)
class Collected:
    """What a fetch brought: posts seen new, routes written, the agencies that have work now, the failure if there was one, and
    notes on how it was read."""

    feed_id: UUID
    posts: int = 0
    routed: int = 0
    agencies: set[UUID] = field(default_factory=set)
    failure: Failure | None = None
    stale: bool = False  # somebody else holds the feed; what was not stored yet was left to them
    notes: list[str] = field(default_factory=list)


class Stale(Exception):
    """The fence has moved on: another worker fetches this feed."""


def collect(feed_id: UUID, now: datetime, *, fence: int | None = None) -> Collected:
    """Fetches a feed and stores what came, batch by batch, each with the cursor it stands for. Public schema.

    `fence` is that of a claim, and good for one fetch; without one the feed is claimed here. A write under an old fence
    changes nothing.
    Failures of the source are written to the feed's health, not raised. Safe to repeat.
    """
    if fence is None:
        claim = claim_one(feed_id, now)
        if claim is None:
            return Collected(feed_id, stale=True)
    else:
        claim = Claim(feed_id, fence)
    return Collection(claim, now).run()


def receive(feed_id: UUID, delivery: Delivery, now: datetime) -> Collected:
    """Stores what was sent for a feed, as `collect` stores what it reads. Public schema.

    `stale` where somebody holds the feed now, or it is gone: have it sent again. The same delivery twice changes nothing.
    Where nobody reads the feed now, only what was deleted is taken from it.
    """
    claim = claim_one(feed_id, now, among=(*WATCHED, "idle"))
    return Collection(claim, now, delivery).run() if claim else Collected(feed_id, stale=True)


class Collection:
    """One fetch, from its claim to what it means for the feed's health."""

    def __init__(self, claim: Claim, now: datetime, delivery: Delivery | None = None) -> None:
        self._claim = claim
        self._delivery = delivery
        self._now = now
        self._began = time.monotonic()  # a machine's wall clock may be wrong, or be set during a fetch
        self._result = Collected(claim.feed_id)
        self._wish: float | None = None
        self._moved: str | None = None
        self._title = ""
        self._notes = self._result.notes
        self._changed = False  # something was read that is not what the last poll read
        self._read_posts: list[Post] = []
        self._fresh: list[Post] = []  # of them those that no earlier reading, and no delivery, had brought
        self._hub: Hub | None = None
        self._requested = now  # what is read was composed at this time or later
        self._hurry = False
        self._hearers: list[Subscription] = []  # of deletions: whoever ever had posts from here, reading now or not
        self._has_secrets = False
        self._try = Try()

    def run(self) -> Collected:
        begun = begin(self._claim, self._now)
        if begun is None:
            self._result.stale = True
            return self._result
        feed, self._claim = begun
        subscriptions = self._subscriptions(feed)
        self._requested = self._time()
        self._hurry = any(one.hurry_until and one.hurry_until > self._requested for one in subscriptions)
        try:
            with beating(self._claim, self._time):
                self._poll(feed, subscriptions)
        except Stale:
            self._result.stale = True
        except Failure as error:
            self._result.failure = error
            if self._delivery is None:
                self._failed(feed, error)
            else:  # a forged or broken delivery says nothing of the feed: anybody can send one
                self._finish(feed, {"lease_until": None})
        except Exception:
            # An error of ours must not read as a healthy feed, nor be tried again and again without a pause.
            ours = Failure("Reading this feed failed: something went wrong on our side.")
            self._finish(feed, outcomes.failure(feed, ours, self._time()))
            raise
        return self._result

    def _subscriptions(self, feed: Feed) -> list[Subscription]:
        """Those who read it now; of deletions hear also those who did."""
        self._hearers = list(Subscription.objects.filter(feed=feed).order_by("id"))
        return [one for one in self._hearers if one.is_active]

    def _poll(self, feed: Feed, subscriptions: list[Subscription]) -> None:
        if not subscriptions and self._delivery is None:
            self._rest(feed)
            return
        waiting = self._serve(registry.get(feed.platform), feed, subscriptions)
        now = self._time()
        if self._delivery is not None:
            came = outcomes.sent(new_posts=self._result.posts, only_sent=ways.only_sent(feed.platform), now=now)
            self._finish(feed, came, served=waiting)
            return
        if ways.only_sent(feed.platform):
            self._finish(feed, outcomes.not_asked(now), served=waiting)
            return
        values = outcomes.success(
            feed,
            new_posts=self._result.posts,
            wish=self._wish,
            hurry=self._hurry,
            requested_at=self._requested,
            now=now,
        )
        if not (self._moved and self._has_secrets and not credentials.may_follow(feed, self._moved)):
            values |= outcomes.moved(feed, self._moved, now)
        values |= self._told_by_poll(feed, values, now)
        if "config" in values:
            self._move(feed, values, waiting)
        else:
            self._finish(feed, values, served=waiting)
        if not self._result.stale:
            hosts.answered(feed)
            if self._hub is not None:
                hubs.offered(feed, self._hub, now)

    def _told_by_poll(self, feed: Feed, values: dict[str, Any], now: datetime) -> dict[str, Any]:
        """Beside what every poll says: its title and notes, and what a hub that pushes it means for its pace."""
        told: dict[str, Any] = {}
        if self._title and self._title != feed.title:
            told["title"] = self._title[:300]
        if isinstance(registry.get(feed.platform), Pushed):
            rested = hubs.at_rest(feed, self._fresh, values, now)
            told |= {} if self._hurry else rested
        # An answer that says nothing is new has no notes: the last one's stay.
        if self._changed:
            told["notes"] = [note[:300] for note in dict.fromkeys(self._notes)][:MOST_NOTES]
        return told

    @transaction.atomic
    def _rest(self, feed: Feed) -> None:
        """Nobody wants it: it rests. Who came since it was looked at is served by the next claim."""
        if self._finish(feed, {"lease_until": None}):
            # Under the feed's lock, which whoever wakes it takes too.
            rests = Feed.objects.filter(pk=feed.pk).exclude(subscriptions__is_active=True)
            if rests.update(status=FEED.moves["rest"][1]):
                hubs.end(feed.pk, self._time())

    def _serve(self, connector: Connector, feed: Feed, subscriptions: list[Subscription]) -> list[Subscription]:
        """Takes what there is for each; returns those who have now been served for the first time."""
        served = [one for one in subscriptions if one.first_served_at]
        waiting = [one for one in subscriptions if not one.first_served_at]
        if self._delivery is not None and not isinstance(connector, Pushed):
            raise InvalidConfig("Nothing can be sent to this feed.", field="url")
        if not isinstance(connector, Polled):
            # There is no past to read: what comes is news to whoever subscribed before.
            self._take(connector, feed, subscriptions, dict(feed.cursor), history=False, keep_cursor=True)
            return waiting
        if served or self._delivery is not None:
            self._take(connector, feed, served, dict(feed.cursor), history=False, keep_cursor=True)
        elif feed.cursor:
            self._catch_up(connector, feed)
        if self._delivery is not None:
            return []  # their first poll brings it, as history
        if waiting:
            # Read from the start for those not served yet: what the feed shows now is their history.
            self._take(connector, feed, waiting, {}, history=True, keep_cursor=not served)
        return waiting

    def _catch_up(self, connector: Connector, feed: Feed) -> None:
        """Nobody read the feed for a while: what was deleted meanwhile is told, before all begins anew."""
        try:
            self._take(connector, feed, [], dict(feed.cursor), history=False, keep_cursor=True)
        except CursorExpired:
            self._notes.append("What was deleted while nobody read this feed can no longer be asked for.")

    def _context(self, feed: Feed) -> Context:
        context = Context(guarded_client().metered(self._try.meter), self._time(), credentials.opened(feed), contact())
        self._has_secrets = bool(context.secrets)
        return context

    def _batches(self, connector: Connector, feed: Feed, cursor: dict[str, Any]) -> Iterator[Batch]:
        context = self._context(feed)
        if self._delivery is not None:
            assert isinstance(connector, Pushed)  # `_serve` has seen to it
            # What was proven when it came is not asked for its secret once more: that may have been changed since.
            return connector.receive(context, feed.config, cursor, self._delivery)
        if isinstance(connector, Polled):
            return connector.poll(context, feed.config, cursor)
        return connector.stream(context, feed.config, cursor) if isinstance(connector, Streamed) else iter(())

    @transaction.atomic
    def _move(self, feed: Feed, values: dict[str, Any], waiting: list[Subscription]) -> None:
        moving.hold(feed, values["config"])
        if self._finish(feed, values, served=waiting):
            moving.settle(feed, values["config"], self._time())

    def _failed(self, feed: Feed, error: Failure) -> None:
        now = self._time()
        # The lost cursor and the gap it leaves, or neither: read from the start, the feed would look whole.
        with transaction.atomic():
            held = self._finish(feed, outcomes.failure(feed, error, now, hurry=self._hurry))
            if held and isinstance(error, CursorExpired):
                reason = f"{error.sentence} Posts since the last reading may be missing."
                missing.record(feed, [], reason=reason, until=now, now=now)
        if held:
            hosts.refused(feed, error, now)

    def _take(
        self,
        connector: Connector,
        feed: Feed,
        subscriptions: list[Subscription],
        cursor: dict[str, Any],
        *,
        history: bool,
        keep_cursor: bool,
    ) -> None:
        for batch in self._batches(connector, feed, cursor):
            self._pass_on(connector, feed, batch, subscriptions, history=history, keep_cursor=keep_cursor)
        for note in self._notes:
            logger.info("feed %s: %s", feed.pk, line(note))  # it may quote what no log can hold

    def _pass_on(
        self,
        connector: Connector,
        feed: Feed,
        batch: Batch,
        subscriptions: list[Subscription],
        *,
        history: bool,
        keep_cursor: bool,
    ) -> None:
        """One batch to those who want it."""
        is_firehose = ways.is_firehose(feed.platform, feed.config)
        read, had = delivered.spelled_out(feed.platform, self._taken(connector, batch), firehose=is_firehose)
        self._read(batch, [one for one in read if isinstance(one, Post)])
        # Who is new to the feed is shown all that is there, also what went out to others long ago.
        if not history:
            read = routing.unheard(feed, read)
        # Read from the start, a feed shows old deletions too: the others heard of them in their time.
        hearers = subscriptions if history else self._hearers
        matched = routing.Matched(read, subscriptions, hearers, index(), history=history, had=had)
        self._complete(connector, matched)
        self._store(feed, batch, matched, keep_cursor=keep_cursor)
        if keep_cursor:
            # Read once more for a newcomer, old posts are no sign of a busy feed: its interval stays.
            self._fresh += [one for one in read if isinstance(one, Post)]
            self._result.posts = len(self._fresh)
            self._wish = batch.next_poll if batch.next_poll is not None else self._wish
        self._moved = batch.moved_to or self._moved
        self._title = batch.title or self._title
        self._hub = batch.hub or self._hub

    def _read(self, batch: Batch, posts: list[Post]) -> None:
        """What a batch says of the feed's health."""
        self._changed = self._changed or not batch.not_modified
        self._notes += batch.notes
        # Of a date that is there and not understood the connector tells.
        undated = sum(1 for post in posts if post.published_at is None and not post.raw.get("published"))
        if undated:
            entries = "1 entry" if undated == 1 else f"{undated} entries"
            self._notes.append(f"{entries} without a date took the time of the fetch.")
        self._read_posts += posts

    @transaction.atomic
    def _store(self, feed: Feed, batch: Batch, matched: routing.Matched, *, keep_cursor: bool) -> None:
        """Arrivals, routes, cursor and the renewed lease: one transaction, or nothing where the fence has moved on."""
        values: dict[str, Any] = {"lease_until": self._time() + LEASE, **self._told(feed, batch)}
        if keep_cursor:
            values["cursor"] = dict(batch.cursor)
        self._guarded(feed, values)
        matched.renew()
        agencies = routing.store(feed, matched.found, self._time())
        if ways.tells_of_everybody(feed.platform):
            delivered.note(feed.platform, matched.found, self._time())
        if keep_cursor:
            feed.cursor = values["cursor"]
            if batch.missed:
                missing.record(
                    feed, self._read_posts, reason=batch.missed, since=batch.missed_since,
                    until=batch.missed_until or self._requested, now=self._time(),
                )  # fmt: skip
        self._result.agencies |= agencies
        self._result.routed += sum(len(one.targets) for one in matched.found)

    def _complete(self, connector: Connector, matched: routing.Matched) -> None:
        """What is wanted, made better known: what is polled comes whole."""

    def _told(self, feed: Feed, batch: Batch) -> dict[str, Any]:
        """What a batch by itself says of the feed: a poll is judged at its end."""
        return {}

    @transaction.atomic
    def _finish(self, feed: Feed, values: dict[str, Any], served: list[Subscription] | None = None) -> bool:
        """Whether the feed was still ours: then it is written."""
        feed.host = hosts.host_of(values.get("url", feed.url))
        try:
            self._guarded(feed, {**values, "host": feed.host})
        except Stale:
            self._result.stale = True
            return False
        if served:
            ids = [one.pk for one in served]
            Subscription.objects.filter(pk__in=ids, first_served_at=None).update(first_served_at=self._time())
        if "failures" in values and self._delivery is None and not feed.is_streamed:
            self._log(feed, values)
        return True

    def _log(self, feed: Feed, values: dict[str, Any]) -> None:
        """The try, in the transaction that says how it went."""
        went_well = "read" if self._changed or self._result.posts else "same"
        self._try.write(
            feed,
            self._claim.fence,
            outcome="failed" if values["failures"] else went_well,
            posts=self._result.posts,
            reason=values.get("error", ""),
            began=self._requested,
            now=self._time(),
        )

    def _guarded(self, feed: Feed, values: dict[str, Any]) -> None:
        # The row stays locked until the commit, so a claimer with a higher fence waits for what we store, or we see theirs.
        if not Feed.objects.filter(pk=feed.pk, fence=self._claim.fence).update(**values):
            raise Stale

    def _time(self) -> datetime:
        """`now` of the call, moved on by what has passed since: leases and health speak of the time they are written."""
        return self._now + timedelta(seconds=time.monotonic() - self._began)

    def _taken(self, connector: Connector, batch: Batch) -> list[Post | Tombstone | AuthorGone]:
        normalised = _posts(connector, batch)
        self._try.ignore(one.reason for one in normalised if isinstance(one, Ignored))
        return [one for one in normalised if not isinstance(one, Ignored)]


def _posts(connector: Connector, batch: Batch) -> list[Post | Tombstone | AuthorGone | Ignored]:
    return [connector.normalise(record) for record in batch.records]
