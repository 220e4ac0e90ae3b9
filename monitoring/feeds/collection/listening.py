"""A turn of listening to one feed: stored and passed on batch by batch, no database connection held while nothing is said."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.db import transaction

from accounts.outside.failures import Failure
from monitoring.feeds.collection import hosts, outcomes, routing
from monitoring.feeds.collection.client import contact, guarded_client, without_connection
from monitoring.feeds.collection.collecting import MOST_NOTES, Collected, Collection
from monitoring.feeds.collection.leasing import Claim
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import Batch, Completing, Connector, Context, Polled, Streamed
from monitoring.feeds.models import Feed, Subscription

logger = logging.getLogger(__name__)
# How often a stream on which nothing is said shows that somebody listens.
SHOWN_EVERY = timedelta(seconds=10)
_PATIENCE = 2.0  # seconds, of the three in which what is said is to be a mention
_LEFT_ALONE = timedelta(minutes=1)
_BREATH = timedelta(seconds=outcomes.STREAM_LEAST)
_SHOWN = frozenset({"requested_at", "last_success_at", "first_fetched_at", "failing_since", "failures", "status"})


@dataclass(frozen=True, slots=True)
class Live:
    """Who runs a stream: hears at once which agencies have work, and says whether to end. Neither within a transaction."""

    tell: Callable[[set[UUID]], None]
    ending: Callable[[], bool]


def listen(feed_id: UUID, now: datetime, *, fence: int, live: Live) -> Collected:
    """Listens to a claimed feed until its connector, or `live`, ends the turn. As `collecting.collect` in all else."""
    return Listening(Claim(feed_id, fence), now, live).run()


class Listening(Collection):
    """What is said is stored as it comes, and so is that somebody listens."""

    def __init__(self, claim: Claim, now: datetime, live: Live) -> None:
        super().__init__(claim, now)
        self._live = live
        self._newcomers: list[Subscription] = []
        self._has_history = False
        self._caught_up_at: datetime | None = None
        self._turns_notes: list[str] = []
        self._values: dict[str, Any] = {}
        self._ask_again = now

    def _poll(self, feed: Feed, subscriptions: list[Subscription]) -> None:
        if not subscriptions:
            self._rest(feed)
            return
        connector = registry.get(feed.platform)
        assert isinstance(connector, Streamed)
        newcomers = [one for one in subscriptions if not one.first_served_at]
        self._has_history = isinstance(connector, Polled) and not connector.is_firehose(feed.config)
        if newcomers and self._has_history:
            self._served(self._serve(connector, feed, subscriptions))
        elif feed.cursor and len(newcomers) == len(subscriptions):
            # Nobody listened for a while: what was said meanwhile is for nobody, but what was deleted is told.
            self._caught_up_at = self._time()
        self._listen(connector, feed)
        now = self._time()
        hung_up = not self._result.posts and now - self._requested < _BREATH and not self._live.ending()
        if self._finish(feed, outcomes.listened(hung_up=hung_up, wish=self._wish, now=now) | {"notes": self._noted()}):
            hosts.answered(feed)

    def _listen(self, connector: Streamed, feed: Feed) -> None:
        shown: datetime | None = None
        said = connector.stream(self._context(feed), feed.config, dict(feed.cursor))
        # Closed whatever happens: the connection goes with it.
        with closing(cast(Any, said)):
            for batch in _waited_for(said):
                now = self._time()
                if shown is None or _says_something(batch, feed) or now - shown >= SHOWN_EVERY:
                    shown = now
                    if not self._shown(connector, feed, batch):
                        return
                if self._live.ending():
                    return

    def _shown(self, connector: Connector, feed: Feed, batch: Batch) -> bool:
        """Stores a batch and tells of it at once. Whether to go on."""
        # Asked anew: who subscribes while we listen does not wait until the turn's end.
        readers = self._subscriptions(feed)
        if not readers:
            return False
        waiting = [one for one in readers if not one.first_served_at]
        self._newcomers = waiting
        if self._caught_up_at is not None and batch.reaches is not None and batch.reaches < self._caught_up_at:
            readers, self._newcomers = [], []
        elif self._has_history:
            readers, self._newcomers = [one for one in readers if one.first_served_at], []
        self._read_posts, self._notes = [], []
        before, self._result.agencies = self._result.agencies, set()
        self._pass_on(connector, feed, batch, readers, history=False, keep_cursor=True)
        told = self._result.agencies
        self._result.agencies = before | told
        if told:
            self._live.tell(told)
        # The next turn begins with the history of who is new.
        return not (self._has_history and waiting)

    @transaction.atomic
    def _store(self, feed: Feed, batch: Batch, matched: routing.Matched, *, keep_cursor: bool) -> None:
        super()._store(feed, batch, matched, keep_cursor=keep_cursor)
        # Of a failure later in this turn they tell what was covered until then.
        for name in _SHOWN & self._values.keys():
            setattr(feed, name, self._values[name])
        if keep_cursor:
            self._served(self._newcomers)

    def _served(self, newcomers: Sequence[Subscription]) -> None:
        ids = [one.pk for one in newcomers]
        if ids:
            Subscription.objects.filter(pk__in=ids, first_served_at=None).update(first_served_at=self._time())

    def _noted(self) -> list[str]:
        """What this turn's batches said of how they were read."""
        return [note[:300] for note in dict.fromkeys(self._turns_notes)][:MOST_NOTES]

    def _complete(self, connector: Connector, matched: routing.Matched) -> None:
        posts = [one.post for one in matched.found if isinstance(one.post, Post)]
        if not posts or not isinstance(connector, Completing) or self._time() < self._ask_again:
            return
        try:
            with without_connection():
                matched.complete(
                    connector.complete(Context(guarded_client(_PATIENCE), self._time(), contact=contact()), posts)
                )
        except Failure as failure:
            # What is said must not wait for it, and the next batch neither.
            self._ask_again = self._time() + _LEFT_ALONE
            logger.info("posts of %s go on as they came: %s", connector.platform, failure.sentence)

    def _told(self, feed: Feed, batch: Batch) -> dict[str, Any]:
        now = self._time()
        new = sum(isinstance(one, Post) for one in self._read_posts)
        values = outcomes.listening(feed, new_posts=new, reached=batch.reaches or now, now=now)
        if batch.notes:
            self._turns_notes += batch.notes
            values["notes"] = self._noted()
        if batch.title:
            values["title"] = batch.title[:300]
        self._values = values
        return values


def _waited_for(batches: Iterator[Batch]) -> Iterator[Batch]:
    """While the next is waited for, no database connection is held."""
    while True:
        with without_connection():
            batch = next(batches, None)
        if batch is None:
            return
        yield batch


def _says_something(batch: Batch, feed: Feed) -> bool:
    return bool(batch.records or batch.missed or batch.notes)
